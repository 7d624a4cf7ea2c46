import { checkArguments } from '../../src/battlemetrics/arguments/check.ts';
import { InvalidArgumentError } from '../../src/http/invalid-argument.ts';
import { serve } from '../http/http-server.ts';
import type { Pair, Shape } from './declarations.ts';
import { pathOf } from './declarations.ts';
import { type DocumentedOperation, readResources } from './document.ts';
import { clientTo, type Setup } from './harness.ts';
import { type Json, replaced } from './places.ts';

/** A value of the query as it is sent: `filter[server][search]` and its text. */
export type SentPair = readonly [name: string, text: string];

/** When the document's examples are asked for: their ranges lie in the last 30 days. */
export const EXAMPLE_NOW = Date.parse('2017-12-15T00:00:00Z');

/** A query as any server decodes it. */
export function decodePairs(query: string): SentPair[] {
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const [name = '', text = ''] = pair.split('=').map((part) => decodeURIComponent(part));
    return [name, text];
  });
}

/** Arguments back from what a query sends, texts made what the shape says they are. */
export function argumentsFrom(pairs: readonly SentPair[], shape: Shape): Readonly<Record<string, unknown>> {
  const entries = pairs.map(([name, text]) => ({
    path: name.split(/\]?\[|\]$/).filter((part, index) => index === 0 || part !== ''),
    repeated: name.endsWith('[]'),
    text,
  }));
  return Object(build(entries, shape));
}

interface Entry {
  readonly path: readonly string[];
  /** Its name ends in `[]`. */
  readonly repeated: boolean;
  readonly text: string;
}

function build(entries: readonly Entry[], shape: Shape | undefined): unknown {
  const [first] = entries;
  if (first?.path.length === 0) {
    const texts = entries.map(({ text }) => text);
    return first.repeated ? texts : fromText(first.text, shape);
  }
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const [key = '', ...path] = entry.path;
    groups.set(key, [...(groups.get(key) ?? []), { ...entry, path }]);
  }
  const made = [...groups].map(([key, inner]) => [key, build(inner, innerOf(shape, key))] as const);
  return shape?.type === 'array' ? made.map(([, value]) => value) : Object.fromEntries(made);
}

function innerOf(shape: Shape | undefined, key: string): Shape | undefined {
  if (shape === undefined) return undefined;
  const { properties, items, additionalProperties, anyOf = [] } = shape;
  if (properties?.[key] !== undefined) return properties[key];
  if (items !== undefined) return items;
  if (typeof additionalProperties === 'object') return additionalProperties;
  return anyOf.map((branch) => innerOf(branch, key)).find((inner) => inner !== undefined);
}

function fromText(text: string, shape: Shape | undefined): unknown {
  const branches = shape?.anyOf ?? [shape ?? {}];
  const types = branches.map(({ type }) => type);
  if (types.includes('boolean') && /^(true|false)$/.test(text)) return text === 'true';
  if (types.includes('integer') && /^-?\d+$/.test(text)) return Number(text);
  if (types.includes('array') && (types.length === 1 || text.includes(','))) return text.split(',');
  return text;
}

const tables = new Map(readResources().map((resource) => [resource.type, resource]));
const UUID = '01234567-89ab-cdef-0123-456789abcdef';

/** An id that a resource of the type may have; the document's example where that keeps to its own pattern. */
export function sampleId(type: string): string {
  const id = tables.get(type)?.id;
  if (id === undefined) throw new Error(`no id: ${type}`);
  if (id.type === 'uuid') return UUID;
  const example = String(id.example);
  return id.pattern === undefined || new RegExp(`^(?:${id.pattern})$`).test(example) ? example : '42';
}

/** The path parameters of an operation, each an id of the type that the document's path names. */
export function pathArguments({ documented, operation }: Pair): Readonly<Record<string, string>> {
  const printed = pathOf(documented).split('/');
  const entries = operation.path.split('/').flatMap((part, index) => {
    const type = /^\{(\w+)_id\}$/.exec(printed[index] ?? '')?.[1];
    return type === undefined ? [] : [[part.slice(1, -1), sampleId(type)] as const];
  });
  return Object.fromEntries(entries);
}

/** The query of the curl example; Ruby's way to print a hash made the three parameters that it stands for. */
export function printedPairs({ documented }: Pick<Pair, 'documented'>): SentPair[] {
  return (documented.curl.query ?? []).flatMap(([name, text]): SentPair[] => {
    if (!text.includes('=>')) return [[name, text]];
    const hash: unknown = JSON.parse(text.replaceAll('=>', ':'));
    return Object.entries(Object(hash)).map(([key, value]) => [
      `${name.replace('[]', '[0]')}[${key}]`,
      String(value),
    ]);
  });
}

/** The same without the document's own mistakes: another value where there must be one. */
export function validPairs(pair: Pick<Pair, 'documented'>): SentPair[] {
  const mistakes = pair.documented.curl.mistakes ?? [];
  return printedPairs(pair).flatMap(([name, text]): SentPair[] => {
    const mistake = mistakes.find((one) => one.name === name);
    if (mistake === undefined) return [[name, text]];
    return mistake.instead === undefined ? [] : [[name, String(mistake.instead)]];
  });
}

/** The body of the curl example without its mistakes. */
export function validBody({ documented: { curl } }: Pick<Pair, 'documented'>): Json | undefined {
  return (curl.mistakes ?? []).reduce<Json | undefined>(
    (body, { name, instead }) =>
      body === undefined || instead === undefined || name.includes('[')
        ? body
        : replaced(body, name, instead),
    curl.body,
  );
}

/** What the curl example asks for, as far as its values keep to the rules, as arguments of the client. */
export function exampleArguments(pair: Pair): Readonly<Record<string, unknown>> {
  const body = validBody(pair);
  return {
    ...pathArguments(pair),
    ...argumentsFrom(validPairs(pair), pair.shape),
    ...(body === undefined ? {} : { data: Object(body).data }),
  };
}

/** A request as it came. */
export interface Asked {
  readonly method: string | undefined;
  readonly path: string;
  readonly query: readonly SentPair[];
  readonly body: unknown;
  readonly contentType: string | undefined;
}

/** A server that gives an answer of the document to everybody, and a client of it at the time of the examples. */
export async function answering(
  { status, contentType, body, text }: DocumentedOperation['response'],
  now = EXAMPLE_NOW,
): Promise<Setup & { readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const url = await serve(async (request, response) => {
    let sent = '';
    for await (const chunk of request.setEncoding('utf8')) sent += String(chunk);
    const [path = '', query = ''] = request.url?.split('?') ?? [];
    asked.push({
      method: request.method,
      path,
      query: decodePairs(query),
      body: sent === '' ? undefined : JSON.parse(sent),
      contentType: request.headers['content-type'],
    });
    const shown = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const type = contentType ?? (shown === undefined ? undefined : 'application/json');
    response.writeHead(status, type === undefined ? {} : { 'content-type': type }).end(shown);
  });
  return { ...clientTo(url, {}, () => now), asked };
}

/** `filter:servers` as the client's arguments name it. */
export const dotted = (name: string): string => name.replace(/[:/]/g, '.');

/** The rule that the arguments break. */
export function broken({ operation, name }: Pair, args: unknown): string | undefined {
  try {
    checkArguments(operation, name, args, EXAMPLE_NOW);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return `${error.parameter} ${error.rule}`;
    throw error;
  }
  return undefined;
}
