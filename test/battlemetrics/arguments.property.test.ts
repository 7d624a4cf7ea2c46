import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkArguments } from '../../src/battlemetrics/arguments/check.ts';
import { buildRequest } from '../../src/battlemetrics/request.ts';
import { InvalidArgumentError } from '../../src/http/invalid-argument.ts';
import { DECLARED, type Declared, invoke, NAMED_PAIRS, type Shape } from './declarations.ts';
import { answering, argumentsFrom, decodePairs, EXAMPLE_NOW, exampleArguments } from './examples.ts';
import { MODERATOR } from './harness.ts';

const DAYS = ['2017-12-01', '2017-12-05T00:00:00Z', '2017-12-09T10:30:00.5+02:00'];
const RANGES = ['', ...DAYS].flatMap((start) => ['', ...DAYS].map((stop) => `${start}:${stop}`));

/** Values of a shape. `beside`: a list may stand there too, so that a text has no comma and a list two values. */
function valuesOf(shape: Shape, beside = false): fc.Arbitrary<unknown> {
  const { type, properties, items, anyOf, pattern, propertyNames, additionalProperties } = shape;
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((branch) => valuesOf(branch, true)));
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (properties !== undefined) {
    const members = Object.entries(properties).map(([name, inner]) => [name, valuesOf(inner)] as const);
    return fc.record(Object.fromEntries(members), { requiredKeys: [...(shape.required ?? [])] });
  }
  if (propertyNames !== undefined && typeof additionalProperties === 'object') {
    const names = valuesOf(propertyNames)
      .map(String)
      .filter((name) => name !== '__proto__');
    return fc.dictionary(names, valuesOf(additionalProperties), { maxKeys: 2 });
  }
  if (items !== undefined) {
    const minLength = Math.max(shape.minItems ?? 0, beside ? 2 : 0);
    return fc.array(valuesOf(items), { minLength, maxLength: 3 });
  }
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'integer') {
    const { minimum = 0, maximum = 0 } = shape;
    return fc.integer({ min: Math.max(minimum, -1_000_000), max: Math.min(maximum, 1_000_000) });
  }
  if (shape.format === 'date-time')
    return fc.constantFrom('2017-12-01T00:00:00Z', '2017-12-10T10:30:00.5+02:00');
  if (pattern?.includes(String.raw`\d{4}`)) {
    return fc.constantFrom(...RANGES.filter((range) => new RegExp(pattern).test(range)));
  }
  // The period of a leaderboard, whose rule no pattern tells.
  if (pattern?.includes('Z:')) return fc.constant('2017-12-01T00:00:00Z:2017-12-31T00:00:00Z');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const { minLength = 0, maxLength = 20 } = shape;
  if (beside) return fc.stringMatching(/^[A-Z][a-z0-9:]{0,9}$/);
  return fc.string({ unit: 'grapheme', minLength, maxLength }).filter((text) => text.length <= maxLength);
}

/** Without what no request says: lists and groups that hold nothing. */
function spoken(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(spoken);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, spoken(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isValid({ operation, name }: Declared, args: unknown): boolean {
  try {
    checkArguments(operation, name, args, EXAMPLE_NOW);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return false;
    throw error;
  }
  return true;
}

/** The path parameters, as a server reads them. */
function paramsFrom(template: string, path: string): Readonly<Record<string, string>> {
  const sent = path.split('/');
  const entries = template
    .split('/')
    .flatMap((part, index) =>
      part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(sent[index] ?? '')] as const] : [],
    );
  return Object.fromEntries(entries);
}

describe('whatever is asked rightly', () => {
  it.each(DECLARED.map((declared) => [declared.name, declared] as const))(
    '%s: path, query and body hold the arguments, and nothing else',
    (_, declared) => {
      const { operation, shape } = declared;
      fc.assert(
        fc.property(valuesOf(shape), (value) => {
          const args = { ...Object(value) };
          fc.pre(isValid(declared, args));
          const { http } = buildRequest(operation, args);
          const [path = '', query = ''] = http.path.split('?');
          const { data, ...asked } = args;
          const read = { ...paramsFrom(operation.path, path), ...argumentsFrom(decodePairs(query), shape) };
          expect(spoken(read)).toEqual(spoken(asked));
          expect(JSON.parse(http.body?.text ?? '{}').data).toEqual(data);
        }),
        { numRuns: 40, maxSkipsPerRun: 1_000 },
      );
    },
  );
});

const junk = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });

/** Every place of the arguments that may hold something else: a member, or a member of a member. */
function placesOf({ properties = {} }: Shape): (readonly string[])[] {
  return Object.entries(properties).flatMap(([name, inner]) => [
    [name],
    ...placesOf(inner).map((place) => [name, ...place]),
  ]);
}

function withJunk(args: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const own = { ...Object(args) };
  return { ...own, [name]: rest.length === 0 ? value : withJunk(own[name], rest, value) };
}

describe('whatever is asked wrongly', () => {
  it.each(NAMED_PAIRS)('%s: is refused unsent, or sent; nothing else happens', async (name, pair) => {
    const { bm, asked } = await answering(pair.documented.response);
    const args = exampleArguments(pair);
    const place = fc.constantFrom(...placesOf(pair.shape), ['nonsense']);
    await fc.assert(
      fc.asyncProperty(place, junk, async (where, value) => {
        const before = asked.length;
        const error: unknown = await invoke(bm, name, withJunk(args, where, value), MODERATOR).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error !== undefined) expect(error).toBeInstanceOf(InvalidArgumentError);
        expect(asked.length - before).toBe(error === undefined ? 1 : 0);
      }),
      { numRuns: 40 },
    );
  });

  it.each(NAMED_PAIRS)('%s: is refused unsent, or sent, where it is no object', async (name, pair) => {
    const { bm, asked } = await answering(pair.documented.response);
    await fc.assert(
      fc.asyncProperty(junk, async (args) => {
        const before = asked.length;
        const error: unknown = await invoke(bm, name, args, MODERATOR).catch((thrown: unknown) => thrown);
        if (asked.length === before) expect(error).toBeInstanceOf(InvalidArgumentError);
      }),
      { numRuns: 20 },
    );
  });
});
