import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../config/config-error.ts';
import { loadSchedulesFile } from '../../config/schedules-file.ts';
import { fileOf as file, refusal } from './files.ts';

const GUILD = '200000000000000001';
const ENTRY = { id: 'daily-kdr', board: 'kdr', channel: '118000000000000001', when: 'daily 18:00' };

const fileOf = (content: string) => file('schedules.json', content);

function load(...schedules: readonly unknown[]) {
  return loadSchedulesFile(fileOf(JSON.stringify({ schedules })), GUILD);
}

/** The faults of entries, without the file's path. */
function faults(...schedules: readonly unknown[]): readonly string[] {
  return refusal(() => load(...schedules)).faults.map(
    ({ variable, problem }) => `${variable.replace(/^[^,]*schedules\.json, /u, '')} ${problem}`,
  );
}

describe('a schedules file', () => {
  it('is read as it stands', () => {
    const full = {
      ...ENTRY,
      timezone: 'Europe/Berlin',
      mode: 'post',
      pin: true,
      deletePrevious: false,
      mentionRole: '118000000000000002',
      period: 'all',
      order: 'plain',
      minimum: 0,
      top: 5,
      server: { id: '12', name: 'Ours' },
    };
    const digest = {
      id: 'week',
      digest: 'kdr',
      channel: ENTRY.channel,
      when: 'sundays 20:00',
      server: 'DCS 1',
    };
    expect(load(full, digest)).toEqual([full, digest]);
    expect(load()).toEqual([]);
  });

  it('may begin with a mark of the byte order', () => {
    expect(loadSchedulesFile(fileOf('\ufeff{"schedules": []}'), GUILD)).toEqual([]);
  });

  it('of the example is valid', () => {
    expect(loadSchedulesFile('config/schedules.example.json', GUILD).map(({ id }) => id)).toEqual([
      'daily-kdr',
      'monday-kills',
      'weekly-digest',
    ]);
  });

  it('that does not exist is named', () => {
    const { message } = refusal(() => loadSchedulesFile('no/such/schedules.json', GUILD));
    expect(message).toContain('The file no/such/schedules.json does not exist.');
    expect(message).toContain('config/schedules.example.json shows how one looks');
    expect(message).not.toContain('.env.example');
  });

  it.each(['', '{', '{"schedules": [}', 'schedules: []'])('of %s is no JSON', (content) => {
    expect(refusal(() => loadSchedulesFile(fileOf(content), GUILD)).message).toContain('is no JSON');
  });

  it.each([
    ['[]', 'is no object with "schedules"'],
    ['null', 'is no object with "schedules"'],
    ['{}', 'schedules is missing'],
    ['{"schedules": {}}', 'schedules is not a list in brackets'],
    ['{"schedules": [], "version": 1}', 'has "version", which I do not know'],
  ])('of %s is refused: %s', (content, problem) => {
    expect(refusal(() => loadSchedulesFile(fileOf(content), GUILD)).message).toContain(problem);
  });

  it.each([
    [{ id: 'Daily' }, 'id does not consist of 1 to 32 small letters'],
    [{ id: 7 }, 'id is not a text in quotes'],
    [{ id: undefined }, 'id is missing'],
    [{ channel: 1180 }, 'channel is not a Discord id in quotes'],
    [{ channel: '#boards' }, 'channel is not a Discord id, which has'],
    [{ when: undefined }, 'when is missing'],
    [{ when: ' ' }, 'when is empty'],
    [{ mode: 'replace' }, 'mode is neither "edit" nor "post"'],
    [{ pin: 'yes' }, 'pin is neither true nor false'],
    [{ mentionRole: '@everyone' }, 'mentionRole is not a Discord id'],
    [{ mentionRole: GUILD }, 'mentionRole is the id of your Discord server, whose role is everybody'],
    [{ top: '10' }, 'top is not a whole number'],
    [{ top: 2.5 }, 'top is not a whole number'],
    [{ minimum: -1 }, 'minimum is less than 0'],
    [{ server: 12 }, 'server is neither the name'],
    [{ board: undefined }, 'has neither "board" nor "digest"'],
    [{ digest: 'kdr' }, 'has both "board" and "digest"'],
    [{ chanel: '1' }, 'has "chanel", which I do not know'],
  ])('with an entry of %j is refused: %s', (change, problem) => {
    const [first, ...others] = faults({ ...ENTRY, ...change });
    expect(first).toContain(problem);
    expect(others).toEqual([]);
    expect(first).toMatch(/^schedule 1/u);
  });

  it('lists all faults of all entries at once, each with the entry and the field', () => {
    expect(
      faults({ ...ENTRY, channel: '1', top: 'x' }, 'nothing', { ...ENTRY, id: 'b' }, { ...ENTRY, id: 'b' }),
    ).toEqual([
      'schedule 1 ("daily-kdr"), channel is not a Discord id, which has 17 to 20 digits',
      'schedule 1 ("daily-kdr"), top is not a whole number',
      'schedule 2 is no object in braces',
      'schedule 4 ("b"), id is that of another schedule in the file, too',
    ]);
  });

  it('of any JSON is read, or refused by a ConfigError', () => {
    const field = fc.constantFrom('id', 'board', 'channel', 'when', 'server', 'top', 'pin', '__proto__');
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(field, fc.jsonValue()),
      fc.dictionary(field, fc.jsonValue()).map((change) => ({ ...ENTRY, ...change })),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.array(entry).map((schedules) => ({ schedules })),
        ),
        (value) => {
          const path = fileOf(JSON.stringify(value));
          try {
            expect(Array.isArray(loadSchedulesFile(path, GUILD))).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(ConfigError);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
