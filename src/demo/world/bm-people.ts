import { createHash } from 'node:crypto';
import type { SimIdentifier, SimPlayer, SimSession, SimVisit } from '../battlemetrics/world.ts';
import { BATTLEMETRICS_PLANS, type BattleMetricsPlan } from './bm-plans.ts';
import type { Person } from './cast.ts';
import type { Random } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Below the first Steam id that an account can have, so that they can be nobody's. */
const FIRST_STEAM_ID = 76_561_190_000_000_001n;
const FIRST_PLAYER_ID = 1_200_000_001;
const FIRST_IDENTIFIER_ID = 600_000_000;
/** The addresses that are kept for documents. */
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'];

/** Someone who plays on some of the servers and was on last when their devotion says. */
export function createPlayer(random: Random, person: Person, index: number, now: number): SimPlayer {
  const { name, devotion } = person;
  const age = Math.min(400 * DAY, random.exponential(6 * HOUR + 30 * DAY * (1 - devotion) ** 5));
  const lastSeen = now - 5 * MINUTE - Math.ceil(age);
  const home = random.weighted(BATTLEMETRICS_PLANS, ({ crowd }) => crowd);
  const plans = BATTLEMETRICS_PLANS.filter((plan) => plan === home || random.chance(0.18));
  const visits = plans.map((plan): SimVisit => {
    const seen = plan === home ? lastSeen : lastSeen - Math.floor(random.exponential(40 * DAY));
    const hours = 0.2 + 900 * devotion * (plan === home ? 1 : 0.1) + random.exponential(1.5);
    return {
      serverId: plan.id,
      firstSeen: seen - Math.floor(hours * HOUR * 4 + random.exponential(60 * DAY)),
      lastSeen: seen,
      timePlayed: Math.floor(hours * 3_600),
      online: false,
    };
  });
  return {
    id: String(FIRST_PLAYER_ID + index * 37),
    name,
    private: random.chance(0.06),
    positiveMatch: true,
    createdAt: Math.min(...visits.map(({ firstSeen }) => firstSeen)) - random.between(0, 60) * DAY,
    updatedAt: lastSeen,
    identifiers: createIdentifiers(random, name, index, { plans, lastSeen }),
    visits,
    sessions: visits
      .flatMap((visit) => createSessions(random, name, visit))
      .sort((a, b) => b.start - a.start),
  };
}

interface Known {
  readonly plans: readonly BattleMetricsPlan[];
  readonly lastSeen: number;
}

function createIdentifiers(
  random: Random,
  name: string,
  index: number,
  { plans, lastSeen }: Known,
): SimIdentifier[] {
  const steamId = FIRST_STEAM_ID + BigInt(index * 13);
  const games = new Set(plans.flatMap(({ identifiers }) => identifiers));
  const kinds: [type: string, value: string, age: number][] = [
    ['name', name, 0],
    ['steamID', String(steamId), 0],
    ['ip', addressOf(random, index), 0],
  ];
  if (games.has('BEGUID')) kinds.push(['BEGUID', battlEyeGuid(steamId), 0]);
  if (games.has('survivorName'))
    kinds.push(['survivorName', `Survivor${random.chance(0.5) ? '' : ` (${index % 9})`}`, 0]);
  if (games.has('eosID')) kinds.push(['eosID', `0002${random.hex(28)}`, 0]);
  if (random.chance(0.35)) kinds.push(['name', `${name.slice(0, 40)} (old)`, random.between(30, 300) * DAY]);
  if (random.chance(0.3))
    kinds.push(['ip', addressOf(random, random.between(0, 400)), random.between(5, 200) * DAY]);
  if (random.chance(0.04)) kinds.push(['steamFamilyShareOwner', String(FIRST_STEAM_ID), 60 * DAY]);
  // Some are known by their name alone: nothing that a ban could use.
  const known = random.chance(0.02) ? kinds.slice(0, 1) : kinds;
  return known.map(([type, identifier, age], nth) => ({
    id: String(FIRST_IDENTIFIER_ID + index * 20 + nth),
    type,
    identifier,
    lastSeen: lastSeen - age,
    private: type !== 'name' && type !== 'survivorName',
    metadata: type === 'steamID' ? { profile: { steamid: identifier, personaname: name } } : null,
  }));
}

/** Every ninth shares an address with somebody, as families do. */
function addressOf(random: Random, index: number): string {
  const house = random.chance(0.11) ? Math.max(0, index - 1) : index;
  return `${NETWORKS[house % NETWORKS.length]}.${1 + (Math.floor(house / NETWORKS.length) % 254)}`;
}

/** As BattlEye makes them of a Steam id. */
function battlEyeGuid(steamId: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(steamId);
  return createHash('md5').update('BE').update(bytes).digest('hex');
}

export const sessionId = (random: Random): string =>
  `${random.hex(8)}-${random.hex(4)}-41ee-8${random.hex(3)}-${random.hex(12)}`;

/** The first stay on a server, some in between, and the last. */
function createSessions(random: Random, name: string, visit: SimVisit): SimSession[] {
  const { serverId, firstSeen, lastSeen, timePlayed } = visit;
  const count = Math.min(12, 2 + Math.floor(timePlayed / 14_400));
  const gap = (lastSeen - firstSeen) / count;
  const length = Math.floor(Math.min(gap * 0.8, (timePlayed * 1_000) / count, 5 * HOUR));
  return Array.from({ length: count }, (_, nth) => {
    const start = nth === count - 1 ? lastSeen - length : firstSeen + Math.floor(nth * gap);
    return { id: sessionId(random), serverId, start, stop: start + length, firstTime: nth === 0, name };
  });
}
