import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimezone, zones } from '../../../src/leaderboards/schedules/timezones.ts';
import { readWhen } from '../../../src/leaderboards/schedules/when.ts';
import { UserError } from '../../../src/message/user-error.ts';

function refusal(read: () => unknown): UserError {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

describe('plain words', () => {
  it.each([
    ['daily 18:00', '0 18 * * *'],
    ['every day at 18:00', '0 18 * * *'],
    ['18:00 every day', '0 18 * * *'],
    ['daily 6pm', '0 18 * * *'],
    ['daily 6:30 pm', '30 18 * * *'],
    ['daily 12am', '0 0 * * *'],
    ['daily 12 pm', '0 12 * * *'],
    ['daily 18h', '0 18 * * *'],
    ['daily 18.05', '5 18 * * *'],
    ['Daily   NOON', '0 12 * * *'],
    ['mondays 09:00', '0 9 * * 1'],
    ['on tuesdays at 8 pm', '0 20 * * 2'],
    ['monday and friday 20:30', '30 20 * * 1,5'],
    ['mon,wed,fri 7:00', '0 7 * * 1,3,5'],
    ['fri, mon and mon 7:00', '0 7 * * 1,5'],
    ['mon-fri 9:00', '0 9 * * 1,2,3,4,5'],
    ['friday to monday 9:00', '0 9 * * 0,1,5,6'],
    ['weekdays 20:00', '0 20 * * 1-5'],
    ['weekends 12:00', '0 12 * * 0,6'],
    ['hourly', '0 * * * *'],
    ['every hour', '0 * * * *'],
    ['every 6 hours', '0 */6 * * *'],
    ['every 30 minutes', '*/30 * * * *'],
    ['monthly 1 09:00', '0 9 1 * *'],
    ['monthly 1 6 pm', '0 18 1 * *'],
    ['monthly 09:00', '0 9 1 * *'],
    ['first of the month 09:00', '0 9 1 * *'],
    ['15th of each month noon', '0 12 15 * *'],
    ['last day of the month 20:00', '0 20 L * *'],
    ['first monday of the month 20:00', '0 20 * * 1#1'],
    ['last friday of the month 8pm', '0 20 * * 5#L'],
    ['@daily', '0 0 * * *'],
    ['@Weekly', '0 0 * * 0'],
    ['0 18 * * *', '0 18 * * *'],
    ['*/15  8-20 * * MON-FRI', '*/15 8-20 * * MON-FRI'],
    ['0 9 1,15 JAN *', '0 9 1,15 JAN *'],
  ])('%s is read as %s', (words, cron) => {
    expect(readWhen(words)).toEqual({ cron, words: words.trim().replace(/\s+/gu, ' ') });
  });

  it.each([
    ['', 'no time in it'],
    ['gibberish', '`gibberish`'],
    ['every other day 9:00', '`every other day`'],
    ['moonday 9:00', '`moonday`'],
    ['daily', 'no time of day'],
    ['daily 25:00', 'no time of day'],
    ['daily 9:60', 'no time of day'],
    ['daily 13pm', 'no time of day'],
    ['18:00', 'no day'],
    ['every 5 hours', '1, 2, 3, 4, 6, 8, 12 hours'],
    ['every 7 minutes', '`every 7 minutes`'],
    ['every 0 hours', '`every 0 hours`'],
    ['monthly 31 09:00', 'day 31'],
    ['monthly 32 09:00', 'day 32'],
    ['0 18 * *', '4 fields'],
    ['0 0 18 * * *', '6 fields'],
    ['61 18 * * *', '`61 18 * * *`'],
    ['0 18 * * 9', '`0 18 * * 9`'],
    ['@fortnightly', '`@fortnightly`'],
    ['@constructor', '`@constructor`'],
    ['x'.repeat(101), '100 characters'],
  ])('"%s" is refused with what was not understood, and three examples', (words, named) => {
    const { identifier, message } = refusal(() => readWhen(words));
    expect(identifier).toBe('when-unreadable');
    expect(message).toContain(named);
    expect(message).toContain('`daily 18:00`, `mondays 09:00`, `0 18 * * *`');
  });

  it.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *', '0 9 30 FEB *'])('%s never comes, and is refused', (cron) => {
    expect(refusal(() => readWhen(cron)).identifier).toBe('when-never');
  });

  it('29 February comes', () => {
    expect(readWhen('0 9 29 2 *').cron).toBe('0 9 29 2 *');
  });

  it('of any kind are read or refused by a UserError, which shows no markup of the text', () => {
    const word = fc.constantFrom(
      'daily',
      'every',
      '18:00',
      '6',
      'pm',
      'of',
      'month',
      'last',
      '*',
      '@everyone',
      '`',
      'mon',
      ',',
      '[x](http://y)',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 120 }),
          fc.array(word, { maxLength: 8 }).map((all) => all.join(' ')),
        ),
        (text) => {
          try {
            expect(readWhen(text).cron.split(' ')).toHaveLength(5);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
            // Whatever was typed stands in inline code, or escaped, backticks too.
            const shown = error instanceof UserError ? error.message.replace(/(?<!\\)`[^`]*`/gu, '') : '';
            expect(shown).not.toMatch(/(?<!\\)[@[]/u);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a time zone', () => {
  it.each(['Asia/Kolkata', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh'])('is called %s, as it is today', (name) => {
    expect(readTimezone(name.toLowerCase())).toBe(name);
    const city = name.slice(name.indexOf('/') + 1, name.indexOf('/') + 5);
    expect(zones(city)).toContain(name);
  });

  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['utc', 'UTC'],
    ['US/Eastern', 'America/New_York'],
  ])('%s is read as %s', (text, zone) => {
    expect(readTimezone(text)).toBe(zone);
  });

  it.each(['+02:00', 'CEST2', 'Berlin', 'Europe/Atlantis', '', '`@everyone`'])('%s is refused', (text) => {
    expect(refusal(() => readTimezone(text)).identifier).toBe('timezone-unknown');
  });

  it('that is a city alone is answered with its zone', () => {
    expect(refusal(() => readTimezone('berlin')).message).toContain('`Europe/Berlin`');
  });

  it('is offered by city before region, by at most 25', () => {
    expect(zones('ber').slice(0, 2)).toContain('Europe/Berlin');
    expect(zones('new york')[0]).toBe('America/New_York');
    expect(zones('lord')[0]).toBe('Australia/Lord_Howe');
    expect(zones('america')).toHaveLength(25);
    expect(zones('')).toHaveLength(25);
    expect(zones('nowhere')).toEqual([]);
  });
});
