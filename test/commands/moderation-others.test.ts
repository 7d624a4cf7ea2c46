import { expect, test } from 'vitest';
import { kestrel, merlin } from '../moderation/scene.ts';
import { buttons, setModerators } from './moderators.ts';

test('the pages of a list are turned by who asked for it alone, and by its own command', async () => {
  const bot = await setModerators();
  const list = await bot.run('bans list', { state: 'all' });
  const next = buttons(list).get('▶') ?? '';
  await expect(bot.submit(next, {}, merlin)).rejects.toMatchObject({ identifier: 'list-over' });
  const elsewhere = next.replace('v1:bans:', 'v1:audit:');
  await expect(bot.submit(elsewhere, {}, kestrel)).rejects.toMatchObject({ identifier: 'list-over' });
  for (const key of ['', '.1', '__proto__.1', `${'x'.repeat(80)}.1`, '1', "' OR 1=1.0"]) {
    await expect(bot.submit(`v1:bans:page:${key}`), key).rejects.toMatchObject({ identifier: 'list-over' });
  }
  await bot.submit(next, {}, kestrel);
});

test("the note that somebody changes is not another moderator's to send", async () => {
  const bot = await setModerators();
  await bot.run('note add', { player: bot.player.id, text: 'Seen by two' });
  const [action] = await bot.store.actions.search({}, 1, 0);
  const edit = await bot.run('note edit', { player: bot.player.id, note: action?.result?.noteId ?? '' });
  const key = [...buttons(edit).values()].find((id) => id.startsWith('v1:note:edit:'))?.split(':')[3] ?? '';
  const before = bot.writes().length;
  await expect(bot.submit(`v1:note:rewrite:${key}`, { text: 'Mine' }, merlin)).rejects.toMatchObject({
    identifier: 'note-edit-over',
  });
  expect(bot.writes()).toHaveLength(before);
  await bot.submit(`v1:note:rewrite:${key}`, { text: 'Mine' }, kestrel);
  expect(bot.writes()).toHaveLength(before + 1);
});

test('a draft is confirmed, cancelled and given other identifiers by who asked for it alone', async () => {
  const bot = await setModerators();
  const question = await bot.run('ban', { player: bot.player.id, reason: 'Team kills', duration: '7d' });
  const key = buttons(question).get('Ban')?.split(':')[3] ?? '';
  for (const action of ['confirm', 'cancel']) {
    await expect(bot.submit(`v1:ban:${action}:${key}`, {}, merlin), action).rejects.toMatchObject({
      identifier: 'action-not-yours',
    });
  }
  const ids = bot.player.identifiers.map(({ id }) => id);
  const chosen = bot.submit(`v1:ban:identifiers:${key}`, {}, merlin, ids);
  await expect(chosen).rejects.toMatchObject({ identifier: 'action-not-yours' });
  for (const action of ['approve', 'decline', 'undo']) {
    await expect(bot.submit(`v1:ban:${action}:${key}`, {}, merlin), action).rejects.toMatchObject({
      identifier: /^(?:action-not-proposed|undo-not-done)$/u,
    });
  }
  for (const action of ['expire-remove', 'expire-keep']) {
    await expect(bot.submit(`v1:flag:${action}:${key}`, {}, merlin), action).rejects.toMatchObject({
      identifier: 'flag-question-unknown',
    });
  }
  expect(await bot.store.actions.get(key)).toMatchObject({ state: 'draft' });
  expect(bot.writes()).toEqual([]);
});
