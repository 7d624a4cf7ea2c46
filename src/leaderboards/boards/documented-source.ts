import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import { UnsupportedByVersionError } from '../../dcsserverbot/unsupported.ts';
import type { Call } from '../../http/call.ts';
import type { BoardSpec } from '../../store/board.ts';
import type { BoardRow, BoardSource } from './board-row.ts';

/** What the documented version tells: ten rows of each of two boards of the last month, and names alone. */
export function documentedSource(dcs: DcsServerBot, spec: BoardSpec, board: 'kdr' | 'kills'): BoardSource {
  const weighted = board === 'kdr' && spec.order === 'weighted';
  const read = async (order: 'kdr' | 'kills', call: Call): Promise<readonly BoardRow[]> => {
    const { version, pilots } = await dcs.ranking(order, call);
    // Upgraded since its version was asked for: these are other kills, of another time.
    if (version === 'current') throw new UnsupportedByVersionError('the rankings of the last month', version);
    return pilots.map(({ nick, kills, deaths, kdr }) => ({
      name: nick,
      value: board === 'kdr' ? kdr : kills,
      kills,
      deaths,
      have: kills,
    }));
  };
  const all = async (call: Call): Promise<readonly BoardRow[]> => {
    if (!weighted) return read(board, call);
    const both = await Promise.all([read('kills', call), read('kdr', call)]);
    const byName = new Map(both.flat().map((row) => [row.name, row]));
    return [...byName.values()].sort((a, b) => b.have - a.have);
  };
  return {
    version: 'documented',
    metric: 'pvp',
    covers: 'month',
    sorted: weighted ? 'kills' : 'board',
    falling: board === 'kills',
    positive: board === 'kills',
    most: Number.POSITIVE_INFINITY,
    whole: true,
    truncated: true,
    rows: async (offset, limit, call) => (await all(call)).slice(offset, offset + limit),
  };
}
