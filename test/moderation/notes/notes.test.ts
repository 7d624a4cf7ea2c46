import { describe, expect, test } from 'vitest';
import { call, merlin, order, setScene } from '../scene.ts';

async function setNotes(options: Parameters<typeof setScene>[0] = {}) {
  const scene = await setScene(options);
  const { moderation, player, world } = scene;
  const { notes } = moderation;
  world.notes.splice(0);
  let last = 0;
  /** One that is there, as if somebody had written it at BattleMetrics. */
  const seed = (changes: Partial<(typeof world.notes)[number]> = {}) => {
    last += 1;
    const note: (typeof world.notes)[number] = {
      id: String(800_000 + last),
      playerId: player.id,
      note: 'Was warned',
      shared: false,
      createdAt: scene.clock.now() - last * 60_000,
      personal: false,
      ...changes,
    };
    world.notes.push(note);
    return note;
  };
  return {
    ...scene,
    notes,
    seed,
    texts: async () => (await notes.list(player.id, call)).notes.map(({ text }) => text),
    /** Writes one with the bot, and gives its id. */
    write: async (text: string) => {
      const request = await notes.addRequest({ player: player.id, text, shared: false }, call);
      const action = await moderation.perform(request, order(merlin));
      return action.result?.noteId ?? '';
    },
  };
}

