import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AnyOperation, Shape } from '../../src/dcsserverbot/operation.ts';
import { OPERATIONS } from '../../src/dcsserverbot/rest-api.ts';
import { wireName } from '../../src/dcsserverbot/wire-name.ts';
import { openApi, resolve, type Schema } from './openapi.ts';

/** An endpoint of the project's document. */
interface DocumentedEndpoint {
  readonly path: string;
  readonly method: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
}

const DOCUMENT: readonly DocumentedEndpoint[] = JSON.parse(
  readFileSync(new URL('../fixtures/dcsserverbot/document.json', import.meta.url), 'utf8'),
);

const declared = Object.entries(OPERATIONS).flatMap(([topic, operations]) =>
  Object.entries<AnyOperation>(operations).map(([name, operation]) => ({
    name: `${topic}.${name}`,
    operation,
  })),
);

const find = (version: 'documented' | 'current', method: string, path: string): AnyOperation | undefined =>
  declared.find(
    ({ operation }) =>
      operation.versions.includes(version) && operation.method === method && operation.path === path,
  )?.operation;

interface Parameter {
  readonly name: string;
  readonly where: 'query' | 'form' | 'file';
  readonly type: string;
  readonly required: boolean;
  readonly default: unknown;
  readonly enum: unknown;
}

const byName = (a: Parameter, b: Parameter): number => a.name.localeCompare(b.name);

/** A parameter as the description has it; one that may be null may as well be left out. */
function described(name: string, schema: Schema, where: 'query' | 'form', required: boolean): Parameter {
  const plain = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
  return {
    name,
    where: plain.contentMediaType === 'application/octet-stream' ? 'file' : where,
    type: plain.type ?? '',
    required,
    default: schema.default ?? undefined,
    enum: plain.enum,
  };
}

/** The parameters of a shape as JSON schema tells them, which is not asked about a file. */
function ours(shape: Shape, where: 'query' | 'form', file?: string): Parameter[] {
  const schema: Schema = JSON.parse(
    JSON.stringify(z.toJSONSchema(z.object(shape), { io: 'input', unrepresentable: 'any' })),
  );
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name: wireName(name),
    where: name === file ? 'file' : where,
    type: name === file ? 'string' : (property.type ?? ''),
    required: schema.required?.includes(name) ?? false,
    default: property.default,
    enum: property.enum,
  }));
}

const parametersOf = ({ query = {}, form = {}, file }: AnyOperation): Parameter[] => [
  ...ours(query, 'query'),
  ...ours(form, 'form', file?.bytes),
];

describe("the current version's OpenAPI description", () => {
  for (const { method, path, tag, query, body } of openApi()) {
    it(`is declared: ${method} ${path}`, () => {
      const operation = find('current', method, path);
      if (operation === undefined) expect.fail('no declaration');
      expect(operation.section).toBe(tag);
      const form = body && resolve(body.schema);
      const expected = [
        ...query.map(({ name, schema, required }) => described(name, schema, 'query', required ?? false)),
        ...Object.entries(form?.properties ?? {}).map(([name, schema]) =>
          described(name, schema, 'form', form?.required?.includes(name) ?? false),
        ),
      ];
      // Where the description has no enum, the words that the server takes are a rule of the client.
      const actual = parametersOf(operation).map((parameter) =>
        expected.find(({ name }) => name === parameter.name)?.enum === undefined
          ? { ...parameter, enum: undefined }
          : parameter,
      );
      expect(actual.sort(byName)).toEqual(expected.sort(byName));
      expect(operation.file !== undefined).toBe(body?.contentType === 'multipart/form-data');
    });
  }

  it('has every operation that is declared for it', () => {
    const described = openApi().map(({ method, path }) => `${method} ${path}`);
    const current = declared.filter(({ operation }) => operation.versions.includes('current'));
    expect(current.map(({ operation: { method, path } }) => `${method} ${path}`).sort()).toEqual(
      described.sort(),
    );
  });
});

describe('the document', () => {
  for (const { method, path, parameters } of DOCUMENT) {
    it(`is declared: ${method} ${path}`, () => {
      const operation = find('documented', method, path);
      if (operation === undefined) expect.fail('no declaration');
      expect(Object.keys(operation.documented ?? {}).map(wireName)).toEqual(
        parameters.map(({ name }) => name),
      );
      const own = parametersOf(operation);
      for (const { name, type } of parameters) {
        const types: Readonly<Record<string, string>> = { string: 'string', date: 'string', bool: 'boolean' };
        expect(own.find((parameter) => parameter.name === name)).toMatchObject({
          where: 'form',
          type: types[type],
        });
      }
    });
  }

  it('has every operation that is declared of it', () => {
    const own = declared.filter(({ operation }) => operation.section === 'document');
    const paths = DOCUMENT.map(({ path }) => path);
    for (const { operation } of own) expect(paths).toContain(operation.path);
    expect(own.length).toBeGreaterThan(0);
  });
});

describe('a declaration', () => {
  it('of what changes something says so, and no other', () => {
    const writes = declared
      .filter(({ operation }) => operation.writes)
      .map(({ operation }) => operation.path);
    const changing = openApi()
      .filter(({ method, path }) => method === 'POST' && /^\/(?:instance|mission|airbase|linkme)/.test(path))
      .map(({ path }) => path);
    expect(writes.sort()).toEqual(changing.sort());
  });

  for (const { name, operation } of declared) {
    it(`of ${name} describes itself and each parameter`, () => {
      expect(operation.summary).toMatch(/^[A-Z].{10,100}\.$/);
      for (const schema of Object.values({ ...operation.query, ...operation.form })) {
        expect(schema.description).toMatch(/^[A-Z].{5,}[.]$/);
      }
      for (const parameter of Object.keys(operation.documented ?? {})) {
        expect({ ...operation.query, ...operation.form }).toHaveProperty(parameter);
      }
      if (operation.file !== undefined) {
        expect(operation.form).toHaveProperty(operation.file.bytes);
        expect(operation.form).toHaveProperty(operation.file.name);
      }
    });
  }
});
