import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/message/user-error.ts';
import type { ReadList } from '../../../../src/moderation/bans/import/list-entry.ts';
import { readList } from '../../../../src/moderation/bans/import/read-list.ts';

const ONE = '76561198000000001';
const TWO = '76561198000000002';
const GUID = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
const END = Date.parse('2026-12-31T18:00:00Z');
const UNIX = END / 1000;
const never = { kind: 'never' } as const;
const at = { kind: 'at', time: END } as const;

const lines = (...all: readonly string[]) => `${all.join('\r\n')}\r\n`;

/** Who, why and until when, line by line. */
function brief({ entries }: ReadList) {
  return entries.map(({ line, type, identifier, reason, end }) => [line, type, identifier, reason, end]);
}

describe('a file of Squad', () => {
  test('is read with its administrators, comments and Windows line ends', () => {
    const list = readList(
      lines(
        '// Banned players',
        '',
        `Ворон [EOSID 0002aabb SteamID ${TWO}] Banned:${ONE}:0 //Читер: "aim"`,
        `${TWO}:${UNIX} // Team kills // twice`,
        `Raven Banned:${GUID.toUpperCase()}:${UNIX}//Automatic Teamkill Kick`,
        `  ${ONE}:0`,
        '# 7656:0',
        'Raven [] Banned:12345678901234567:0 //x',
        'nonsense',
      ),
    );
    expect(list.format).toBe("Squad's Bans.cfg");
    expect(brief(list)).toEqual([
      [3, 'steamID', ONE, 'Читер: "aim"', never],
      [4, 'steamID', TWO, 'Team kills // twice', at],
      [5, 'eosID', GUID, 'Automatic Teamkill Kick', at],
      [6, 'steamID', ONE, undefined, never],
    ]);
    expect(list.problems).toEqual([
      { line: 8, problem: 'holds no Steam ID' },
      { line: 9, problem: 'is not as `SteamID:time //reason`' },
    ]);
  });
});

describe('a file of Arma', () => {
  test('is read with GUIDs, addresses, minutes and moments', () => {
    const list = readList(
      lines(
        '//GUID bans',
        `${GUID} -1 Cheater (Иван "the wall")`,
        `${GUID.toUpperCase()}\t${UNIX}\tTeam kills`,
        '192.0.2.7 60 Spam',
        `${GUID} 0`,
        `${GUID}`,
        '300.0.2.7 -1 x',
        `${ONE} -1 x`,
      ),
    );
    expect(list.format).toBe("Arma's bans.txt");
    expect(brief(list)).toEqual([
      [2, 'BEGUID', GUID, 'Cheater (Иван "the wall")', never],
      [3, 'BEGUID', GUID, 'Team kills', at],
      [4, 'ip', '192.0.2.7', 'Spam', { kind: 'after', ms: 60 * 60_000 }],
      [5, 'BEGUID', GUID, undefined, never],
    ]);
    expect(list.problems.map(({ line }) => line)).toEqual([6, 7, 8]);
  });
});

describe('a file of Rust', () => {
  test('is read with names that hold quotes, escaped or not', () => {
    const list = readList(
      lines(
        `banid ${ONE} "unnamed" "Cheating" -1`,
        `banid ${TWO} "The \\"Best\\" \\\\" "Said \\"hi\\"" ${UNIX}`,
        `banid ${ONE} "The "Best" guy" "Читы" -1`,
        `BANID ${TWO} "Дядя Фёдор" "x"`,
        `banid ${TWO}`,
        'banid raven "x" "y" -1',
        'kick everybody',
      ),
    );
    expect(list.format).toBe("Rust's bans.cfg");
    expect(brief(list)).toEqual([
      [1, 'steamID', ONE, 'Cheating', never],
      [2, 'steamID', TWO, 'Said "hi"', at],
      [3, 'steamID', ONE, 'Читы', never],
      [4, 'steamID', TWO, 'x', never],
      [5, 'steamID', TWO, undefined, never],
    ]);
    expect(list.problems.map(({ line }) => line)).toEqual([6, 7]);
  });

  test('is read as addresses, where it is the list of those', () => {
    const list = readList(lines('[bans]', '; from the old server', '192.0.2.7', '198.51.100.9', '1.2.3'));
    expect(list.format).toBe('a list of addresses');
    expect(brief(list)).toEqual([
      [3, 'ip', '192.0.2.7', undefined, undefined],
      [4, 'ip', '198.51.100.9', undefined, undefined],
    ]);
    expect(list.problems).toEqual([{ line: 5, problem: 'is no address' }]);
  });
});

