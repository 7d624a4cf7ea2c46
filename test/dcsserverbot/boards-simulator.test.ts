import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDcsServerBot } from '../../src/dcsserverbot/client.ts';
import type { DcsServerBot } from '../../src/dcsserverbot/dcsserverbot.ts';
import type { LeaderboardColumn, LeaderboardRow } from '../../src/dcsserverbot/model.ts';
import { UnsupportedByVersionError } from '../../src/dcsserverbot/unsupported.ts';
import { createWorld } from '../../src/demo/dcsserverbot/create-world.ts';
import {
  type DcsServerBotSimulator,
  type SimulatedVersion,
  startDcsServerBotSimulator,
} from '../../src/demo/dcsserverbot/simulator.ts';
import type { SimulatedPilot } from '../../src/demo/dcsserverbot/world.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import type { Transport } from '../../src/http/transport.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import { PERSON, START } from './harness.ts';

const VALUE: Readonly<Record<LeaderboardColumn, (row: LeaderboardRow) => number>> = {
  kills: (row) => row.kills,
  kills_pvp: (row) => row.pvpKills,
  kdr: (row) => row.kdr,
  kdr_pvp: (row) => row.pvpKdr,
  playtime: (row) => row.playtimeSeconds,
  credits: (row) => row.credits,
};
const COLUMNS: readonly LeaderboardColumn[] = ['kills', 'kills_pvp', 'kdr', 'kdr_pvp', 'playtime', 'credits'];

const falls = (values: readonly number[]): boolean =>
  values.every((value, index) => value <= (values[index - 1] ?? value));

