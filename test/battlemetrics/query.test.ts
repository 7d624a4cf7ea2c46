import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeQuery, range } from '../../src/battlemetrics/query.ts';

/** Queries as they are written here, and the `-d` lines of the document's curl examples for them. */
const EXAMPLES: readonly (readonly [
  name: string,
  query: Record<string, unknown>,
  lines: readonly string[],
])[] = [
  [
    'GET /players',
    {
      filter: {
        servers: ['42'],
        organizations: ['42'],
        server: {
          search: 'PVE',
          game: 'ark',
          status: 'online',
          countries: ['US', 'CA'],
          maxDistance: 5000,
          players: { min: 42, max: 42 },
          features: {
            '469a1706-c8be-11e7-9d7a-e3ed64915530': true,
            '11bc8572-ca45-11e7-bad6-2f023a014d57': {
              or: ['1a7c6614-ca45-11e7-84a2-8b4c8bd3712b', '1abb5fb8-ca45-11e7-858b-affed11cb7fd'],
            },
          },
        },
        organization: '42',
        search: 'Sisko',
        before: '2015-01-01T12:00:00Z',
        after: '2015-01-01T12:00:00Z',
        firstSeen: range('2017-12-10T00:00:00Z', '2017-12-11T00:00:00Z'),
        lastSeen: range('2017-12-10T00:00:00Z', '2017-12-11T00:00:00Z'),
        online: true,
        public: true,
        identifiers: ['name', 'BEGUID'],
        sessions: { at: '2015-01-01T12:00:00Z' },
        playerFlags: ['1282dcb0-dda1-11e9-9581-fb5d7824a893'],
      },
      page: { size: 42, key: '100', offset: 50, rel: 'next' },
      include: ['identifiers'],
      sort: '-createdAt',
      fields: {
        player: ['updatedAt', 'name'],
        server: ['name', 'ip', 'port'],
        identifier: ['type', 'identifier'],
        playerFlag: ['updatedAt', 'name'],
        flagPlayer: ['addedAt'],
      },
    },
    [
      'filter[servers]=42',
      'filter[organizations]=42',
      'filter[server][search]=PVE',
      'filter[server][game]=ark',
      'filter[server][status]=online',
      'filter[server][countries][]=US',
      'filter[server][countries][]=CA',
      'filter[server][maxDistance]=5000',
      'filter[server][players][min]=42',
      'filter[server][players][max]=42',
      'filter[server][features][469a1706-c8be-11e7-9d7a-e3ed64915530]=true',
      'filter[server][features][11bc8572-ca45-11e7-bad6-2f023a014d57][or][]=1a7c6614-ca45-11e7-84a2-8b4c8bd3712b',
      'filter[server][features][11bc8572-ca45-11e7-bad6-2f023a014d57][or][]=1abb5fb8-ca45-11e7-858b-affed11cb7fd',
      'filter[organization]=42',
      'filter[search]=Sisko',
      'filter[before]=2015-01-01T12%3A00%3A00Z',
      'filter[after]=2015-01-01T12%3A00%3A00Z',
      'filter[firstSeen]=2017-12-10T00%3A00%3A00Z%3A2017-12-11T00%3A00%3A00Z',
      'filter[lastSeen]=2017-12-10T00%3A00%3A00Z%3A2017-12-11T00%3A00%3A00Z',
      'filter[online]=true',
      'filter[public]=true',
      'filter[identifiers]=name%2CBEGUID',
      'filter[sessions][at]=2015-01-01T12%3A00%3A00Z',
      'filter[playerFlags]=1282dcb0-dda1-11e9-9581-fb5d7824a893',
      'page[size]=42',
      'page[key]=100',
      'page[offset]=50',
      'page[rel]=next',
      'include=identifiers',
      'sort=-createdAt',
      'fields[player]=updatedAt%2Cname',
      'fields[server]=name%2Cip%2Cport',
      'fields[identifier]=type%2Cidentifier',
      'fields[playerFlag]=updatedAt%2Cname',
      'fields[flagPlayer]=addedAt',
    ],
  ],
  [
    'GET /bans',
    {
      filter: {
        expired: true,
        exempt: true,
        banList: '01234567-89ab-cdef-0123-456789abcdef',
        search: '41opA0OgW',
      },
      include: ['server', 'player'],
      sort: ['-timestamp', 'player'],
    },
    [
      'filter[expired]=true',
      'filter[exempt]=true',
      'filter[banList]=01234567-89ab-cdef-0123-456789abcdef',
      'filter[search]=41opA0OgW',
      'include=server%2Cplayer',
      'sort=-timestamp%2Cplayer',
    ],
  ],
  [
    'GET /servers',
    {
      location: '47.6140999,-122.1966574',
      filter: { countries: ['US', 'CA'], rcon: true, ids: { whitelist: ['123'], blacklist: ['123'] } },
    },
    [
      'location=47.6140999%2C-122.1966574',
      'filter[countries][]=US',
      'filter[countries][]=CA',
      'filter[rcon]=true',
      'filter[ids][whitelist]=123',
      'filter[ids][blacklist]=123',
    ],
  ],
  [
    'the feature filters of GET /servers',
    {
      filter: {
        features: {
          featureId: ['optionId'],
          other: range(undefined, 50),
          third: range(50),
          fourth: range(50, 100),
        },
      },
    },
    [
      'filter[features][featureId][]=optionId',
      'filter[features][other]=%3A50',
      'filter[features][third]=50%3A',
      'filter[features][fourth]=50%3A100',
    ],
  ],
];

