import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import { leaderboardPeriod } from '../../battlemetrics/resources/leaderboards.ts';
import type { BoardPeriod, BoardSpec } from '../../store/board.ts';
import type { BoardRow, BoardSource } from './board-row.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LENGTHS: Readonly<Record<Exclude<BoardPeriod, 'all'>, number>> = {
  year: 365 * DAY,
  month: 30 * DAY,
  week: 7 * DAY,
  day: DAY,
};
const MOST_PER_PAGE = 100;
/** Further down a place is found by its player alone. */
const MOST_OFFSET = 1_000;

/** The time that people played on one server, as BattleMetrics tells it. @param now epoch milliseconds */
export function battleMetricsSource(
  battlemetrics: BattleMetrics,
  spec: BoardSpec,
  server: string,
  now: number,
): BoardSource {
  const period = periodOf(spec.period, now);
  return {
    version: null,
    metric: null,
    covers: spec.period,
    sorted: 'board',
    falling: true,
    positive: true,
    most: MOST_OFFSET,
    whole: false,
    truncated: false,
    async rows(offset, limit, call) {
      const found: BoardRow[] = [];
      while (found.length < limit) {
        const size = Math.min(MOST_PER_PAGE, limit - found.length);
        const page = await battlemetrics.leaderboards.time(
          { server, filter: { period }, page: { size, offset: offset + found.length } },
          call,
        );
        found.push(
          ...page.data.map(({ id, attributes: { name, value } }) => ({
            name,
            playerId: id,
            value,
            have: Math.floor(value / 60),
          })),
        );
        if (page.data.length < size) break;
      }
      return found;
    },
  };
}

/** Up to the last full hour, so that all who ask within one hour ask the same. */
function periodOf(period: BoardPeriod, now: number): 'AT' | ReturnType<typeof leaderboardPeriod> {
  if (period === 'all') return 'AT';
  const to = Math.floor(now / HOUR) * HOUR;
  return leaderboardPeriod(to - LENGTHS[period], to);
}
