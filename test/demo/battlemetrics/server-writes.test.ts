import { describe, expect, it } from 'vitest';
import { idsOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const GAME = { game: { data: { type: 'game', id: 'rust' } } };
const ORGANIZATION = { organization: { data: { type: 'organization', id: '25069' } } };
const ADDRESS = { ip: '203.0.113.77', port: 28_015, portQuery: 28_017 };
const RCON = { portRCON: 28_016, rconPassword: 'correct horse' };

const create = (attributes: object = {}, relationships: object = GAME) => ({
  data: { type: 'server', attributes: { ...ADDRESS, ...attributes }, relationships },
});
const change = (attributes: object, relationships?: object) => ({
  data: { type: 'server', id: '1000101', attributes, ...(relationships && { relationships }) },
});
const rconOf = (id: string) =>
  `/servers/${id}?fields[server]=rconActive,rconStatus,rconDisconnected,metadata`;

describe('a server added to the simulated API', () => {
  it('is listed, shown and counted among the servers of its game', async () => {
    const { ask } = await simulator();
    const before = await ask('GET', '/games/rust?fields[game]=servers');
    const answer = await ask('POST', '/servers', {
      body: create({ ...RCON, metadata: { clientPerf: true } }),
    });
    expect(answer).toMatchObject({
      status: 201,
      json: {
        data: {
          type: 'server',
          attributes: { ...ADDRESS, rank: null, rconActive: true, rconStatus: 'connected' },
          relationships: { ...GAME, ...ORGANIZATION },
        },
      },
    });
    expect(answer.text).not.toContain(RCON.rconPassword);
    const [id] = idsOf(await ask('GET', '/servers?filter[search]=203.0.113.77'));
    expect(answer.json).toHaveProperty('data.id', id);
    expect((await ask('GET', `/servers/${id}`)).json).toMatchObject({
      data: { attributes: { metadata: { clientPerf: true } } },
    });
    const after = await ask('GET', '/games/rust?fields[game]=servers');
    expect(after.text).not.toBe(before.text);
  });

  it("is nobody's without RCON, until somebody connects to it", async () => {
    const { ask } = await simulator();
    await ask('POST', '/servers', { body: create() });
    const [id = ''] = idsOf(await ask('GET', '/servers?filter[search]=203.0.113.77'));
    expect((await ask('PATCH', `/servers/${id}`, { body: { data: { type: 'server', id } } })).status).toBe(
      403,
    );
    const body = { data: { type: 'server', id, attributes: RCON, relationships: ORGANIZATION } };
    expect(await ask('POST', `/servers/${id}/rcon`, { body })).toMatchObject({ status: 204, text: '' });
    expect((await ask('GET', rconOf(id))).json).toMatchObject({
      data: { attributes: { rconStatus: 'connected' }, relationships: ORGANIZATION },
    });
  });

  it('joins the group that it is said to belong to', async () => {
    const { ask, sim } = await simulator();
    const [group] = sim.world.serverRecords?.groups ?? [];
    const serverGroup = { data: { type: 'serverGroup', id: group?.id }, meta: { leader: true } };
    await ask('POST', '/servers', { body: create({}, { ...GAME, serverGroup }) });
    expect(idsOf(await ask('GET', `/servers?filter[groups]=${group?.id}`))).toHaveLength(3);
  });

  it.each([
    ['without an address', create({ ip: undefined }), "must have required property 'ip'"],
    ['without a query port', create({ portQuery: undefined }), "must have required property 'portQuery'"],
    ['without a game', create({}, {}), "must have required property 'game'"],
    ['of an unknown game', create({}, { game: { data: { type: 'game', id: 'chess' } } }), 'Unknown game'],
    ['at no address', create({ ip: 'example.invalid' }), 'must match format "ipv4"'],
    ['at a port too high', create({ port: 65_536 }), 'must be <= 65535'],
    ['with a name', create({ name: 'x' }), 'must NOT have additional properties'],
    ['with a password alone', create({ rconPassword: 'x' }), "must have required property 'portRCON'"],
    ['with settings alone', create({ metadata: {} }), "must have required property 'portRCON'"],
    [
      'with an empty password',
      create({ ...RCON, rconPassword: '' }),
      'must NOT have fewer than 1 characters',
    ],
    ['with a low RCON port', create({ ...RCON, portRCON: 9 }), 'must be >= 10'],
    [
      'with an unknown setting',
      create({ ...RCON, metadata: { x: 1 } }),
      'must NOT have additional properties',
    ],
    [
      'with a connection of no known type',
      create({ ...RCON, metadata: { connectionType: 'telnet' } }),
      'must be equal to one of the allowed values',
    ],
    [
      'with an interval too short',
      create({ ...RCON, metadata: { hllPlayerListInterval: 59 } }),
      'must be >= 60',
    ],
  ])('is refused %s', async (_name, body, detail) => {
    const { ask, sim } = await simulator();
    const before = sim.world.servers.length;
    expect(await ask('POST', '/servers', { body })).toMatchObject({ status: 400, json: saying(detail) });
    expect(sim.world.servers).toHaveLength(before);
  });

  it("is refused for an organization that is not the token's", async () => {
    const { ask } = await simulator();
    const organization = { data: { type: 'organization', id: '1' } };
    expect((await ask('POST', '/servers', { body: create({}, { ...GAME, organization }) })).status).toBe(403);
  });
});

describe('a server changed by the simulated API', () => {
  it('shows its new address, default list and settings', async () => {
    const { ask, sim } = await simulator();
    const [list] = sim.world.banLists;
    const defaultBanList = { data: { type: 'banList', id: list?.id } };
    const attributes = {
      ...ADDRESS,
      address: 'play.example.invalid',
      ...RCON,
      metadata: { reservedSlots: 3 },
    };
    const answer = await ask('PATCH', '/servers/1000101', { body: change(attributes, { defaultBanList }) });
    expect(answer.status).toBe(200);
    const { json } = await ask('GET', '/servers/1000101');
    expect(json).toMatchObject({
      data: {
        attributes: { ...ADDRESS, address: 'play.example.invalid', metadata: { reservedSlots: 3 } },
        relationships: { defaultBanList },
      },
    });
    expect(answer.json).toHaveProperty('data.attributes.port', 28_015);
    const none = change({}, { defaultBanList: { data: null } });
    await ask('PATCH', '/servers/1000101', { body: none });
    expect((await ask('GET', '/servers/1000101')).json).not.toHaveProperty(
      'data.relationships.defaultBanList',
    );
  });

  it.each([
    ['an address without ports', { ip: ADDRESS.ip }, "must have required property 'port'"],
    ['ports without an address', { port: 1, portQuery: 2 }, "must have required property 'ip'"],
    ['a port without the query port', { address: null, port: 1 }, "must have required property 'portQuery'"],
    ['an RCON port alone', { portRCON: 28_016 }, "must have required property 'rconPassword'"],
    [
      'settings without the password',
      { portRCON: 99, metadata: {} },
      "must have required property 'rconPassword'",
    ],
    ['a name', { name: 'x' }, 'must NOT have additional properties'],
  ])('is refused %s', async (_name, attributes, detail) => {
    const { ask } = await simulator();
    const before = await ask('GET', '/servers/1000101?fields[server]=ip,port,address');
    expect(await ask('PATCH', '/servers/1000101', { body: change(attributes) })).toMatchObject({
      status: 400,
      json: saying(detail),
    });
    expect((await ask('GET', '/servers/1000101?fields[server]=ip,port,address')).text).toBe(before.text);
  });

  it("may neither be made private nor be somebody else's", async () => {
    const { ask } = await simulator();
    const forced = await ask('PATCH', '/servers/1000101', { body: change({ private: true }) });
    expect(forced.status).toBe(403);
    const foreign = { data: { type: 'server', id: '1000104' } };
    expect((await ask('PATCH', '/servers/1000104', { body: foreign })).status).toBe(403);
    expect((await ask('PATCH', '/servers/1', { body: foreign })).status).toBe(404);
  });
});

describe('the RCON connection of a simulated server', () => {
  const say = {
    body: { data: { type: 'rconCommand', attributes: { command: 'raw', options: { raw: 'say hello' } } } },
  };

  it('is cut until it is made again, and takes no commands meanwhile', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now });
    const cut = await ask('DELETE', '/servers/1000101/rcon/disconnect');
    expect(cut).toMatchObject({ status: 204, text: '' });
    expect(cut.headers.get('content-type')).toBeNull();
    expect((await ask('GET', rconOf('1000101'))).json).toHaveProperty('data.attributes', {
      rconActive: false,
      rconStatus: 'disconnected',
      rconDisconnected: new Date(now()).toISOString(),
    });
    expect((await ask('POST', '/servers/1000101/command', say)).status).toBe(400);
    expect((await ask('DELETE', '/servers/1000101/rcon/connect')).status).toBe(204);
    expect((await ask('GET', rconOf('1000101'))).json).toMatchObject({
      data: { attributes: { rconActive: true, rconStatus: 'connected' } },
    });
    expect((await ask('POST', '/servers/1000101/command', say)).status).toBe(200);
  });

  it('times out with a server that is down', async () => {
    const { ask } = await simulator();
    await ask('DELETE', '/servers/1000103/rcon/connect');
    expect((await ask('GET', rconOf('1000103'))).json).toMatchObject({
      data: { attributes: { rconActive: true, rconStatus: 'timeout' } },
    });
  });

  it('ends for good with the control of the server', async () => {
    const { ask } = await simulator();
    expect((await ask('DELETE', '/servers/1000101/rcon')).status).toBe(204);
    const { json } = await ask('GET', '/servers/1000101');
    expect(json).toMatchObject({ data: { attributes: { rconActive: false } } });
    expect(json).not.toHaveProperty('data.relationships.organization');
    expect(idsOf(await ask('GET', '/servers?filter[rcon]=true'))).not.toContain('1000101');
    expect((await ask('DELETE', '/servers/1000101/rcon')).status).toBe(403);
  });

  it('can not be made where it is locked', async () => {
    const { ask } = await simulator();
    const metadata = { disableLocked: true, disabledReason: null };
    await ask('PATCH', '/servers/1000101', { body: change({ ...RCON, metadata }) });
    expect((await ask('DELETE', '/servers/1000101/rcon/connect')).status).toBe(403);
  });

  it.each(['rcon', 'rcon/disconnect', 'rcon/connect'])(
    'is not for others to end or make: DELETE %s',
    async (path) => {
      const { ask } = await simulator();
      expect((await ask('DELETE', `/servers/1000104/${path}`)).status).toBe(403);
      expect((await ask('DELETE', `/servers/1/${path}`)).status).toBe(404);
    },
  );

  it('is set up with port, password and organization, on servers of nobody else', async () => {
    const { ask } = await simulator();
    const body = (id: string, attributes: object = RCON, relationships: object = ORGANIZATION) => ({
      body: { data: { type: 'server', id, attributes, relationships } },
    });
    const enable = (id: string, ...rest: readonly object[]) =>
      ask('POST', `/servers/${id}/rcon`, body(id, ...rest));
    expect(await enable('1000101', { portRCON: 28_016 })).toMatchObject({
      status: 400,
      json: saying("must have required property 'rconPassword'"),
    });
    expect(await enable('1000101', RCON, {})).toMatchObject({
      status: 400,
      json: saying("must have required property 'organization'"),
    });
    expect(await enable('1000101', { ...RCON, ip: '203.0.113.1' })).toMatchObject({ status: 400 });
    expect((await enable('1000104')).status).toBe(403);
    await ask('DELETE', '/servers/1000101/rcon');
    expect((await enable('1000101')).status).toBe(204);
    expect((await ask('GET', rconOf('1000101'))).json).toMatchObject({
      data: { attributes: { rconActive: true, rconStatus: 'connected' } },
    });
  });
});

describe('a simulated server asked at once', () => {
  it('comes back bare, once in thirty seconds', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now });
    const force = (id: string) => ask('POST', `/servers/${id}/force-update`);
    expect(await force('1000101')).toMatchObject({
      status: 202,
      json: { type: 'server', id: '1000101', attributes: { players: 87 } },
    });
    advance(29_000);
    const refused = await force('1000101');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await force('1000102')).status).toBe(202);
    advance(1_000);
    expect((await force('1000101')).status).toBe(202);
  });

  it('is asked ten times in five minutes, whichever it is', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now });
    for (let n = 0; n < 10; n += 1) {
      expect((await ask('POST', '/servers/1000101/force-update')).status).toBe(202);
      advance(30_000);
    }
    // The first of them is 300 s ago now; a moment before it still counts.
    advance(-1);
    expect((await ask('POST', '/servers/1000103/force-update')).status).toBe(429);
    advance(1);
    expect((await ask('POST', '/servers/1000103/force-update')).status).toBe(202);
  });

  it("is not somebody else's", async () => {
    const { ask } = await simulator();
    expect((await ask('POST', '/servers/1000104/force-update')).status).toBe(403);
    expect((await ask('POST', '/servers/1/force-update')).status).toBe(404);
  });
});
