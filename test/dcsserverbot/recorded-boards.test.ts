import { describe, expect, it } from 'vitest';
import type { DcsServerBot } from '../../src/dcsserverbot/dcsserverbot.ts';
import type { LeaderboardRow } from '../../src/dcsserverbot/model.ts';
import { ApiError } from '../../src/http/errors.ts';
import { type Asked, PERSON, type Reply, recording, recordings, withServer } from './harness.ts';

/** What the client makes of each recorded answer: numbers of rows, or the kind of the error. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'leaderboard-kills': '5',
  'leaderboard-kills_pvp': '5',
  'leaderboard-kdr': '5',
  'leaderboard-kdr_pvp': '5',
  'leaderboard-deaths': '5',
  'leaderboard-deaths_pvp': '5',
  'leaderboard-playtime': '5',
  'leaderboard-credits': '5',
  'leaderboard-asc': '5',
  'leaderboard-query': '3',
  'leaderboard-empty-database': '0',
  'leaderboard-bad-order': 'rejected',
  'leaderboard-bad-what': 'rejected',
  'leaderboard-missing-what': 'rejected',
  'leaderboard-bad-key': 'unauthorized',
  'trueskill-ok': '10',
  'trueskill-limit-offset': '3',
  'trueskill-limit-0': '0',
  'trueskill-server': '10',
  'trueskill-unknown-server': '0',
  'trueskill-empty-database': '0',
  'trueskill-bad-limit': 'rejected',
  'trueskill-limit-negative': 'server-error',
  'trueskill-no-key': 'unauthorized',
  'trueskill-bad-key': 'unauthorized',
  'highscore-ok': '10 10 10 10 10',
  'highscore-limit': '2 2 2 2 2',
  'highscore-period-year': '10 10 10 10 10',
  'highscore-period-month': '10 10 10 10 10',
  'highscore-period-week': '10 10 10 10 10',
  'highscore-period-day': '10 6 0 0 4',
  'highscore-period-today': '5 1 0 0 1',
  'highscore-period-yesterday': '10 10 1 10 10',
  'highscore-period-bogus': '10 10 10 10 10',
  'highscore-period-month_June': '0 0 0 0 0',
  'highscore-period-2024_garbage': 'server-error',
  'highscore-unknown-server': '0 0 0 0 0',
  'highscore-empty-database': '0 0 0 0 0',
  'highscore-no-key': 'unauthorized',
  'highscore-bad-key': 'unauthorized',
  'greenieboard-ok': '30',
  'server_attendance-ok': '10',
  'server_attendance-unknown-server': '0',
  'server_attendance-empty-database': '0',
  'server_attendance-no-key': 'unauthorized',
  'server_attendance-bad-key': 'unauthorized',
};

const ASK: Readonly<Record<string, (bot: DcsServerBot, query: string | undefined) => Promise<string>>> = {
  leaderboard: async (bot, query) =>
    String((await bot.leaderboard('kills', { limit: 500, ...(query && { query }) }, PERSON)).length),
  trueskill: async (bot) => String((await bot.trueSkill({ limit: 10 }, PERSON)).length),
  highscore: async (bot) => {
    const lists = await bot.highscores({ period: 'all', limit: 10 }, PERSON);
    const of = ['playtime', 'air', 'ships', 'air-defence', 'ground'] as const;
    return of.map((list) => lists[list].length).join(' ');
  },
  greenieboard: async (bot) => String((await bot.carrierLandings({}, PERSON)).length),
  server_attendance: async (bot) => String((await bot.attendance(PERSON)).modules.length),
};

/** A server of the current version with one recorded answer. */
function serve(name: string): (asked: Asked) => Reply {
  const path = `/${name.split('-')[0]}`;
  return (asked) => recording('current', asked.path === path ? name : 'servers-ok').response;
}

