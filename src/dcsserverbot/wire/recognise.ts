import type { WireVersion } from '../model.ts';
import { HIGHSCORE_TARGETS } from './rankings.ts';
import { isRecord } from './values.ts';

/** Endpoints whose answers give the version away. */
export type TellingEndpoint =
  | 'servers'
  | 'pilots'
  | 'ranking'
  | 'statistics'
  | 'squadrons'
  | 'leaderboard'
  | 'trueskill'
  | 'highscore'
  | 'greenieboard'
  | 'attendance';

/** Keys that only one version's rows have. The current one is looked for first: it has most documented keys too. */
const MARKS: Readonly<Record<TellingEndpoint, Readonly<Record<WireVersion, readonly string[]>>>> = {
  servers: {
    current: ['players', 'extensions', 'max_players', 'require_pure_clients', 'description'],
    documented: ['name'],
  },
  pilots: { current: ['ucid', 'discord_id', 'current_server'], documented: ['nick', 'name'] },
  // Not by `nick`: for a while boards had it and still counted as the documented ones do.
  ranking: { current: ['kills', 'kdr', 'kills_pvp'], documented: ['AAkills', 'AAKDR', 'fullNickname'] },
  statistics: {
    current: ['kills_pvp', 'deaths_pvp', 'kdr_pvp'],
    documented: ['aakills', 'aakdr', 'lastSessionKills', 'killsbymodule'],
  },
  squadrons: { current: ['members'], documented: ['name'] },
  leaderboard: { current: ['items'], documented: [] },
  trueskill: { current: ['kills_pvp', 'deaths_pvp'], documented: ['AAkills', 'fullNickname'] },
  highscore: { current: ['playtime', ...Object.values(HIGHSCORE_TARGETS)], documented: [] },
  greenieboard: { current: ['players'], documented: [] },
  attendance: {
    current: ['current_players', 'unique_players_7d', 'total_playtime_hours_7d', 'top_modules'],
    documented: [],
  },
};

/** The version that an answer comes from, or undefined where its shape does not say: an empty list tells nothing. */
export function recognise(endpoint: TellingEndpoint, body: unknown): WireVersion | undefined {
  // The current version answers 404 for an unknown player.
  if (endpoint === 'statistics' && isRecord(body) && Object.keys(body).length === 0) return 'documented';
  const rows = (Array.isArray(body) ? body : [body]).filter(isRecord);
  const marks = MARKS[endpoint];
  for (const version of ['current', 'documented'] as const) {
    if (rows.some((row) => marks[version].some((key) => key in row))) return version;
  }
  return undefined;
}
