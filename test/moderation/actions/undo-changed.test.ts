import { describe, expect, test, vi } from 'vitest';
import type { ActionKind } from '../../../src/store/moderation-request.ts';
import { call, kestrel, merlin, order, setScene } from '../scene.ts';
import { CASES, HOLDS, type Scene } from '../writes/cases.ts';
import { banOf } from './requests.ts';

/** Something that was done, and could be undone. */
async function setDone(name: ActionKind) {
  const kind = CASES.find((one) => one.name === name);
  if (kind === undefined) throw new Error('there is no such case');
  const scene = await setScene();
  const done = await scene.moderation.perform(await kind.request(scene), order());
  expect(done).toMatchObject({ state: 'done' });
  const sent = scene.writes().length;
  return { ...scene, done, sentSince: () => scene.writes().slice(sent) };
}

/** What somebody does at BattleMetrics, in the meantime, to what an action has changed. */
const CHANGES: readonly {
  readonly name: ActionKind;
  readonly what: string;
  readonly change: (scene: Scene) => void;
}[] = [
  {
    name: 'note-edit',
    what: 'the text',
    change: ({ world }) => {
      const note = world.notes.at(-1);
      if (note !== undefined) note.note = `He apologised.\n${note.note}`;
    },
  },
  {
    name: 'note-add',
    what: 'the text',
    change: ({ world }) => {
      const note = world.notes.at(-1);
      if (note !== undefined) note.note = note.note.replace('Seen', 'He admits it. Seen');
    },
  },
  {
    name: 'ban-edit',
    what: 'the end',
    change: ({ world }) => {
      const ban = world.bans.find(({ id }) => id === HOLDS);
      if (ban !== undefined) ban.expires = null;
    },
  },
  {
    name: 'ban-edit',
    what: 'the reason',
    change: ({ world }) => {
      const ban = world.bans.find(({ id }) => id === HOLDS);
      if (ban !== undefined) ban.reason = 'Ban evasion';
    },
  },
  {
    name: 'flag-edit',
    what: 'the colour',
    change: ({ world }) => {
      const flag = world.flags.find((one) => one.name === 'Released');
      if (flag !== undefined) flag.color = '#00ff00';
    },
  },
];

describe('undoing what somebody has changed since', () => {
  test.each(CHANGES)('is refused for a $name when it was $what', async ({ name, change }) => {
    const scene = await setDone(name);
    change(scene);
    await expect(scene.moderation.undo(scene.done.id, order(merlin))).rejects.toMatchObject({
      identifier: 'undo-changed',
    });
    expect(scene.sentSince()).toEqual([]);
  });

  test.each(CHANGES)(
    'is refused for a $name when it was $what after the undo was asked for',
    async (kind) => {
      const scene = await setDone(kind.name);
      const { action } = await scene.moderation.undo(scene.done.id, order(merlin));
      kind.change(scene);
      await expect(scene.moderation.confirm(action.id, merlin, call)).rejects.toMatchObject({
        identifier: 'undo-changed',
      });
      expect(scene.sentSince()).toEqual([]);
    },
  );

  test('is refused for a note that was edited with the bot, of which the edit can be undone', async () => {
    const scene = await setDone('note-add');
    const { request, result, id } = scene.done;
    if (request.kind !== 'note-add') throw new Error('another kind of action');
    const { noteId = '' } = result ?? {};
    const edited = await scene.moderation.perform(
      { ...request, kind: 'note-edit', noteId, before: request.text, text: 'He admits it.' },
      order(merlin),
    );
    await expect(scene.moderation.undo(id, order())).rejects.toMatchObject({ identifier: 'undo-changed' });
    expect(await scene.moderation.undo(edited.id, order())).toMatchObject({ action: { state: 'draft' } });
  });

  test('is refused for a note that is gone', async () => {
    const scene = await setDone('note-edit');
    scene.world.notes.length = 0;
    await expect(scene.moderation.undo(scene.done.id, order())).rejects.toMatchObject({
      identifier: 'undo-changed',
    });
  });

  test('is refused for a ban that is over already, whose end it would put off', async () => {
    const scene = await setScene();
    const { action } = await scene.moderation.ask(banOf(scene.player), order());
    const done = await scene.moderation.confirm(action.id, kestrel, call);
    const unban = await scene.moderation.drafts.unban(
      { ban: done.result?.banId ?? '', mode: 'expire' },
      order(merlin),
    );
    await scene.moderation.confirm(unban.action.id, merlin, call);
    const [ended] = scene.bansMade().map(({ expires }) => expires);
    scene.clock.offset += 60_000;
    await expect(scene.moderation.undo(done.id, order())).rejects.toMatchObject({
      identifier: 'undo-needless',
    });
    expect(scene.bansMade().map(({ expires }) => expires)).toEqual([ended]);
  });

  test('asks nothing when BattleMetrics does not say how it is now', async () => {
    const scene = await setDone('note-edit');
    scene.simulator.faults.add({ fault: { kind: 'status', status: 500 }, method: 'GET', path: /notes/ });
    await expect(scene.moderation.undo(scene.done.id, order())).rejects.toMatchObject({
      kind: 'server-error',
    });
  });
});

