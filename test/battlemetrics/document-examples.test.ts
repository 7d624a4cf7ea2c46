import { describe, expect, it } from 'vitest';
import { invoke, NAMED_PAIRS, PAIRS, type Pair } from './declarations.ts';
import type { DocumentedOperation } from './document.ts';
import { answering, exampleArguments } from './examples.ts';
import { MODERATOR } from './harness.ts';
import { isObject, type Json, placesOf } from './places.ts';

/** The arguments of the example without what would leave a part of the answer out. */
function wholeArguments(pair: Pair): unknown {
  const { fields: _fields, relations: _relations, ...args } = exampleArguments(pair);
  return args;
}

async function outcomeOf(pair: Pair, response: DocumentedOperation['response'], args = wholeArguments(pair)) {
  const { bm } = await answering(response);
  return invoke(bm, pair.name, args, MODERATOR);
}

/** Resources of the document's answer: some stand there without their envelope. */
function shownIn(body: Json): Json[] {
  const data = isObject(body) && 'data' in body ? (body['data'] ?? null) : body;
  return Array.isArray(data) ? data : [data];
}

/** What a resource says, place by place, without what says nothing: null, and its own id again among its attributes. */
function saidBy(resource: Json): [string, Json][] {
  return placesOf(resource)
    .filter(([, value]) => !(isObject(value) || Array.isArray(value) || value === null))
    .flatMap(([place, value]): [string, Json][] => {
      if (place === 'attributes:id') return [];
      // A bare number among identifiers is the id of one.
      const isBare = place === 'attributes:identifiers/' && typeof value === 'number';
      return [[isBare ? `${place}id` : place, value]];
    });
}

/** Everything that came out, as JSON has it. */
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));
const dataOf = (outcome: unknown): Json[] => shownIn(toJson(outcome));

const withBody = NAMED_PAIRS.filter(([, { documented }]) => documented.response.body !== undefined);
const withoutBody = NAMED_PAIRS.filter(([, { documented }]) => documented.response.status === 204);
const withFields = withBody.filter(
  ([, pair]) =>
    pair.operation.answer.resource &&
    pair.operation.fields?.some(({ type }) => type === pair.operation.answer.resource?.type),
);
const withIncluded = withBody.filter(([, { documented }]) => 'included' in Object(documented.response.body));

describe('the answer of the document', () => {
  it.each(withBody)('to %s comes out with all that it says, and nothing else', async (_, pair) => {
    const { response } = pair.documented;
    const shown = shownIn(response.body ?? null);
    const read = dataOf(await outcomeOf(pair, response));
    expect(shown.length).toBeGreaterThan(0);
    expect(read.map(saidBy).map(sorted)).toEqual(shown.map(saidBy).map(sorted));
  });

  it.each(withBody)('to %s comes out with null for every null', async (_, pair) => {
    const { response } = pair.documented;
    const outcome = await outcomeOf(pair, response);
    const data = Object(outcome).data;
    const read: unknown[] = Array.isArray(data) ? data : [data];
    for (const [index, shown] of shownIn(response.body ?? null).entries()) {
      for (const [place, value] of placesOf(shown)) {
        if (value !== null || place === 'meta') continue;
        const out = place.split(':').reduce<unknown>((inner, key) => Object(inner)[key], read[index]);
        expect([place, out ?? null]).toEqual([place, null]);
      }
    }
  });

  it.each(withFields)('to %s comes out with the attributes that were asked for', async (_, pair) => {
    const type = pair.operation.answer.resource?.type ?? '';
    const fields = Object(exampleArguments(pair)['fields']);
    const asked: string[] = fields[type] ?? [];
    const args = { ...Object(wholeArguments(pair)), fields: { [type]: asked } };
    for (const { attributes } of dataOf(await outcomeOf(pair, pair.documented.response, args)).map(Object)) {
      expect(Object.keys(attributes).toSorted()).toEqual(asked.toSorted());
    }
  });

  it.each(withIncluded)('to %s has nothing included, not even where it holds a null', async (_, pair) => {
    const { included } = Object(await outcomeOf(pair, pair.documented.response));
    for (const { type } of Object.values(pair.operation.include ?? {}))
      expect(included.all(type)).toEqual([]);
  });

  it.each(withBody.filter(([, { operation }]) => operation.answer.kind === 'page'))(
    'to %s says where its next page is, and what it tells beside',
    async (_, pair) => {
      const { links, meta } = Object(pair.documented.response.body);
      const page = Object(await outcomeOf(pair, pair.documented.response));
      expect(page.next).toBe(links?.next);
      expect(page.meta).toEqual(meta ?? {});
    },
  );

  it.each(withoutBody)('to %s is nothing', async (_, pair) => {
    expect(await outcomeOf(pair, pair.documented.response)).toBeUndefined();
  });

  it('to an export is the file as it is', async () => {
    for (const pair of PAIRS) {
      const { response } = pair.documented;
      if (response.text !== undefined) expect(await outcomeOf(pair, response)).toBe(response.text);
    }
  });

  it('is every one of them', () => {
    const files = PAIRS.filter(({ documented }) => documented.response.text !== undefined);
    expect(withBody.length + withoutBody.length + files.length).toBe(89);
    expect(files).toHaveLength(1);
  });
});

function sorted(said: readonly [string, Json][]): [string, Json][] {
  return said.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

describe('an answer that is no document', () => {
  it.each(withBody)('is a mismatch: %s', async (_, pair) => {
    // Where bare attributes are an answer, and none is certain, any object is one.
    const bodies: Json[] = [
      { data: 7 },
      [],
      ...(pair.operation.answer.flat === true ? [] : [{ unheard: 1 }]),
    ];
    for (const body of bodies) {
      const failure: unknown = await outcomeOf(pair, { status: 200, body }).catch((error: unknown) => error);
      expect(Object(failure).kind).toBe('schema-mismatch');
    }
  });
});
