import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { InvalidArgumentError } from '../../src/http/invalid-argument.ts';
import { invoke, PAIRS, type Pair } from './declarations.ts';
import { answering, exampleArguments } from './examples.ts';
import { MODERATOR } from './harness.ts';
import { type Json, replaced } from './places.ts';

const NOW = Date.parse('2026-02-28T12:00:00Z');
const UUID = '01234567-89ab-cdef-0123-456789abcdef';

function pairOf(name: string): Pair {
  const pair = PAIRS.find((one) => one.name === name);
  if (pair === undefined) throw new Error(`no operation ${name}`);
  return pair;
}

/** What the client does with arguments: the mistake that it finds, and how many requests arrive. */
async function call(name: string, args: unknown) {
  const { bm, asked } = await answering(pairOf(name).documented.response, NOW);
  const error: unknown = await invoke(bm, name, args, MODERATOR).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return { sent: asked.length };
  if (!(error instanceof InvalidArgumentError)) throw error;
  const { operation, parameter, rule } = error;
  return { sent: asked.length, operation, parameter, rule };
}

const refused = (operation: string, parameter: string, rule: string) => ({
  sent: 0,
  operation,
  parameter,
  rule,
});

const player = '42';
const servers = { filter: { servers: ['42'] } };
const span = (start: string, stop: string) => ({ player, server: '42', start, stop });
const coplay = (period: string) => ({
  player,
  filter: { organizations: ['1'], players: ['2'], servers: ['3'], period },
});
const stats = (range: string) => ({ organization: '42', filter: { range } });
const RANGE_RULE = (needs: string) =>
  `must be a range of times with ${needs}, such as 2017-12-01T00:00:00Z:2017-12-31T00:00:00Z`;
const PERIOD_RULE = 'must be AT or a period such as 2017-12-01T00:00:00Z:2017-12-31T00:00:00Z';
const TIME_RULE = 'must be a time such as 2015-01-01T12:00:00Z';

type Refused = readonly [operation: string, parameter: string, rule: string, args: unknown];