describe('notes about a player', () => {
  test('are listed with the latest first, as text, and who wrote them', async () => {
    const { notes, player, seed, world } = await setNotes();
    const old = seed({ note: 'Says "<b>" & means it', createdAt: 1_000, userId: world.users[0]?.id });
    const young = seed({ note: 'Line\nline', shared: true });
    const { subject, notes: listed } = await notes.list(player.name, call);
    expect(subject).toEqual({ playerId: player.id, name: player.name, steamId: null });
    expect(listed).toEqual([
      {
        id: young.id,
        text: 'Line\nline',
        shared: true,
        createdAt: young.createdAt,
        author: world.user.nickname,
      },
      {
        id: old.id,
        text: 'Says "<b>" & means it',
        shared: false,
        createdAt: 1_000,
        author: world.users[0]?.nickname,
      },
    ]);
  });

  test('of the bot name the moderator who wrote them, without the line that says so', async () => {
    const { notes, player, write } = await setNotes();
    const id = await write('Was *warned*\n\n- twice');
    expect((await notes.list(player.id, call)).notes).toMatchObject([
      { id, text: 'Was *warned*\n\n- twice', author: 'Merlin' },
    ]);
    expect(await notes.get(player.id, id, call)).toMatchObject({ text: 'Was *warned*\n\n- twice' });
  });

  test('are the organization’s own and those that others share, none that is personal', async () => {
    const { notes, player, seed, texts } = await setNotes();
    seed({ note: 'Ours' });
    seed({ note: 'Shared by others', organizationId: '7', shared: true });
    const hidden = [
      seed({ note: 'Of others alone', organizationId: '7' }),
      seed({ note: 'Mine alone', personal: true }),
    ];
    expect(await texts()).toEqual(['Ours', 'Shared by others']);
    for (const { id } of hidden) {
      await expect(notes.get(player.id, id, call)).rejects.toMatchObject({ identifier: 'note-unknown' });
    }
  });

  test('are read beyond the first hundred', async () => {
    const { seed, texts } = await setNotes();
    for (let index = 0; index < 130; index += 1) seed({ note: `Note ${index}` });
    const found = await texts();
    expect(found).toHaveLength(130);
    expect(found[0]).toBe('Note 0');
  });

  test('are found by what they say or by id, those alone that can be changed', async () => {
    const { notes, player, seed } = await setNotes();
    const first = seed({ note: 'Was WARNED for ramming' });
    const second = seed({ note: 'Nice fellow' });
    seed({ note: 'Was warned elsewhere', organizationId: '7', shared: true });
    const idsOf = async (text: string) => (await notes.search(player.id, text, call)).map(({ id }) => id);
    expect(await idsOf(' warned ')).toEqual([first.id]);
    expect(await idsOf(second.id)).toEqual([second.id]);
    expect(await idsOf('')).toEqual([first.id, second.id]);
    for (let index = 0; index < 30; index += 1) seed();
    expect(await idsOf('')).toHaveLength(25);
  });

  test('cannot be read without the scope, which is named before anything is sent', async () => {
    const { notes, player, writes } = await setNotes({
      tokens: [{ token: 'simulator-token', scopes: ['note:create', 'rcon:read'] }],
    });
    const attempts = [
      () => notes.list(player.id, call),
      () => notes.addRequest({ player: player.id, text: 'x', shared: false }, call),
      () => notes.deleteRequest({ player: player.id, note: '800001' }, call),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow('`note:read`');
    expect(writes()).toEqual([]);
  });
});

describe('a new note', () => {
  test('is asked for with what was typed', async () => {
    const { notes, player } = await setNotes();
    expect(
      await notes.addRequest({ player: player.name, text: ' Two\r\nlines \n', shared: true }, call),
    ).toEqual({
      kind: 'note-add',
      subject: { playerId: player.id, name: player.name, steamId: null },
      playerId: player.id,
      text: 'Two\nlines',
      shared: true,
    });
  });

  test('has 3,500 characters at most, an emoji counting as one', async () => {
    const { notes, player } = await setNotes();
    const text = '😀'.repeat(3_500);
    const input = { player: player.id, text, shared: false };
    expect(await notes.addRequest(input, call)).toMatchObject({ text });
    await expect(notes.addRequest({ ...input, text: `${text}x` }, call)).rejects.toMatchObject({
      identifier: 'note-too-long',
    });
  });

  test.each([
    ['nothing in it', { text: ' \n ' }, 'note-empty'],
    ['a player who is unknown', { player: '123456' }, 'player-unknown'],
    ['a Steam ID that BattleMetrics does not know', { player: '76561199999999999' }, 'player-not-known'],
  ])('is refused with %s', async (_, changes, identifier) => {
    const { notes, player, writes } = await setNotes();
    const input = { player: player.id, text: 'x', shared: false, ...changes };
    await expect(notes.addRequest(input, call)).rejects.toMatchObject({ identifier });
    expect(writes()).toEqual([]);
  });

  test('wants the whole name of the player, for nothing asks before it is written', async () => {
    const { notes, player } = await setNotes();
    const input = { player: player.name.slice(0, -1), text: 'x', shared: false };
    await expect(notes.addRequest(input, call)).rejects.toMatchObject({ identifier: 'player-ambiguous' });
  });
});

describe('a change of a note', () => {
  test('knows what was there before, who wrote it included, and keeps whom it is shared with', async () => {
    const { notes, player, write, moderation, texts } = await setNotes();
    const noteId = await write('Was warned');
    const request = await notes.editRequest(
      { playerId: player.id, noteId, text: ' Was warned twice ' },
      call,
    );
    expect(request).toMatchObject({ kind: 'note-edit', noteId, text: 'Was warned twice', shared: false });
    expect(request.before).toMatch(/^Was warned\n\n— Merlin \(200\) with Squawk/u);
    expect(
      await notes.editRequest({ playerId: player.id, noteId, text: 'Was warned', shared: true }, call),
    ).toMatchObject({ shared: true });
    await moderation.perform(request, order());
    expect(await texts()).toEqual(['Was warned twice']);
    expect(await notes.get(player.id, noteId, call)).toMatchObject({ author: 'Kestrel' });
  });

  test('is refused when it changes nothing', async () => {
    const { notes, player, write } = await setNotes();
    const noteId = await write('Was warned');
    const attempt = notes.editRequest({ playerId: player.id, noteId, text: 'Was warned\n' }, call);
    await expect(attempt).rejects.toMatchObject({ identifier: 'note-unchanged' });
  });
});

describe('a change of a note that two make at a time', () => {
  test('is refused to the second, who did not see what the first one wrote', async () => {
    const { notes, player, write, moderation, texts } = await setNotes();
    const noteId = await write('Was warned');
    const { text: seen } = await notes.get(player.id, noteId, call);
    const change = { playerId: player.id, noteId, seen };
    await moderation.perform(await notes.editRequest({ ...change, text: 'Was warned twice' }, call), order());
    await expect(notes.editRequest({ ...change, text: 'Was kicked' }, call)).rejects.toMatchObject({
      identifier: 'note-changed',
    });
    expect(await texts()).toEqual(['Was warned twice']);
  });
});

describe('the end of a note', () => {
  test('is asked for with what it said', async () => {
    const { notes, player, seed } = await setNotes();
    const { id } = seed({ note: 'Was warned', shared: true });
    expect(await notes.find({ player: player.id, note: ` ${id} ` }, call)).toMatchObject({
      subject: { playerId: player.id },
      note: { id, text: 'Was warned' },
    });
    expect(await notes.deleteRequest({ player: player.id, note: id }, call)).toEqual({
      kind: 'note-delete',
      subject: { playerId: player.id, name: player.name, steamId: null },
      playerId: player.id,
      noteId: id,
      before: 'Was warned',
      shared: true,
    });
  });

  test.each([
    ['that others wrote', { organizationId: '7', shared: true }, 'note-foreign'],
    ['that is personal', { personal: true }, 'note-personal'],
    ['about somebody else', { playerId: '1000000001' }, 'note-unknown'],
  ])('is refused for a note %s, and so is its change', async (_, changes, identifier) => {
    const { notes, player, seed } = await setNotes();
    const { id } = seed(changes);
    const which = { player: player.id, note: id };
    await expect(notes.find(which, call)).rejects.toMatchObject({ identifier });
    await expect(notes.deleteRequest(which, call)).rejects.toMatchObject({ identifier });
    const edit = { playerId: player.id, noteId: id, text: 'Mine now' };
    await expect(notes.editRequest(edit, call)).rejects.toMatchObject({ identifier });
  });

  test.each(['nonsense', '', '999999999999', '../../bans'])(
    'is refused for %j, which is no note',
    async (note) => {
      const { notes, player } = await setNotes();
      const attempt = notes.deleteRequest({ player: player.id, note }, call);
      await expect(attempt).rejects.toMatchObject({ identifier: 'note-unknown' });
    },
  );
});
