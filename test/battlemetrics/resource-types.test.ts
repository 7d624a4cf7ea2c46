import { describe, expect, it } from 'vitest';
import type { Readable } from '../../src/battlemetrics/operation.ts';
import { RESOURCE_TYPES } from '../../src/battlemetrics/schemas/resource-types.ts';
import { DECLARED } from './declarations.ts';
import { type DocumentedResource, readOperations, readResources } from './document.ts';
import { isObject, type Json, placesOf, replaced } from './places.ts';

const resources = readResources();

/** Every type that the client reads: beside others, or as an answer of its own. */
const READ = new Map<string, Readable<unknown>>(
  [
    ...Object.values(RESOURCE_TYPES),
    ...DECLARED.flatMap(({ operation }) => operation.answer.resource ?? []),
  ].map((readable) => [readable.type, readable]),
);

const SAMPLES: Readonly<Record<string, Json>> = {
  string: 'text',
  boolean: true,
  integer: 7,
  number: 7.5,
  array: [],
  object: {},
  'date-time': '2015-01-01T12:00:00Z',
  uuid: '01234567-89ab-cdef-0123-456789abcdef',
};

type Attribute = DocumentedResource['attributes'][number];

/** The document's example of a value where it is of the type that is named, or else one that is. */
function sampleOf({ type, example, oneOf }: Omit<Attribute, 'name'>): Json {
  const kind = type.replace('nullable ', '');
  const sample = oneOf?.find((one) => one !== null) ?? SAMPLES[kind] ?? null;
  return example !== undefined && kindOf(example) === kindOf(SAMPLES[kind] ?? null) ? example : sample;
}

const kindOf = (value: Json): string =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;

function recordOf(attributes: readonly Attribute[]): Json {
  return attributes.reduce<Json>(
    (record, attribute) => replaced(record, attribute.name, sampleOf(attribute)),
    {},
  );
}

/** What the document's answers show in the `meta` of a type, for its tables name no types there. */
function shownMeta(type: string, name: string): Json {
  const shown = readOperations()
    .flatMap(({ response: { body = null } }) => placesOf(body))
    .flatMap(([, value]) => (isObject(value) && value['type'] === type ? [value['meta'] ?? null] : []))
    .flatMap((meta) => placesOf(meta))
    .find(([place]) => place === name);
  return shown?.[1] ?? (name.endsWith('private') ? true : 'text');
}

/** A resource with all that its table has. */
function wholeOf({ type, id, attributes, relationships, meta }: DocumentedResource): Json {
  const links = relationships.map((link): [string, Json] => {
    const own: Json = link.itemMeta ? { meta: recordOf(link.itemMeta) } : {};
    const ref = { type: link.type, id: '42', ...own };
    return [
      link.name,
      { data: link.many ? [ref] : ref, ...(link.meta ? { meta: recordOf(link.meta) } : {}) },
    ];
  });
  return {
    type,
    ...(id === undefined ? {} : { id: String(sampleOf(id)) }),
    attributes: recordOf(attributes),
    relationships: Object.fromEntries(links),
    // `*` names nothing: a program reads there what it wrote itself.
    meta: meta
      .filter((name) => name !== '*')
      .reduce<Json>((record, name) => replaced(record, name, shownMeta(type, name)), {}),
  };
}

/** Its values by their places: its own id not again among the attributes, and a bare number as the id that it is. */
function leavesOf(value: Json): [string, Json][] {
  return placesOf(value).flatMap(([place, leaf]): [string, Json][] => {
    if (place === 'attributes:id' || isObject(leaf) || Array.isArray(leaf)) return [];
    if (place.endsWith('identifiers/') && typeof leaf === 'number') return [[`${place}id`, leaf]];
    return [[place, leaf]];
  });
}

describe('the resource types that the client reads', () => {
  it('are all that the document has a table of', () => {
    expect(resources.map(({ type }) => type).filter((type) => !READ.has(type))).toEqual([]);
  });

  it('are all that stand in the answers of the document', () => {
    const shown = readOperations().flatMap(({ response: { body = null } }) =>
      placesOf(body).flatMap(([, value]) =>
        isObject(value) && 'attributes' in value ? [String(value['type'])] : [],
      ),
    );
    expect([...new Set(shown)].filter((type) => !READ.has(type))).toEqual([]);
  });

  it('are all that an operation may be asked to include, and can be found among what is included', () => {
    for (const { operation } of DECLARED) {
      const types = Object.values(operation.include ?? {}).map(({ type }) => type);
      expect(types.filter((type) => !(type in RESOURCE_TYPES))).toEqual([]);
    }
    for (const [name, { type }] of Object.entries(RESOURCE_TYPES)) expect(type).toBe(name);
  });

  it.each(resources.map((resource) => [resource.type, resource] as const))(
    '%s: nothing is lost of what its table has',
    (type, resource) => {
      const whole = wholeOf(resource);
      const parsed = READ.get(type)?.schema.parse(whole);
      const read = new Set(leavesOf(JSON.parse(JSON.stringify(parsed))).map((leaf) => JSON.stringify(leaf)));
      expect(leavesOf(whole).filter((leaf) => !read.has(JSON.stringify(leaf)))).toEqual([]);
    },
  );

  it.each(resources.map((resource) => [resource.type, resource] as const))(
    '%s: a value may be null where its table says so',
    (type, resource) => {
      for (const { name, type: kind } of resource.attributes.filter((one) =>
        one.type.startsWith('nullable '),
      )) {
        const result = READ.get(type)?.schema.safeParse(
          replaced(wholeOf(resource), `attributes:${name}`, null),
        );
        expect([name, kind, result?.error]).toEqual([name, kind, undefined]);
      }
      for (const { name, nullable } of resource.relationships) {
        if (nullable !== true) continue;
        const result = READ.get(type)?.schema.safeParse(
          replaced(wholeOf(resource), `relationships:${name}:data`, null),
        );
        expect([name, result?.error]).toEqual([name, undefined]);
      }
    },
  );

  it.each(
    resources.flatMap((resource) =>
      resource.relationships.map((link) => [`${resource.type}.${link.name}`, resource, link] as const),
    ),
  )('%s leads to one or to many, as its table has it', (_, { type }, { name, many }) => {
    const known = Object.values(RESOURCE_TYPES).find((one) => one.type === type);
    if (known === undefined) return;
    expect(known.relationships).toContain(name);
    expect(known.toMany.includes(name)).toBe(many);
  });
});
