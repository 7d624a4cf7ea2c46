import { UserError } from '../../message/user-error.ts';
import { inlineCode } from '../../render/escape.ts';
import { isCron, nextDue } from './timetable.ts';
import { dayFields } from './when-days.ts';
import { splitTime } from './when-time.ts';

/** When something is due: as cron, and as it was typed. */
export interface When {
  /** Five fields. */
  readonly cron: string;
  /** On one line. */
  readonly words: string;
}

const EXAMPLES = 'Examples: `daily 18:00`, `mondays 09:00`, `0 18 * * *` (cron).';
const LONGEST = 100;

const NICKNAMES: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};
const STEPS = { hour: [1, 2, 3, 4, 6, 8, 12], minute: [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30] } as const;

/**
 * Reads plain words or five fields of cron: `daily 18:00`, `mon,wed,fri 7pm`, `every 6 hours`, `monthly 1 09:00`,
 * `last day of the month 20:00`, `0 18 * * 1-5`, `@daily`.
 * @throws UserError that names what was not understood, also for a date that never comes.
 */
export function readWhen(text: string): When {
  const words = text.trim().replace(/\s+/gu, ' ');
  if (words === '') throw unreadable('There is no time in it.');
  if (words.length > LONGEST) throw unreadable(`That is longer than the ${LONGEST} characters that I read.`);
  const cron = cronOf(words);
  if (nextDue(cron, 'UTC', 0) === undefined) {
    throw new UserError(
      'when-never',
      `${inlineCode(words)} is never due: there is no such date. Choose a day that exists, for example \`last day of the month 20:00\`.`,
    );
  }
  return { cron, words };
}

function cronOf(words: string): string {
  const lower = words.toLowerCase();
  if (lower.startsWith('@')) {
    const cron = NICKNAMES[lower];
    if (cron === undefined) throw unreadable(`${inlineCode(words)} is none of ${names(NICKNAMES)}.`);
    return cron;
  }
  return fieldsOf(words) ?? stepOf(lower) ?? dayAndTime(lower);
}

/** Five fields of cron; undefined for words. */
function fieldsOf(words: string): string | undefined {
  const fields = words.split(' ');
  const [first] = fields;
  if (first === undefined || !/^[\d*][\d*,/?-]*$/u.test(first) || fields.length < 3) return undefined;
  // "18:00 every day" and "6 pm every day" are words; fields of cron have no other letters than names of days and months.
  if (fields.some((field) => !/^[\d*,/?#LW-]*(?:[A-Z]{3}[\d*,/?#LW-]*)*$/iu.test(field))) return undefined;
  if (fields.length !== 5) {
    throw unreadable(
      `${inlineCode(words)} has ${fields.length} fields. Cron has five: minute, hour, day of the month, month, day of the week.`,
    );
  }
  const cron = fields.join(' ');
  if (!isCron(cron)) throw unreadable(`${inlineCode(words)} is no cron expression that I can read.`);
  return cron;
}

/** `hourly`, `every 6 hours`: steps that divide a day or an hour evenly. */
function stepOf(lower: string): string | undefined {
  if (/^(?:hourly|(?:once )?every hour)$/u.test(lower)) return '0 * * * *';
  const match = /^every (\d{1,4}) ?(h|hours?|m|mins?|minutes?)$/u.exec(lower);
  if (match === null) return undefined;
  const count = Number(match[1]);
  const unit = match[2]?.startsWith('h') ? 'hour' : 'minute';
  if (unit === 'minute' && count === 60) return '0 * * * *';
  if (unit === 'hour' && count === 1) return '0 * * * *';
  const steps: readonly number[] = STEPS[unit];
  if (!steps.includes(count)) {
    throw unreadable(
      `${inlineCode(lower)} does not come out even. Possible are ${steps.join(', ')} ${unit}s; for a day say \`daily 18:00\`.`,
    );
  }
  return unit === 'hour' ? `0 */${count} * * *` : `*/${count} * * * *`;
}

function dayAndTime(lower: string): string {
  const { days, time } = splitTime(lower);
  const fields = days === '' ? undefined : dayFields(days);
  if (typeof fields === 'object') {
    if ('refused' in fields) throw unreadable(fields.refused);
    if (time !== undefined) return `${time.minute} ${time.hour} ${fields.day} * ${fields.weekday}`;
    throw unreadable(`${inlineCode(lower)} says no time of day from 0:00 to 23:59.`);
  }
  if (time === undefined) throw unreadable(`I don't understand ${inlineCode(lower)}.`);
  throw unreadable(
    days === '' ? `${inlineCode(lower)} says no day.` : `I don't understand the day ${inlineCode(days)}.`,
  );
}

function names(of: Readonly<Record<string, string>>): string {
  return Object.keys(of)
    .map((name) => `\`${name}\``)
    .join(', ');
}

function unreadable(what: string): UserError {
  return new UserError('when-unreadable', `${what} ${EXAMPLES}`);
}
