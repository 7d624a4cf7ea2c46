import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeQuery, range } from '../../src/battlemetrics/query.ts';
import { decodePairs } from './examples.ts';

describe('the query encoder', () => {
  it('leaves out what is undefined and lists without values, and knows the empty query', () => {
    expect(encodeQuery({})).toBe('');
    expect(encodeQuery({ filter: { player: undefined, servers: [], countries: [] }, sort: undefined })).toBe(
      '',
    );
  });

  it('writes ranges and options of features as the document describes them', () => {
    const features = {
      chosen: ['option'],
      upTo: range(undefined, 50),
      from: range(50),
      within: range(50, 100),
    };
    expect(decodePairs(encodeQuery({ filter: { features } }))).toEqual([
      ['filter[features][chosen][]', 'option'],
      ['filter[features][upTo]', ':50'],
      ['filter[features][from]', '50:'],
      ['filter[features][within]', '50:100'],
    ]);
  });

  it('writes false and zero, which are values', () => {
    expect(decodePairs(encodeQuery({ filter: { public: false }, page: { offset: 0 } }))).toEqual([
      ['filter[public]', 'false'],
      ['page[offset]', '0'],
    ]);
  });

  it('writes times as ISO 8601', () => {
    expect(range(new Date(0))).toBe('1970-01-01T00:00:00.000Z:');
    expect(decodePairs(encodeQuery({ start: new Date(0) }))).toEqual([['start', '1970-01-01T00:00:00.000Z']]);
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
        expect(decodePairs(encodeQuery({ filter }))).toEqual(
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
        expect(decodePairs(encodeQuery({ filter }))).toEqual(leaves('filter', filter));
      }),
    );
  });
});

const key = fc.stringMatching(/^[a-zA-Z0-9-]{1,36}$/).filter((name) => name !== '__proto__');

function leaves(path: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(`${path}[${name}]`, inner));
}