describe('the query encoder writes what the document shows for', () => {
  it.each(EXAMPLES)('%s', (_name, query, lines) => {
    const shown = lines.map((line) => line.replaceAll('[', '%5B').replaceAll(']', '%5D'));
    expect(encodeQuery(query).split('&').sort()).toEqual(shown.sort());
  });
});

describe('the query encoder', () => {
  it('leaves out what is undefined and lists without values, and knows the empty query', () => {
    expect(encodeQuery({})).toBe('');
    expect(encodeQuery({ filter: { player: undefined, servers: [], countries: [] }, sort: undefined })).toBe(
      '',
    );
  });

  it('writes false and zero, which are values', () => {
    expect(decode(encodeQuery({ filter: { public: false }, page: { offset: 0 } }))).toEqual([
      ['filter[public]', 'false'],
      ['page[offset]', '0'],
    ]);
  });

  it('writes times as ISO 8601', () => {
    expect(range(new Date(0))).toBe('1970-01-01T00:00:00.000Z:');
    expect(decode(encodeQuery({ start: new Date(0) }))).toEqual([['start', '1970-01-01T00:00:00.000Z']]);
  });

  it('keeps a plus, a space and an ampersand apart', () => {
    expect(encodeQuery({ filter: { search: 'a+b c&d=e' } })).toBe('filter%5Bsearch%5D=a%2Bb%20c%26d%3De');
  });

  it.each([null, Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n])('refuses %s', (value) => {
    expect(() => encodeQuery({ filter: { search: value } })).toThrow(TypeError);
  });

  it('sends half a character as the replacement character, for no request could hold it', () => {
    expect(encodeQuery({ filter: { search: 'x\ud83d' } })).toBe('filter%5Bsearch%5D=x%EF%BF%BD');
  });

  it('gives back any text that people may type, in any filter, as any server decodes it', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(text, fc.integer(), fc.boolean())), (filter) => {
        expect(decode(encodeQuery({ filter }))).toEqual(
          Object.entries(filter).map(([name, value]) => [`filter[${name}]`, String(value)]),
        );
      }),
    );
  });

  it('never writes a character that a request line may not hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (search) => {
        expect(encodeQuery({ filter: { search } })).toMatch(/^[\x21-\x7e]*$/);
      }),
    );
  });

  it('writes every value of a tree of filters exactly once, under its own path', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(key, fc.oneof({ maxDepth: 4 }, fc.integer(), tie('tree')), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(tree, (filter) => {
        expect(decode(encodeQuery({ filter }))).toEqual(leaves('filter', filter));
      }),
    );
  });
});

const key = fc.stringMatching(/^[a-zA-Z0-9-]{1,36}$/).filter((name) => name !== '__proto__');

/** As a server reads a query. */
function decode(query: string): [string, string][] {
  return query === ''
    ? []
    : query.split('&').map((pair) => {
        const [name = '', value = ''] = pair.split('=').map((part) => decodeURIComponent(part));
        return [name, value];
      });
}

function leaves(path: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(`${path}[${name}]`, inner));
}