/** Arguments of queries that cannot be asked. */
const QUERIES: readonly Refused[] = [
  ['bans.list', 'page.size', 'must be at least 1', { page: { size: 0 } }],
  // By nobody: sent, it would be left out and find everybody's.
  ['bans.list', 'filter.users', 'must have at least 1 value', { filter: { users: [] } }],
  [
    'servers.list',
    'filter.ids.whitelist',
    'must have at least 1 value',
    { filter: { ids: { whitelist: [] } } },
  ],
  ['bans.list', 'page.size', 'must be at most 100', { page: { size: 101 } }],
  ['bans.list', 'page.size', 'must be a whole number', { page: { size: 1.5 } }],
  ['servers.outages', 'page.size', 'must be at most 120', { server: '42', page: { size: 121 } }],
  ['gameFeatures.options', 'page.size', 'must be at most 500', { feature: UUID, page: { size: 501 } }],
  ['players.list', 'page.offset', 'must be at most 90', { page: { offset: 91 } }],
  [
    'leaderboards.time',
    'page.offset',
    'must be at least 0',
    { server: '42', filter: { period: 'AT' }, page: { offset: -1 } },
  ],
  ['bans.list', 'page.rel', 'must be one of next, prev', { page: { rel: 'last' } }],
  ['bans.list', 'page.offset', 'is unknown to this operation', { page: { offset: 1 } }],
  ['bans.get', 'id', 'must be digits', { id: 'x' }],
  ['bans.get', 'id', 'must be digits', { id: '../servers' }],
  ['bans.get', 'id', 'must be text', { id: 42 }],
  ['bans.get', 'id', 'must be given', {}],
  ['banLists.get', 'id', 'must be a UUID', { id: '42' }],
  ['sessions.get', 'session', 'must be a UUID', { session: '42' }],
  ['banListInvites.get', 'code', 'must be the code of an invite', { code: 'short' }],
  ['games.get', 'id', 'must be small letters and digits', { id: 'DCS World' }],
  ['bans.list', 'filter.banList', 'must be a UUID', { filter: { banList: 'Cheaters' } }],
  ['bans.list', 'filter.expired', 'must be true or false', { filter: { expired: 'true' } }],
  ['bans.list', 'filter.nonsense', 'is unknown to this operation', { filter: { nonsense: 1 } }],
  ['bans.list', 'nonsense', 'is unknown to this operation', { nonsense: 1 }],
  ['bans.list', 'the arguments', 'must be an object', 'x'],
  [
    'bans.list',
    'include[1]',
    'must be one of organization, player, server, user, banList, banExemption',
    { include: ['player', 'identifiers'] },
  ],
  [
    'bans.list',
    'sort',
    'must be one of timestamp, -timestamp, expires, -expires, player, -player, reason, -reason',
    { sort: 'uid' },
  ],
  ['bans.list', 'fields.user[0]', 'must be nickname', { fields: { user: ['email'] } }],
  ['bans.list', 'fields.game', 'is unknown to this operation', { fields: { game: ['name'] } }],
  [
    'servers.get',
    'relations.serverUptime[0]',
    'must be server',
    { id: '42', relations: { serverUptime: ['a'] } },
  ],
  ['players.list', 'filter.servers[0]', 'must be text without a comma', { filter: { servers: ['1,2'] } }],
  ['players.list', 'filter.lastSeen', RANGE_RULE('either side'), { filter: { lastSeen: '2017' } }],
  [
    'players.list',
    'filter.lastSeen',
    'must not end before it starts',
    { filter: { lastSeen: '2018-01-01T00:00Z:2017-01-01T00:00Z' } },
  ],
  // Open to both sides: it would find everybody.
  ['players.list', 'filter.lastSeen', 'must have a start or an end', { filter: { lastSeen: ':' } }],
  ['players.list', 'filter.lastSeen', 'must be of times that exist', { filter: { lastSeen: '2017-13-01:' } }],
  ['coplay.list', 'filter.period', 'must be of times that exist', coplay('2026-13-01T00:00:00Z:')],
  ['leaderboards.time', 'filter.period', PERIOD_RULE, { server: '42', filter: { period: 'month' } }],
  [
    'leaderboards.time',
    'filter.period',
    'must not end before it starts',
    { server: '42', filter: { period: '2018-01-01T00:00:00Z:2017-01-01T00:00:00Z' } },
  ],
  [
    'servers.list',
    `filter.features.${UUID}.and`,
    'must be a list',
    { filter: { features: { [UUID]: { and: 'x' } } } },
  ],
  ['players.list', 'filter.before', TIME_RULE, { filter: { before: 'yesterday' } }],
  [
    'players.list',
    'filter.server.players.min',
    'must be at least 0',
    { filter: { server: { players: { min: -1 } } } },
  ],
  [
    'players.list',
    'filter.server.features.map',
    'must be a UUID (its name)',
    { filter: { server: { features: { map: true } } } },
  ],
  [
    'gameFeatures.options',
    'filter.count',
    'must be a range of numbers such as 10: or 10:50',
    { feature: UUID, filter: { count: '10' } },
  ],
  ['bans.export', 'format', 'must be given', {}],
  [
    'servers.playerCountHistory',
    'resolution',
    'must be one of 30, 60, 1440, raw',
    { server: '42', start: '2026-01-01T00:00:00Z', stop: '2026-01-01T00:00:00Z', resolution: '15' },
  ],
  ['servers.rankHistory', 'stop', 'must be given', { server: '42', start: '2026-01-01T00:00:00Z' }],
  [
    'servers.rankHistory',
    'stop',
    'must not be before start',
    { server: '42', start: '2026-01-02T00:00:00Z', stop: '2026-01-01T00:00:00Z' },
  ],
  [
    'servers.sessions',
    'stop',
    'must be given together with start',
    { server: '42', start: '2026-01-01T00:00:00Z' },
  ],
  [
    'servers.sessions',
    'start',
    'must be given together with stop',
    { server: '42', stop: '2026-01-01T00:00:00Z' },
  ],
  ['leaderboards.time', 'filter', 'must be given', { server: '42' }],
  [
    'leaderboards.time',
    'filter.period',
    'must be AT or a period such as 2017-12-01T00:00:00Z:2017-12-31T00:00:00Z',
    { server: '42', filter: { period: 'xZ:yZ' } },
  ],
  ['metrics.get', 'metrics', 'must have at least 1 value', { metrics: [] }],
  [
    'metrics.get',
    'metrics[0].range',
    RANGE_RULE('both sides'),
    { metrics: [{ name: ['a'], range: '2017:', resolution: '60' }] },
  ],
  [
    'coplay.list',
    'filter.players',
    'must be given',
    { player, filter: { organizations: ['1'], servers: ['3'], period: '2026-02-27:' } },
  ],
  [
    'coplay.list',
    'filter.players',
    'must have at least 1 value',
    { player, filter: { organizations: ['1'], players: [], servers: ['3'], period: '2026-02-27:' } },
  ],
  ['coplay.list', 'filter.period', RANGE_RULE('a start'), coplay(':2026-02-28')],
];

