import { z } from 'zod';
import type { PilotStatistics, RankedPilot, WeaponStatistics } from '../model.ts';
import { moduleRows, ratio, type StatisticsAnswer } from './statistics.ts';
import {
  isRecord,
  wireList,
  wireNumber,
  wireOptionalName,
  wireOptionalNumber,
  wireText,
  wireTextOrEmpty,
} from './values.ts';

/**
 * What the documented version (mid 2025) answers in its own way. Where its document and its servers differ, both
 * forms are read: `killsbymodule` and `killsByModule`, one object and a list, `{"weapon": …}` and `{"missilePK": …}`.
 */

const wireModules = wireList(
  z.object({ module: wireTextOrEmpty, kills: wireOptionalNumber, kdr: wireOptionalNumber }),
);

const NUMBERS = {
  kills: wireOptionalNumber,
  deaths: wireOptionalNumber,
  aakills: wireOptionalNumber,
  aakdr: wireOptionalNumber,
  takeoffs: wireOptionalNumber,
  landings: wireOptionalNumber,
  ejections: wireOptionalNumber,
  crashes: wireOptionalNumber,
  teamkills: wireOptionalNumber,
  lastSessionKills: wireOptionalNumber,
  lastSessionDeaths: wireOptionalNumber,
};

const wireNumbers = z.object({
  ...NUMBERS,
  killsByModule: wireModules.optional(),
  killsbymodule: wireModules.optional(),
  kdrByModule: wireModules.optional(),
  kdrbymodule: wireModules.optional(),
});

type Numbers = z.output<typeof wireNumbers>;

/** POST /stats. `{}` is an unknown player; a known one who never flew has null for every number. */
export const documentedStatistics: z.ZodType<StatisticsAnswer> = wireNumbers.transform(
  (row): StatisticsAnswer => {
    if (Object.values(row).every((value) => value === undefined)) return { kind: 'unknown' };
    const flown = Object.keys(NUMBERS).some((key) => row[key as keyof typeof NUMBERS] !== undefined);
    return flown ? { kind: 'found', statistics: statisticsOf(row) } : { kind: 'no-flights' };
  },
);

function statisticsOf(row: Numbers): PilotStatistics {
  const { kills, lastSessionKills, lastSessionDeaths } = row;
  const deaths = row.deaths ?? 0;
  const pvpKills = row.aakills ?? 0;
  return {
    version: 'documented',
    period: 'all-time',
    ...(kills !== undefined && { kills, kdr: ratio(kills, deaths) }),
    deaths,
    pvpKills,
    pvpKdr: row.aakdr ?? ratio(pvpKills, deaths),
    pvpKdrDivisor: 'all-deaths',
    ...(row.takeoffs !== undefined && { takeoffs: row.takeoffs }),
    ...(row.landings !== undefined && { landings: row.landings }),
    ...(row.ejections !== undefined && { ejections: row.ejections }),
    ...(row.crashes !== undefined && { crashes: row.crashes }),
    ...(row.teamkills !== undefined && { teamKills: row.teamkills }),
    ...(lastSessionKills !== undefined && {
      lastSession: { kills: lastSessionKills, deaths: lastSessionDeaths ?? 0, metric: 'pvp' },
    }),
    killsByModule: moduleRows(row.killsByModule ?? row.killsbymodule ?? [], 'kills'),
    kdrByModule: moduleRows(row.kdrByModule ?? row.kdrbymodule ?? [], 'kdr'),
  };
}

/**
 * GET /topkills and /topkdr: players of one name are one row. Servers between the two versions (summer of 2025) send
 * `nick` for `fullNickname`, and a row for each player.
 */
export const documentedRanking: z.ZodType<Omit<RankedPilot, 'rank'>[]> = wireList(
  z
    .object({
      fullNickname: wireOptionalName,
      nick: wireOptionalName,
      AAkills: wireNumber,
      deaths: wireNumber,
      AAKDR: wireOptionalNumber,
    })
    .transform(({ fullNickname, nick = fullNickname, AAkills, deaths, AAKDR }, context) => {
      if (nick === undefined) {
        context.issues.push({
          code: 'invalid_type',
          expected: 'string',
          path: ['fullNickname'],
          input: fullNickname,
        });
        return z.NEVER;
      }
      return { nick, kills: AAkills, deaths, kdr: AAKDR ?? ratio(AAkills, deaths) };
    }),
);

/**
 * POST /missilepk: `{"missilePK": {name: pk}}` from servers, `{"weapon": {"weapon-name": name, "pk": pk}}` in the
 * document, which may as well mean a list of these or a map by name.
 */
export const documentedWeapons: z.ZodType<WeaponStatistics[]> = z.preprocess(
  (body) => {
    if (!isRecord(body)) return body;
    return Object.keys(body).length === 0 ? [] : weaponRows(body['missilePK'] ?? body['weapon'] ?? null);
  },
  z.array(
    z
      .object({ weapon: wireText, pk: wireNumber })
      .transform((row): WeaponStatistics => ({ weapon: row.weapon, probabilityOfKill: row.pk })),
  ),
);

function weaponRows(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(weaponRow);
  if (!isRecord(value)) return value;
  if ('pk' in value && 'weapon-name' in value) return [weaponRow(value)];
  return Object.entries(value).map(([weapon, pk]) => ({ weapon, pk: isRecord(pk) ? pk['pk'] : pk }));
}

function weaponRow(row: unknown): unknown {
  return isRecord(row) ? { weapon: row['weapon-name'] ?? row['weapon'] ?? row['name'], pk: row['pk'] } : row;
}
