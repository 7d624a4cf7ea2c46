import { z } from 'zod';
import { buildRequest } from '../dcsserverbot/arguments.ts';
import { methodOf as httpMethodOf, pathOf } from '../dcsserverbot/encode.ts';
import type { AnyOperation } from '../dcsserverbot/operation.ts';
import { OPERATIONS, type RestApi } from '../dcsserverbot/rest-api.ts';
import type { CallableApi, CallableOperation, Caller } from './callable.ts';
import { methodOf } from './method-of.ts';

const declared = new Map<string, AnyOperation>(
  Object.entries(OPERATIONS).flatMap(([topic, operations]) =>
    Object.entries<AnyOperation>(operations).map(
      ([name, operation]) => [`${topic}.${name}`, operation] as const,
    ),
  ),
);

/** Every operation of DCSServerBot's RestAPI. */
export const dcsServerBotApi: CallableApi = {
  id: 'dcsserverbot',
  name: 'DCSServerBot',
  operations: new Map([...declared].map(([name, operation]) => [name, describe(name, operation)])),
  preview(name, args) {
    const operation = declared.get(name);
    if (operation === undefined) throw new TypeError(`DCSServerBot has no operation ${name}`);
    const request = buildRequest(name, operation, args);
    const { form, file } = request;
    const body = [
      ...(form === undefined ? [] : [new URLSearchParams(form).toString()]),
      ...(file === undefined ? [] : [`${file.field}: ${file.bytes.length} bytes as ${file.name}`]),
    ];
    return {
      method: httpMethodOf(request),
      path: pathOf(request),
      ...(body.length > 0 && { body: body.join('\n') }),
    };
  },
};

function describe(name: string, operation: AnyOperation): CallableOperation {
  const { method, path, summary, section, versions, query, form, waitMs, writes = false } = operation;
  return {
    name,
    summary,
    method,
    path,
    schema: z.strictObject({ ...query, ...form }),
    writes,
    ...(section === 'Instance Control' && { tells: 'info.servers' }),
    ...(section === 'Mission' && { tells: 'missions.list' }),
    ...(section === 'Mission Control' && { tells: 'info.servers' }),
    ...(section === 'Airbase' && { tells: 'airbases.get' }),
    paged: false,
    bytes: operation.answer.kind === 'bytes',
    notes: [
      section === 'document' ? "In the RestAPI's document" : `OpenAPI description: "${section}"`,
      versions.length > 1
        ? 'In both versions of the RestAPI'
        : `In the ${versions.join()} version of the RestAPI alone`,
      ...(waitMs === undefined
        ? []
        : [`The answer may take ${Math.round(waitMs / 60_000)} min: the server waits for the game`]),
    ],
    rules: [],
  };
}

/** Calls DCSServerBot by the names of its operations. */
export function dcsServerBotCaller(restApi: RestApi): Caller {
  return {
    call: async (name, args, call) => ({ data: await methodOf(restApi, name)(args, call), more: false }),
    // biome-ignore lint/correctness/useYield: its lists have no pages, so there is nothing to yield
    async *pages(name) {
      throw new TypeError(`${name} has no pages`);
    },
  };
}
