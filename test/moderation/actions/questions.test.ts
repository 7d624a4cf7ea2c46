import { describe, expect, test, vi } from 'vitest';
import { call, kestrel, merlin, order, setScene } from '../scene.ts';
import { banOf, flagOf } from './requests.ts';

async function setFlagScene() {
  const scene = await setScene();
  const flag = scene.world.flags.find(
    ({ personal, organizationId }) => !personal && organizationId === undefined,
  );
  if (flag === undefined) throw new Error('the simulated world has no flags');
  const has = () =>
    scene.world.flagPlayers.some(
      ({ playerId, flagId, removedAt }) =>
        playerId === scene.player.id && flagId === flag.id && removedAt === undefined,
    );
  const request = flagOf(scene.player, flag);
  return { ...scene, flag, has, request };
}

describe('a question', () => {
  test('is asked once, however often Discord delivers the interaction', async () => {
    const scene = await setScene();
    const once = order();
    const first = await scene.moderation.ask(banOf(scene.player), once);
    const again = await scene.moderation.ask(banOf(scene.player, { reason: 'Read anew' }), once);
    expect(again.action).toEqual(first.action);
    expect(again.rivals).toEqual({ drafts: [], unsettled: [] });
    const [one, other] = await Promise.all([
      scene.moderation.confirm(first.action.id, kestrel, call),
      scene.moderation.confirm(again.action.id, kestrel, call).catch(() => undefined),
    ]);
    expect([one?.state, other?.state]).toContain('done');
    expect(scene.bansMade()).toHaveLength(1);
  });

  test('delivered again after it was answered shows what became of it', async () => {
    const scene = await setScene();
    const once = order();
    const { action } = await scene.moderation.ask(banOf(scene.player), once);
    await scene.moderation.confirm(action.id, kestrel, call);
    expect((await scene.moderation.ask(banOf(scene.player), once)).action.state).toBe('done');
    expect(scene.writes()).toHaveLength(1);
  });

  test('about a ban has its uid before it is confirmed, so that it can stand in the reason', async () => {
    const scene = await setScene();
    const { action } = await scene.moderation.ask(banOf(scene.player), order());
    expect(action.uid).toMatch(/^[A-Za-z0-9]{12}$/);
    expect(action.timestamp).toBeNull();
    await scene.moderation.confirm(action.id, kestrel, call);
    expect(scene.bansMade()).toMatchObject([{ uid: action.uid }]);
  });

  test('tells of what others are about to do, and of what may have happened', async () => {
    const scene = await setScene({ config: { permanentBansNeedApproval: true } });
    const { player, moderation } = scene;
    await moderation.ask(banOf(player), order(kestrel));
    const proposal = await moderation.ask(banOf(player, { durationMs: null }), order(kestrel));
    await moderation.confirm(proposal.action.id, kestrel, call);
    scene.simulator.faults.add({ fault: { kind: 'reset' }, method: 'POST', path: '/bans', times: 1 });
    const lost = await moderation.ask(banOf(player), order(kestrel));
    expect(await moderation.confirm(lost.action.id, kestrel, call)).toMatchObject({ state: 'unknown' });
    const { rivals } = await moderation.ask(banOf(player), order(merlin));
    expect(rivals.drafts.map(({ state }) => state)).toEqual(['draft', 'proposed']);
    expect(rivals.unsettled.map(({ id }) => id)).toEqual([lost.action.id]);
    expect((await moderation.ask(banOf(player), order(kestrel))).rivals.drafts).toMatchObject([
      { moderator: merlin },
    ]);
  });
});

describe('what is done without a question', () => {
  test('is done once, however often Discord delivers the interaction', async () => {
    const scene = await setFlagScene();
    const once = order();
    const results = await Promise.all([
      scene.moderation.perform(scene.request, once),
      scene.moderation.perform(scene.request, once),
    ]);
    expect(results.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await scene.moderation.perform(scene.request, once)).toMatchObject({ state: 'done' });
    expect(scene.writes()).toHaveLength(1);
    expect(scene.has()).toBe(true);
  });

  test('is done once by two processes', async () => {
    const scene = await setFlagScene();
    const other = await scene.boot();
    const once = order();
    const results = await Promise.all([
      scene.moderation.perform(scene.request, once),
      other.moderation.perform(scene.request, once),
    ]);
    expect(results.map(({ state }) => state)).toContain('done');
    expect(scene.writes()).toHaveLength(1);
  });

  test('delivered again after a process ended is not sent again', async () => {
    const scene = await setFlagScene();
    const once = order();
    const { id } = await scene.store.actions.create({ ...once, request: scene.request, lapsesAt: null });
    await scene.store.actions.move(id, 'draft', 'sending');
    expect(await scene.moderation.perform(scene.request, once)).toMatchObject({ id, state: 'sending' });
    expect(scene.writes()).toEqual([]);
  });

  test('lapses when it was written down and not begun', async () => {
    const scene = await setFlagScene();
    const once = order();
    await scene.store.actions.create({ ...once, request: scene.request, lapsesAt: scene.clock.now() });
    expect(await scene.moderation.perform(scene.request, once)).toMatchObject({ state: 'lapsed' });
    expect(scene.writes()).toEqual([]);
  });

  test('remembers what led to it', async () => {
    const scene = await setFlagScene();
    const cause = { kind: 'expiry', of: 'abcdefghijklmnop' } as const;
    const action = await scene.moderation.perform(
      { ...scene.request, kind: 'flag-remove' },
      { ...order(), cause },
    );
    expect(action).toMatchObject({ cause, result: { alreadySo: true } });
  });

  test('is nothing that needs a second moderator', async () => {
    const scene = await setScene({ config: { permanentBansNeedApproval: true } });
    const attempt = scene.moderation.perform(banOf(scene.player, { durationMs: null }), order());
    await expect(attempt).rejects.toThrow(TypeError);
    expect(scene.writes()).toEqual([]);
  });
});

describe('the search for what became of an action', () => {
  test('is shown in the audit channel while it lasts', async () => {
    const scene = await setScene({ lookDelaysMs: [1, 60_000] });
    scene.simulator.faults.add({ fault: { kind: 'reset' }, method: 'POST', path: '/bans', times: 1 });
    const { action } = await scene.moderation.ask(banOf(scene.player), order());
    const confirmed = scene.moderation.confirm(action.id, kestrel, call);
    await vi.waitFor(() => expect(scene.channel.messages).toHaveLength(1));
    await scene.moderation.stop();
    expect(await confirmed).toMatchObject({ state: 'sending' });
    const next = await scene.boot({ lookDelaysMs: [1] });
    await next.moderation.start();
    expect(await scene.told(action.id)).toMatchObject({ state: 'unknown' });
    expect(scene.channel.messages).toHaveLength(1);
  });
});
