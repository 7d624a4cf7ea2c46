import { describe, expect, it } from 'vitest';
import {
  type DocumentedOperation,
  type DocumentedParameter,
  readOperations,
  readResources,
} from './document.ts';
import { isObject, type Json, placesOf } from './places.ts';

const operations = readOperations();
const resources = readResources();
const lineOf = ({ method, path }: DocumentedOperation) => `${method} ${path}`;

/** `filter[server][countries][]` as the tables name it: `filter:server:countries`. */
const inTables = (name: string) => name.replaceAll('[]', '').replaceAll('[', ':').replaceAll(']', '');

function sent(operation: DocumentedOperation): { name: string; inTables: string; value: Json }[] {
  const { query = [], body } = operation.curl;
  return [
    ...query.map(([name, value]) => ({ name, inTables: inTables(name), value })),
    ...(body === undefined ? [] : placesOf(body)).map(([name, value]) => ({ name, inTables: name, value })),
  ];
}

/** Attributes and relationships of a type; an attribute with parts is chosen as a whole. */
function namesOf(type: string) {
  const table = resources.find((resource) => resource.type === type);
  return {
    attributes: table && new Set(table.attributes.map(({ name }) => name.split(/[:/]/)[0])),
    relationships: new Set(table?.relationships.map(({ name }) => name)),
  };
}

/** The rule that a choice of attributes or relationships breaks. What no table describes may have any attributes. */
function brokenChoice(parameter: string, value: string): string | undefined {
  const [kind, type = ''] = parameter.split(':');
  const { attributes, relationships } = namesOf(type);
  const chosen = value.split(',');
  if (kind === 'fields' && attributes && !chosen.every((name) => attributes.has(name))) return 'attributes';
  if (kind === 'relations' && !chosen.every((name) => relationships.has(name))) return 'relationships';
  return undefined;
}

/** What the parameter's description forbids beside it. */
function isForbiddenBeside({ text }: DocumentedParameter, sentBefore: readonly string[]): boolean {
  const other = /Can not be combined with (\S+)\./.exec(text)?.[1];
  return other !== undefined && sentBefore.includes(other);
}

/** The rule of the tables that a value breaks. */
function brokenRule(parameter: DocumentedParameter, value: Json): string | undefined {
  const {
    pattern,
    oneOf,
    valid,
    min = -Infinity,
    max = Infinity,
    minLength = 0,
    maxLength = Infinity,
  } = parameter;
  if (value === null) return oneOf === undefined || oneOf.includes(null) ? undefined : 'oneOf';
  const text = String(value);
  const broken = brokenChoice(parameter.name, text);
  if (broken !== undefined) return broken;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(text)) return 'pattern';
  if (oneOf !== undefined && !oneOf.includes(text)) return 'oneOf';
  if (valid !== undefined && text.split(',').some((name) => !valid.includes(name.replace(/^-/, ''))))
    return 'valid';
  if (parameter.type === 'integer' && !(Number(text) >= min && Number(text) <= max)) return 'range';
  if (typeof value === 'string' && !(text.length >= minLength && text.length <= maxLength)) return 'length';
  return undefined;
}

/** What is a resource by its shape, wherever it stands in an answer. */
function typesIn(body: Json): string[] {
  return placesOf(body).flatMap(([, value]) =>
    isObject(value) && typeof value['type'] === 'string' && ('id' in value || 'attributes' in value)
      ? [value['type']]
      : [],
  );
}