describe('what cannot be asked is refused before anything is sent', () => {
  it.each(QUERIES)('%s: %s %s', async (operation, parameter, rule, args) => {
    expect(await call(operation, args)).toEqual(refused(operation, parameter, rule));
  });

  it('sessions without a filter', async () => {
    const rule = 'must have at least one of at, games, identifiers, organizations, players, range, servers';
    for (const args of [{}, { filter: {} }, { page: { size: 5 } }]) {
      expect(await call('sessions.list', args)).toEqual(refused('sessions.list', 'filter', rule));
    }
    const none = refused('sessions.list', 'filter.players', 'must have at least 1 value');
    expect(await call('sessions.list', { filter: { players: [] } })).toEqual(none);
    expect(await call('sessions.list', servers)).toEqual({ sent: 1 });
  });

  it('sessions at a time and in a range of times at once', async () => {
    const filter = { at: '2026-01-01T00:00:00Z', range: '2026-01-01T00:00:00Z:' };
    expect(await call('sessions.list', { filter })).toEqual(
      refused('sessions.list', 'filter.at', 'cannot be combined with filter.range'),
    );
  });
});

describe('times that are too far apart, or too long ago', () => {
  it.each([
    ['2025-11-30T00:00:00Z', '2026-02-28T00:00:00Z', true],
    ['2025-11-30T00:00:00Z', '2026-02-28T00:00:01Z', false],
    ['2023-11-30T00:00:00Z', '2024-02-29T00:00:00Z', true],
    ['2023-11-30T00:00:00Z', '2024-03-01T00:00:00Z', false],
    ['2025-01-31T12:00:00Z', '2025-04-30T12:00:00Z', true],
    ['2025-01-31T12:00:00Z', '2025-05-01T00:00:00Z', false],
    ['2025-01-15T00:00:00+02:00', '2025-04-14T22:00:00Z', true],
    ['2025-01-15T00:00:00+02:00', '2025-04-15T00:00:00Z', false],
  ])('from %s until %s are within three months of the calendar: %s', async (start, stop, within) => {
    expect(await call('players.timePlayedHistory', span(start, stop))).toEqual(
      within ? { sent: 1 } : refused('players.timePlayedHistory', 'stop', 'must be within 3 months of start'),
    );
  });

  it.each([
    ['coplay.list', 'filter.period', 30, coplay],
    ['organizations.playerStats', 'filter.range', 90, stats],
  ] as const)('%s: %s may start within the last %i days', async (operation, parameter, days, args) => {
    const daysAgo = (number: number) => new Date(NOW - number * 86_400_000).toISOString();
    const until = daysAgo(0);
    expect(await call(operation, args(`${daysAgo(days)}:${until}`))).toEqual({ sent: 1 });
    expect(await call(operation, args(`${daysAgo(days + 0.1)}:${until}`))).toEqual(
      refused(operation, parameter, `must start within the last ${days} days`),
    );
    expect(await call(operation, args(`${until}:${daysAgo(1)}`))).toEqual(
      refused(operation, parameter, 'must not end before it starts'),
    );
  });
});

describe('a range of times without a zone', () => {
  // Far from UTC, for in UTC nothing could go wrong.
  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'is in UTC, also where Squawk runs in %s',
    async (zone) => {
      vi.stubEnv('TZ', zone);
      onTestFinished(() => void vi.unstubAllEnvs());
      const start = 'must start within the last 30 days';
      expect(await call('coplay.list', coplay('2026-01-29T12:00:00.5:'))).toEqual({ sent: 1 });
      expect(await call('coplay.list', coplay('2026-01-29T12:00.5:'))).toEqual({ sent: 1 });
      expect(await call('coplay.list', coplay('2026-01-29T11:50:'))).toEqual(
        refused('coplay.list', 'filter.period', start),
      );
    },
  );
});