test('a file of ARK is read, with names or without, and says nothing of why and how long', () => {
  const list = readList(lines('# ours', ONE, `${TWO},Дядя,0`, `${ONE} x`));
  expect(list.format).toBe("ARK's banlist.txt");
  expect(brief(list)).toEqual([
    [2, 'steamID', ONE, undefined, undefined],
    [3, 'steamID', TWO, undefined, undefined],
  ]);
  expect(list.problems).toEqual([{ line: 4, problem: 'is no Steam ID' }]);
});

describe('a table', () => {
  test.each([
    ['commas', ',', '\n'],
    ['semicolons', ';', '\r\n'],
    ['tabs', '\t', '\n'],
  ])('is read with %s, in any order of its columns, those that are unknown left out', (_, sign, end) => {
    const rows = [
      ['Note', 'Colour', 'REASON', '"Identifier"', 'duration'],
      ['"Said ""hi"""', 'red', '"Two\nlines"', ONE, '7d'],
      ['', '', 'Читы', GUID, ' perm '],
    ];
    const list = readList(`\ufeff${rows.map((row) => row.join(sign)).join(end)}`);
    expect(list).toMatchObject({ format: 'CSV', problems: [] });
    expect(list.entries).toEqual([
      {
        line: 2,
        type: 'steamID',
        identifier: ONE,
        reason: 'Two\nlines',
        end: { kind: 'duration', text: '7d' },
        note: 'Said "hi"',
      },
      {
        line: 4,
        type: 'BEGUID',
        identifier: GUID,
        reason: 'Читы',
        end: { kind: 'duration', text: 'perm' },
        note: undefined,
      },
    ]);
  });

  test.each([
    ['# of our friends\n\n// 2026; by hand\nsteamid,reason', 5],
    ['#,steamid,reason', 2],
    ['"Steam ID",Reason', 2],
    ['steam-id\treason', 2],
  ])('is known by its names behind comments and however they are written: %j', (head, line) => {
    const sign = head.includes('\t') ? '\t' : ',';
    const row = [...(head.startsWith('#,') ? ['1'] : []), ONE, 'Cheat'].join(sign);
    expect(readList(`${head}\n${row}`)).toMatchObject({
      format: 'CSV',
      problems: [],
      entries: [{ line, type: 'steamID', identifier: ONE, reason: 'Cheat' }],
    });
  });

  test('says in which line what is wrong, also behind quoted line breaks and empty lines', () => {
    const list = readList(
      [
        '',
        'type,identifier,reason,expires,duration',
        `,${ONE},"a`,
        'b",,',
        '',
        ',raven,x,,',
        'steamid,12,x,,',
        `steamID,,x,,`,
        `,${ONE},x,2026-12-31,7d`,
        `,${ONE},x,soon,`,
        `,${ONE},x,2026-02-31,`,
        'two words,x,x,,',
        `eosID,${GUID},x,,`,
      ].join('\n'),
    );
    expect(list.entries.map(({ line, type }) => [line, type])).toEqual([
      [3, 'steamID'],
      [13, 'eosID'],
    ]);
    expect(list.problems).toEqual([
      { line: 6, problem: 'does not say of which type its identifier is' },
      { line: 7, problem: 'has an identifier that is no steamID' },
      { line: 8, problem: 'has no identifier' },
      { line: 9, problem: 'has both an end and a duration' },
      { line: 10, problem: 'has an end that is no moment such as 2026-12-31T18:00Z' },
      { line: 11, problem: 'has an end that is no moment such as 2026-12-31T18:00Z' },
      { line: 12, problem: 'has a type that is none' },
    ]);
  });

  test.each([
    ['2026-12-31T18:00:00Z', at],
    ['2026-12-31T18:00Z', at],
    ['2026-12-31 18:00', at],
    ['2026-12-31T19:00:00.000+01:00', at],
    ['2026-12-31 13:00:00 -0500', at],
    ['2026-12-31', { kind: 'at', time: Date.parse('2026-12-31T00:00:00Z') }],
    ['1969-12-31', { kind: 'at', time: Date.parse('1969-12-31T00:00:00Z') }],
    ['9999-12-31T23:59:59Z', { kind: 'at', time: Date.parse('9999-12-31T23:59:59Z') }],
    // The year 10000, which has no four digits in UTC.
    ['9999-12-31T23:59:00-05:00', never],
    ['never', never],
    ['-1', never],
  ])('reads the end %s wherever the bot runs', (expires, end) => {
    expect(readList(`identifier,expires\n${ONE},${expires}`).entries).toMatchObject([{ end }]);
  });

  test('takes whom it bans from the column that says so, not from the number of the line', () => {
    const list = readList(`id,steamid,ip,reason\n1,${ONE},,x\n2,,192.0.2.7,y\n${TWO},,,z\n4,,,w`);
    expect(list.entries.map(({ type, identifier }) => [type, identifier])).toEqual([
      ['steamID', ONE],
      ['ip', '192.0.2.7'],
      ['steamID', TWO],
    ]);
    expect(list.problems.map(({ line }) => line)).toEqual([5]);
  });

  test('is read up to where quotes do not close, and says so', () => {
    const list = readList(`identifier,reason\n${ONE},x\n${TWO},"y\n${ONE},z\n${TWO},"w"\n${ONE},v`);
    expect(list.entries.map(({ line }) => line)).toEqual([2]);
    expect(list.problems).toEqual([
      { line: 3, problem: 'has quotes that do not close: nothing was read from there on' },
    ]);
  });
});

