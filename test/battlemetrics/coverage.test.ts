import { describe, expect, it } from 'vitest';
import { BATTLEMETRICS_BUDGETS } from '../../config/rate-limits.ts';
import {
  DECLARED,
  declaredKey,
  documentedKey,
  NAMED_PAIRS,
  PAIRS,
  type Pair,
  pathOf,
  queryOf,
  type Shape,
} from './declarations.ts';
import { type DocumentedParameter, readOperations, readResources } from './document.ts';
import { argumentsFrom, broken, dotted, exampleArguments, validPairs } from './examples.ts';

const operations = readOperations();
const tables = new Map(readResources().map((resource) => [resource.type, resource]));

/** `filter:server:players:min` as a query has it: `filter[server][players][min]`. */
function sentName(name: string): string {
  const [first = '', ...keys] = name.replace('/', ':0:').split(':');
  return first + keys.map((key) => `[${key}]`).join('');
}
/** The arguments of the example with another value of one parameter. */
function withQuery(pair: Pair, name: string, text: string): unknown {
  const sent = sentName(name);
  const others = validPairs(pair).filter(([other]) => other.replace(/\[\]$/, '') !== sent);
  const args = argumentsFrom([...others, [sent, text]], pair.shape);
  return { ...exampleArguments(pair), ...args };
}

const takes = ({ operation }: Pair): readonly string[] => operation.practice?.takes ?? [];
/** Where the document has a name that no table of the operation has: in the operation's own example. */
const isShown = ({ documented }: Pair, name: string): boolean =>
  documented.curl.undocumented?.some((shown) => shown.startsWith(sentName(name))) === true;

describe('the declarations of operations', () => {
  it('are those of the document, each once, and those that it does not have', () => {
    const documented = operations.map(documentedKey);
    const declared = DECLARED.filter(({ operation }) => operation.undocumented !== true).map(declaredKey);
    expect(declared.toSorted()).toEqual(documented.toSorted());
    expect(new Set(declared).size).toBe(89);
  });

  it('are told undocumented only where the document does not have them', () => {
    const documented = new Set(operations.map(documentedKey));
    const beyond = DECLARED.filter(({ operation }) => operation.undocumented === true).map(declaredKey);
    expect(beyond.filter((key) => documented.has(key))).toEqual([]);
  });

  it.each(NAMED_PAIRS)('%s stands under its heading, with its scope', (_, { operation, documented }) => {
    const { section, scope } = documented;
    expect({ section: operation.section, scope: operation.scope }).toEqual({ section, scope });
    if (scope !== undefined) expect(operation.likelyScope).toBeUndefined();
  });

  it.each(NAMED_PAIRS)('%s counts against its own limits, and no others', (_, { operation, documented }) => {
    const names = new Map(Object.entries(BATTLEMETRICS_BUDGETS));
    const declared = (operation.budgets ?? []).map((budget) => {
      const [name = '', key] = budget.split(':');
      const { limit, windowMs } = names.get(name) ?? {};
      return { limit, windowMs, each: key?.replace(/[{}]/g, '') };
    });
    const limits = (documented.limits ?? []).map(({ calls, seconds, per }) => ({
      limit: calls,
      windowMs: seconds * 1_000,
      // A token is one user's; `id` is the server of the path.
      each: per === 'server' ? 'id' : undefined,
    }));
    expect(declared).toEqual(limits);
    for (const { each } of declared) if (each !== undefined) expect(operation.params).toHaveProperty(each);
  });

  it.each(NAMED_PAIRS)('%s takes the ids that its path has, and no ids of another kind', (_, pair) => {
    const args = exampleArguments(pair);
    expect(broken(pair, args)).toBeUndefined();
    const printed = pathOf(pair.documented).split('/');
    for (const [index, part] of pair.operation.path.split('/').entries()) {
      const type = /^\{(\w+)_id\}$/.exec(printed[index] ?? '')?.[1];
      if (type === undefined) continue;
      const id = tables.get(type)?.id;
      const name = part.slice(1, -1);
      const wrong = [
        '',
        ' ',
        'a/b',
        ...(id?.type === 'uuid' ? ['42'] : []),
        ...(id?.pattern === '\\d+' ? ['x'] : []),
      ];
      for (const value of wrong) expect(broken(pair, { ...args, [name]: value })).toMatch(`${name} must be`);
    }
  });

  it.each(NAMED_PAIRS)('%s has the answer that the document shows', (_, { operation, documented }) => {
    const { status, body, text } = documented.response;
    const { data, links } = Object(body);
    const { kind, resource } = operation.answer;
    if (status === 204) expect(kind).toBe('empty');
    else if (text !== undefined) expect(kind).toBe('text');
    else {
      const shown = data ?? body;
      const several = Array.isArray(shown);
      expect(resource?.type).toBe(several ? shown[0].type : shown.type);
      if (links !== undefined) expect(kind).toBe('page');
      else if (several) expect(kind).toMatch(/^(page|many)/);
    }
  });
});