/** Bodies: what stands at a place of the document's example instead. */
const BODIES: readonly (readonly [
  operation: string,
  place: string,
  value: Json,
  parameter: string,
  rule: string,
])[] = [
  [
    'bans.create',
    'data:attributes:reason',
    'a'.repeat(256),
    'data.attributes.reason',
    'must have at most 255 characters',
  ],
  ['bans.create', 'data:attributes:reason', '', 'data.attributes.reason', 'must have at least 1 character'],
  ['bans.create', 'data:attributes:uid', 'abcd', 'data.attributes.uid', 'must have at least 5 characters'],
  [
    'bans.create',
    'data:attributes:uid',
    'a'.repeat(15),
    'data.attributes.uid',
    'must have at most 14 characters',
  ],
  ['bans.create', 'data:attributes:expires', 'never', 'data.attributes.expires', TIME_RULE],
  ['bans.create', 'data:attributes:orgWide', null, 'data.attributes.orgWide', 'must be true or false'],
  ['bans.create', 'data:attributes:identifiers', ['x'], 'data.attributes.identifiers[0]', 'must be a number'],
  ['bans.create', 'data:attributes:nonsense', 1, 'data.attributes.nonsense', 'is unknown to this operation'],
  ['bans.create', 'data:type', 'server', 'data.type', 'must be ban'],
  [
    'bans.create',
    'data:relationships:banList:data:id',
    'Cheaters',
    'data.relationships.banList.data.id',
    'must be a UUID',
  ],
  [
    'bans.create',
    'data:relationships:server:data',
    [],
    'data.relationships.server.data',
    'must be an object',
  ],
  ['bans.import', 'data/attributes:uid', 'abcd', 'data[0].attributes.uid', 'must have at least 5 characters'],
  [
    'playerFlags.create',
    'data:attributes:color',
    'red',
    'data.attributes.color',
    'must be # and six hexadecimal digits',
  ],
  ['playerFlags.update', 'data:id', '42', 'data.id', 'must be a UUID'],
  ['servers.create', 'data:attributes:port', 70_000, 'data.attributes.port', 'must be at most 65535'],
  ['servers.create', 'data:attributes:portRCON', 9, 'data.attributes.portRCON', 'must be at least 10'],
  [
    'servers.create',
    'data:relationships:game:data:id',
    'DCS World',
    'data.relationships.game.data.id',
    'must be small letters and digits',
  ],
  [
    'organizationFriends.update',
    'data:id',
    '42',
    'data.id',
    'must be the ids of two organizations with a colon between them',
  ],
  ['players.match', 'data', [], 'data', 'must have 1 to 100 identifiers'],
];

describe('bodies that break a rule are refused before anything is sent', () => {
  it.each(BODIES)('%s: %s', async (operation, place, value, parameter, rule) => {
    const args = exampleArguments(pairOf(operation));
    const data = Object(replaced(JSON.parse(JSON.stringify({ data: args['data'] })), place, value)).data;
    expect(await call(operation, { ...args, data })).toEqual(refused(operation, parameter, rule));
  });

  it('players.match of more than 100 identifiers', async () => {
    const one = { type: 'identifier', attributes: { type: 'steamID', identifier: '1' } };
    const match = (count: number) =>
      call('players.match', { data: Array.from({ length: count }, () => one) });
    expect(await match(100)).toEqual({ sent: 1 });
    expect(await match(101)).toEqual(refused('players.match', 'data', 'must have 1 to 100 identifiers'));
  });

  it('a body that is missing, or where there is none', async () => {
    expect(await call('bans.create', {})).toEqual(refused('bans.create', 'data', 'must be given'));
    expect(await call('bans.delete', { id: '42', data: {} })).toEqual(
      refused('bans.delete', 'data', 'is unknown to this operation'),
    );
  });

  const port = 2302;
  const rcon = { portRCON: port, rconPassword: 'secret' };
  it.each([
    [{ ip: '127.0.0.1' }, 'port', 'must be given where data.attributes.ip is'],
    [{ ip: '127.0.0.1', port }, 'portQuery', 'must be given where data.attributes.ip is'],
    [{ address: 'play.example.com' }, 'port', 'must be given where data.attributes.address is'],
    [{ port }, 'portQuery', 'must be given together with data.attributes.port'],
    [{ portQuery: port }, 'port', 'must be given together with data.attributes.portQuery'],
    [{ portRCON: port }, 'rconPassword', 'must be given together with data.attributes.portRCON'],
    [{ rconPassword: 'secret' }, 'portRCON', 'must be given together with data.attributes.rconPassword'],
    [{ metadata: {} }, 'portRCON', 'must be given where data.attributes.metadata is'],
  ])('servers.update of %j: %s %s', async (attributes, name, rule) => {
    const args = { id: '42', data: { type: 'server', id: '42', attributes } };
    expect(await call('servers.update', args)).toEqual(
      refused('servers.update', `data.attributes.${name}`, rule),
    );
  });

  it.each([
    [{}],
    [{ private: true }],
    [{ port, portQuery: port }],
    [{ ip: '127.0.0.1', port, portQuery: port, ...rcon, metadata: {} }],
  ])('but servers.update of %j is sent', async (attributes) => {
    const args = { id: '42', data: { type: 'server', id: '42', attributes } };
    expect(await call('servers.update', args)).toEqual({ sent: 1 });
  });

  it('never tells the value, which may be private', async () => {
    const { bm } = await answering({ status: 204 });
    const args = { id: '42', data: { type: 'server', id: '42', attributes: { rconPassword: ['hunter2'] } } };
    const error: unknown = await invoke(bm, 'servers.update', args, MODERATOR).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
  });
});
