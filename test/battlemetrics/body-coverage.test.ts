import { describe, expect, it } from 'vitest';
import { NAMED_PAIRS, PAIRS, type Pair } from './declarations.ts';
import type { DocumentedParameter } from './document.ts';
import { broken, dotted, exampleArguments, validBody } from './examples.ts';
import { type Json, placesOf, replaced } from './places.ts';

/** `data/attributes:reason` as an error has it: `data[0].attributes.reason`. */
const told = (name: string): string => name.replaceAll('/', '[0].').replaceAll(':', '.');

const isOpen = ({ operation }: Pair, name: string): boolean =>
  operation.practice?.open?.includes(dotted(name)) === true;

describe('what a body may hold', () => {
  const writes = NAMED_PAIRS.filter(([, { documented }]) =>
    documented.parameters.some((one) => one.in === 'body'),
  );

  it.each(writes)('%s: all that the document names, together', (_, pair) => {
    expect(broken(pair, { ...exampleArguments(pair), data: Object(wholeBody(pair)).data })).toBeUndefined();
  });

  const parameters = PAIRS.flatMap((pair) =>
    pair.documented.parameters
      .filter((parameter) => parameter.in === 'body')
      .map((parameter) => [`${pair.name} ${dotted(parameter.name)}`, pair, parameter] as const),
  );

  it.each(parameters)('%s: what the document has it be', (_, pair, parameter) => {
    const { name, type, pattern, oneOf, min, max, minLength, maxLength } = parameter;
    const whole = wholeBody(pair);
    const at = (value: Json) =>
      broken(pair, { ...exampleArguments(pair), data: Object(replaced(whole, name, value)).data });
    const place = told(name);
    const isShownNull = placesOf(validBody(pair) ?? {}).some(
      ([one, value]) => one === name && value === null,
    );
    const says = / may be null( when set on individual servers)?/.exec(parameter.text);
    const isSaid = says !== null && (says[1] === undefined || name.includes(':servers:'));
    const isNullable = type.startsWith('nullable ') || isSaid || isShownNull;
    expect([place, at(null) === undefined]).toEqual([place, isNullable]);
    const kind = type.replace('nullable ', '');
    if (kind === 'uuid') expect(at('42')).toMatch(`${place} must be a UUID`);
    if (kind === 'boolean') expect(at('true')).toMatch(`${place} must be true or false`);
    if (kind === 'date-time') expect(at('2015')).toMatch(`${place} must be a time`);
    if (kind === 'integer') expect(at(1.5)).toMatch(place);
    if (pattern !== undefined) expect(at('?')).toMatch(place);
    if (oneOf !== undefined) {
      for (const value of oneOf) expect(at(value)).toBeUndefined();
      expect(at('nonsense') === undefined).toBe(isOpen(pair, name));
    }
    if (min !== undefined) {
      expect(at(min)).toBeUndefined();
      expect(at(min - 1)).toMatch(`${place} must be at least ${min}`);
    }
    if (max !== undefined) {
      expect(at(max)).toBeUndefined();
      expect(at(max + 1)).toMatch(`${place} must be at most ${max}`);
    }
    if (minLength !== undefined) {
      expect(at('a'.repeat(minLength))).toBeUndefined();
      expect(at('a'.repeat(minLength - 1))).toMatch(place);
    }
    if (maxLength !== undefined) {
      expect(at('a'.repeat(maxLength))).toBeUndefined();
      expect(at('a'.repeat(maxLength + 1))).toMatch(place);
    }
  });

  it('is open only where the document has a closed set', () => {
    for (const { operation, documented } of PAIRS) {
      const sets = documented.parameters
        .filter((one) => one.oneOf !== undefined)
        .map(({ name }) => dotted(name));
      expect((operation.practice?.open ?? []).filter((name) => !sets.includes(name))).toEqual([]);
    }
  });
});

/** The curl example with all that the tables name. What holds others has no value of its own. */
function wholeBody(pair: Pair): Json {
  const named = pair.documented.parameters.filter((one) => one.in === 'body');
  const holds = (name: string): boolean =>
    named.some((one) => one.name.startsWith(`${name}:`) || one.name.startsWith(`${name}/`));
  const shown = new Set(placesOf(validBody(pair) ?? {}).map(([place]) => place));
  return named
    .filter(({ name }) => !shown.has(name) && !holds(name))
    .reduce<Json>(
      (body, parameter) => replaced(body, parameter.name, exampleOf(parameter)),
      validBody(pair) ?? {},
    );
}

/** Its example; the least where that is below, as of `hllPlayerListInterval`. */
function exampleOf({ example = null, min }: DocumentedParameter): Json {
  return typeof example === 'number' && min !== undefined ? Math.max(example, min) : example;
}