describe('what a query may ask', () => {
  it.each(NAMED_PAIRS)('%s has the parameters of the document', (_, pair) => {
    const declared = queryOf(pair).map(({ name }) => name);
    const documented = pair.documented.parameters.flatMap((one) => (one.in === 'query' ? [one.name] : []));
    expect(documented.filter((name) => !declared.includes(name))).toEqual([]);
    const beyond = declared.filter((name) => !documented.includes(name) && !isShown(pair, name));
    const practised = beyond.filter((name) =>
      takes(pair).some((one) => `${dotted(name)}.`.startsWith(`${one}.`)),
    );
    expect(beyond).toEqual(practised);
    const idle = takes(pair).filter(
      (one) =>
        !one.startsWith('include.') && !beyond.some((name) => `${dotted(name)}.`.startsWith(`${one}.`)),
    );
    expect(idle).toEqual([]);
  });

  it.each(NAMED_PAIRS)('%s must have what the document requires, as far as the API does', (_, pair) => {
    const declared = new Map(queryOf(pair).map((parameter) => [parameter.name, parameter.required]));
    const { optional = [] } = pair.operation.practice ?? {};
    const documented = pair.documented.parameters.filter((one) => one.in === 'query');
    for (const { name, required } of documented) {
      expect([name, declared.get(name)]).toEqual([name, required && !optional.includes(dotted(name))]);
    }
    const required = documented.flatMap((one) => (one.required ? [dotted(one.name)] : []));
    expect(optional.filter((name) => !required.includes(name))).toEqual([]);
  });

  const parameters = PAIRS.flatMap((pair) =>
    pair.documented.parameters
      .filter((parameter) => parameter.in === 'query')
      .map((parameter) => [`${pair.name} ${dotted(parameter.name)}`, pair, parameter] as const),
  );

  it.each(parameters)('%s is as the document has it', (_, pair, parameter) => {
    const { name, type, pattern, oneOf, min, max } = parameter;
    const at = (text: string) => broken(pair, withQuery(pair, name, text));
    const shape = queryOf(pair).find((one) => one.name === name)?.shape;
    const names = choicesOf(shape);
    const mistaken = pair.documented.curl.mistakes?.some((one) => one.name === sentName(name));
    if (mistaken !== true && parameter.example !== undefined)
      expect(at(String(parameter.example))).toBeUndefined();
    if (type === 'boolean' || (oneOf ?? []).join() === 'true,false') {
      expect(shape?.type).toBe('boolean');
    } else if (oneOf !== undefined) {
      expect(names?.toSorted()).toEqual(oneOf.toSorted());
    }
    if (type === 'uuid') expect(at('42')).toMatch('must be a UUID');
    if (type === 'date-time') expect(at('2015')).toMatch('must be a time');
    if (pattern === '\\d+') expect(at('x')).toMatch('must be digits');
    else if (pattern !== undefined) {
      // Of ranges the document says which sides must be there.
      const day = '2017-12-10T00:00:00Z';
      for (const side of pattern.includes('\\d{4}') ? [day, '2017-12-10'] : ['10']) {
        for (const text of [`${side}:`, `:${side}`, ':', side, `${side}:${side}`, 'x:y']) {
          const lacksStart = /start .*is required/.test(parameter.text) && text.startsWith(':');
          // Its patterns fit a colon alone too, which would filter nothing.
          const isRange = new RegExp(`^(?:${pattern})$`).test(text) && !lacksStart && text !== ':';
          expect([text, at(text) === undefined]).toEqual([text, isRange]);
        }
      }
    }
    if (type === 'integer' && shape?.type === 'integer') {
      if (min !== undefined) {
        expect(at(String(min))).toBeUndefined();
        expect(at(String(min - 1))).toMatch(`must be at least ${min}`);
      }
      if (max !== undefined) {
        expect(at(String(max))).toBeUndefined();
        expect(at(String(max + 1))).toMatch(`must be at most ${max}`);
      }
      expect([shape.minimum, shape.maximum]).toEqual([min ?? -SAFE, max ?? SAFE]);
    }
  });

  it.each(NAMED_PAIRS)('%s includes, sorts and chooses by the names of the document', (_, pair) => {
    const { documented } = pair;
    const declared = new Map(queryOf(pair).map(({ name, shape }) => [name, choicesOf(shape)?.toSorted()]));
    const find = (name: string) =>
      documented.parameters.find((one) => one.in === 'query' && one.name === name);
    const include = find('include');
    const beyond = takes(pair).flatMap((one) =>
      one.startsWith('include.') ? [one.slice('include.'.length)] : [],
    );
    if (include !== undefined) {
      const names = [...(include.valid ?? includable(pair, include)), ...beyond];
      expect(new Set(names).size).toBe(names.length);
      expect(declared.get('include')).toEqual(names.toSorted());
    }
    const sort = find('sort');
    if (sort !== undefined) {
      const names = (sort.valid ?? []).flatMap((name) => [name, `-${name}`]);
      expect(declared.get('sort')).toEqual(names.toSorted());
    }
    for (const { name, example } of documented.parameters) {
      const [kind, type = ''] = name.split(':');
      const table = tables.get(type === 'owner' ? 'organization' : type);
      if (kind !== 'fields' && kind !== 'relations') continue;
      const choices = declared.get(name) ?? [];
      if (table === undefined) {
        if (kind === 'fields')
          expect(
            String(example)
              .split(',')
              .filter((one) => !choices.includes(one)),
          ).toEqual([]);
        continue;
      }
      const known = kind === 'fields' ? table.attributes : table.relationships;
      // Its id stands beside the attributes in any case, and an attribute with parts is chosen as a whole.
      const wanted = new Set(
        known.map((one) => one.name.split(/[:/]/)[0] ?? '').filter((one) => one !== 'id'),
      );
      expect([...wanted].filter((one) => !choices.includes(one))).toEqual([]);
    }
  });
});

const SAFE = Number.MAX_SAFE_INTEGER;

/** The values that may be chosen; of `sort` one and several are the same. */
function choicesOf(shape: Shape | undefined): string[] | undefined {
  const { items, anyOf, ...own } = shape ?? {};
  const values = own.enum ?? items?.enum ?? anyOf?.map((branch) => choicesOf(branch)).find(Boolean);
  return values?.map(String);
}

/** Where the document does not list what may be included: its example, and the types whose attributes may be chosen. */
function includable({ documented, operation }: Pair, { example }: DocumentedParameter): string[] {
  const types = documented.parameters.flatMap(({ name }) =>
    name.startsWith('fields:') ? [name.slice(7)] : [],
  );
  const own = operation.answer.resource?.type;
  return [...new Set([...String(example).split(','), ...types.filter((type) => type !== own)])];
}
