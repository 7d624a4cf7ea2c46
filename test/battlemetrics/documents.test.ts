import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Ban } from '../../src/battlemetrics/schemas/ban.ts';
import { failureOf, MODERATOR, scripted, withSimulator } from './harness.ts';

const ref = (type: string, id: string) => ({ data: { type, id } });

/** The response example of the document for a ban, its values other ones. */
const DOCUMENTED_BAN = {
  type: 'ban',
  id: '42',
  attributes: {
    id: '42',
    uid: '41opA0OgW',
    timestamp: '2016-10-05T14:35:51.962Z',
    reason: '41opA0OgW - {{timeLeft}}',
    note: 'Reported by another player.',
    expires: '2016-11-05T14:35:51.962Z',
    identifiers: [1000, { type: 'steamID', identifier: '1111111111111111', manual: true }],
    orgWide: true,
    autoAddEnabled: true,
    nativeEnabled: null,
  },
  meta: { player: 'example' },
  relationships: {
    player: ref('player', '42'),
    server: ref('server', '42'),
    organization: ref('organization', '42'),
    user: ref('user', '42'),
    banList: ref('banList', '01234567-89ab-cdef-0123-456789abcdef'),
    trigger: ref('trigger', '01234567-89ab-cdef-0123-456789abcdef'),
  },
};

/** A ban as the API really answers: an identifier whose value is private, a note of HTML, no user. */
const RECORDED_BAN = {
  type: 'ban',
  id: '153000001',
  meta: { player: 'Somebody' },
  attributes: {
    id: '153000001',
    uid: 'mEaaaaaaa',
    timestamp: '2025-06-24T13:53:20.549Z',
    reason: 'Reason - Expires: {{expires}}',
    note: '<p>Note <span style="color: var(--header-primary)">text</span></p>',
    identifiers: [
      { id: 500000001, type: 'reforgerUUID', private: true, lastSeen: '2025-06-24T13:37:08.094Z' },
    ],
    expires: null,
    autoAddEnabled: false,
    nativeEnabled: null,
    orgWide: true,
  },
  relationships: {
    server: ref('server', '31000001'),
    organization: ref('organization', '25069'),
    player: ref('player', '1000000001'),
    banList: ref('banList', '9f172ad0-9e97-11ee-a3b7-f9dee4010c6b'),
  },
};

const TIME_ON_SERVER = {
  firstSeen: '2021-03-07T16:02:55.663Z',
  lastSeen: '2021-11-15T14:57:27.224Z',
  timePlayed: 391990,
  online: true,
};

/** A server as it is included with one player, with an address of null and details of its game. */
const INCLUDED_SERVER = {
  type: 'server',
  id: '1000101',
  attributes: {
    id: '1000101',
    name: 'Example',
    address: null,
    ip: '203.0.113.1',
    port: 7787,
    players: 0,
    maxPlayers: 100,
    rank: null,
    location: [29.06, 40.19],
    status: 'a status of tomorrow',
    details: { map: 'Example_v1', mods: [{ id: 1 }], unheardOf: null },
    private: false,
    createdAt: '2020-03-10T09:38:40.908Z',
    updatedAt: '2021-11-15T22:36:05.172Z',
    portQuery: 27165,
    country: 'TR',
    queryStatus: 'timeout',
    rconStatus: 'refused',
    rconLastConnected: '2021-07-09T09:33:54.101Z',
    metadata: { disabledReason: 'Unreachable.', disableLocked: false },
  },
  relationships: { game: ref('game', 'a game of tomorrow') },
  meta: TIME_ON_SERVER,
};

