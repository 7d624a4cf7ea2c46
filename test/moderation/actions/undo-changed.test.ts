import { describe, expect, test } from 'vitest';
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
    change({ ...scene, moderation: scene.moderation });
    await expect(scene.moderation.undo(scene.done.id, order(merlin))).rejects.toMatchObject({
      identifier: 'undo-changed',
    });
    expect(scene.sentSince()).toEqual([]);
  });

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

  test('is refused for a ban that was lifted already, whose end it would put off', async () => {
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
      identifier: 'undo-changed',
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