describe('the operations of the document', () => {
  it('are 89, of which two stand there twice', () => {
    expect(operations).toHaveLength(89);
    const lines = operations.map(lineOf);
    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([
      'PATCH /organizations/{organization_id}/relationships/friends/{organization_id}',
      'GET /sessions',
    ]);
  });

  it('have the response that their status promises: a body, the text of an export, or nothing', () => {
    for (const operation of operations) {
      const { status, body, text } = operation.response;
      const shown = body !== undefined ? 'body' : text !== undefined ? 'text' : 'nothing';
      const promised = status === 204 ? 'nothing' : operation.path === '/bans/export' ? 'text' : 'body';
      expect([lineOf(operation), shown]).toEqual([lineOf(operation), promised]);
    }
  });

  it.each(operations.map((operation, index) => [`${index + 1}: ${lineOf(operation)}`, operation] as const))(
    '%s: its example sends what the tables name, or the data tells what else',
    (_, operation) => {
      const known = new Set(operation.parameters.map(({ name }) => name));
      // Tables name the values, rarely what holds them; what a named object or array holds, they need not name.
      const unknown = sent(operation).filter(
        ({ inTables: place, value }) =>
          !known.has(place) &&
          !(isObject(value) || Array.isArray(value)) &&
          ![...known].some((name) => place.startsWith(`${name}:`) || place.startsWith(`${name}/`)),
      );
      expect([...new Set(unknown.map(({ name }) => name))]).toEqual(operation.curl.undocumented ?? []);
    },
  );

  it.each(operations.map((operation, index) => [`${index + 1}: ${lineOf(operation)}`, operation] as const))(
    '%s: its example keeps to the rules of the tables, or the data tells which it breaks',
    (_, operation) => {
      const parameters = new Map(operation.parameters.map((parameter) => [parameter.name, parameter]));
      const mistakes = sent(operation).flatMap(({ name, inTables: place, value }, index, all) => {
        const parameter = parameters.get(place);
        if (parameter === undefined) return [];
        const before = all.slice(0, index).map((one) => one.name);
        const rule = isForbiddenBeside(parameter, before) ? 'together' : brokenRule(parameter, value);
        return rule === undefined ? [] : [{ name, value, rule }];
      });
      const told = operation.curl.mistakes ?? [];
      expect(mistakes).toEqual(told.map(({ name, value, rule }) => ({ name, value, rule })));
      for (const { name, instead } of told) {
        const parameter = parameters.get(inTables(name));
        expect([name, instead !== undefined]).toEqual([name, parameter?.required]);
        if (parameter && instead !== undefined) expect(brokenRule(parameter, instead)).toBeUndefined();
      }
    },
  );

  it('that speak of one by id and are printed with the path of a list have the id behind it', () => {
    const meant = operations.flatMap((operation) => {
      const { method, path, text, response } = operation;
      const others = operations.filter(
        (other) => other !== operation && lineOf(other) === `${method} ${path}`,
      );
      const data = Object(response.body).data;
      const speaksOfOne = /\bby id\b/.test(text) && !Array.isArray(data);
      return speaksOfOne && others.length > 0 ? [[path, `${path}/{${data.type}_id}`]] : [];
    });
    expect(
      operations.flatMap(({ path, pathAsMeant }) => (pathAsMeant ? [[path, pathAsMeant.path]] : [])),
    ).toEqual(meant);
    expect(meant).toHaveLength(1);
  });

  it('have parameters in the query of a GET and in the body of all others', () => {
    for (const operation of operations) {
      const places = new Set(operation.parameters.map((parameter) => parameter.in));
      places.delete(operation.method === 'GET' ? 'query' : 'body');
      expect([lineOf(operation), ...places]).toEqual([lineOf(operation)]);
    }
  });

  it('name each parameter once, but for the line on shared identifiers of friends, which is printed twice', () => {
    const twice = operations.flatMap((operation) => {
      const names = operation.parameters.map(({ name }) => name);
      return names
        .filter((name, index) => names.indexOf(name) !== index)
        .map((name) => [operation.section, operation.method, name]);
    });
    expect(twice).toEqual([
      ['Organization Friend', 'PATCH', 'data:attributes:identifiers'],
      ['Organization Friend', 'PATCH', 'data/attributes:identifiers'],
      ['Organization Friend Create', 'POST', 'data:attributes:identifiers'],
    ]);
  });

  it('name their scope and budget where the prose requires one', () => {
    for (const operation of operations) {
      const required = /Requires (?:the )?(\S+) scope/.exec(operation.text)?.[1];
      if (required !== undefined)
        expect([lineOf(operation), operation.scope]).toEqual([lineOf(operation), required]);
    }
    expect(operations.filter(({ text }) => /rate limit(ed)? (to|of)/.test(text)).map(lineOf)).toEqual(
      operations.filter(({ limits }) => limits !== undefined).map(lineOf),
    );
  });

  it('stand under a resource, or under a heading of their own right below one', () => {
    const headings = new Set(resources.map(({ section }) => section));
    const own = operations.map(({ section }) => section).filter((section) => !headings.has(section));
    expect(own).toHaveLength(17);
    expect(new Set(own)).toContain('Player Match Identifiers');
  });
});

describe('the resource types of the document', () => {
  it('are 28, each with a name of its own', () => {
    expect(new Set(resources.map(({ type }) => type)).size).toBe(28);
    expect(resources).toHaveLength(28);
  });

  it('point to resource types that the document has a table of', () => {
    const types = new Set(resources.map(({ type }) => type));
    const targets = resources.flatMap(({ relationships }) => relationships.map(({ type }) => type));
    expect(targets.filter((type) => !types.has(type))).toEqual([]);
  });

  it('are not all that its answers hold', () => {
    const types = new Set(resources.map(({ type }) => type));
    const shown = operations.flatMap(({ response }) =>
      response.body === undefined ? [] : typesIn(response.body),
    );
    expect([...new Set(shown)].filter((type) => !types.has(type)).sort()).toEqual([
      'orgGroup',
      'playerServerInformation',
      'serverOutage',
      'trigger',
    ]);
  });

  it('have patterns that can be used, and bounds that leave something', () => {
    const values = [
      ...operations.flatMap(({ parameters }) => parameters),
      ...resources.flatMap(({ attributes }) => attributes),
    ];
    for (const { name, pattern, min = 0, max = min, minLength = 0, maxLength = minLength } of values) {
      expect(() => new RegExp(pattern ?? ''), name).not.toThrow();
      // The document's HTML has `|` as an entity, which would stand for itself in a pattern.
      expect(pattern ?? '', name).not.toMatch(/&#?\w+;/);
      expect([min, minLength], name).toEqual([Math.min(min, max), Math.min(minLength, maxLength)]);
    }
  });
});
