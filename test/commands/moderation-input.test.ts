import { describe, expect, test } from 'vitest';
import { textOf } from './bot.ts';
import { buttons, setModerators } from './moderators.ts';

/** What leaves nothing to read: blanks, joiners, a byte order mark, a turn of the direction. */
const UNSEEN = ['   ', '\u200b', '\u2060\u200d', '\ufeff \u202e', '\u3164'];
const lasting = { duration: '7d' };

describe('a text in which nothing can be read', () => {
  test.each([
    ['ban', { reason: true }, 'ban-reason-empty'],
    ['note add', { text: true }, 'note-empty'],
  ] as const)('is refused by /%s', async (name, filled, identifier) => {
    const bot = await setModerators();
    for (const text of UNSEEN) {
      const typed = Object.fromEntries(Object.keys(filled).map((option) => [option, text]));
      const input = { player: bot.player.id, ...(name === 'ban' ? lasting : {}), ...typed };
      await expect(bot.run(name, input), JSON.stringify(text)).rejects.toMatchObject({ identifier });
    }
    expect(bot.writes()).toEqual([]);
  });

  test('is refused as the name of a flag', async () => {
    const bot = await setModerators();
    for (const name of UNSEEN) {
      await expect(bot.run('flags create', { name }), JSON.stringify(name)).rejects.toMatchObject({
        identifier: 'flag-name-empty',
      });
    }
    expect(bot.writes()).toEqual([]);
  });

  test('is refused as what bans are searched for: it would show them all', async () => {
    const bot = await setModerators();
    for (const text of UNSEEN) {
      await expect(bot.run('bans search', { text }), JSON.stringify(text)).rejects.toMatchObject({
        identifier: 'ban-search-empty',
      });
    }
  });

  test('counts as no reason where none is needed', async () => {
    const bot = await setModerators();
    await bot.run('watch add', { player: bot.player.id, reason: '\u200b' });
    expect(await bot.store.playerWatches.list()).toMatchObject([{ reason: null }]);
  });
});

describe('the form of /note add', () => {
  test('keeps whom it is about, though a name begins like our own mark', async () => {
    const bot = await setModerators();
    const name = `shared.${bot.player.id}`;
    const customId = (await bot.open('note add', { player: name })).form.custom_id;
    await expect(bot.submit(customId, { text: 'Seen' })).rejects.toMatchObject({
      identifier: 'player-unknown',
    });
    expect(bot.writes()).toEqual([]);
  });

  test.each([true, false])(
    'opens for the longest name that it takes, and refuses others (shared: %s)',
    async (shared) => {
      const bot = await setModerators();
      for (const length of [70, 78, 79, 80, 81, 100]) {
        await bot.open('note add', { player: 'x'.repeat(length), shared }).catch((error: unknown) => {
          expect(error, String(length)).toMatchObject({ identifier: 'player-unknown' });
        });
      }
    },
  );
});

describe('a button of a card with a key made by hand', () => {
  test.each(['ban', 'note', 'flag', 'watch', 'refresh', 'card', 'flagged'])(
    'is told so by %s',
    async (action) => {
      const bot = await setModerators();
      for (const key of ['', '__proto__', 'x'.repeat(80), 'Raven', '1:2', '../bans/1']) {
        await expect(bot.submit(`v1:player:${action}:${key}`), key).rejects.toMatchObject({
          identifier: 'player-unknown',
        });
      }
      expect(bot.writes()).toEqual([]);
    },
  );
});

describe('a duration in the past', () => {
  test.each([
    ['ban', { reason: 'Team kills', duration: '-7d' }],
    ['slot add', { duration: '-1mo' }],
    ['flag add', { flag: 'Cheater', expires: '-12h' }],
  ])('is refused as such by /%s', async (name, input) => {
    const bot = await setModerators();
    await expect(bot.run(name, { player: bot.player.id, ...input })).rejects.toMatchObject({
      identifier: 'duration-past',
    });
    expect(bot.writes()).toEqual([]);
  });
});

describe('a Steam ID', () => {
  test('with a digit too many or too few is told from the id of a player', async () => {
    const bot = await setModerators();
    for (const player of ['7656119801234567', '765611980123456789', '12345678901234567']) {
      await expect(bot.run('ban', { player, reason: 'Team kills', ...lasting })).rejects.toThrow(
        /17 digits/u,
      );
    }
  });

  test('finds in the record what was done to the player who has it', async () => {
    const bot = await setModerators();
    await bot.run('note add', { player: bot.player.id, text: 'Seen by two' });
    const steamId = bot.player.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';
    expect(textOf(await bot.run('audit search', { player: steamId }))).toContain('Write note');
  });
});