describe('the boards of a simulated server', () => {
  let simulator: DcsServerBotSimulator;
  let transport: Transport;
  let bot: DcsServerBot;

  beforeAll(async () => {
    const world = createWorld(START);
    simulator = await startDcsServerBotSimulator({
      version: 'current',
      prefix: '/stats',
      apiKey: 'key',
      world,
      now: () => START,
    });
    transport = createTransport({
      api: 'DCSServerBot',
      baseUrl: new URL(simulator.url),
      headers: { 'X-API-Key': 'key' },
    });
  });
  afterAll(async () => {
    await transport.close();
    await simulator.close();
  });
  beforeEach(() => {
    Object.assign(simulator.world, createWorld(START));
    become('current');
  });

  /** The server's version, and a client that knows nothing yet. */
  function become(version: SimulatedVersion): void {
    simulator.setVersion(version);
    bot = createDcsServerBot({
      transport,
      cache: new ResponseCache({ now: () => START, maxEntries: 500 }),
      now: () => START,
      log: pino({ level: 'silent' }),
    });
  }

  const pilot = (name: string): SimulatedPilot => {
    const found = simulator.world.pilots.find((one) => one.name === name);
    if (found === undefined) throw new Error(`the world has no ${name}`);
    return found;
  };
  const flown = (): SimulatedPilot[] => simulator.world.pilots.filter(({ sorties }) => sorties.length > 0);

  it('rank everybody who has flown by every column, namesakes apart', async () => {
    for (const what of COLUMNS) {
      const rows = await bot.leaderboard(what, { limit: 1_000 }, PERSON);
      expect(rows, what).toHaveLength(flown().length);
      expect(falls(rows.map(VALUE[what])), what).toBe(true);
      expect(rows.filter(({ nick }) => nick === 'Viper').map(({ date }) => date)).toHaveLength(2);
    }
  });

  it('have the same places on pages of any size', async () => {
    const whole = await bot.leaderboard('kdr', { limit: 1_000 }, PERSON);
    const rated = await bot.trueSkill({ limit: 1_000 }, PERSON);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.nat(60), async (limit, offset) => {
        expect(await bot.leaderboard('kdr', { limit, offset }, PERSON)).toEqual(
          whole.slice(offset, offset + limit),
        );
        expect(await bot.trueSkill({ limit, offset }, PERSON)).toEqual(rated.slice(offset, offset + limit));
      }),
      { numRuns: 40 },
    );
    expect(whole.map(({ place }) => place)).toEqual(whole.map((_, index) => index + 1));
  });

  it('find by name, with places in the whole ranking, only among the rows that were looked at', async () => {
    const whole = await bot.leaderboard('kills', { limit: 1_000 }, PERSON);
    const vipers = whole.filter(({ nick }) => nick.toLowerCase() === 'viper');
    expect(await bot.leaderboard('kills', { limit: 1_000, query: 'VIPER' }, PERSON)).toEqual(vipers);
    const [first] = vipers;
    if (first === undefined) throw new Error('the world has a Viper');
    const short = { limit: first.place - 1, query: 'viper' };
    expect(await bot.leaderboard('kills', short, PERSON)).toEqual([]);
  });

  it('multiply a pilot by campaigns with credits, but for the ratios and high scores', async () => {
    const own = pilot('Special K');
    const kills = (): number =>
      own.sorties.reduce((sum, { kills: of }) => sum + Object.values(of).reduce((a, b) => a + b), 0);
    const playtime = own.sorties.reduce((sum, sortie) => sum + sortie.playtime, 0);
    expect(own.credits.size).toBe(2);
    const rows = await bot.leaderboard('kills', { limit: 1_000, query: 'special k' }, PERSON);
    const alone = await bot.highscores({ period: 'all', limit: 100 }, PERSON);
    expect(rows).toMatchObject([{ nick: 'Special K', kills: 2 * kills(), playtimeSeconds: 2 * playtime }]);
    expect(rows[0]?.kdr).toBeCloseTo((rows[0]?.kills ?? 0) / (rows[0]?.deaths ?? 1), 2);
    expect(alone.playtime.find(({ nick }) => nick === 'Special K')?.value).toBe(playtime);
  });

  it('of one server count what was flown there, and of an unknown one nothing', async () => {
    const [server] = simulator.world.servers;
    const name = server?.name ?? '';
    const there = pilot('Goose').sorties.filter((sortie) => sortie.server === name);
    const rows = await bot.leaderboard('playtime', { limit: 1_000, server: name, query: 'goose' }, PERSON);
    const seconds = there.reduce((sum, { playtime }) => sum + playtime, 0);
    expect(rows[0]?.playtimeSeconds).toBe(seconds * pilot('Goose').credits.size);
    const nowhere = { limit: 10, server: 'nowhere' };
    expect(await bot.leaderboard('kills', nowhere, PERSON)).toEqual([]);
    expect(await bot.trueSkill(nowhere, PERSON)).toEqual([]);
    expect((await bot.highscores({ period: 'all', ...nowhere }, PERSON)).playtime).toEqual([]);
    expect(await bot.carrierLandings({ server: 'nowhere' }, PERSON)).toEqual([]);
  });

  it('are high scores of rolling periods, each within the longer one', async () => {
    const day = 86_400_000;
    const [first, second] = simulator.world.pilots;
    if (first === undefined || second === undefined) throw new Error('the world has pilots');
    const [sortie] = first.sorties;
    if (sortie === undefined) throw new Error('the first pilot has flown');
    const flight = { ...sortie, kills: { planes: 1, helicopters: 2, ships: 4, sams: 8, ground: 16 } };
    simulator.world.pilots = [first];
    first.sorties = [0.5, 3, 20, 200, 500].map((days) => ({ ...flight, endedAt: START - days * day }));
    for (const [period, times] of [
      ['day', 1],
      ['week', 2],
      ['month', 3],
      ['year', 4],
      ['all', 5],
    ] as const) {
      const lists = await bot.highscores({ period, limit: 3 }, PERSON);
      const values = [lists.air, lists.ships, lists['air-defence'], lists.ground].map(
        (list) => list[0]?.value,
      );
      expect(values, period).toEqual([3 * times, 4 * times, 8 * times, 16 * times]);
      expect(lists.playtime[0]?.value, period).toBe(flight.playtime * times);
    }
  });

  it('add up the landings of namesakes, and fail on points that are none or a half', async () => {
    const vipers = simulator.world.pilots.filter(({ name }) => name === 'Viper');
    const all = vipers.flatMap(({ traps = [] }) => traps);
    const landings = await bot.carrierLandings({}, PERSON);
    expect(vipers.every(({ traps = [] }) => traps.length > 0)).toBe(true);
    expect(falls(landings.map(({ points }) => points))).toBe(true);
    expect(landings.filter(({ nick }) => nick === 'Viper')).toEqual([
      {
        nick: 'Viper',
        landings: all.length,
        points: all.reduce((sum, { points }) => sum + (points ?? 0), 0),
      },
    ]);
    for (const points of [null, 2.5]) {
      become('current');
      Object.assign(all[0] ?? {}, { points });
      await expect(bot.carrierLandings({}, PERSON)).rejects.toMatchObject({ kind: 'server-error' });
    }
  });

  it('tell the attendance', async () => {
    const attendance = await bot.attendance(PERSON);
    const week = START - 7 * 86_400_000;
    expect(attendance.currentPlayers).toBe(5);
    expect(attendance.uniquePlayers7d).toBe(
      flown().filter(({ sorties }) => sorties.some(({ endedAt }) => endedAt > week)).length,
    );
    expect(attendance.playtimeHours7d).toBeGreaterThan(0);
    expect(attendance.modules).toHaveLength(7);
    expect(falls(attendance.modules.map(({ playtimeHours }) => playtimeHours))).toBe(true);
  });

  it('know each linked account to the last digit', async () => {
    for (const { name, discordId } of simulator.world.pilots) {
      if (discordId === undefined) continue;
      expect(await bot.pilotsOf(discordId, PERSON)).toMatchObject([{ nick: name, discordId }]);
    }
    expect(await bot.pilotsOf('123456789012345679', PERSON)).toEqual([]);
  });

  it('are refused by the documented version, and had again after an upgrade', async () => {
    become('documented');
    const questions: readonly ((asked: DcsServerBot) => Promise<unknown>)[] = [
      (asked) => asked.pilotsOf('123456789012345678', PERSON),
      (asked) => asked.leaderboard('kills', { limit: 10 }, PERSON),
      (asked) => asked.trueSkill({ limit: 10 }, PERSON),
      (asked) => asked.highscores({ period: 'week', limit: 10 }, PERSON),
      (asked) => asked.carrierLandings({}, PERSON),
      (asked) => asked.attendance(PERSON),
    ];
    for (const ask of questions) await expect(ask(bot)).rejects.toBeInstanceOf(UnsupportedByVersionError);
    simulator.setVersion('current');
    expect((await bot.ranking('kdr', PERSON)).version).toBe('current');
    for (const ask of questions) await ask(bot);
    simulator.setVersion('documented');
    // What was read before is as good as new for a minute; others ask, and find out.
    await expect(bot.trueSkill({ limit: 11 }, PERSON)).rejects.toBeInstanceOf(UnsupportedByVersionError);
    await expect(bot.attendance({ class: 'moderator' })).rejects.toBeInstanceOf(UnsupportedByVersionError);
  });
});
