import { describe, expect, test, vi } from 'vitest';
import type { AccessLevel } from '../../../config/access.ts';
import type { ModerationAction } from '../../../src/store/moderation-action.ts';
import { NOBODY } from '../../../src/store/moderation-request.ts';
import { call, kestrel, merlin, order, setScene } from '../scene.ts';
import { banOf } from './requests.ts';

const osprey = { id: '300', name: 'Osprey' };
const DAY = 86_400_000;

async function propose(levels: Map<string, AccessLevel | undefined | Error> = new Map()) {
  const scene = await setScene({
    config: { permanentBansNeedApproval: true },
    levelOf: async (id) => {
      const level = levels.has(id) ? levels.get(id) : 'moderator';
      if (level instanceof Error) throw level;
      return level;
    },
  });
  const asked = await scene.moderation.ask(banOf(scene.player, { durationMs: null }), order());
  const { id } = asked.action;
  const proposed = await scene.moderation.confirm(id, kestrel, call);
  return { ...scene, asked, id, proposed, levels };
}

describe('a ban for good that needs a second moderator', () => {
  test('is a proposal once it is confirmed, and nothing is sent', async () => {
    const scene = await propose();
    expect(scene.asked.needsApproval).toBe(true);
    expect(scene.proposed).toMatchObject({ state: 'proposed' });
    expect((scene.proposed.lapsesAt ?? 0) - scene.clock.now()).toBeGreaterThan(DAY - 60_000);
    expect(await scene.moderation.confirm(scene.id, kestrel, call)).toMatchObject({ state: 'proposed' });
    expect(scene.writes()).toEqual([]);
    await scene.told(scene.id);
    expect(scene.channel.text()).toContain(`v1:ban:approve:${scene.id}`);
    expect(scene.channel.text()).toContain(`v1:ban:decline:${scene.id}`);
  });

  test('is made in the name of who asked when another one approves', async () => {
    const scene = await propose();
    const action = await scene.moderation.approve(scene.id, merlin, call);
    expect(action).toMatchObject({ state: 'done', moderator: kestrel, approver: merlin });
    expect(scene.bansMade()).toMatchObject([{ uid: action.uid, expires: null }]);
    await scene.told(scene.id);
    expect(scene.channel.messages).toHaveLength(1);
    expect(scene.channel.text()).toContain('Merlin');
    expect(scene.channel.text()).not.toContain('v1:ban:approve');
  });

  test('is made once by two who approve at the same time', async () => {
    const scene = await propose();
    const other = await scene.boot();
    const answers = await Promise.allSettled([
      scene.moderation.approve(scene.id, merlin, call),
      scene.moderation.approve(scene.id, osprey, call),
      other.moderation.approve(scene.id, osprey, call),
    ]);
    expect(answers.map(({ status }) => status)).toContain('fulfilled');
    expect(scene.writes()).toHaveLength(1);
    expect(await scene.moderation.approve(scene.id, merlin, call)).toMatchObject({ state: 'done' });
    expect(scene.writes()).toHaveLength(1);
  });

  test('cannot be approved by who asked', async () => {
    const scene = await propose();
    await expect(scene.moderation.approve(scene.id, kestrel, call)).rejects.toMatchObject({
      identifier: 'approval-own',
    });
    expect(scene.writes()).toEqual([]);
  });

  test.each<[string, AccessLevel | undefined]>([
    ['has lost the role', 'everyone'],
    ['has left', undefined],
  ])('ends when who asked %s meanwhile', async (_, level) => {
    const scene = await propose();
    scene.levels.set(kestrel.id, level);
    await expect(scene.moderation.approve(scene.id, merlin, call)).rejects.toMatchObject({
      identifier: 'approval-asker-left',
      message: expect.stringContaining('no moderator any more'),
    });
    expect(await scene.told(scene.id)).toMatchObject({
      state: 'cancelled',
      error: expect.stringContaining('<@100>'),
    });
    expect(scene.channel.text()).not.toContain('v1:ban:approve');
    expect(await scene.moderation.approve(scene.id, merlin, call)).toMatchObject({ state: 'cancelled' });
    expect(scene.writes()).toEqual([]);
  });

  test('stays when Discord does not say who is a moderator', async () => {
    const scene = await propose();
    scene.levels.set(kestrel.id, new Error('503'));
    await expect(scene.moderation.approve(scene.id, merlin, call)).rejects.toMatchObject({
      identifier: 'approval-level-unread',
    });
    scene.levels.set(kestrel.id, 'admin');
    expect(await scene.moderation.approve(scene.id, merlin, call)).toMatchObject({ state: 'done' });
  });

  test.each([
    ['declined by another one', merlin, 'Declined by <@200>.'],
    ['taken back by who asked', kestrel, 'Taken back by <@100>.'],
  ])('is not made when it is %s', async (_, moderator, error) => {
    const scene = await propose();
    expect(await scene.moderation.decline(scene.id, moderator)).toMatchObject({ state: 'cancelled', error });
    expect(await scene.moderation.approve(scene.id, osprey, call)).toMatchObject({ state: 'cancelled' });
    await scene.told(scene.id);
    expect(scene.channel.text()).not.toContain('v1:ban:approve');
    expect(scene.writes()).toEqual([]);
  });

  test('lapses after a day, and the audit channel shows it', async () => {
    const scene = await propose();
    scene.clock.offset = DAY + 1;
    expect(await scene.moderation.approve(scene.id, merlin, call)).toMatchObject({ state: 'lapsed' });
    expect(await scene.told(scene.id)).toMatchObject({ state: 'lapsed' });
    expect(scene.channel.messages).toHaveLength(1);
    expect(scene.channel.text()).not.toContain('v1:ban:approve');
    expect(scene.writes()).toEqual([]);
  });

  test('outlives a restart', async () => {
    const scene = await propose();
    await scene.moderation.stop();
    const next = await scene.boot();
    await next.moderation.start();
    expect(await next.moderation.approve(scene.id, merlin, call)).toMatchObject({ state: 'done' });
    expect(scene.bansMade()).toHaveLength(1);
  });

  test('is told as it is to one who approves while its asker leaves, and it was approved already', async () => {
    let leaves = () => {};
    const left = new Promise<undefined>((resolve) => {
      leaves = () => resolve(undefined);
    });
    const levels: (AccessLevel | Promise<undefined>)[] = [left, 'moderator'];
    const scene = await setScene({
      config: { permanentBansNeedApproval: true },
      levelOf: async () => levels.shift(),
    });
    const { action } = await scene.moderation.ask(banOf(scene.player, { durationMs: null }), order());
    await scene.moderation.confirm(action.id, kestrel, call);
    const late = scene.moderation.approve(action.id, osprey, call);
    await vi.waitFor(() => expect(levels).toHaveLength(1));
    await scene.moderation.approve(action.id, merlin, call);
    leaves();
    expect(await late).toMatchObject({ state: 'done', approver: merlin });
  });

  test('has one message also when Discord’s answer to it was lost, and it is approved long after', async () => {
    const scene = await setScene({ config: { permanentBansNeedApproval: true } });
    const { action } = await scene.moderation.ask(banOf(scene.player, { durationMs: null }), order());
    scene.channel.failures.push('lost', ...Array.from({ length: 500 }, () => 'unavailable' as const));
    await scene.moderation.confirm(action.id, kestrel, call);
    await vi.waitFor(() => expect(scene.channel.messages).toHaveLength(1));
    await scene.moderation.stop();
    scene.channel.failures.length = 0;
    // Discord has forgotten the nonce by then.
    scene.clock.offset += 20 * 60_000;
    const other = await scene.boot();
    await other.moderation.approve(action.id, merlin, call);
    await other.moderation.start();
    await scene.told(action.id);
    expect(scene.channel.messages).toHaveLength(1);
    expect(scene.channel.text()).toContain('Merlin');
  });

  test('cannot be approved before who asked has confirmed it', async () => {
    const scene = await propose();
    const { action } = await scene.moderation.ask(banOf(scene.player, { durationMs: null }), order());
    const refused = { identifier: 'action-not-proposed' };
    await expect(scene.moderation.approve(action.id, merlin, call)).rejects.toMatchObject(refused);
    await expect(scene.moderation.decline(action.id, merlin)).rejects.toMatchObject(refused);
  });
});