describe('a ban is read', () => {
  it('as the document shows it, bare integers as identifiers by id', async () => {
    const { bm } = await scripted(() => ({ body: { data: DOCUMENTED_BAN, included: [null] } }));
    const { data } = await bm.bans.get({ id: '42' }, MODERATOR);
    expect(data).toMatchObject({
      id: '42',
      meta: { player: 'example' },
      relationships: DOCUMENTED_BAN.relationships,
    });
    expect(data.attributes).toMatchObject({
      expires: '2016-11-05T14:35:51.962Z',
      identifiers: [{ id: 1000 }, { type: 'steamID', identifier: '1111111111111111', manual: true }],
    });
  });

  it('as it is really answered, with its counts and an identifier that is not told', async () => {
    const meta = { active: 464, expired: 0, total: 464 };
    const { bm } = await scripted(() => ({ body: { meta, data: [RECORDED_BAN] } }));
    const page = await bm.bans.list({ include: ['player'] }, MODERATOR);
    expect(page.meta).toEqual(meta);
    expect(page.data[0]?.attributes.identifiers).toEqual(RECORDED_BAN.attributes.identifiers);
    expect(page.data[0]?.attributes.note).toContain('<p>Note');
    expect(page.included.all('player')).toEqual([]);
  });

  it('with relationships and values left out, null or empty', async () => {
    const data = {
      type: 'ban',
      id: 42,
      attributes: { timestamp: '2025-06-24T13:53:20.549Z', identifiers: null, reason: null },
      relationships: { player: {}, server: { data: null } },
      meta: null,
    };
    const { bm } = await scripted(() => ({ body: { data, included: null, meta: null, links: null } }));
    expect((await bm.bans.get({ id: '42' }, MODERATOR)).data).toEqual({
      type: 'ban',
      id: '42',
      attributes: {
        uid: null,
        timestamp: '2025-06-24T13:53:20.549Z',
        reason: '',
        note: null,
        identifiers: [],
        expires: null,
        autoAddEnabled: null,
        nativeEnabled: null,
        orgWide: true,
      },
      relationships: { player: { data: null }, server: { data: null } },
      meta: {},
    });
  });

  it('with null for whatever may be left out', async () => {
    const nothing = { id: null, type: null, identifier: null, manual: null, private: null, lastSeen: null };
    const data = {
      type: 'ban',
      id: '42',
      attributes: {
        timestamp: '2025-06-24T13:53:20.549Z',
        identifiers: [nothing, { id: '7', type: 'steamID' }],
        orgWide: null,
      },
      relationships: { player: null, banList: null },
      meta: { player: null },
    };
    const meta = { active: null, expired: null, total: null };
    const { bm } = await scripted(() => ({ body: { data: [data], meta } }));
    const page = await bm.bans.list({}, MODERATOR);
    expect(page.meta).toEqual({});
    expect(page.data[0]).toMatchObject({ relationships: {}, meta: {} });
    expect(page.data[0]?.attributes).toMatchObject({
      identifiers: [{}, { id: 7, type: 'steamID' }],
      orgWide: true,
    });
  });

  it('but never without its time, which a search for it rests on', async () => {
    const data = [{ type: 'ban', id: '42', attributes: { timestamp: null } }];
    const { bm } = await scripted(() => ({ body: { data } }));
    const error = await failureOf(bm.bans.list({}, MODERATOR));
    expect(error.message).toContain('data[0].attributes.timestamp: expected string, got null');
  });
});

describe('what one server knows of a player is read', () => {
  it.each([
    [
      'from the documented envelope',
      { data: { type: 'playerServerInformation', attributes: TIME_ON_SERVER } },
    ],
    ['from the flat object that occurs', TIME_ON_SERVER],
  ])('%s', async (_name, body) => {
    const { bm } = await scripted(() => ({ body }));
    const { data } = await bm.players.serverInfo({ player: '1', server: '2' }, MODERATOR);
    expect(data.attributes).toEqual(TIME_ON_SERVER);
  });
});

it('errors are no document, not even where bare attributes are one', async () => {
  const { bm } = await scripted(() => ({ body: { errors: [{ title: 'Oops' }] } }));
  const error = await failureOf(bm.players.serverInfo({ player: '1', server: '2' }, MODERATOR));
  expect(error.kind).toBe('schema-mismatch');
});