describe('JSON', () => {
  test('is read with the same names, and says which of the list is wrong', () => {
    const list = readList(
      JSON.stringify([
        { identifier: ONE, reason: 'x', expires: null, note: 'y', colour: 'red', __proto__: null },
        { steamId: TWO, duration: '7d' },
        { identifier: 76561198000000, reason: 'x' },
        'raven',
        { type: 'reforgerUUID', identifier: 'a-b' },
      ]),
    );
    expect(list.format).toBe('JSON');
    expect(list.entries.map(({ line, type, identifier }) => [line, type, identifier])).toEqual([
      [1, 'steamID', ONE],
      [2, 'steamID', TWO],
      [5, 'reforgerUUID', 'a-b'],
    ]);
    expect(list.problems).toEqual([
      { line: 3, problem: 'holds something that is no text in identifier' },
      { line: 4, problem: 'is no object in braces' },
    ]);
  });

  test('that is broken is refused as that', () => {
    expect(() => readList(`[{"identifier": "${ONE}",]`)).toThrow(
      expect.objectContaining({ identifier: 'import-json' }),
    );
  });
});

test.each([
  '',
  'Hello',
  '# only\n// comments',
  '{"bans": []}',
  GUID,
  '<html></html>',
  'name,reason\nRaven,x',
])('what is no list is refused with what can be read: %j', (text) => {
  expect(() => readList(text)).toThrow(expect.objectContaining({ identifier: 'import-format' }));
});

test.each([
  ['lines', `${ONE}:0\n`.repeat(10_001)],
  ['records', `identifier\n${`${ONE}\n`.repeat(10_001)}`],
  ['lines that look empty', `identifier\n${ONE}\n${'\ufeff\n'.repeat(10_001)}`],
  ['entries', JSON.stringify(Array.from({ length: 10_001 }, () => ({})))],
])('a file of ten thousand %s and one more is not even looked at', (_, text) => {
  expect(() => readList(text)).toThrow(expect.objectContaining({ identifier: 'import-too-long' }));
});

test('a first line of thousands of columns names none', () => {
  expect(() => readList(`identifier${','.repeat(2000)}\nraven`)).toThrow(
    expect.objectContaining({ identifier: 'import-format' }),
  );
});

test('the line ends of different systems in one file are counted as an editor does', () => {
  const text = `${ONE}:0 //a\r${TWO}:0 //b\r\n\n${ONE}:0 //c`;
  expect(readList(text).entries.map(({ line }) => line)).toEqual([1, 2, 4]);
  const table = `identifier,reason\r\n${ONE},a\r${TWO},b\n\r\n${ONE},c`;
  expect(readList(table).entries.map(({ line }) => line)).toEqual([2, 3, 5]);
});

test('a long comment before the bans hides them from nobody', () => {
  expect(readList(`${'// rules\n'.repeat(500)}${ONE}:0 //x`).entries).toMatchObject([{ line: 501 }]);
});

