import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDcsServerBot } from '../../../src/dcsserverbot/client.ts';
import type { WireVersion } from '../../../src/dcsserverbot/model.ts';
import { startBattleMetricsSimulator } from '../../../src/demo/battlemetrics/simulator.ts';
import { startDcsServerBotSimulator } from '../../../src/demo/dcsserverbot/simulator.ts';
import { ResponseCache } from '../../../src/http/response-cache.ts';
import { createTransport } from '../../../src/http/undici-transport.ts';
import { clientTo, MODERATOR, PERSON } from '../../battlemetrics/harness.ts';
import { createStage, HOUR, MINUTE } from './harness.ts';

/** Right away, in the evening, at night, and two days later. */
const LATER = [0, 3 * HOUR, 9 * HOUR, 50 * HOUR];
const log = pino({ level: 'silent' });

/** The stage, and a client of its DCSServerBot. */
async function withDcs(version: WireVersion) {
  const stage = createStage({ seed: 'squawk' });
  const { now } = stage;
  const simulator = await startDcsServerBotSimulator({ version, world: stage.dcs, now });
  onTestFinished(() => simulator.close());
  const transport = createTransport({ api: 'DCSServerBot', baseUrl: new URL(simulator.url) });
  onTestFinished(() => transport.close());
  const bot = createDcsServerBot({
    transport,
    cache: new ResponseCache({ now, maxEntries: 1_000 }),
    now,
    log,
  });
  return { stage, bot };
}

describe.each(['documented', 'current'] as const)('the client of DCSServerBot (%s)', (version) => {
  it.each(LATER)('reads servers, squadrons and boards after %i ms', async (ms) => {
    const { stage, bot } = await withDcs(version);
    stage.pass(ms);
    const servers = await bot.servers(PERSON);
    expect(servers).toHaveLength(3);
    for (const { name, status, statusText, mission, players } of servers) {
      const on = stage.dcs.pilots.filter(({ online }) => online === name).length;
      expect(status, statusText).not.toBe('unknown');
      if (players !== undefined) expect(players).toBe(on);
      if (mission !== undefined) {
        expect(mission.missionTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
        expect(mission.restartAt).toBeGreaterThan(stage.now());
        expect((mission.slotsUsed?.blue ?? 0) + (mission.slotsUsed?.red ?? 0)).toBe(on);
      }
    }
    expect(servers.filter(({ mission }) => mission !== undefined).length).toBeGreaterThan(0);
    const [squadron] = await bot.squadrons(PERSON);
    expect(await bot.squadronMembers(squadron?.name ?? '', PERSON)).not.toHaveLength(0);
    for (const order of ['kdr', 'kills'] as const) {
      const { pilots } = await bot.ranking(order, PERSON);
      expect(pilots).toHaveLength(10);
      const values = pilots.map((row) => row[order]);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
    }
  });

  it('finds every pilot by name, namesakes apart, and reads what there is of them', async () => {
    const { stage, bot } = await withDcs(version);
    stage.pass(26 * HOUR);
    const kinds = new Map<string, number>();
    for (const pilot of stage.dcs.pilots) {
      const found = await bot.findPilots(pilot.name, PERSON);
      const date = new Date(Math.floor(pilot.lastSeen / 1_000)).toISOString().slice(0, 19);
      const same = found.find((one) => one.nick === pilot.name && one.date === date);
      expect(same, pilot.name).toBeDefined();
      const { kind } = await bot.statistics({ nick: pilot.name, date }, PERSON);
      expect(kind, pilot.name).toBe(pilot.sorties.length === 0 ? 'no-flights' : 'found');
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (same !== undefined && pilot.sorties.length > 60) await bot.weapons(same, PERSON);
      if (same !== undefined && pilot.credits.size > 0) {
        expect((await bot.credits(same, PERSON))?.credits).toBeGreaterThan(0);
      }
    }
    expect(kinds.get('found')).toBe(200);
    expect((await bot.statistics({ nick: 'Viper' }, PERSON)).kind).toBe('ambiguous');
  });
});

async function withBattleMetrics() {
  const stage = createStage({ seed: 'squawk' });
  const simulator = await startBattleMetricsSimulator({
    world: stage.battlemetrics,
    now: stage.now,
    limits: { perSecond: 1_000, perMinute: 1_000 },
  });
  onTestFinished(() => simulator.close());
  return { stage, bm: clientTo(new URL(simulator.url), {}, stage.now).bm };
}

describe('the client of BattleMetrics', () => {
  it.each(LATER)('reads everything that there is after %i ms', async (ms) => {
    const { stage, bm } = await withBattleMetrics();
    stage.pass(ms);
    const { servers, players, bans, flags, banLists } = stage.battlemetrics;
    const organization = stage.battlemetrics.organization.id;
    const pages = { page: { size: 100 } } as const;

    const listed = await bm.servers.list({ filter: { organizations: [organization] } }, MODERATOR);
    expect(listed.data).toHaveLength(4);
    for (const { id, attributes } of listed.data) {
      expect(attributes.players).toBe(servers.find((server) => server.id === id)?.players);
      const { included } = await bm.servers.get({ id, include: ['player', 'identifier'] }, MODERATOR);
      expect(included.all('player')).toHaveLength(attributes.players ?? -1);
    }

    const everybody: string[] = [];
    const include = ['server', 'identifier', 'flagPlayer', 'playerFlag'] as const;
    for await (const { id } of bm.players.list.all(
      { filter: { public: false }, include, ...pages },
      MODERATOR,
      { limit: 500 },
    )) {
      everybody.push(id);
    }
    expect(everybody).toHaveLength(players.length);

    const args = {
      filter: { organization, expired: true },
      include: ['player', 'server'] as const,
      ...pages,
    };
    const page = await bm.bans.list(args, MODERATOR);
    expect(page.data).toHaveLength(bans.length);
    expect((await bm.playerFlags.list(pages, MODERATOR)).data).toHaveLength(flags.length);
    expect((await bm.banLists.list(pages, MODERATOR)).data).toHaveLength(banLists.length);
  });

  it('reads the open session of whoever is on, and the flags and bans of whoever has some', async () => {
    const { stage, bm } = await withBattleMetrics();
    stage.pass(2 * HOUR + MINUTE);
    const { players, flagPlayers } = stage.battlemetrics;
    for (const player of players.filter((_, index) => index % 6 === 0)) {
      const online = player.visits.some((visit) => visit.online);
      const { data } = await bm.players.sessions({ player: player.id, page: { size: 100 } }, MODERATOR);
      expect(data).toHaveLength(player.sessions?.length ?? -1);
      expect(data.filter(({ attributes }) => attributes.stop === null)).toHaveLength(online ? 1 : 0);
      const flags = await bm.flagPlayers.list({ player: player.id, page: { size: 100 } }, MODERATOR);
      expect(flags.data).toHaveLength(flagPlayers.filter(({ playerId }) => playerId === player.id).length);
    }
  });
});
