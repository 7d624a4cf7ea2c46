import { z } from 'zod';
import { argumentsOf } from '../../src/battlemetrics/arguments/check.ts';
import { type BattleMetrics, OPERATIONS } from '../../src/battlemetrics/battlemetrics.ts';
import type { AnyOperation } from '../../src/battlemetrics/operation.ts';
import type { Call } from '../../src/http/call.ts';
import { type DocumentedOperation, readOperations } from './document.ts';

/** What an argument must be, in JSON Schema. */
export interface Shape {
  readonly type?: string | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Shape | undefined;
  readonly anyOf?: readonly Shape[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  /** Of a record: what its keys are, and its values. */
  readonly propertyNames?: Shape | undefined;
  readonly additionalProperties?: Shape | boolean | undefined;
}

const shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    properties: z.record(z.string(), shape).optional(),
    required: z.array(z.string()).optional(),
    items: shape.optional(),
    anyOf: z.array(shape).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minItems: z.number().optional(),
    propertyNames: shape.optional(),
    additionalProperties: z.union([z.boolean(), shape]).optional(),
  }),
);

export interface Declared {
  /** As it is called: `servers.list`. */
  readonly name: string;
  readonly operation: AnyOperation;
  /** Of all its arguments. */
  readonly shape: Shape;
}

export const DECLARED: readonly Declared[] = Object.entries(OPERATIONS).flatMap(([resource, operations]) =>
  Object.entries<AnyOperation>(operations).map(([name, operation]) => ({
    name: `${resource}.${name}`,
    operation,
    shape: shape.parse(z.toJSONSchema(argumentsOf(operation), { io: 'input' })),
  })),
);

export interface Pair extends Declared {
  readonly documented: DocumentedOperation;
}

/** The path that the document means. */
export const pathOf = ({ path, pathAsMeant }: DocumentedOperation): string => pathAsMeant?.path ?? path;

/** `GET /bans/{} nothing`: what tells operations apart, whatever their path parameters are called. */
export function keyOf(method: string, path: string, body: 'one' | 'several' | 'nothing'): string {
  return `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')} ${body}`;
}

export function declaredKey({ operation, shape: { properties } }: Declared): string {
  const data = properties?.['data'];
  const body = data === undefined ? 'nothing' : data.type === 'array' ? 'several' : 'one';
  return keyOf(operation.method, operation.path, body);
}

export function documentedKey(documented: DocumentedOperation): string {
  const { body } = documented.curl;
  const kind = body === undefined ? 'nothing' : Array.isArray(Object(body).data) ? 'several' : 'one';
  return keyOf(documented.method, pathOf(documented), kind);
}

/** The operations of the document with their declarations. */
export const PAIRS: readonly Pair[] = readOperations().map((documented) => {
  const key = documentedKey(documented);
  const declared = DECLARED.find((one) => declaredKey(one) === key);
  if (declared === undefined) throw new Error(`no declaration: ${key}`);
  return { ...declared, documented };
});

/** For `it.each`. */
export const NAMED_PAIRS: readonly (readonly [string, Pair])[] = PAIRS.map((pair) => [pair.name, pair]);

export interface DeclaredParameter {
  /** As the document's tables have it: `filter:server:players:min`. */
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
}

/** The parameters of the query. */
export function queryOf({ operation, shape: { properties = {}, required } }: Declared): DeclaredParameter[] {
  const query = Object.entries(properties).filter(([name]) => name !== 'data' && !(name in operation.params));
  return leavesOf({ properties: Object.fromEntries(query), required }, '', true);
}

/** What a shape holds, by the names of the document's tables. */
export function leavesOf(of: Shape, place: string, required: boolean): DeclaredParameter[] {
  const { properties, items } = of;
  if (properties !== undefined) {
    const separator = place === '' || place.endsWith('/') ? '' : ':';
    return Object.entries(properties).flatMap(([name, inner]) =>
      leavesOf(inner, `${place}${separator}${name}`, required && of.required?.includes(name) === true),
    );
  }
  if (items?.properties !== undefined) return leavesOf(items, `${place}/`, required);
  return [{ name: place, shape: of, required }];
}

/** Calls an operation by its name, with arguments of any kind. */
export async function invoke(bm: BattleMetrics, name: string, args: unknown, call: Call): Promise<unknown> {
  const [resource = '', method = ''] = name.split('.');
  const called: unknown = Object(Object(bm)[resource])[method];
  if (!isMethod(called)) throw new Error(`no operation ${name}`);
  return called(args, call);
}

function isMethod(value: unknown): value is (args: unknown, call: Call) => Promise<unknown> {
  return typeof value === 'function';
}