/** Undefined for what is refused as people are told. */
function readOrRefused(text: string): ReadList | undefined {
  try {
    return readList(text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

describe('whatever a file holds', () => {
  const steamId = fc
    .integer({ min: 0, max: 9_999_999_999 })
    .map((n) => `7656119${String(n).padStart(10, '0')}`);
  const guid = fc.stringMatching(/^[0-9a-f]{32}$/u);
  const ip = fc.ipV4();
  /** On one line, and not mistaken for the format's own signs. */
  const word = fc.stringMatching(/^[A-Za-zА-я"'][A-Za-zА-я 0-9:/.,"'-]{0,40}[A-Za-zА-я]$/u);
  const seconds = fc.option(fc.integer({ min: 1_700_000_000, max: 4_000_000_000 }));
  const bans = <T>(who: fc.Arbitrary<T>) =>
    fc.array(fc.record({ who, reason: word, end: seconds }), { minLength: 1, maxLength: 20 });
  const ended = (end: number | null) => (end === null ? never : { kind: 'at' as const, time: end * 1000 });

  test('printed as Squad, Arma or Rust writes it, it is read as it was', () => {
    const check = (
      who: fc.Arbitrary<readonly [type: string, identifier: string]>,
      print: (identifier: string, reason: string, end: number | null) => string,
    ) =>
      fc.assert(
        fc.property(bans(who), (all) => {
          const text = all.map(({ who: [, id], reason, end }) => print(id, reason, end)).join('\r\n');
          const { entries, problems } = readList(text);
          expect(problems).toEqual([]);
          expect(entries).toEqual(
            all.map(({ who: [type, identifier], reason, end }, index) => ({
              line: index + 1,
              type,
              identifier,
              reason,
              end: ended(end),
            })),
          );
        }),
      );
    const steam = steamId.map((id) => ['steamID', id] as const);
    const battlEye = fc.oneof(
      guid.map((id) => ['BEGUID', id] as const),
      ip.map((id) => ['ip', id] as const),
    );
    check(steam, (id, reason, end) => `${id}:${end ?? 0} //${reason}`);
    check(steam, (id, reason, end) => `Raven [SteamID ${ONE}] Banned:${id}:${end ?? 0} //${reason}`);
    check(battlEye, (id, reason, end) => `${id} ${end ?? -1} ${reason}`);
    check(steam, (id, reason, end) => `banid ${id} "x" "${reason.replaceAll('"', '\\"')}" ${end ?? -1}`);
  });

  test('printed as ARK and Rust write lists without reasons, it is read as it was', () => {
    const check = (type: string, who: fc.Arbitrary<string>) =>
      fc.assert(
        fc.property(fc.array(who, { minLength: 1, maxLength: 20 }), (ids) => {
          const { entries, problems } = readList(ids.join('\n'));
          expect(problems).toEqual([]);
          expect(entries.map((entry) => [entry.type, entry.identifier])).toEqual(ids.map((id) => [type, id]));
        }),
      );
    check('steamID', steamId);
    check('ip', ip);
  });

  test('printed as CSV and JSON, it is read as it was', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((one) => one.trim() !== '');
    const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.record({ identifier: steamId, reason: text }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(',', ';', '\t'),
        (rows, sign) => {
          const csv = rows.map(({ identifier, reason }) => [quoted(reason), identifier].join(sign));
          const wanted = rows.map(({ identifier, reason }) => ({ identifier, reason: reason.trim() }));
          for (const list of [
            readList([`reason${sign}identifier`, ...csv].join('\n')),
            readList(JSON.stringify(rows)),
          ]) {
            expect(list.problems).toEqual([]);
            expect(list.entries.map(({ identifier, reason }) => ({ identifier, reason }))).toEqual(wanted);
          }
        },
      ),
    );
  });

  const piece = fc.oneof(
    fc.constantFrom(
      ...[ONE, GUID, '192.0.2.7', ':0', ' //', 'Banned:', 'banid ', '"', '\\"', ',', ';', '\t', '\n', '\r\n'],
      ...[
        'identifier',
        'type',
        'reason',
        'expires',
        '__proto__',
        '[{',
        '}]',
        '{}',
        '-1',
        '\ufeff',
        '#',
        '\0',
      ],
    ),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );

  test('nothing but a refusal for people is thrown, and no line is told of that is not there', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, isTable) => {
        const text = `${isTable ? 'identifier,reason\n' : ''}${pieces.join('')}`;
        const list = readOrRefused(text);
        const last = text.startsWith('[') ? Number.POSITIVE_INFINITY : text.split(/\r\n?|\n/u).length;
        for (const { line } of [...(list?.entries ?? []), ...(list?.problems ?? [])]) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(last);
        }
        // What is told of a line may be shown to others: it repeats nothing of it.
        for (const { problem } of list?.problems ?? []) expect(problem).not.toContain('7656119');
      }),
      { numRuns: 500 },
    );
  });

  test('it keeps nobody else waiting for long', () => {
    const size = 300_000;
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', '\n'),
        (pieces, end) => {
          const unit = `${pieces.join('')}${end}` || 'x';
          const body = unit.repeat(Math.ceil(size / unit.length));
          for (const head of ['', `${ONE}:0\n`, `banid ${ONE} "`, 'identifier,reason\n']) {
            // Not by the clock, which a busy machine moves on, too.
            const begun = process.cpuUsage();
            readOrRefused(head + body);
            const { user, system } = process.cpuUsage(begun);
            expect(user + system).toBeLessThan(4_000_000);
          }
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);
});
