import type { Exclusion } from '../../store/exclusions.ts';
import { atMost } from './at-most.ts';
import type { BanCheck } from './ban-check.ts';
import type { BoardRow } from './board-row.ts';
import type { Crowd } from './crowd.ts';
import { LeftOff } from './left-off.ts';

const AT_ONCE = 4;

/** The players of a server on BattleMetrics, whose ids come with the rows. */
export function battleMetricsCrowd(bans: BanCheck, exclusions: readonly Exclusion[]): Crowd {
  const { keys } = new LeftOff(exclusions);
  const banned = new Map<BoardRow, boolean>();
  const keyOf = ({ playerId, name }: BoardRow): string =>
    playerId === undefined ? `nick:${name}` : `bm:${playerId}`;
  return {
    someOut: true,
    suspects: async (rows) =>
      rows.filter(({ playerId }) => playerId !== undefined && bans.remembered(playerId) === true),
    async look(rows, call) {
      await atMost(AT_ONCE, rows, async (row) => {
        banned.set(row, row.playerId !== undefined && (await bans.isBanned(row.playerId, call)));
      });
    },
    personOf(row) {
      const key = keyOf(row);
      if (keys.has(key)) return { key, out: true };
      const out = banned.get(row);
      return out === undefined ? undefined : { key, out };
    },
  };
}
