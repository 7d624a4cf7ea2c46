import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/demo/battlemetrics/faults.ts';
import { unbanPreview } from '../../src/render/moderation/ban-preview.ts';
import { call, kestrel, order, setScene } from './scene.ts';

/** Ban 150000039 holds for two more days, 150000038 for good on one server, 150000040 is over. */
const HOLDS = '150000039';
const OVER = '150000040';

async function setUnban(mode: 'expire' | 'delete', lookDelaysMs?: readonly number[]) {
  const scene = await setScene(lookDelaysMs === undefined ? {} : { lookDelaysMs });
  const { action } = await scene.moderation.drafts.unban({ ban: HOLDS, mode }, order());
  const ban = () => scene.world.bans.find(({ id }) => id === HOLDS);
  return { ...scene, id: action.id, ban };
}

describe('lifting a ban', () => {
  test('ends it at the confirmation and leaves the rest as it is', async () => {
    const scene = await setUnban('expire');
    const before = { ...scene.ban() };
    scene.clock.offset = 60_000;
    const action = await scene.moderation.confirm(scene.id, kestrel, call);
    expect(action).toMatchObject({ state: 'done', result: { banId: HOLDS } });
    expect(scene.ban()).toEqual({ ...before, expires: action.confirmedAt, writtenAt: expect.any(Number) });
    expect(scene.writes()[0]?.body).toStrictEqual({
      data: {
        type: 'ban',
        id: HOLDS,
        attributes: { expires: new Date(action.confirmedAt ?? 0).toISOString() },
      },
    });
  });

  test('deletes the record when that is asked for', async () => {
    const scene = await setUnban('delete');
    expect(await scene.moderation.confirm(scene.id, kestrel, call)).toMatchObject({ state: 'done' });
    expect(scene.ban()).toBeUndefined();
  });

  test('is told to the audit channel', async () => {
    const scene = await setUnban('expire');
    await scene.moderation.confirm(scene.id, kestrel, call);
    await scene.told(scene.id);
    for (const part of ['Unban', 'Kestrel', `/rcon/bans/edit/${HOLDS}`]) {
      expect(scene.channel.text()).toContain(part);
    }
  });

  test('counts as done when somebody else deleted the ban meanwhile', async () => {
    const scene = await setUnban('delete');
    scene.world.bans.splice(0, scene.world.bans.length);
    expect(await scene.moderation.confirm(scene.id, kestrel, call)).toMatchObject({
      state: 'done',
      result: { alreadySo: true },
    });
  });

  test.each<[string, 'expire' | 'delete', Fault]>([
    ['ended', 'expire', { kind: 'execute-then-reset' }],
    ['ended', 'expire', { kind: 'execute-then-html' }],
    ['deleted', 'delete', { kind: 'execute-then-reset' }],
    ['deleted', 'delete', { kind: 'execute-then-500' }],
  ])('finds that a ban was %s although the answer got lost (%s, $kind)', async (_, mode, fault) => {
    const scene = await setUnban(mode);
    scene.simulator.faults.add({ fault, path: '/bans/', method: mode === 'expire' ? 'PATCH' : 'DELETE' });
    expect(await scene.moderation.confirm(scene.id, kestrel, call)).toMatchObject({ state: 'done' });
    expect(scene.writes()).toHaveLength(1);
  });

  test('does not take the 404 of a proxy for a ban that is gone, neither at once nor when it looks', async () => {
    const scene = await setUnban('delete');
    scene.simulator.faults.add({ fault: { kind: 'html', status: 404 }, method: 'DELETE', times: 1 });
    expect(await scene.moderation.confirm(scene.id, kestrel, call)).toMatchObject({ state: 'failed' });
    const again = await scene.moderation.drafts.unban({ ban: HOLDS, mode: 'delete' }, order());
    scene.simulator.faults.add({ fault: { kind: 'reset' }, method: 'DELETE', times: 1 });
    scene.simulator.faults.add({ fault: { kind: 'html', status: 404 }, method: 'GET' });
    expect(await scene.moderation.confirm(again.action.id, kestrel, call)).toMatchObject({
      state: 'unknown',
    });
    expect(scene.ban()).toBeDefined();
  });

  test('finds that the ban still holds, which is a failure that may be repeated', async () => {
    const scene = await setUnban('expire');
    scene.simulator.faults.add({ fault: { kind: 'reset' }, method: 'PATCH', times: 1 });
    const action = await scene.moderation.confirm(scene.id, kestrel, call);
    expect(action).toMatchObject({ state: 'failed' });
    expect(action.error).toMatch(/does no harm/);
    expect(scene.writes()).toHaveLength(1);
  });

  test('takes a uid for a ban as well', async () => {
    const scene = await setScene();
    const uid = scene.world.bans.find(({ id }) => id === HOLDS)?.uid ?? '';
    const { ban } = await scene.moderation.drafts.unban({ ban: uid, mode: 'expire' }, order());
    expect(ban.id).toBe(HOLDS);
  });

  test('takes a uid also where the list of expired bans leaves out the others', async () => {
    const scene = await setScene();
    scene.world.expiredAlone = true;
    const [holds, over] = [HOLDS, OVER].map((wanted) => scene.world.bans.find(({ id }) => id === wanted));
    const lift = async (ban: string) =>
      (await scene.moderation.drafts.unban({ ban, mode: 'delete' }, order())).ban.id;
    expect(await lift(holds?.uid ?? '')).toBe(HOLDS);
    expect(await lift(over?.uid ?? '')).toBe(OVER);
  });

  test('leaves bans of another organization alone, though the token may lift them', async () => {
    const scene = await setScene();
    const ban = scene.world.bans.find(({ id }) => id === HOLDS);
    if (ban !== undefined) ban.organizationId = '7';
    const attempt = scene.moderation.drafts.unban({ ban: HOLDS, mode: 'expire' }, order());
    await expect(attempt).rejects.toMatchObject({ identifier: 'ban-elsewhere' });
    const offered = await scene.moderation.bans.search('', call);
    expect(offered.map(({ id }) => id)).not.toContain(HOLDS);
  });

  test('says of a ban without a player whose it is, and takes no two of them for one person', async () => {
    const scene = await setScene();
    const identifiers = { steamID: '76561198000009999', BEGUID: '0123456789abcdef' };
    const [seed] = scene.world.bans;
    if (seed === undefined) throw new Error('the simulated world has no bans');
    const bans = Object.entries(identifiers).map(([type, identifier], index) => ({
      ...seed,
      id: `60000${index}`,
      expires: null,
      playerId: undefined,
      identifiers: [{ type, identifier }],
    }));
    bans.push({ ...seed, id: '600002', expires: null, playerId: undefined, identifiers: [] });
    scene.world.bans.push(...bans);
    const previews = [];
    for (const [index, { id }] of bans.entries()) {
      const asker = index === 0 ? kestrel : { ...kestrel, id: String(index) };
      previews.push(await scene.moderation.drafts.unban({ ban: id, mode: 'expire' }, order(asker)));
    }
    expect(previews.map(({ rivals }) => rivals.drafts)).toEqual([[], [], []]);
    const said = previews.map((preview) => unbanPreview(preview).embeds?.[0]?.fields?.[0]?.value);
    expect(said[0]).toContain('9999');
    expect(said[0]).not.toContain('7656119');
    expect(said[1]).toBe('Somebody unknown to BattleMetrics');
  });

  test.each([
    ['a ban that is over', OVER, 'ban-over'],
    ['an id that no ban has', '999999', 'ban-unknown'],
    ['a text that is no uid', 'nonsense', 'ban-unknown'],
    ['nothing', ' ', 'ban-unknown'],
  ])('refuses %s', async (_, ban, identifier) => {
    const scene = await setScene();
    const attempt = scene.moderation.drafts.unban({ ban, mode: 'expire' }, order());
    await expect(attempt).rejects.toMatchObject({ identifier });
    expect(scene.writes()).toEqual([]);
  });

  test('offers the bans that hold, with the name of the person', async () => {
    const scene = await setScene();
    const offered = await scene.moderation.bans.search('', call);
    const now = scene.clock.now();
    expect(offered.length).toBe(25);
    expect(offered.every(({ expires }) => expires === null || expires > now)).toBe(true);
    expect(offered.find(({ id }) => id === HOLDS)?.player).toBe(scene.world.players[1]?.name);
  });
});