describe('an edit of a ban', () => {
  /** A ban that holds for two more days. */
  const edit = {
    kind: 'ban-edit' as const,
    subject: NOBODY,
    banId: '150000039',
    before: { reason: 'Team kills', note: null, expires: null },
    after: { end: { kind: 'after' as const, ms: DAY } },
  };
  const setEdit = () => setScene({ config: { permanentBansNeedApproval: true } });
  const banIn = ({ world }: Awaited<ReturnType<typeof setScene>>) => {
    const ban = world.bans.find(({ id }) => id === edit.banId);
    if (ban === undefined) throw new Error('the simulated world has no such ban');
    return ban;
  };

  test('that makes it one for good needs a second moderator too', async () => {
    const scene = await setEdit();
    const { expires } = banIn(scene);
    const before = { ...edit.before, expires };
    const request = { ...edit, before, after: { end: { kind: 'never' as const } } };
    const { action, needsApproval } = await scene.moderation.ask(request, order());
    expect(needsApproval).toBe(true);
    expect(await scene.moderation.confirm(action.id, kestrel, call)).toMatchObject({ state: 'proposed' });
    expect(scene.writes()).toEqual([]);
    expect(await scene.moderation.approve(action.id, merlin, call)).toMatchObject({ state: 'done' });
    expect(banIn(scene).expires).toBeNull();
  });

  test('needs one when its undo makes the ban one for good again', async () => {
    const scene = await setEdit();
    const ban = () => banIn(scene);
    ban().expires = null;
    const { action } = await scene.moderation.ask(edit, order());
    const done = await scene.moderation.confirm(action.id, kestrel, call);
    expect(ban().expires).toBe((done.confirmedAt ?? 0) + DAY);
    const undo = await scene.moderation.undo(done.id, order());
    expect(undo.needsApproval).toBe(true);
    const proposed = await scene.moderation.confirm(undo.action.id, kestrel, call);
    expect(proposed).toMatchObject({ state: 'proposed', cause: { kind: 'undo', of: done.id } });
    expect(await scene.moderation.approve(proposed.id, merlin, call)).toMatchObject({ state: 'done' });
    expect(ban().expires).toBeNull();
    expect(await scene.told(done.id)).toMatchObject({ undoneBy: proposed.id });
  });
});

describe('without a second moderator', () => {
  test.each<[string, boolean, number | null, ModerationAction['state']]>([
    ['a ban for a while is made', true, DAY, 'done'],
    ['a ban for good is made where that is allowed', false, null, 'done'],
  ])('%s', async (_, permanentBansNeedApproval, durationMs, state) => {
    const scene = await setScene({ config: { permanentBansNeedApproval } });
    const { action, needsApproval } = await scene.moderation.ask(
      banOf(scene.player, { durationMs }),
      order(),
    );
    expect(needsApproval).toBe(false);
    expect(await scene.moderation.confirm(action.id, kestrel, call)).toMatchObject({ state });
  });
});