describe('included resources', () => {
  const player = { type: 'player', id: '1', attributes: { name: 'Somebody' }, relationships: {} };
  const identifier = {
    type: 'identifier',
    id: '500000002',
    attributes: {
      type: 'steamID',
      lastSeen: '2024-01-12T14:50:36.055Z',
      private: true,
      metadata: { profile: {} },
    },
    relationships: {
      player: ref('player', '1'),
      organizations: { data: [{ type: 'organization', id: '8218' }] },
    },
  };
  const unknown = { type: 'typeOfTomorrow', id: '7', attributes: { name: 'warnings', value: 2 } };

  it('are found by type and id; nulls and unknown types are passed over', async () => {
    const namesake = { ...INCLUDED_SERVER, id: '1', meta: undefined };
    const included = [INCLUDED_SERVER, null, unknown, identifier, namesake];
    const { bm } = await scripted(() => ({ body: { data: player, included } }));
    const document = await bm.players.get({ id: '1', include: ['server', 'identifier'] }, MODERATOR);
    expect(document.included.all('server').map(({ id }) => id)).toEqual(['1000101', '1']);
    expect(document.included.get('server', '1000101')?.meta).toEqual(TIME_ON_SERVER);
    expect(document.included.get('server', '1000101')?.attributes).toMatchObject({
      address: null,
      status: 'a status of tomorrow',
      details: { map: 'Example_v1', mods: [{ id: 1 }], unheardOf: null },
      rconActive: null,
    });
    expect(document.included.get('identifier', '500000002')?.attributes).not.toHaveProperty('identifier');
    expect(document.included.get('identifier', '1')).toBeUndefined();
    expect(document.included.get('server', document.data.relationships.server?.data?.id)).toBeUndefined();
  });

  it('are read with null for whatever may be left out, and a removed server without its name', async () => {
    const hidden = { type: 'steamID', identifier: null, private: null, lastSeen: null, metadata: null };
    const removed = { status: 'removed', name: null, private: null, location: [null, null] };
    const included = [
      {
        type: 'identifier',
        id: '1',
        attributes: hidden,
        relationships: { player: null, organizations: null },
      },
      {
        type: 'server',
        id: '2',
        attributes: removed,
        relationships: { game: null },
        meta: { timePlayed: null, online: null, firstSeen: null },
      },
    ];
    const unsure = { ...player, attributes: { name: 'Somebody', private: null, positiveMatch: null } };
    const { bm } = await scripted(() => ({ body: { data: unsure, included } }));
    const document = await bm.players.get({ id: '1', include: ['server', 'identifier'] }, MODERATOR);
    expect(document.data.attributes).toMatchObject({ private: false, positiveMatch: false });
    // Private until it is said otherwise.
    expect(document.included.get('identifier', '1')?.attributes).toEqual({
      type: 'steamID',
      private: true,
      lastSeen: null,
      metadata: null,
    });
    expect(document.included.get('server', '2')).toMatchObject({
      attributes: { name: '(no name)', status: 'removed' },
      relationships: {},
      meta: {},
    });
  });

  it('are the same by whichever relationship one comes to them', async () => {
    const { bm } = await withSimulator();
    const args = { include: ['player', 'server', 'organization', 'user'], page: { size: 100 } } as const;
    const page = await bm.bans.list(args, MODERATOR);
    for (const { relationships, meta } of page.data) {
      expect(page.included.get('player', relationships.player?.data?.id)?.attributes.name).toBe(meta.player);
      expect(page.included.get('organization', relationships.organization?.data?.id)).toBeDefined();
    }
  });
});

describe('sparse fieldsets', () => {
  it('narrow what is read, and the type with it', async () => {
    const { bm, simulator } = await withSimulator();
    const page = await bm.bans.list(
      { fields: { ban: ['uid', 'expires'], player: ['name'] }, include: ['player', 'server'] },
      MODERATOR,
    );
    expect(simulator.requests[0]?.query.get('fields[ban]')).toBe('uid,expires');
    expect(Object.keys(page.data[0]?.attributes ?? {}).toSorted()).toEqual(['expires', 'uid']);
    expect(Object.keys(page.included.all('player')[0]?.attributes ?? {})).toEqual(['name']);
    type Attributes = (typeof page.data)[number]['attributes'];
    expectTypeOf<Attributes>().toEqualTypeOf<Pick<Ban['attributes'], 'uid' | 'expires'>>();
  });

  it('may leave out every attribute', async () => {
    const { bm } = await scripted(() => ({ body: { data: [{ type: 'server', id: '7' }] } }));
    const { data } = await bm.servers.list({ fields: { server: [] } }, MODERATOR);
    expect(data.map(({ id, attributes }) => [id, attributes])).toEqual([['7', {}]]);
  });

  it('know the attributes of their type alone', async () => {
    const { bm } = await withSimulator();
    type Fields = NonNullable<Parameters<typeof bm.bans.get>[0]['fields']>;
    expectTypeOf<NonNullable<Fields['ban']>[number]>().toEqualTypeOf<keyof Ban['attributes']>();
  });
});
