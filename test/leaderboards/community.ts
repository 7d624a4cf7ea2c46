import { createServers } from '../../src/demo/dcsserverbot/create-servers.ts';
import type { SimulatedPilot, SimulatedSortie, SimulatedWorld } from '../../src/demo/dcsserverbot/world.ts';

/** The clock of these tests. */
export const NOW = Date.parse('2026-11-22T09:00:00Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What a pilot of a test did; the rest is invented. */
export interface Flown {
  readonly name: string;
  readonly discordId?: string;
  /** Milliseconds ago. */
  readonly seen?: number;
  readonly kills?: number;
  readonly deaths?: number;
  readonly pvpKills?: number;
  readonly pvpDeaths?: number;
  readonly ships?: number;
  /** Seconds. */
  readonly playtime?: number;
  readonly credits?: number;
  /** Points of each landing on a carrier. */
  readonly landings?: readonly number[];
  /** Milliseconds since the mission. */
  readonly ago?: number;
  /** By its place in the list of servers. */
  readonly server?: number;
}

/** A community in which every pilot flew one mission, and everybody was seen at another second. */
export function communityOf(pilots: readonly Flown[]): SimulatedWorld {
  const servers = createServers(NOW);
  return {
    servers,
    pilots: pilots.map((flown, index) => pilotOf(flown, index, servers[flown.server ?? 0]?.name ?? '')),
    squadrons: [],
    campaigns: [{ id: 1, name: 'Only one', running: true }],
    tokens: new Map(),
  };
}

export const ucidOf = (index: number): string => index.toString(16).padStart(32, '0');

function pilotOf(flown: Flown, index: number, server: string): SimulatedPilot {
  const { name, discordId, seen = (index + 1) * 1_000, credits, landings } = flown;
  return {
    ucid: ucidOf(index),
    name,
    ...(discordId !== undefined && { discordId }),
    lastSeen: (NOW - seen) * 1_000,
    sorties: [sortieOf(flown, server)],
    weapons: [],
    credits: new Map(credits === undefined ? [] : [[1, credits]]),
    ...(landings && {
      traps: landings.map((points, nth) => ({
        id: index * 100 + nth,
        unitType: 'FA-18C_hornet',
        grade: 'OK',
        comment: '',
        place: 'CVN-73',
        trapcase: 1,
        wire: 3,
        night: false,
        points,
        at: (NOW - HOUR) * 1_000,
        server,
      })),
    }),
  };
}

function sortieOf(
  { kills = 0, deaths = 0, pvpKills = 0, pvpDeaths = 0, ships = 0, playtime = 3_600, ago = DAY }: Flown,
  server: string,
): SimulatedSortie {
  const none = { planes: 0, helicopters: 0, ships: 0, sams: 0, ground: 0 };
  return {
    module: 'F-16C_50',
    server,
    endedAt: NOW - ago,
    playtime,
    kills: { ...none, planes: kills - ships, ships },
    deaths: { ...none, planes: deaths },
    killsPvp: pvpKills,
    deathsPvp: pvpDeaths,
    takeoffs: 1,
    landings: 1,
    ejections: 0,
    crashes: 0,
    teamkills: 0,
  };
}

/** So many pilots, `Pilot 1` the first. */
export function numbered(count: number, of: (index: number) => Partial<Flown>): Flown[] {
  return Array.from({ length: count }, (_, index) => ({ name: `Pilot ${index + 1}`, ...of(index) }));
}
