import type { AnyArgs } from '../../src/dcsserverbot/arguments.ts';
import type { AnyOperation } from '../../src/dcsserverbot/operation.ts';
import { OPERATIONS, type RestApi } from '../../src/dcsserverbot/rest-api.ts';
import type { Call } from '../../src/http/call.ts';

type Method = (args: AnyArgs, call: Call) => Promise<unknown>;

/** Every operation, and how to call it without its types. */
export const METHODS = Object.entries(OPERATIONS).flatMap(([topic, operations]) =>
  Object.entries<AnyOperation>(operations).map(([name, operation]) => ({
    name: `${topic}.${name}`,
    operation,
    of(rest: RestApi): Method {
      const methods = Object.entries(rest).find(([key]) => key === topic)?.[1] ?? {};
      const found = Object.entries<Method>(methods).find(([key]) => key === name);
      if (found === undefined) throw new Error(`no method ${topic}.${name}`);
      return found[1];
    },
  })),
);

/** An argument for every parameter that may have to be given. */
const SOME: AnyArgs = {
  serverName: 'DCS Server',
  airbaseName: 'Batumi',
  item: 'weapons.bombs.GBU_38',
  value: 50,
  coalition: 2,
  name: 'Red Devils',
  nick: "O'Brien",
  date: '2026-11-22T07:57:47',
  discordId: '123456789012345678',
  what: 'kdr',
  trapId: 178,
  ucid: '66d16d26ddd03a1ce6eb8b8fab2a906f',
  startTime: '2026-01-01T00:00:00',
  endTime: '2026-02-01T00:00:00',
  coordinates: '35.40556, 35.94889',
  groupName: 'Tanker-1',
  groupType: 'plane',
  unitName: 'Unit 1',
  missionName: 'a.miz',
  file: new Uint8Array([1, 2, 3]),
  filename: 'a.miz',
  loadAfter: false,
};

/** What one version or the other asks an operation to be called with. */
export function someArguments({ query, form }: AnyOperation): AnyArgs {
  const needed = Object.entries({ ...query, ...form }).filter(
    ([key, schema]) => !schema.safeParse(undefined).success || key === 'nick' || key === 'date',
  );
  return Object.fromEntries(needed.map(([key]) => [key, SOME[key]]));
}

/** The value of an answer that also tells its version. */
export const told = (result: unknown): unknown =>
  typeof result === 'object' && result !== null && 'version' in result && 'value' in result
    ? result.value
    : result;
