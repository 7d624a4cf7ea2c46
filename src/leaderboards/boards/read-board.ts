import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import { UnsupportedByVersionError } from '../../dcsserverbot/unsupported.ts';
import type { Call } from '../../http/call.ts';
import { boardOf } from '../../render/board-catalogue.ts';
import type { Board, BoardEntry, BoardSpec } from '../../store/board.ts';
import type { Exclusions } from '../../store/exclusions.ts';
import type { BanCheck } from './ban-check.ts';
import { battleMetricsCrowd } from './battlemetrics-crowd.ts';
import { battleMetricsSource } from './battlemetrics-source.ts';
import { boardUnavailable, needsCurrentVersion } from './board-errors.ts';
import type { BoardRow } from './board-row.ts';
import { scoreOf } from './candidates.ts';
import type { Crowd } from './crowd.ts';
import { currentSource } from './current-source.ts';
import { dcsCrowd, namesAlone } from './dcs-crowd.ts';
import { documentedSource } from './documented-source.ts';
import { withKillsToPass } from './kills-to-pass.ts';
import type { PilotLookup } from './pilot-lookup.ts';
import { type Ranks, type Reading, readRanks } from './ranks.ts';
import { marksOf } from './same-names.ts';

export interface BoardReaderOptions {
  /** Undefined: not configured. */
  readonly dcs: { readonly api: DcsServerBot; readonly lookup: PilotLookup } | undefined;
  readonly battlemetrics: { readonly api: BattleMetrics; readonly bans: BanCheck } | undefined;
  readonly exclusions: Pick<Exclusions, 'all'>;
  readonly now: () => number;
}

/** Places, the first one being 0. */
export interface Places {
  readonly from: number;
  readonly to: number;
}

/**
 * Opens what a board is read from, and lets `use` read it; once more where an answer shows that the server speaks
 * another version than it did. @throws UserError where the board cannot be had here; ApiError, LimiterError.
 */
export type OpenBoard = <T>(spec: BoardSpec, call: Call, use: (reading: Reading) => Promise<T>) => Promise<T>;

export function createOpenBoard(options: BoardReaderOptions): OpenBoard {
  return async (spec, call, use) => {
    try {
      return await use(await open(options, spec, call));
    } catch (error) {
      if (!(error instanceof UnsupportedByVersionError)) throw error;
      // It is known by now which version that is.
      return use(await open(options, spec, call));
    }
  };
}

/** Reads the places of a board. */
export async function readBoard(reading: Reading, places: Places): Promise<Board> {
  return boardOfRanks(reading, await readRanks(reading, places.from, places.to), places);
}

async function open(options: BoardReaderOptions, spec: BoardSpec, call: Call): Promise<Reading> {
  let asOf = options.now();
  const noting: Call = {
    ...call,
    onStale: (api, readAt) => {
      asOf = Math.min(asOf, readAt);
      call.onStale?.(api, readAt);
    },
  };
  const told = { spec, call: noting, asOf: () => asOf };
  if (spec.board === 'bm-playtime') return { ...told, ...(await openBattleMetrics(options, spec)) };
  return { ...told, ...(await openDcs(options, spec, spec.board, noting)) };
}

type Opened = Pick<Reading, 'source' | 'crowd'>;

async function openBattleMetrics(
  { battlemetrics, exclusions, now }: BoardReaderOptions,
  spec: BoardSpec,
): Promise<Opened> {
  if (battlemetrics === undefined || spec.server === null) throw boardUnavailable(spec.board);
  refuseForeignPeriod(spec);
  const source = battleMetricsSource(battlemetrics.api, spec, spec.server.id, now());
  return { source, crowd: battleMetricsCrowd(battlemetrics.bans, await exclusions.all()) };
}

async function openDcs(
  { dcs, exclusions }: BoardReaderOptions,
  spec: BoardSpec,
  board: Exclude<BoardSpec['board'], 'bm-playtime'>,
  call: Call,
): Promise<Opened> {
  if (dcs === undefined) throw boardUnavailable(spec.board);
  refuseForeignPeriod(spec);
  const left = await exclusions.all();
  if ((await dcs.api.version(call)) === 'current') {
    return { source: currentSource(dcs.api, spec, board), crowd: dcsCrowd(dcs.lookup, left) };
  }
  if ((board !== 'kdr' && board !== 'kills') || spec.server !== null) throw needsCurrentVersion(board);
  return { source: documentedSource(dcs.api, spec, board), crowd: namesAlone(left) };
}

/** A menu of an older release may name one. */
function refuseForeignPeriod(spec: BoardSpec): void {
  if (!boardOf(spec).periods.includes(spec.period)) throw boardUnavailable(spec.board, spec.period);
}

function boardOfRanks(
  { spec, source, crowd, asOf }: Reading,
  { ranked, more }: Ranks,
  { from, to }: Places,
): Board {
  const shown = ranked.slice(from, to);
  const marks = marksOf(shown, crowd);
  return {
    spec,
    version: source.version,
    metric: source.metric,
    covers: source.covers,
    entries: withKillsToPass(
      shown.map((row, index) => entryOf(row, from + index + 1, source.sorted === 'kills', marks, crowd)),
    ),
    // Of a list that is read no further than it is shown, the one row beyond says no more than that there is one.
    ranked: { count: source.sorted === 'board' && more ? Math.min(ranked.length, to) : ranked.length, more },
    asOf: asOf(),
  };
}

function entryOf(
  row: BoardRow,
  rank: number,
  weighted: boolean,
  marks: ReadonlyMap<BoardRow, string>,
  crowd: Crowd,
): BoardEntry {
  const mark = marks.get(row);
  return {
    key: crowd.personOf(row)?.key ?? `nick:${row.name}`,
    name: row.name,
    rank,
    value: row.value,
    ...(row.kills === undefined ? {} : { kills: row.kills }),
    ...(row.deaths === undefined ? {} : { deaths: row.deaths }),
    ...(weighted ? { score: scoreOf(row) } : {}),
    ...(mark === undefined ? {} : { mark }),
  };
}
