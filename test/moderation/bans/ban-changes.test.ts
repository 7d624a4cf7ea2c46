import { describe, expect, test } from 'vitest';
import type { BanEditInput } from '../../../src/moderation/bans/ban-changes.ts';
import { call, kestrel, order, setScene } from '../scene.ts';

/** Ban 150000039 holds for two more days, 150000038 for good on one server, 150000040 is over. */
const HOLDS = '150000039';
const FOR_GOOD = '150000038';
const OVER = '150000040';
const DAY = 86_400_000;

async function setEdit(options: Parameters<typeof setScene>[0] = {}) {
  const scene = await setScene(options);
  const ban = (id: string) => {
    const found = scene.world.bans.find((one) => one.id === id);
    if (found === undefined) throw new Error(`the simulated world has no ban ${id}`);
    return found;
  };
  const edit = (input: Omit<BanEditInput, 'ban'>, id = HOLDS) =>
    scene.moderation.drafts.edit({ ban: id, ...input }, order());
  const sent = () => scene.writes().map(({ method, path, body }) => ({ method, path, body }));
  return { ...scene, ban, edit, sent };
}

describe('an edit of a ban', () => {
  test('sends what is changed and nothing else', async () => {
    const scene = await setEdit();
    const before = { ...scene.ban(HOLDS) };
    const { action, ban } = await scene.edit({ reason: ' Ramming, {{admin}} ' });
    expect(ban).toMatchObject({ id: HOLDS, reason: before.reason });
    expect(action.request).toMatchObject({
      before: { reason: before.reason, note: before.note, expires: before.expires },
      after: { reason: 'Ramming, Kestrel' },
    });
    await scene.moderation.confirm(action.id, kestrel, call);
    const data = { type: 'ban', id: HOLDS, attributes: { reason: 'Ramming, Kestrel' } };
    expect(scene.sent()).toStrictEqual([{ method: 'PATCH', path: `/bans/${HOLDS}`, body: { data } }]);
    expect(scene.ban(HOLDS)).toEqual({
      ...before,
      reason: 'Ramming, Kestrel',
      writtenAt: expect.any(Number),
    });
  });

  test('leaves out what stands there already, though it was typed', async () => {
    const scene = await setEdit();
    const { reason } = scene.ban(HOLDS);
    const { action } = await scene.edit({ reason, note: 'New', duration: '1d' });
    expect(action.request.after).toEqual({ note: 'New', end: { kind: 'after', ms: DAY } });
  });

  test('counts a new end from the confirmation', async () => {
    const scene = await setEdit();
    const { action } = await scene.edit({ duration: '1d' });
    scene.clock.offset = 120_000;
    const { confirmedAt } = await scene.moderation.confirm(action.id, kestrel, call);
    expect(scene.ban(HOLDS).expires).toBe((confirmedAt ?? 0) + DAY);
  });

  test('makes a ban hold again that was over', async () => {
    const scene = await setEdit();
    const { action } = await scene.edit({ duration: '1d' }, OVER);
    await scene.moderation.confirm(action.id, kestrel, call);
    expect(scene.ban(OVER).expires).toBeGreaterThan(scene.clock.now());
    const { bans } = await scene.moderation.bans.list({ state: 'active' }, call);
    expect(bans.map(({ id }) => id)).toContain(OVER);
  });

  test('needs a second moderator where it makes a ban one for good', async () => {
    const scene = await setEdit({ config: { permanentBansNeedApproval: true } });
    expect(await scene.edit({ duration: 'perm' })).toMatchObject({ needsApproval: true });
    expect(await scene.edit({ duration: '1y' })).toMatchObject({ needsApproval: false });
    expect(await scene.edit({ reason: 'Ramming' }, FOR_GOOD)).toMatchObject({ needsApproval: false });
  });

  test.each<[string, string, (scene: Awaited<ReturnType<typeof setEdit>>) => Omit<BanEditInput, 'ban'>]>([
    ['the same reason', HOLDS, ({ ban }) => ({ reason: ` ${ban(HOLDS).reason}` })],
    ['no end for one that has none', FOR_GOOD, () => ({ duration: 'perm' })],
    ['the note that it shows, which came as HTML', OVER, ({ ban }) => ({ note: ban(OVER).note ?? '' })],
    ['that note with other white space', OVER, ({ ban }) => ({ note: ban(OVER).note?.replace(' ', '\n ') })],
    ['no note for one that has none', HOLDS, () => ({ note: ' ' })],
  ])('is refused when it changes nothing: %s', async (_, id, input) => {
    const scene = await setEdit();
    await expect(scene.edit(input(scene), id)).rejects.toMatchObject({ identifier: 'ban-edit-same' });
    expect(await scene.store.actions.inState('draft')).toEqual([]);
  });

  test.each([
    ['nothing', {}, 'ban-edit-nothing'],
    ['an empty reason', { reason: ' ' }, 'ban-reason-empty'],
    ['a reason that is too long', { reason: 'x'.repeat(256) }, 'ban-reason-too-long'],
    ['a duration of nonsense', { duration: 'soon' }, 'duration-unreadable'],
    ['a note that is too long', { note: 'x'.repeat(2001) }, 'ban-note-too-long'],
  ])('to %s is refused before anybody is asked', async (_, input, identifier) => {
    const scene = await setEdit();
    await expect(scene.edit(input)).rejects.toMatchObject({ identifier });
    expect(scene.simulator.requests).toEqual([]);
  });

  test('keeps in a note of this bot who banned, and takes another note off altogether', async () => {
    const scene = await setEdit();
    scene.ban(HOLDS).note = 'Banned by <Raven> (300) with Squawk\n\nSeen by two';
    const { action } = await scene.edit({ note: 'Seen by three' });
    expect(action.request.after.note).toBe('Banned by <Raven> (300) with Squawk\n\nSeen by three');
    await expect(
      scene.edit({ note: 'Banned by <Raven> (300) with Squawk\n\nSeen by two' }),
    ).rejects.toMatchObject({ identifier: 'ban-edit-same' });
    const { action: emptied } = await scene.edit({ note: '' });
    expect(emptied.request.after.note).toBe('Banned by <Raven> (300) with Squawk');
    const { action: other } = await scene.edit({ note: '' }, OVER);
    await scene.moderation.confirm(other.id, kestrel, call);
    expect(scene.ban(OVER).note).toBeNull();
  });
});

