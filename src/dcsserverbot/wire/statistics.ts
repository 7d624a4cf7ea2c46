import type { ModuleStatistics, PilotStatistics } from '../model.ts';

/**
 * What POST /stats says of one name and date: no such pilot, one who never flew, or numbers. `lastSession` of the
 * current version comes from a second call.
 */
export type StatisticsAnswer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'no-flights' }
  | { readonly kind: 'found'; readonly statistics: PilotStatistics };

/** Kills per death as the server's own SQL has it: without deaths, the kills. Rounded as the server rounds. */
export function ratio(kills: number, deaths: number): number {
  return deaths === 0 ? kills : Math.round((kills / deaths) * 100) / 100;
}

interface ModuleRow {
  readonly module: string;
  readonly kills?: number | undefined;
  readonly kdr?: number | undefined;
}

/** Rows of one number each, the highest first; rows without the number say nothing. */
export function moduleRows(rows: readonly ModuleRow[], key: 'kills' | 'kdr'): ModuleStatistics[] {
  return rows
    .flatMap(({ module, [key]: value }) => (value === undefined ? [] : [{ module, value }]))
    .sort((a, b) => b.value - a.value)
    .map(({ module, value }) => (key === 'kills' ? { module, kills: value } : { module, kdr: value }));
}
