import { Duration } from '@sapphire/duration';
import { UserError } from '../../message/user-error.ts';

/** How long a ban lasts, in milliseconds from its confirmation; null is for good. */
export type BanDuration = number | null;

/** Longer than that is meant to be for good, and said so. */
const LONGEST_MS = 10 * 365 * 86_400_000;
const MONTH_MS = 30 * 86_400_000;
const LIBRARY_MONTH_MS = new Duration('1mo').offset;
const PERMANENT = /^(?:perm|permanent|forever)$/u;
const UNIT = '(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)';
/** One or more numbers, each with a unit: what @sapphire/duration skips silently is refused here. */
const DURATION = new RegExp(`^(?:\\d{1,6}(?:\\.\\d{1,3})?\\s*${UNIT}(?:\\s+|,\\s*|(?=\\d)|$))+$`, 'u');

/** A phone makes a dash of a minus. */
const NEGATIVE = /^[-\u2212\u2013\u2014]\s*\d/u;

const EXAMPLES = 'Examples: `30m`, `12h`, `7d`, `2w`, `1mo`, `1d12h`';

/**
 * Reads `30m 12h 7d 2w 1mo perm` and mixtures like `1d12h`. A month is 30 days,
 * as people count a ban.
 * @param what lasts that long, for the refusals.
 * @param offersPerm whether they name `perm`, which is read in any case.
 * @throws UserError for anything else: nonsense, nothing, the past, less than a minute, more than ten years.
 */
export function parseDuration(text: string, what = 'A ban', offersPerm = true): BanDuration {
  const examples = examplesOf(offersPerm);
  const asked = text.trim().toLowerCase();
  if (PERMANENT.test(asked)) return null;
  if (NEGATIVE.test(asked)) throw past(what, examples);
  if (!DURATION.test(asked)) {
    throw new UserError('duration-unreadable', `That is no duration that I can read. ${examples}`);
  }
  const { offset, months } = new Duration(asked);
  // The library's month is a twelfth of a year, and would end a ban at an hour that nobody chose.
  const ms = offset + months * (MONTH_MS - LIBRARY_MONTH_MS);
  return withinLimits(ms, what, offersPerm);
}

/**
 * Whether something may last so long from now on, given in milliseconds; whole ones are returned.
 * @throws UserError as `parseDuration`: the past, less than a minute, more than ten years.
 */
export function withinLimits(ms: number, what: string, offersPerm: boolean): number {
  const examples = examplesOf(offersPerm);
  if (ms < 0) throw past(what, examples);
  if (!(ms >= 60_000)) {
    throw new UserError('duration-too-short', `${what} lasts a minute at least. ${examples}`);
  }
  if (ms > LONGEST_MS) {
    throw new UserError(
      'duration-too-long',
      `${what} lasts ten years at most${offersPerm ? '; type `perm` for one without end' : '. Give less'}.`,
    );
  }
  return Math.round(ms);
}

function past(what: string, examples: string): UserError {
  return new UserError(
    'duration-past',
    `${what} cannot end in the past. Give how long it lasts from now on. ${examples}`,
  );
}

function examplesOf(offersPerm: boolean): string {
  return `${EXAMPLES}${offersPerm ? ', or `perm` for good' : ''}.`;
}
