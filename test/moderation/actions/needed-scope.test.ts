import { describe, expect, test } from 'vitest';
import type { ActionRequest } from '../../../src/store/moderation-request.ts';
import { order, setScene } from '../scene.ts';

describe('a token that lacks a scope', () => {
  test('is told before a question is asked, and nothing is written down or sent', async () => {
    const scene = await setScene({ lacksScope: async (scope) => scope === 'ban:create' });
    await expect(scene.moderation.drafts.ban(scene.banInput, order())).rejects.toMatchObject({
      identifier: 'scope-missing',
      message: expect.stringContaining('`ban:create`'),
    });
    expect(scene.writes()).toEqual([]);
    expect(await scene.store.actions.inState('draft')).toEqual([]);
  });

  test('is told before anything is sent without a question', async () => {
    const scene = await setScene({ lacksScope: async (scope) => scope === 'note:create' });
    const { id, name } = scene.player;
    const note: ActionRequest = {
      kind: 'note-add',
      subject: { playerId: id, name, steamId: null },
      playerId: id,
      text: 'Seen twice',
      shared: false,
    };
    await expect(scene.moderation.perform(note, order())).rejects.toMatchObject({
      identifier: 'scope-missing',
    });
    expect(scene.writes()).toEqual([]);
  });
});