describe('the card of a player where commands are switched off', () => {
  const off = ['ban', 'flag', 'note', 'watch'];

  test.each(off)('offers nothing that /%s does, and refuses a button that was there before', async (name) => {
    const before = await setModerators();
    const card = await before.run('player', { player: before.player.id });
    const bot = await setModerators({ commandsDisabled: [name] });
    const now = await bot.run('player', { player: bot.player.id });
    const label = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    expect([...buttons(card).keys()]).toContain(label);
    expect([...buttons(now).keys()]).toEqual([...buttons(card).keys()].filter((one) => one !== label));
    const actions = name === 'flag' ? ['flag', 'flagged'] : [name];
    for (const action of actions) {
      await expect(bot.submit(`v1:player:${action}:${bot.player.id}`), action).rejects.toMatchObject({
        identifier: 'command-off',
      });
    }
    expect(bot.writes()).toEqual([]);
    expect(await bot.store.playerWatches.list()).toEqual([]);
  });
});

describe('a token that lacks a scope', () => {
  const commands = [
    ['ban', { player: 'PLAYER', reason: 'Team kills', duration: '7d' }, 'ban:create'],
    ['unban', { ban: 'BAN' }, 'ban:update'],
    ['unban', { ban: 'BAN', mode: 'delete' }, 'ban:delete'],
    ['ban-edit', { ban: 'BAN', reason: 'Another' }, 'ban:update'],
    ['note add', { player: 'PLAYER', text: 'Seen' }, 'note:create'],
    ['slot add', { player: 'PLAYER', duration: '7d' }, 'reserved-slot:create'],
    ['flag add', { player: 'PLAYER', flag: 'Watch' }, 'flag:create'],
    ['flag remove', { player: 'PLAYER', flag: 'Watch' }, 'flag:delete'],
    ['flags create', { name: 'Friend' }, 'flag:create'],
    ['flags edit', { flag: 'Watch', name: 'Look' }, 'flag:update'],
    ['flags delete', { flag: 'Watch' }, 'flag:delete'],
    ['rcon', { server: 'SERVER', command: 'say hello' }, 'rcon'],
  ] as const;

  test.each(commands)('is told of by /%s %j before anything is sent: %s', async (name, input, scope) => {
    const bot = await setModerators({
      lacksScope: async (needed) => needed === scope,
      config: { rconCommands: ['say'] },
    });
    const known: Readonly<Record<string, string | undefined>> = {
      PLAYER: bot.player.id,
      BAN: bot.world.bans.find(({ expires }) => expires === null)?.id,
      SERVER: bot.world.servers[0]?.id,
    };
    const filled = Object.entries(input).map(([option, value]) => [option, known[value] ?? value]);
    await expect(bot.run(name, Object.fromEntries(filled))).rejects.toMatchObject({
      identifier: 'scope-missing',
      message: expect.stringContaining(`\`${scope}\``),
    });
    expect(bot.writes()).toEqual([]);
    expect(await bot.store.actions.inState('draft')).toEqual([]);
  });

  test.each([
    ['note list', 'note:read'],
    ['slot list', 'reserved-slot:read'],
    ['flag list', 'flag:read'],
    ['bans list', 'ban:read'],
  ])('to read is named by /%s: %s', async (name, scope) => {
    const bot = await setModerators({ tokens: [{ token: 'simulator-token', scopes: ['rcon:read'] }] });
    await expect(bot.run(name, { player: bot.player.id })).rejects.toMatchObject({
      identifier: 'scope-missing',
      message: expect.stringContaining(`\`${scope}\``),
    });
  });
});

test('a note of a ban is refused where one of an edit is: beyond 2,000 characters', async () => {
  const bot = await setModerators();
  const input = { player: bot.player.id, reason: 'Team kills', ...lasting };
  await bot.run('ban', { ...input, note: '😀'.repeat(1000) });
  await expect(bot.run('ban', { ...input, note: 'x'.repeat(2001) })).rejects.toMatchObject({
    identifier: 'ban-note-too-long',
  });
});

describe('a form that is refused gives back what was typed', () => {
  const text = 'Seen by two\n```and *three*';

  test.each([
    ['a note', 'v1:note:write:ours.Nobody of that name', { text }, 'player-unknown'],
    ['a changed note', 'v1:note:rewrite:gone', { text }, 'note-edit-over'],
    ['a ban', 'v1:ban:form:PLAYER', { reason: text, duration: 'soon', note: 'Clip' }, 'duration-unreadable'],
  ])('of %s', async (_, customId, fields, identifier) => {
    const bot = await setModerators();
    const sent = bot.submit(customId.replace('PLAYER', bot.player.id), fields);
    await expect(sent).rejects.toMatchObject({ identifier });
    await expect(sent).rejects.toThrow(/Seen by two\n`\u200b`\u200b`and \*three\*\n/u);
    expect(bot.writes()).toEqual([]);
  });
});