describe('the boards recorded from the current version', () => {
  const own = recordings('current').filter(({ name }) => Object.hasOwn(ASK, name.split('-')[0] ?? ''));

  it('are each expected here', () => {
    expect(own.map(({ name }) => name).sort()).toEqual(Object.keys(OUTCOMES).sort());
  });

  for (const { name, request } of own) {
    it.concurrent(`${name} is taken as ${OUTCOMES[name]}`, async ({ expect }) => {
      const query = new URL(request.path, 'http://x').searchParams.get('query') ?? undefined;
      await withServer(serve(name), async ({ bot }) => {
        const outcome = await ASK[name.split('-')[0] ?? '']?.(bot, query).catch((error: unknown) =>
          error instanceof ApiError ? error.kind : Promise.reject(error),
        );
        expect(outcome).toBe(OUTCOMES[name]);
      });
    });
  }

  it('become rows with places counted from the offset', async () => {
    await withServer(serve('leaderboard-asc'), async ({ bot }) => {
      const rows = await bot.leaderboard('kdr', { limit: 5, offset: 5 }, PERSON);
      expect(rows.map(({ place }) => place)).toEqual([6, 7, 8, 9, 10]);
      expect(rows[2]).toEqual({
        place: 8,
        nick: '[104th] Coyote',
        date: '2026-11-21T03:15:46',
        kills: 15,
        deaths: 8,
        kdr: 1.88,
        pvpKills: 7,
        pvpDeaths: 1,
        pvpKdr: 7,
        playtimeSeconds: 47_244,
        credits: 3343,
      } satisfies LeaderboardRow);
    });
  });

  it('keep the places that the server tells of a search, for rows are missing between', async () => {
    await withServer(serve('leaderboard-query'), async ({ bot }) => {
      const rows = await bot.leaderboard('kills', { limit: 500, query: 'viper' }, PERSON);
      expect(rows.map(({ place, nick, date }) => [place, nick, date])).toEqual([
        [65, 'viper', '2026-11-20T05:34:43'],
        [71, 'Viper', '2026-11-20T06:56:24'],
        [89, 'Viper', '2026-11-13T02:37:55'],
      ]);
    });
  });

  it('rank by TrueSkill', async () => {
    await withServer(serve('trueskill-limit-offset'), async ({ bot }) => {
      const rows = await bot.trueSkill({ limit: 3, offset: 2 }, PERSON);
      expect(rows).toHaveLength(3);
      expect(rows[1]).toEqual({
        place: 4,
        nick: 'Viper',
        date: '2026-11-13T02:37:55',
        pvpKills: 7,
        pvpDeaths: 1,
        rating: 40.661507056392,
      });
    });
  });

  it('are high scores by what was hit', async () => {
    await withServer(serve('highscore-limit'), async ({ bot }) => {
      const lists = await bot.highscores({ period: 'all', limit: 2 }, PERSON);
      const special = { place: 1, nick: 'Special K', date: '2026-11-22T07:57:49' };
      expect(lists).toMatchObject({
        playtime: [{ ...special, value: 680_150 }, { place: 2 }],
        air: [{ ...special, value: 176 }, { place: 2 }],
        ships: [{ value: 6 }, { value: 6 }],
        'air-defence': [{ ...special, value: 63 }, { place: 2 }],
        ground: [{ ...special, value: 221 }, { place: 2 }],
      });
      expect(Object.keys(lists)).toHaveLength(5);
    });
  });

  it('add up landings on carriers, most points first', async () => {
    await withServer(serve('greenieboard-ok'), async ({ bot }) => {
      const pilots = await bot.carrierLandings({}, PERSON);
      expect(pilots.slice(0, 4)).toEqual([
        { nick: ':smile:', landings: 9, points: 31 },
        { nick: '<:kappa:123456789012345678>', landings: 10, points: 29 },
        { nick: '- list', landings: 9, points: 28 },
        { nick: 'D\'Artagnan "The Blade"', landings: 10, points: 28 },
      ]);
      expect(pilots.at(-1)).toEqual({ nick: "O'Brien", landings: 3, points: 3 });
    });
  });

  it('tell the attendance', async () => {
    await withServer(serve('server_attendance-ok'), async ({ bot }) => {
      const attendance = await bot.attendance(PERSON);
      expect(attendance).toMatchObject({ currentPlayers: 5, uniquePlayers7d: 163, playtimeHours7d: 552 });
      expect(attendance.modules[0]).toEqual({ module: 'A-10C_2', playtimeHours: 440, uniquePlayers: 20 });
    });
  });

  it('tell the pilots of a Discord account, with the id to its last digit', async () => {
    await withServer(serve('getuser-by-discord-id'), async ({ bot, asked }) => {
      expect(await bot.pilotsOf('123456789012345678', PERSON)).toEqual([
        {
          nick: 'Special K',
          date: '2026-11-22T07:57:49',
          lastSeen: Date.parse('2026-11-22T07:57:49Z'),
          ucid: '66d16d26ddd03a1ce6eb8b8fab2a906f',
          discordId: '123456789012345678',
          currentServer: "Special K's PvP | EU [24/7] _Caucasus_",
        },
      ]);
      expect(asked.at(-1)).toMatchObject({ path: '/getuser', form: { discord_id: '123456789012345678' } });
    });
  });
});
