import type { Logger } from 'pino';
import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import type { ApiName, Call } from '../../http/call.ts';
import { type PostFrame, renderBoardPost } from '../../render/board.ts';
import { boardOf } from '../../render/board-catalogue.ts';
import { renderDigest } from '../../render/digest.ts';
import type { Board, BoardSpec } from '../../store/board.ts';
import type { Schedule } from '../../store/schedule.ts';
import type { Snapshot } from '../../store/snapshot.ts';
import type { Store } from '../../store/store.ts';
import { linksOf } from '../boards/board-view-links.ts';
import { mayNameOptedOut, withoutLeftOff } from '../boards/left-off.ts';
import { type OpenBoard, readBoard } from '../boards/read-board.ts';
import { changesSince } from './board-changes.ts';
import { isComparable } from './comparable.ts';
import { type Facts, gatherFacts } from './digest-facts.ts';
import { movesSince } from './movement.ts';
import type { PostContent, PostMoment, PreparedPost } from './post-content.ts';

export interface PostContentOptions {
  readonly dcs: DcsServerBot | undefined;
  readonly open: OpenBoard;
  /** The account that a pilot is linked to, by UCID, as far as it was met on a board. */
  readonly accountOf: (ucid: string) => string | undefined;
  /** Whether a pilot was met since the process started: only then is it known whether an account is linked. */
  readonly isMet: (ucid: string) => boolean;
  readonly store: Pick<Store, 'snapshots' | 'boardViews' | 'attendance' | 'exclusions'>;
  readonly log: Logger;
}

/** Places that a digest compares; more than it shows. */
const DIGEST_PLACES = 50;
const KNOWN_FOR_MS = 7 * 24 * 3_600_000;

/** A board to be rendered, with the post before it. */
interface Material {
  readonly schedule: Schedule;
  readonly moment: PostMoment;
  readonly board: Board;
  /** Comparable with the board. */
  readonly previous: Snapshot | undefined;
  /** The API does not answer: the board is an old one. */
  readonly stale: boolean;
}

export function createPostContent(options: PostContentOptions): PostContent {
  const { open, store } = options;
  return {
    async prepare(schedule, moment, call) {
      const { kind, spec } = schedule.content;
      const stale = new Set<ApiName>();
      const noting: Call = {
        ...call,
        onStale: (api, asOf) => {
          stale.add(api);
          call.onStale?.(api, asOf);
        },
      };
      const places = { from: 0, to: kind === 'digest' ? DIGEST_PLACES : spec.top };
      const board = await open(spec, noting, (reading) => readBoard(reading, places));
      const previous = comparable(await store.snapshots.latest(schedule.id), board, kind);
      const material = { schedule, moment, board, previous, stale: stale.size > 0 };
      if (kind === 'board') return postBoard(options, material);
      const facts = await gatherFacts(
        { ...options, attendance: store.attendance },
        factsWanted(material),
        call,
      );
      return postDigest(options, material, facts);
    },

    async lastKnown(schedule, moment) {
      const { kind, spec } = schedule.content;
      const known = await store.snapshots.latest(schedule.id);
      if (known === undefined || moment.now - known.data.board.asOf > KNOWN_FOR_MS) return undefined;
      const of = known.data.digest === undefined ? 'board' : 'digest';
      if (of !== kind || !isComparable(known.data.board, { ...known.data.board, spec })) return undefined;
      const exclusions = await store.exclusions.all();
      if (mayNameOptedOut(known.data.board, exclusions, options.isMet)) return undefined;
      const board = withoutLeftOff(known.data.board, exclusions, options.accountOf);
      const previous = comparable(await store.snapshots.latest(schedule.id, known.takenAt), board, kind);
      const material = { schedule, moment, board, previous, stale: true };
      if (kind === 'board') return postBoard(options, material);
      const { uniquePlayers: players, playerHours: hours } = known.data.digest ?? {};
      const attendance =
        players === undefined && hours === undefined ? undefined : { now: { players, hours } };
      return postDigest(options, material, { shown: { attendance }, kept: known.data.digest ?? {} });
    },
  };
}

/** The snapshot of a post of the same kind that ranked by the same rules. */
function comparable(
  snapshot: Snapshot | undefined,
  board: Board,
  kind: 'board' | 'digest',
): Snapshot | undefined {
  if (snapshot === undefined || !isComparable(snapshot.data.board, board)) return undefined;
  return (snapshot.data.digest === undefined) === (kind === 'board') ? snapshot : undefined;
}

const factsWanted = ({ schedule, moment, board, previous }: Material) => ({
  board,
  previous,
  timezone: schedule.timezone,
  now: moment.now,
});

async function postBoard({ store }: PostContentOptions, material: Material): Promise<PreparedPost> {
  const { moment, board, previous, stale } = material;
  const message = renderBoardPost({
    ...frameOf(material),
    board,
    moves: previous && movesSince(board.entries, previous.data.board.entries),
    since: previous?.data.board.asOf,
    stale,
    api: apiOf(board.spec),
    links: await linksOf(board, store.boardViews, moment.occurrenceId),
  });
  return { message, shown: { board } };
}

async function postDigest(
  { store }: PostContentOptions,
  material: Material,
  { shown, kept }: Facts,
): Promise<PreparedPost> {
  const { schedule, moment, board, previous, stale } = material;
  const base = { ...board, entries: board.entries.slice(0, board.spec.top) };
  const message = renderDigest({
    ...frameOf(material),
    ...shown,
    ...changesSince(board, previous?.data.board),
    base,
    timezone: schedule.timezone,
    since: previous?.data.board.asOf,
    staleAsOf: stale ? board.asOf : undefined,
    links: await linksOf(base, store.boardViews, moment.occurrenceId),
  });
  return { message, shown: { board, digest: kept } };
}

function frameOf({ schedule, moment }: Material): PostFrame {
  return {
    madeAt: moment.now,
    nextAt: moment.nextAt,
    late: moment.late ? { dueAt: moment.dueAt } : undefined,
    mentionRoleId: schedule.mentionRoleId,
  };
}

function apiOf(spec: BoardSpec): ApiName {
  return boardOf(spec).api === 'dcs' ? 'DCSServerBot' : 'BattleMetrics';
}
