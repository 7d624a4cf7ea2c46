import { z } from 'zod';
import { at, wireRecord } from './record.ts';
import { wireCount, wireList, wireNumber, wireOptionalNumber, wireTextOrEmpty } from './values.ts';

/** Numbers of one module (aircraft type); those that were not asked for are absent. */
export interface PlayerModule {
  readonly module: string;
  readonly kills?: number;
  readonly deaths?: number;
  /** Kills per death; without deaths the kills. */
  readonly kdr?: number;
  readonly playtimeSeconds?: number;
}

/** POST /modulestats */
export const wirePlayerModules: z.ZodType<readonly PlayerModule[]> = wireList(
  wireRecord({
    module: wireTextOrEmpty,
    kills: wireOptionalNumber,
    deaths: wireOptionalNumber,
    kdr: wireOptionalNumber,
    playtimeSeconds: at('playtime', wireOptionalNumber),
  }),
);

/** A player's numbers of all time, or of the last session: POST /stats of the current version. Without flights nought. */
export interface PlayerStatistics {
  readonly playtimeSeconds: number;
  /** Of everything: planes, helicopters, ships, SAMs and ground units. */
  readonly kills: number;
  readonly deaths: number;
  /** Of players, and by players. */
  readonly pvpKills: number;
  readonly pvpDeaths: number;
  readonly killsPlanes: number;
  readonly killsHelicopters: number;
  readonly killsShips: number;
  readonly killsSams: number;
  readonly killsGround: number;
  readonly deathsPlanes: number;
  readonly deathsHelicopters: number;
  readonly deathsShips: number;
  readonly deathsSams: number;
  readonly deathsGround: number;
  readonly takeoffs: number;
  readonly landings: number;
  readonly ejections: number;
  readonly crashes: number;
  readonly teamKills: number;
  /** Kills per death, rounded to hundredths; without deaths the kills. */
  readonly kdr: number;
  /** PvP kills per PvP death. */
  readonly pvpKdr: number;
  /** Of all time in every case, and of all kills, though the description calls them PvP; more than one kill only. */
  readonly killsByModule: readonly PlayerModule[];
  readonly kdrByModule: readonly PlayerModule[];
}

export const wirePlayerStatistics: z.ZodType<PlayerStatistics> = wireRecord({
  playtimeSeconds: at('playtime', wireCount),
  kills: wireNumber,
  deaths: wireNumber,
  pvpKills: at('kills_pvp', wireCount),
  pvpDeaths: at('deaths_pvp', wireCount),
  killsPlanes: wireCount,
  killsHelicopters: wireCount,
  killsShips: wireCount,
  killsSams: wireCount,
  killsGround: wireCount,
  deathsPlanes: wireCount,
  deathsHelicopters: wireCount,
  deathsShips: wireCount,
  deathsSams: wireCount,
  deathsGround: wireCount,
  takeoffs: wireCount,
  landings: wireCount,
  ejections: wireCount,
  crashes: wireCount,
  teamKills: at('teamkills', wireCount),
  kdr: wireCount,
  pvpKdr: at('kdr_pvp', wireCount),
  killsByModule: at('killsByModule', wirePlayerModules),
  kdrByModule: at('kdrByModule', wirePlayerModules),
});

/**
 * POST /stats of the documented version: undefined for a player it does not know by this name and date. One who never
 * flew has no number at all. Those down to `teamKills` are not in the document, though servers send them.
 */
export interface DocumentedPlayerStatistics {
  /** Of everything. */
  readonly kills?: number;
  readonly takeoffs?: number;
  readonly landings?: number;
  readonly ejections?: number;
  readonly crashes?: number;
  readonly teamKills?: number;
  readonly deaths?: number;
  /** Of players. */
  readonly pvpKills?: number;
  /** PvP kills per death of any kind. */
  readonly pvpKillsPerDeath?: number;
  /** PvP kills of the last mission flown. */
  readonly lastSessionPvpKills?: number;
  /** All deaths of it. */
  readonly lastSessionDeaths?: number;
  readonly killsByModule: readonly PlayerModule[];
  readonly kdrByModule: readonly PlayerModule[];
}

const wireDocumented = wireRecord({
  kills: wireOptionalNumber,
  takeoffs: wireOptionalNumber,
  landings: wireOptionalNumber,
  ejections: wireOptionalNumber,
  crashes: wireOptionalNumber,
  teamKills: at('teamkills', wireOptionalNumber),
  deaths: wireOptionalNumber,
  pvpKills: at('aakills', wireOptionalNumber),
  pvpKillsPerDeath: at('aakdr', wireOptionalNumber),
  lastSessionPvpKills: at('lastSessionKills', wireOptionalNumber),
  lastSessionDeaths: at('lastSessionDeaths', wireOptionalNumber),
  camel: at('killsByModule', wirePlayerModules.optional()),
  /** The document's spelling. */
  lower: at('killsbymodule', wirePlayerModules.optional()),
  kdrByModule: at('kdrByModule', wirePlayerModules),
});

export const wireDocumentedStatistics: z.ZodType<DocumentedPlayerStatistics | undefined> = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? undefined : value,
  wireDocumented
    .transform(({ camel, lower, ...row }) => ({ ...row, killsByModule: camel ?? lower ?? [] }))
    .optional(),
);
