import type { Logger } from 'pino';
import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import type { ServerAttendance } from '../../dcsserverbot/model.ts';
import { UnsupportedByVersionError } from '../../dcsserverbot/unsupported.ts';
import type { Call } from '../../http/call.ts';
import { ApiError } from '../../http/errors.ts';
import type { DigestView } from '../../render/digest.ts';
import type { Attendance } from '../../store/attendance.ts';
import type { Board } from '../../store/board.ts';
import type { DigestFacts, Snapshot } from '../../store/snapshot.ts';
import { busiestHour } from './busiest-hour.ts';
import { type OwnAttendance, playerHours, readOwnAttendance } from './own-attendance.ts';

const DAY = 24 * 3_600_000;
/** An earlier digest of that age is of the week before. */
const WEEK_BEFORE = { least: 5 * DAY, most: 9 * DAY } as const;

/** What DCS calls the seats of people who fly nothing; DCSServerBot lists them among the modules. */
const NOT_FLOWN: ReadonlySet<string> = new Set([
  'artillery_commander',
  'forward_observer',
  'instructor',
  'observer',
]);
/** Modules that DCSServerBot lists. */
const LISTED_MODULES = 10;

export interface FactsOptions {
  readonly dcs: DcsServerBot | undefined;
  readonly attendance: Pick<Attendance, 'between'>;
  readonly log: Logger;
}

export interface FactsWanted {
  readonly board: Board;
  /** The digest before. */
  readonly previous: Snapshot | undefined;
  readonly timezone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What a digest tells beside its board, and what it keeps for the next one. What is not known is left out. */
export interface Facts {
  readonly shown: Pick<DigestView, 'busiest' | 'module' | 'attendance'>;
  readonly kept: DigestFacts;
}

export async function gatherFacts(options: FactsOptions, wanted: FactsWanted, call: Call): Promise<Facts> {
  const { board, previous, timezone, now } = wanted;
  const own = await readOwnAttendance(options.attendance, board.spec, now);
  const told = await readAttendance(options, board, call);
  const before = factsOfWeekBefore(board, previous, now);
  const kept = factsOf(told, own);
  return {
    shown: {
      busiest: busiestHour(own.week, timezone),
      module: told && favouriteModule(told, before),
      attendance: compare(kept, before, own),
    },
    kept,
  };
}

/** What DCSServerBot counted, where it does and the board is about all of its servers. */
async function readAttendance(
  { dcs, log }: FactsOptions,
  { version, spec }: Board,
  call: Call,
): Promise<ServerAttendance | undefined> {
  if (dcs === undefined || version !== 'current' || spec.server !== null) return undefined;
  try {
    return await dcs.attendance(call);
  } catch (error) {
    if (call.signal?.aborted === true) throw error;
    if (!(error instanceof ApiError) && !(error instanceof UnsupportedByVersionError)) throw error;
    log.warn({ err: error }, 'A digest is made without the attendance');
    return undefined;
  }
}

/** Of the digest a week ago, if the same version of the API answered. */
function factsOfWeekBefore(
  { version }: Board,
  previous: Snapshot | undefined,
  now: number,
): DigestFacts | undefined {
  if (previous?.data.digest === undefined || previous.data.board.version !== version) return undefined;
  // Not by when it was posted: that may have been the last known figures of long before.
  const age = now - previous.data.board.asOf;
  return age >= WEEK_BEFORE.least && age <= WEEK_BEFORE.most ? previous.data.digest : undefined;
}

function factsOf(told: ServerAttendance | undefined, own: OwnAttendance): DigestFacts {
  if (told === undefined) {
    const hours = playerHours(own.week);
    return hours === undefined ? {} : { playerHours: hours };
  }
  return {
    uniquePlayers: told.uniquePlayers7d,
    playerHours: told.playtimeHours7d,
    moduleHours: told.modules.map(({ module, playtimeHours }) => ({ module, hours: playtimeHours })),
  };
}

/** By what was flown since the digest before; without one by what was flown ever. */
function favouriteModule(
  { modules }: ServerAttendance,
  before: DigestFacts | undefined,
): DigestView['module'] {
  const hoursBefore = before?.moduleHours;
  const known = new Map(hoursBefore?.map(({ module, hours }) => [module, hours]));
  const unlisted = hoursBefore === undefined ? 0 : mostUnlisted(hoursBefore);
  const flown = modules
    .filter(({ module }) => module !== '' && !NOT_FLOWN.has(module))
    .map(({ module, playtimeHours }) => ({
      name: module,
      hours: playtimeHours - (known.get(module) ?? unlisted),
    }))
    .sort((a, b) => b.hours - a.hours);
  const [first] = flown;
  if (first === undefined || first.hours <= 0) return undefined;
  return { ...first, overall: hoursBefore === undefined };
}

/** Hours that a module can have had that was not on the list: no more than the last one there, if it was full. */
function mostUnlisted(listed: readonly { readonly hours: number }[]): number {
  return listed.length < LISTED_MODULES ? 0 : Math.min(...listed.map(({ hours }) => hours));
}

function compare(
  { uniquePlayers, playerHours: hours }: DigestFacts,
  before: DigestFacts | undefined,
  own: OwnAttendance,
): DigestView['attendance'] {
  // Figures of two origins are not compared: the bot itself knows no different players.
  if (before !== undefined && (before.uniquePlayers === undefined) === (uniquePlayers === undefined)) {
    if (uniquePlayers === undefined && hours === undefined) return undefined;
    return {
      now: { players: uniquePlayers, hours },
      before: { players: before.uniquePlayers, hours: before.playerHours },
    };
  }
  // Two weeks as the bot itself saw them.
  const [now, then] = [playerHours(own.week), playerHours(own.weekBefore)];
  if (now !== undefined && then !== undefined) {
    return { now: { players: uniquePlayers, hours: now }, before: { hours: then } };
  }
  return uniquePlayers === undefined && hours === undefined
    ? undefined
    : { now: { players: uniquePlayers, hours } };
}
