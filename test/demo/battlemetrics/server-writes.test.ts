import { describe, expect, it } from 'vitest';
import { idsOf } from './answers.ts';
import { saying, simulator } from './harness.ts';

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
