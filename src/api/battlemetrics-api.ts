import { argumentsOf, checkArguments } from '../battlemetrics/arguments/check.ts';
import { type BattleMetrics, OPERATIONS } from '../battlemetrics/battlemetrics.ts';
import type { Included } from '../battlemetrics/included.ts';
import type { AnyOperation } from '../battlemetrics/operation.ts';
import { buildRequest } from '../battlemetrics/request.ts';
import { RESOURCE_TYPES, type ResourceTypes } from '../battlemetrics/schemas/resource-types.ts';
import type { Call } from '../http/call.ts';
import type { Answer, Args, CallableApi, CallableOperation, Caller } from './callable.ts';
import { methodOf } from './method-of.ts';

const declared = new Map<string, AnyOperation>(
  Object.entries(OPERATIONS).flatMap(([resource, operations]) =>
    Object.entries<AnyOperation>(operations).map(
      ([name, operation]) => [`${resource}.${name}`, operation] as const,
    ),
  ),
);

/** Every operation of BattleMetrics. */
export const battleMetricsApi: CallableApi = {
  id: 'battlemetrics',
  name: 'BattleMetrics',
  operations: new Map([...declared].map(([name, operation]) => [name, describe(name, operation)])),
  preview(name, args) {
    const operation = operationOf(name);
    checkArguments(operation, name, args, Date.now());
    const { method, path, body } = buildRequest(operation, args).http;
    return { method, path, ...(body?.text !== undefined && { body: body.text }) };
  },
};

function operationOf(name: string): AnyOperation {
  const operation = declared.get(name);
  if (operation === undefined) throw new TypeError(`BattleMetrics has no operation ${name}`);
  return operation;
}

function describe(name: string, operation: AnyOperation): CallableOperation {
  const { method, path, summary, section, scope, likelyScope, budgets = [], rules = [], answer } = operation;
  const [resource] = name.split('.');
  const tells = [`${resource}.list`, `${resource}.get`].find((reader) => declared.has(reader));
  return {
    name,
    summary,
    method,
    path,
    // Of what is sent once whatever happens, nothing tells.
    ...(tells !== undefined && operation.once !== true && { tells }),
    get schema() {
      return argumentsOf(operation);
    },
    writes: method !== 'GET' && operation.reads !== true,
    paged: answer.kind === 'page',
    bytes: false,
    notes: [
      operation.undocumented === true
        ? 'Not in the document: clients in use call it so.'
        : `Document: "${section}"`,
      scopeNote(scope, likelyScope),
      ...(budgets.length === 0 ? [] : [`Limits of its own: ${budgets.join(', ')}`]),
    ],
    rules: rules.map(({ text }) => text),
  };
}

function scopeNote(scope: string | undefined, likely: string | undefined): string {
  if (scope !== undefined) return `Scope of the token: ${scope}`;
  return likely === undefined
    ? 'Scope of the token: the document names none'
    : `Scope of the token: the document names none; ${likely} by its pattern`;
}

/** Calls BattleMetrics by the names of its operations. */
export function battleMetricsCaller(battlemetrics: BattleMetrics): Caller {
  return {
    async call(name, args, call) {
      return answerOf(await methodOf(battlemetrics, name)(args, call));
    },
    async *pages(name: string, args: Args, call: Call) {
      const pages = methodOf(battlemetrics, `${name}.pages`)(args, call);
      if (!isAsyncIterable(pages)) throw new TypeError(`${name} has no pages`);
      for await (const page of pages) yield answerOf(page);
    },
  };
}

/** A document as the client gives it; or a text, or nothing. */
function answerOf(value: unknown): Answer {
  if (typeof value !== 'object' || value === null || !('data' in value)) return { data: value, more: false };
  const included = 'included' in value && isIncluded(value.included) ? listIncluded(value.included) : [];
  return {
    data: value.data,
    ...(included.length > 0 && { included }),
    ...('meta' in value && !isEmpty(value.meta) && { meta: value.meta }),
    more: 'next' in value,
  };
}

type AnyIncluded = Included<unknown, keyof ResourceTypes>;

/** Type by type. */
function listIncluded(included: AnyIncluded): readonly unknown[] {
  return Object.values<{ readonly type: keyof ResourceTypes }>(RESOURCE_TYPES).flatMap(({ type }) =>
    included.all(type),
  );
}

function isIncluded(value: unknown): value is AnyIncluded {
  return typeof value === 'object' && value !== null && 'all' in value && typeof value.all === 'function';
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
