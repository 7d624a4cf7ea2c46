import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../src/dcsserverbot/arguments.ts';
import { UnsupportedByVersionError } from '../../src/dcsserverbot/unsupported.ts';
import { InvalidArgumentError } from '../../src/http/invalid-argument.ts';
import { PERSON, recording, reply, withServer } from './harness.ts';
import { METHODS, someArguments } from './rest-methods.ts';

/** Calls that cannot be sent, and what their errors say. */
const BAD: readonly (readonly [name: string, args: Readonly<Record<string, unknown>>, says: RegExp])[] = [
  ['airbases.list', {}, /^airbases\.list: serverName must be given$/],
  ['airbases.list', { serverName: '' }, /serverName must be text that is not empty/],
  ['airbases.list', { serverName: 'a\0' }, /serverName must be text/],
  ['airbases.list', { serverName: 'a', server: 'b' }, /server is no parameter of it/],
  ['airbases.capture', { coalition: 3 }, /coalition must be a whole number of 0 to 2/],
  ['airbases.setWarehouseItem', { value: -1 }, /value must be a whole number of at least 0/],
  ['airbases.setWarehouseItem', { value: 1.5 }, /value must be a whole number/],
  ['info.users', { nick: undefined }, /nick must be given, or discordId/],
  ['info.users', { nick: 'a', discordId: '1' }, /nick must not be given beside discordId/],
  ['info.users', { nick: '\ud800' }, /nick must be text/],
  ['info.link', { discordId: 123456789012345680 }, /discordId must be a Discord id/],
  ['info.link', { force: 'yes' }, /force must be true or false/],
  ['info.squadrons', { limit: 0 }, /limit must be a whole number of 1 to 1000/],
  ['statistics.topKills', { limit: 1001 }, /limit must be a whole number of 1 to 1000/],
  ['statistics.topKills', { offset: -1 }, /offset must be a whole number of at least 0/],
  ['statistics.leaderboard', { what: 'wins' }, /what must be kills or /],
  ['statistics.leaderboard', { order: 'up' }, /order must be asc or desc/],
  ['statistics.stats', { date: 'yesterday' }, /date must be a time/],
  ['statistics.events', { startTime: '2026-01-01T00:00:00Z' }, /startTime must be a time of UTC without/],
  ['statistics.events', { startTime: '2026-13-01T00:00:00' }, /startTime must be a time of UTC/],
  ['statistics.events', { endTime: '2025-01-01T00:00:00' }, /endTime must not lie before startTime/],
  ['statistics.events', { event: "x' OR '1'='1" }, /event must be text without quotation marks/],
  ['utilities.groupWaypoints', { groupType: 'train' }, /groupType must be plane or helicopter or /],
  ['missions.upload', { file: 'text' }, /file must be the bytes of a file/],
  ['missions.upload', { file: new Uint8Array() }, /file must be the bytes of a file, at least one/],
  ['missions.upload', { filename: '../a.miz' }, /filename must be a file name that ends in \.miz/],
  ['missions.upload', { filename: 'a.zip' }, /filename must be a file name that ends in \.miz/],
];

function method(name: string): (typeof METHODS)[number] {
  const found = METHODS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}

describe('arguments that cannot be asked', () => {
  for (const [name, args, says] of BAD) {
    it(`are refused, and nothing is sent: ${says.source}`, async () => {
      const { of, operation } = method(name);
      const some = Object.keys(args).length === 0 ? {} : { ...someArguments(operation), ...args };
      await withServer(
        () => reply([]),
        async ({ rest, asked }) => {
          const error: unknown = await of(rest)(some, PERSON).catch((reason: unknown) => reason);
          expect(error).toBeInstanceOf(InvalidArgumentError);
          expect(error).toMatchObject({ operation: name, message: expect.stringMatching(says) });
          expect(asked).toEqual([]);
        },
      );
    });
  }

  it('are never quoted in the error', async () => {
    await withServer(
      () => reply([]),
      async ({ rest }) => {
        const nick = 'secret\0name';
        await expect(rest.info.users({ nick }, PERSON)).rejects.not.toThrow(/secret/);
      },
    );
  });

  it('are those that the documented version would ignore or miss, once it is known to speak', async () => {
    const { response } = recording('documented', 'servers-ok');
    await withServer(
      () => response,
      async ({ rest, asked }) => {
        const paths = (): string[] => asked.map(({ path }) => path);
        await expect(rest.statistics.topKills({ limit: 5 }, PERSON)).rejects.toBeInstanceOf(
          UnsupportedByVersionError,
        );
        await expect(rest.info.users({ discordId: '1' }, PERSON)).rejects.toThrow(
          /does not offer the parameter discordId of \/getuser/,
        );
        await expect(rest.statistics.stats({ nick: 'a' }, PERSON)).rejects.toThrow(
          /^statistics\.stats: date must be given: the documented version/,
        );
        expect(paths()).toEqual(['/servers']);
      },
    );
  });
});

describe('whatever the arguments are', () => {
  it('they arrive as they were given', () => {
    const { operation } = method('info.squadronMembers');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(!name.includes('\0'));
        const { form } = buildRequest('info.squadronMembers', operation, { name });
        const sent = new URLSearchParams(new URLSearchParams(form).toString());
        expect(Object.fromEntries(sent)).toEqual({ name });
      }),
    );
  });

  it('a call is refused with words or becomes a request', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...METHODS), fc.array(value), ({ name, operation }, values) => {
        const names = Object.keys({ ...operation.query, ...operation.form });
        const args = Object.fromEntries(names.map((parameter, index) => [parameter, values[index]]));
        try {
          const { query = {}, form = {} } = buildRequest(name, operation, args);
          for (const text of Object.values({ ...query, ...form })) expect(typeof text).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidArgumentError);
          expect(error).toHaveProperty('rule', expect.stringMatching(/^(?:must|is) /));
        }
      }),
    );
  });
});
