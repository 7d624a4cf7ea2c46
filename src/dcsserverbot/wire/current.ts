import { z } from 'zod';
import type { RankedPilot, WeaponStatistics } from '../model.ts';
import { moduleRows, ratio, type StatisticsAnswer } from './statistics.ts';
import { wireCount, wireList, wireNumber, wireOptionalNumber, wireText, wireTextOrEmpty } from './values.ts';

/** What the current version (August 2026) answers in its own way. */

const wireModules = wireList(
  z.object({ module: wireTextOrEmpty, kills: wireOptionalNumber, kdr: wireOptionalNumber }),
);

/**
 * POST /stats. A pilot who never flew has nought everywhere; an unknown one is a 404 and never comes here. Servers
 * before 2026 have the last session in the same answer.
 */
export const currentStatistics: z.ZodType<StatisticsAnswer> = z
  .object({
    playtime: wireCount,
    kills: wireNumber,
    deaths: wireNumber,
    kills_pvp: wireNumber,
    deaths_pvp: wireCount,
    takeoffs: wireCount,
    landings: wireCount,
    ejections: wireCount,
    crashes: wireCount,
    teamkills: wireCount,
    kdr: wireOptionalNumber,
    kdr_pvp: wireOptionalNumber,
    lastSessionKills: wireOptionalNumber,
    lastSessionDeaths: wireOptionalNumber,
    killsByModule: wireModules,
    kdrByModule: wireModules,
  })
  .transform((row): StatisticsAnswer => {
    const { kdr, kdr_pvp, lastSessionKills, lastSessionDeaths, killsByModule, kdrByModule, ...counts } = row;
    if (Object.values(counts).every((count) => count === 0)) return { kind: 'no-flights' };
    return {
      kind: 'found',
      statistics: {
        version: 'current',
        period: 'all-time',
        kills: row.kills,
        deaths: row.deaths,
        pvpKills: row.kills_pvp,
        pvpDeaths: row.deaths_pvp,
        kdr: kdr ?? ratio(row.kills, row.deaths),
        pvpKdr: kdr_pvp ?? ratio(row.kills_pvp, row.deaths_pvp),
        pvpKdrDivisor: 'pvp-deaths',
        takeoffs: row.takeoffs,
        landings: row.landings,
        ejections: row.ejections,
        crashes: row.crashes,
        teamKills: row.teamkills,
        playtimeSeconds: Math.round(row.playtime),
        ...(lastSessionKills !== undefined && {
          lastSession: { kills: lastSessionKills, deaths: lastSessionDeaths ?? 0, metric: 'all' },
        }),
        killsByModule: moduleRows(killsByModule, 'kills'),
        kdrByModule: moduleRows(kdrByModule, 'kdr'),
      },
    };
  });

/** GET /topkills and /topkdr; `row_num` starts at 1 on each page, so places are counted here. */
export const currentRanking: z.ZodType<Omit<RankedPilot, 'rank'>[]> = wireList(
  z
    .object({ nick: wireText, kills: wireNumber, deaths: wireNumber, kdr: wireOptionalNumber })
    .transform((row) => ({
      nick: row.nick,
      kills: row.kills,
      deaths: row.deaths,
      kdr: row.kdr ?? ratio(row.kills, row.deaths),
    })),
);

/** POST /weaponpk */
export const currentWeapons: z.ZodType<WeaponStatistics[]> = wireList(
  z
    .object({ weapon: wireTextOrEmpty, shots: wireOptionalNumber, hits: wireOptionalNumber, pk: wireNumber })
    .transform(
      (row): WeaponStatistics => ({
        weapon: row.weapon,
        probabilityOfKill: row.pk,
        ...(row.shots !== undefined && { shots: row.shots }),
        ...(row.hits !== undefined && { hits: row.hits }),
      }),
    ),
);
