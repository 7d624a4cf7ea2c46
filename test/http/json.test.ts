import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NotJsonError, SchemaMismatchError } from '../../src/http/errors.ts';
import { type JsonOptions, parseJson, parseWith } from '../../src/http/json.ts';

const DETAILS = { api: 'DCSServerBot', method: 'GET', url: 'http://host/stats/servers' } as const;

function parse(body: string, options?: JsonOptions, status = 200) {
  return parseJson({ status, headers: {}, body, url: DETAILS.url }, DETAILS, options);
}

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error');
}

describe('a body', () => {
  it('that is JSON is read, whatever its type', () => {
    expect([parse('{"a":1}'), parse(' [1]\n'), parse('null'), parse('"x"')]).toEqual([
      { a: 1 },
      [1],
      null,
      'x',
    ]);
  });

  it('is read by another parser where numbers must stay exact', () => {
    expect(parse('12', { parse: (text) => BigInt(text) })).toBe(12n);
  });

  it('may be empty where the status or the caller says so', () => {
    expect(parse('', {}, 204)).toBeUndefined();
    expect(parse('\r\n', { allowEmpty: true })).toBeUndefined();
    expect(thrown(() => parse(''))).toMatchObject({ kind: 'not-json', executed: 'maybe', transient: true });
  });

  it.each([
    ['<!DOCTYPE html><html><body>hidden', 'web page instead of JSON'],
    ['\n<html lang="en">hidden', 'web page instead of JSON'],
    ['{"data":[{"name":"hidden', 'cut off'],
    ['[{"a":"hidden"}, ', 'cut off'],
    ['{"a":"hidden]}"', 'cut off'],
    ['{"a":"hidden\\"}', 'cut off'],
    ['{"a":hidden}', 'not JSON'],
    ['hidden', 'not JSON'],
    ['{"a":1} hidden', 'not JSON'],
    ['', 'empty'],
  ])('%j is an error that says what is wrong, and quotes nothing', (body, message) => {
    const error = thrown(() => parse(body));
    expect(error).toBeInstanceOf(NotJsonError);
    expect(String(error)).toContain(message);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hidden');
  });

  it('that is cut off in the middle of an escape is recognised as cut off', () => {
    expect(String(thrown(() => parse('{"}]\\')))).toContain('cut off');
  });

  it('that is cut off anywhere is recognised as cut off', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())),
        fc.nat(),
        (value, cut) => {
          const whole = JSON.stringify(value);
          expect(parse(whole)).toEqual(JSON.parse(whole));
          const part = whole.slice(0, 1 + (cut % (whole.length - 1)));
          expect(String(thrown(() => parse(part)))).toContain('cut off');
        },
      ),
    );
  });
});

describe('a value that differs from its schema', () => {
  const schema = z.object({
    data: z.array(
      z.object({
        id: z.string(),
        attributes: z.object({
          name: z.string(),
          rank: z.number().int().min(0).max(10).nullable(),
          when: z.iso.datetime(),
          state: z.enum(['on', 'off']),
          kind: z.union([z.string(), z.number()]),
          shape: z.union([z.string(), z.object({ type: z.literal('ban'), id: z.string() })]),
        }),
      }),
    ),
    byName: z.record(z.string(), z.number()).optional(),
    checked: z
      .string()
      .refine((text) => text !== 'hidden', { error: (issue) => `not ${String(issue.input)}` })
      .optional(),
  });
  const good = {
    id: '1',
    attributes: {
      name: 'hidden',
      rank: 1,
      when: '2026-08-01T12:00:00Z',
      state: 'on',
      kind: 'x',
      shape: { type: 'ban', id: '1' },
    },
  };

  function mismatch(body: unknown): string {
    const error = thrown(() => parseWith(schema, body, DETAILS));
    expect(error).toBeInstanceOf(SchemaMismatchError);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hidden');
    return error instanceof Error ? error.message : '';
  }

  it('fits if it only has more keys', () => {
    expect(parseWith(schema, { data: [{ ...good, extra: 1 }], meta: {} }, DETAILS).data[0]?.id).toBe('1');
  });

  it.each([
    [{ name: 5 }, 'data[0].attributes.name: expected string, got number'],
    [{ name: null }, 'data[0].attributes.name: expected string, got null'],
    [{ name: undefined }, 'data[0].attributes.name: expected string, got nothing'],
    [{ rank: 'hidden' }, 'data[0].attributes.rank: expected number, got string'],
    [{ rank: 11 }, 'data[0].attributes.rank: expected number of at most 10, got number'],
    [{ when: 'hidden' }, 'data[0].attributes.when: expected string in the format datetime, got string'],
    [{ state: 'hidden' }, 'data[0].attributes.state: expected "on" or "off", got string'],
    [{ kind: ['hidden'] }, 'data[0].attributes.kind: expected string or number, got array'],
    [{ shape: { type: 'hidden' } }, 'data[0].attributes.shape.type: expected "ban", got string'],
  ])('as in %j is an error that names endpoint, path and types', (change, message) => {
    const body = { data: [{ ...good, attributes: { ...good.attributes, ...change } }] };
    expect(mismatch(body)).toBe(`DCSServerBot: GET http://host/stats/servers: not as documented: ${message}`);
  });

  it('is named even when it is the whole body', () => {
    expect(mismatch(['hidden'])).toContain('the body: expected object, got array');
    expect(mismatch(undefined)).toContain('the body: expected object, got nothing');
  });

  it('shows neither keys that are data nor the messages of a check', () => {
    expect(mismatch({ data: [], byName: { 'hidden pilot': 'x' } })).toContain('byName.*: expected number');
    expect(mismatch({ data: [], checked: 'hidden' })).toContain('checked: expected a valid value');
  });

  it('in many places shows three of them', () => {
    const message = mismatch({ data: Array.from({ length: 10 }, () => ({ ...good, id: 1 })) });
    expect(message.match(/expected string/g)).toHaveLength(3);
    expect(message).toMatch(/; and 7 more$/);
  });
});