describe('a ban of another organization', () => {
  async function setForeign() {
    const scene = await setEdit();
    scene.ban(HOLDS).organizationId = '999';
    return scene;
  }

  test('is not changed or lifted from here', async () => {
    const scene = await setForeign();
    const refused = { identifier: 'ban-elsewhere' };
    await expect(scene.edit({ reason: 'Ramming' })).rejects.toMatchObject(refused);
    for (const mode of ['expire', 'delete'] as const) {
      const unban = scene.moderation.drafts.unban({ ban: HOLDS, mode }, order());
      await expect(unban).rejects.toMatchObject(refused);
    }
    expect(scene.writes()).toEqual([]);
  });

  test('can have our servers exempted from it', async () => {
    const scene = await setForeign();
    const { action } = await scene.moderation.drafts.exemption(
      { kind: 'exemption-add', ban: HOLDS },
      order(),
    );
    expect(await scene.moderation.confirm(action.id, kestrel, call)).toMatchObject({ state: 'done' });
    expect(scene.world.exemptions).toMatchObject([{ banId: HOLDS, organizationId: '25069' }]);
  });
});

describe('an exemption', () => {
  async function setExemption() {
    const scene = await setEdit();
    const ask = (kind: 'exemption-add' | 'exemption-remove', reason?: string) =>
      scene.moderation.drafts.exemption({ kind, ban: HOLDS, reason }, order());
    return { ...scene, ask };
  }

  test('is asked for with the reason of the ban and its own', async () => {
    const { ask } = await setExemption();
    const { action } = await ask('exemption-add', ' One of us ');
    expect(action.request).toMatchObject({
      banId: HOLDS,
      banReason: expect.stringContaining('Griefing'),
      reason: 'One of us',
    });
  });

  test('that there is already is refused with its reason before anything is sent', async () => {
    const { ask, ...scene } = await setExemption();
    const { action } = await ask('exemption-add', 'One of *us*');
    await scene.moderation.confirm(action.id, kestrel, call);
    const again = ask('exemption-add', 'Another reason');
    await expect(again).rejects.toMatchObject({ identifier: 'exemption-there' });
    await expect(again).rejects.toThrow(/already: One of \\\*us\\\*/);
    const { action: end } = await ask('exemption-remove');
    await scene.moderation.confirm(end.id, kestrel, call);
    expect(scene.world.exemptions).toEqual([]);
  });

  test('that is ended comes back by an undo with the reason that it had', async () => {
    const { ask, moderation, world } = await setExemption();
    const { action } = await ask('exemption-add', 'One of us');
    await moderation.confirm(action.id, kestrel, call);
    const { action: end } = await ask('exemption-remove');
    await moderation.confirm(end.id, kestrel, call);
    const { action: undo } = await moderation.undo(end.id, order());
    await moderation.confirm(undo.id, kestrel, call);
    expect(world.exemptions).toMatchObject([{ banId: HOLDS, reason: 'One of us' }]);
  });

  test('that there is not is not ended, and one of another organization is none of ours', async () => {
    const { ask, world } = await setExemption();
    const id = '01234567-89ab-4def-8123-456789abcdef';
    world.exemptions.push({ id, banId: HOLDS, organizationId: '999', reason: null });
    await expect(ask('exemption-remove')).rejects.toMatchObject({ identifier: 'exemption-none' });
    expect(await ask('exemption-add')).toMatchObject({ action: { state: 'draft' } });
  });

  test('is asked for also where BattleMetrics does not tell which there are', async () => {
    const { ask, simulator } = await setExemption();
    simulator.faults.add({ method: 'GET', path: /exemptions$/, fault: { kind: 'status', status: 403 } });
    expect(await ask('exemption-remove')).toMatchObject({ action: { state: 'draft' } });
  });

  test('has a reason of 255 characters at most', async () => {
    const { ask } = await setExemption();
    expect(await ask('exemption-add', '🚀'.repeat(255))).toMatchObject({ action: { state: 'draft' } });
    await expect(ask('exemption-add', 'x'.repeat(256))).rejects.toMatchObject({
      identifier: 'exemption-reason-too-long',
    });
  });

  test('of a ban that there is not is refused', async () => {
    const { moderation } = await setExemption();
    const refused = moderation.drafts.exemption({ kind: 'exemption-add', ban: '1' }, order());
    await expect(refused).rejects.toMatchObject({ identifier: 'ban-unknown' });
  });
});
