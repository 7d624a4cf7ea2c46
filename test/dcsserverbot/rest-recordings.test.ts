import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { WireVersion } from '../../src/dcsserverbot/model.ts';
import { parseDcsJson } from '../../src/dcsserverbot/requests.ts';
import { UnsupportedByVersionError } from '../../src/dcsserverbot/unsupported.ts';
import { wireName } from '../../src/dcsserverbot/wire-name.ts';
import { ApiError } from '../../src/http/errors.ts';
import { InvalidArgumentError } from '../../src/http/invalid-argument.ts';
import { NOT_FOUND, PERSON, type Recording, recording, recordings, START, withServer } from './harness.ts';
import { missing } from './leaves.ts';
import { METHODS, told } from './rest-methods.ts';

/** Recorded requests that the client does not send, by the parameter that it names. */
const REFUSED: Readonly<Record<WireVersion, Readonly<Record<string, readonly string[]>>>> = {
  documented: {
    date: [
      'credits-bad-date',
      'credits-missing-date',
      'missilepk-bad-date',
      'missilepk-missing-date',
      'stats-bad-date',
      'stats-missing-date',
    ],
    nick: [
      'credits-missing-all',
      'credits-missing-nick',
      'getuser-empty',
      'getuser-missing',
      'getuser-nul',
      'missilepk-missing-nick',
      'stats-missing-all',
      'stats-missing-nick',
    ],
    force: ['linkme-bad-force'],
    discordId: ['linkme-empty', 'linkme-missing', 'linkme-not-a-number'],
    name: ['squadron_credits-missing', 'squadron_members-missing'],
  },
  current: {
    date: [
      'credits-bad-date',
      'modulestats-bad-date',
      'player_info-bad-date',
      'player_squadrons-bad-date',
      'stats-bad-date',
      'traps-bad-date',
      'weaponpk-bad-date',
    ],
    nick: [
      'credits-missing',
      'current_server-missing',
      'getuser-missing',
      'modulestats-missing',
      'player_info-missing',
      'player_squadrons-missing',
      'stats-missing',
      'traps-missing',
      'weaponpk-missing',
    ],
    discordId: ['getuser-discord-id-not-a-number', 'linkme-missing', 'linkme-not-a-number'],
    order: ['leaderboard-bad-order'],
    what: ['leaderboard-bad-what', 'leaderboard-missing-what'],
    force: ['linkme-bad-force'],
    name: ['squadron_credits-missing', 'squadron_members-missing'],
    lastSession: ['stats-bad-last_session'],
    limit: [
      'topkdr-bad-limit',
      'topkdr-limit-0',
      'topkdr-limit-negative',
      'topkills-bad-limit',
      'topkills-limit-0',
      'topkills-limit-negative',
      'trueskill-bad-limit',
      'trueskill-limit-0',
      'trueskill-limit-negative',
    ],
  },
};

const PK: Readonly<Record<WireVersion, string>> = { documented: '/missilepk', current: '/weaponpk' };

/** The words for an error of each status. */
const KINDS: Readonly<Record<number, string>> = {
  400: 'rejected',
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'not-found',
  422: 'rejected',
  500: 'server-error',
};

interface Asked {
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

/** The endpoint that a recorded request asked as the client does: by its method, and with a form or none. */
function asked({ request, name }: Recording): Asked | undefined {
  const url = new URL(request.path.replace(/^\/stats(?=\/)/, ''), 'http://x');
  const method = METHODS.find(
    ({ operation }) => operation.method === request.method && operation.path === url.pathname,
  );
  if (method === undefined || /-(?:json|multipart|query-instead-of-form)$/.test(name)) return undefined;
  const form = Object.fromEntries(new URLSearchParams(request.body ?? ''));
  return { method, path: url.pathname, query: Object.fromEntries(url.searchParams), form };
}

/** The request's fields as arguments; a field that the endpoint has not is left out, as the server does. */
function argumentsOf({ method, query, form }: Asked): Record<string, unknown> {
  const shape = { ...method.operation.query, ...method.operation.form };
  const schema: { properties?: Record<string, { type?: string }> } = JSON.parse(
    JSON.stringify(z.toJSONSchema(z.object(shape), { io: 'input' })),
  );
  const fields: Readonly<Record<string, string>> = { ...query, ...form };
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, { type }]): [string, unknown][] => {
      const text = fields[wireName(name)];
      if (text === undefined) return [];
      const number = Number(text);
      if (type === 'integer' && !Number.isNaN(number)) return [[name, number]];
      return [[name, type === 'boolean' && /^(?:true|false)$/.test(text) ? text === 'true' : text]];
    }),
  );
}

for (const version of ['documented', 'current'] as const) {
  describe(`the answers recorded from the ${version} version, by the whole client`, () => {
    const own = recordings(version).flatMap((one) => {
      const request = asked(one);
      return request === undefined ? [] : [{ one, request }];
    });

    it('are of many endpoints', () => {
      const paths = new Set(own.map(({ request }) => request.path));
      expect(paths.size).toBeGreaterThanOrEqual(version === 'documented' ? 12 : 20);
    });

    for (const { one, request } of own) {
      const { status, body } = one.response;
      it.concurrent(`${one.name}: ${status}`, async ({ expect }) => {
        const [refused] =
          Object.entries(REFUSED[version]).find(([, names]) => names.includes(one.name)) ?? [];
        const other = recording(version, 'servers-ok').response;
        await withServer(
          ({ path, method }) => {
            if (path === request.path && method === one.request.method) return one.response;
            // Where there is no server, the version is known by the endpoint that it has alone.
            if (path === PK[version]) return { status: 405, body: '' };
            return Object.values(PK).includes(path) ? NOT_FOUND : other;
          },
          async ({ rest, asked: sent }) => {
            const made = await request.method
              .of(rest)(argumentsOf(request), { ...PERSON, deadline: START })
              .then(told, (error: unknown) => error);
            if (refused !== undefined) {
              expect(made).toBeInstanceOf(InvalidArgumentError);
              expect(made).toHaveProperty('parameter', refused);
              expect(sent.filter(({ path }) => path === request.path)).toEqual([]);
              return;
            }
            if (status === 200) {
              expect(missing(parseDcsJson(body), made)).toEqual([]);
              expect(made).not.toBeInstanceOf(Error);
              const known = Object.keys(argumentsOf(request)).map(wireName);
              const fields = Object.entries({ ...request.query, ...request.form });
              const last = sent.findLast(({ path }) => path === request.path);
              expect({ ...last?.query, ...last?.form }).toEqual(
                Object.fromEntries(fields.filter(([name]) => known.includes(name))),
              );
              return;
            }
            if (!request.method.operation.versions.includes(version)) {
              expect(made).toBeInstanceOf(UnsupportedByVersionError);
              return;
            }
            expect(made).toBeInstanceOf(ApiError);
            expect(made).toHaveProperty('kind', KINDS[status]);
          },
        );
      });
    }
  });
}
