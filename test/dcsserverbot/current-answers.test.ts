import { describe, expect, it } from 'vitest';
import { UnsupportedByVersionError } from '../../src/dcsserverbot/unsupported.ts';
import { type Asked, PERSON, type Reply, recording, reply, withServer } from './harness.ts';

describe('what varies in the answers of the current version', () => {
  const said =
    (path: string, body: unknown) =>
    (asked: Asked): Reply =>
      asked.path === path ? reply(body) : recording('current', 'servers-ok').response;

  it('is read in a leaderboard: numbers as text, nulls, other keys', async () => {
    const items = [
      { row_num: '3', nick: 1234, date: null, kills: '20', deaths: '4', playtime: 12.6, extra: [] },
      { row_num: 9, nick: '', date: 'x', kills: 1, deaths: 0, kdr: null, kills_pvp: null, credits: '2.5' },
    ];
    await withServer(said('/leaderboard', { items, total_count: null }), async ({ bot }) => {
      expect(await bot.leaderboard('kills', { limit: 2, query: '2' }, PERSON)).toEqual([
        {
          place: 3,
          nick: '1234',
          date: '',
          kills: 20,
          deaths: 4,
          kdr: 5,
          pvpKills: 0,
          pvpDeaths: 0,
          pvpKdr: 0,
          playtimeSeconds: 13,
          credits: 0,
        },
        expect.objectContaining({ place: 9, nick: '', kdr: 1, credits: 2.5 }),
      ]);
      expect(await bot.leaderboard('kills', { limit: 2, offset: 7 }, PERSON)).toMatchObject([
        { place: 8 },
        { place: 9 },
      ]);
      expect(await bot.leaderboard('kills', { limit: 2, offset: 7, query: '2' }, PERSON)).toMatchObject([
        { place: 10 },
        { place: 16 },
      ]);
    });
  });

  it('is no place in a search where the server tells none', async () => {
    const items = [{ nick: 'a', date: 'b', kills: 1, deaths: 1 }];
    await withServer(said('/leaderboard', { items }), async ({ bot }) => {
      await expect(bot.leaderboard('kills', { limit: 2, query: 'a' }, PERSON)).rejects.toThrow(
        /items\[0\]\.row_num: expected number/,
      );
    });
  });

  it('is left out of the ratings where it is none', async () => {
    const row = { date: '2026-11-21T00:19:09', kills_pvp: 1, deaths_pvp: '2' };
    const rows = [
      { nick: 'unrated', ...row, TrueSkill: null },
      { nick: 'a', ...row, TrueSkill: '31.5' },
      { nick: 'b', ...row, TrueSkill: 0 },
    ];
    await withServer(said('/trueskill', rows), async ({ bot }) => {
      expect(await bot.trueSkill({ limit: 3 }, PERSON)).toEqual([
        { place: 1, nick: 'a', date: row.date, pvpKills: 1, pvpDeaths: 2, rating: 31.5 },
        { place: 2, nick: 'b', date: row.date, pvpKills: 1, pvpDeaths: 2, rating: 0 },
      ]);
    });
  });

  it('is no rating where the row counts as the documented version did, whatever it calls the pilot', async () => {
    const rows = [{ nick: 'a', date: 'd', AAkills: 1, deaths: 2, TrueSkill: 45 }];
    await withServer(said('/trueskill', rows), async ({ bot }) => {
      await expect(bot.trueSkill({ limit: 3 }, PERSON)).rejects.toBeInstanceOf(UnsupportedByVersionError);
    });
  });

  it('is an empty list of high scores where it is missing, and a number where it is text', async () => {
    const body = {
      playtime: [{ nick: 'a', date: 'd', playtime: '60' }],
      Ships: null,
      'Ground Targets': [
        { nick: 'n', date: 'd', value: null },
        { nick: 'a', date: 'd', value: '12.0' },
      ],
      'New List': [{ value: 'x' }],
    };
    await withServer(said('/highscore', body), async ({ bot }) => {
      expect(await bot.highscores({ period: 'month', limit: 10 }, PERSON)).toEqual({
        playtime: [{ place: 1, nick: 'a', date: 'd', value: 60 }],
        air: [],
        ships: [],
        'air-defence': [],
        ground: [{ place: 1, nick: 'a', date: 'd', value: 12 }],
      });
    });
  });

  it('is nought points for a landing without any, and half ones where there are halves', async () => {
    const players = [
      { nick: 'none', traps: [] },
      { nick: 'null', traps: null },
      { nick: 'a', traps: [{ points: null }, { points: 2.5 }, { points: '0.1' }, { points: 0.2 }] },
      { nick: 'b', traps: [{ points: 2.8 }] },
    ];
    await withServer(said('/greenieboard', { players }), async ({ bot }) => {
      expect(await bot.carrierLandings({}, PERSON)).toEqual([
        { nick: 'b', landings: 1, points: 2.8 },
        { nick: 'a', landings: 4, points: 2.8 },
      ]);
    });
  });

  it('is nought in the attendance where it is missing', async () => {
    const body = { unique_players_7d: '3', top_modules: [{ module: 'F-14B' }, { module: null }] };
    await withServer(said('/server_attendance', body), async ({ bot }) => {
      expect(await bot.attendance(PERSON)).toEqual({
        currentPlayers: 0,
        uniquePlayers7d: 3,
        playtimeHours7d: 0,
        modules: [{ module: 'F-14B', playtimeHours: 0, uniquePlayers: 0 }],
      });
    });
  });

  it('is nobody but those who are linked to the account, the last seen first, to the last digit', async () => {
    const pilot = (nick: string, date: string, id: string): string =>
      `{"ucid":"u","discord_id":${id},"nick":"${nick}","date":"${date}","current_server":null}`;
    const body = `[${[
      pilot('older', '2026-11-20T00:00:00', '1234567890123456789'),
      pilot('younger', '2026-11-21T00:00:00', '1234567890123456789'),
      pilot('neighbour', '2026-11-22T00:00:00', '1234567890123456788'),
      pilot('unlinked', '2026-11-22T00:00:00', '-1'),
      pilot('unknown', '2026-11-22T00:00:00', 'null'),
    ].join()}]`;
    await withServer(said('/getuser', body), async ({ bot }) => {
      const pilots = await bot.pilotsOf('1234567890123456789', PERSON);
      expect(pilots.map(({ nick, discordId }) => [nick, discordId])).toEqual([
        ['younger', '1234567890123456789'],
        ['older', '1234567890123456789'],
      ]);
    });
  });
});