describe('confirming an edit of a ban that somebody has changed since it was asked', () => {
  async function setEdit() {
    const scene = await setScene({ config: { permanentBansNeedApproval: true } });
    const ban = scene.world.bans.find(({ id }) => id === HOLDS);
    if (ban === undefined) throw new Error('the simulated world has no such ban');
    return { ...scene, ban };
  }
  const outdated = { identifier: 'ban-edit-outdated' };

  test('is refused, for it would replace what nobody was shown', async () => {
    const { moderation, ban, writes } = await setEdit();
    const { action } = await moderation.drafts.edit({ ban: HOLDS, reason: 'Ramming' }, order());
    ban.reason = 'Ban evasion';
    await expect(moderation.confirm(action.id, kestrel, call)).rejects.toMatchObject(outdated);
    expect(writes()).toEqual([]);
  });

  test('is refused to the second moderator as well', async () => {
    const { moderation, ban, writes } = await setEdit();
    const { action } = await moderation.drafts.edit({ ban: HOLDS, duration: 'perm' }, order());
    await moderation.confirm(action.id, kestrel, call);
    ban.expires = (ban.expires ?? 0) + 60_000;
    await expect(moderation.approve(action.id, merlin, call)).rejects.toMatchObject(outdated);
    expect(writes()).toEqual([]);
  });

  test('tells who pressed twice what became of it', async () => {
    const { moderation, boot, simulator, writes } = await setEdit();
    const { action } = await moderation.drafts.edit({ ban: HOLDS, reason: 'Ramming' }, order());
    const first = {
      fault: { kind: 'slow', ms: 300 },
      method: 'GET',
      path: `/bans/${HOLDS}`,
      times: 1,
    } as const;
    simulator.faults.add(first);
    const other = await boot();
    const asked = simulator.requests.length;
    const late = other.moderation.confirm(action.id, kestrel, call);
    await vi.waitFor(() => expect(simulator.requests.length).toBeGreaterThan(asked));
    expect(await moderation.confirm(action.id, kestrel, call)).toMatchObject({ state: 'done' });
    expect(await late).toMatchObject({ state: 'done' });
    expect(writes()).toHaveLength(1);
  });

  test('counts only what the edit changes', async () => {
    const { moderation, ban } = await setEdit();
    const { action } = await moderation.drafts.edit({ ban: HOLDS, note: 'Filmed' }, order());
    ban.reason = 'Ban evasion';
    expect(await moderation.confirm(action.id, kestrel, call)).toMatchObject({ state: 'done' });
    expect(ban.reason).toBe('Ban evasion');
  });
});
