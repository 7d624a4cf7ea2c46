import { seedNetwork } from '../battlemetrics/seed-organizations.ts';
import { seedServerRecords } from '../battlemetrics/seed-server-records.ts';
import type { SimPlayer, SimServer, World } from '../battlemetrics/world.ts';
import { activityAt, FIRST_EVENING } from './activity.ts';
import { createBanLists, createBans, createFlagPlayers, createFlags } from './bm-moderation.ts';
import { createPlayer } from './bm-people.ts';
import { BATTLEMETRICS_PLANS, type BattleMetricsPlan, detailsOf } from './bm-plans.ts';
import { createRecords } from './bm-records.ts';
import { arrive } from './bm-visits.ts';
import { createCast } from './cast.ts';
import { createRandom, type Random } from './random.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

export interface DemoBattleMetricsWorldOptions {
  readonly seed: string;
  /** Epoch milliseconds: everything happened in the months before. */
  readonly now: number;
  /** Digits; default `25069`, which the simulator has too. */
  readonly organizationId?: string;
}

/**
 * The community of the demo on BattleMetrics: the same for the same seed and clock. Some of its people are those of
 * `createDemoDcsWorld`, by their names.
 */
export function createDemoBattleMetricsWorld(options: DemoBattleMetricsWorldOptions): World {
  const { seed, now, organizationId = '25069' } = options;
  const random = createRandom(`${seed} battlemetrics world`);
  const players = createCast(seed).players.map((person, index) => createPlayer(random, person, index, now));
  const banLists = createBanLists(random);
  const flags = createFlags(random, now);
  const bans = createBans(random, players, banLists, now);
  const banned = new Set(
    bans.filter(({ expires }) => expires === null || expires > now).map(({ playerId }) => playerId),
  );
  const free = players.filter(({ id }) => !banned.has(id));
  const user = { id: '900001', nickname: 'snow-ridge-bot' };
  const colleague = { id: '900002', nickname: 'snow-ridge-admin' };
  const servers = BATTLEMETRICS_PLANS.map((plan) =>
    createServer(random, plan, { organizationId, free, now }),
  );
  const flagPlayers = createFlagPlayers(random, players, flags, now);
  const { staff, ...records } = createRecords(createRandom(`${seed} battlemetrics records`), {
    players,
    bans,
    authorIds: [colleague.id, user.id],
    organizationId,
    now,
  });
  const organization = { id: organizationId, name: 'Snow Ridge Community' };
  return {
    organization,
    user,
    users: [colleague],
    servers,
    players,
    flags: [...flags, staff.flag],
    flagPlayers: [...flagPlayers, ...staff.flagPlayers],
    banLists,
    bans,
    ...records,
    network: seedNetwork({ organization, banLists, flags, players, bans }, now),
    consoleCommands: [],
    serverRecords: seedServerRecords(servers, organizationId, now),
    expiredAlone: false,
    nextId: 800_000_000,
  };
}

function createServer(
  random: Random,
  plan: BattleMetricsPlan,
  {
    organizationId,
    free,
    now,
  }: { readonly organizationId: string; readonly free: readonly SimPlayer[]; readonly now: number },
): SimServer {
  const { id, name, game, address, ip, port, maxPlayers, rank, country, location } = plan;
  const wanted = Math.min(maxPlayers, Math.round(plan.crowd * activityAt(FIRST_EVENING)));
  let players = 0;
  for (; players < wanted; players += 1) {
    const player = random.weighted(free, ({ visits }) =>
      visits.some(({ online }) => online)
        ? 0
        : Math.sqrt(visits.find(({ serverId }) => serverId === id)?.timePlayed ?? 0),
    );
    if (player === undefined) break;
    arrive(random, player, { serverId: id, start: now - random.between(1, plan.stay) * MINUTE, now });
  }
  const uptime = random.between(900, plan.restart * 3_000);
  return {
    id,
    name,
    game,
    organizationId,
    address,
    ip,
    port,
    players,
    maxPlayers,
    rank,
    country,
    location,
    status: 'online',
    details: detailsOf(plan, { map: random.pick(plan.maps), clock: FIRST_EVENING, uptime }),
    createdAt: now - 700 * DAY,
  };
}
