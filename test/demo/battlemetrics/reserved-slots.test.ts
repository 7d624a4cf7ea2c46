import { describe, expect, it } from 'vitest';
import { clock, saying, simulator } from './harness.ts';

const HOUR = 3_600_000;
const PLAYER = '1000000040';
const one = (type: string, id: string) => ({ data: { type, id } });
const servers = (...ids: string[]) => ({ data: ids.map((id) => ({ type: 'server', id })) });
const RELATIONSHIPS = {
  player: one('player', PLAYER),
  organization: one('organization', '25069'),
  servers: servers('1000101'),
  user: one('user', '900001'),
};
const ATTRIBUTES = {
  expires: null,
  identifiers: [500000391, { type: 'steamID', identifier: '76561197960265999', manual: true }],
};
const slot = (attributes: object = {}, relationships: object = {}, more: object = {}) => ({
  body: {
    data: {
      type: 'reservedSlot',
      ...more,
      attributes: { ...ATTRIBUTES, ...attributes },
      relationships: { ...RELATIONSHIPS, ...relationships },
    },
  },
});

describe('a reserved slot', () => {
  it('comes back as it was made, with its meta', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now });
    const meta = { squawk: 'action-1', invoice: '7' };
    const expires = '2030-01-01T00:00:00.000Z';
    const made = await ask('POST', '/reserved-slots', slot({ expires }, {}, { meta }));
    expect(made).toMatchObject({
      status: 201,
      json: {
        data: {
          type: 'reservedSlot',
          id: expect.stringMatching(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/),
          meta,
          attributes: {
            createdAt: new Date(now()).toISOString(),
            expires,
            identifiers: [{ id: 500000391 }, { type: 'steamID', manual: true }],
          },
          relationships: RELATIONSHIPS,
        },
      },
    });
    const { id } = Object(made.json).data;
    const read = await ask('GET', `/reserved-slots/${id}?include=player,server,user,playerIdentifiers`);
    expect(read.json).toMatchObject(Object(made.json));
    const types = Object(read.json).included.map(({ type }: { type: string }) => type);
    expect(new Set(types)).toEqual(new Set(['user', 'player', 'server', 'identifier']));
  });

  it('is changed in part, its meta as a whole, and answered without an envelope', async () => {
    const { ask } = await simulator();
    const made = await ask('POST', '/reserved-slots', slot({}, {}, { meta: { a: '1', b: '2' } }));
    const { id } = Object(made.json).data;
    const change = (more: object) => ({ body: { data: { type: 'reservedSlot', id, ...more } } });
    const refused = await ask(
      'PATCH',
      `/reserved-slots/${id}`,
      change({ meta: { a: '3' }, attributes: { expires: 1 } }),
    );
    expect(refused.status).toBe(400);
    const kept = await ask('PATCH', `/reserved-slots/${id}`, change({ attributes: { expires: null } }));
    expect(kept).toMatchObject({ status: 200, json: { type: 'reservedSlot', meta: { a: '1', b: '2' } } });
    const changed = await ask(
      'PATCH',
      `/reserved-slots/${id}`,
      change({ meta: { c: '3' }, relationships: { servers: { data: null } } }),
    );
    expect(changed.json).toMatchObject({ id, relationships: { servers: { data: null } } });
    expect(Object(changed.json).meta).toEqual({ c: '3' });
  });

  it('is gone once deleted', async () => {
    const { ask } = await simulator();
    const { id } = Object((await ask('POST', '/reserved-slots', slot())).json).data;
    expect(await ask('DELETE', `/reserved-slots/${id}`)).toMatchObject({ status: 204, text: '' });
    for (const method of ['GET', 'DELETE']) {
      expect((await ask(method, `/reserved-slots/${id}`)).status).toBe(404);
    }
  });

  it('is found by player, organization and server, and by search later', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now, searchLagMs: 5_000 });
    const reserve = async (relationships: object): Promise<string> => {
      advance(1);
      return Object((await ask('POST', '/reserved-slots', slot({}, relationships))).json).data.id;
    };
    const first = await reserve({});
    const second = await reserve({ player: one('player', '1000000001'), servers: servers('1000102') });
    const everywhere = await reserve({ servers: { data: null } });
    const found = async (query: string): Promise<string[]> =>
      Object((await ask('GET', `/reserved-slots${query}`)).json).data.map(({ id }: { id: string }) => id);
    expect(await found('')).toEqual([everywhere, second, first]);
    expect(await found('?sort=createdAt&page[size]=2')).toEqual([first, second]);
    expect(await found(`?filter[player]=${PLAYER}`)).toEqual([everywhere, first]);
    expect(await found('?filter[server]=1000102')).toEqual([everywhere, second]);
    expect(await found('?filter[organization]=1')).toEqual([]);
    expect(await found('?filter[search]=grey')).toEqual([]);
    advance(5_000);
    expect(await found('?filter[search]=grey falcon')).toEqual([second]);
  });

  it.each([false, true])(
    'is hidden once it has expired, unless those are asked for (them alone: %s)',
    async (alone) => {
      const { now, advance } = clock();
      const { sim, ask } = await simulator({ now });
      sim.world.expiredAlone = alone;
      await ask('POST', '/reserved-slots', slot({ expires: new Date(now() + HOUR).toISOString() }));
      await ask('POST', '/reserved-slots', slot());
      advance(HOUR);
      const count = async (query: string) =>
        Object((await ask('GET', `/reserved-slots${query}`)).json).data.length;
      expect(await count('')).toBe(1);
      expect(await count('?filter[expired]=false')).toBe(1);
      expect(await count('?filter[expired]=true')).toBe(alone ? 1 : 2);
    },
  );

  it.each([
    ['without its end', slot({ expires: undefined }), "must have required property 'expires'"],
    ['without identifiers', slot({ identifiers: undefined }), "must have required property 'identifiers'"],
    ['of nobody', slot({ identifiers: [] }), 'must NOT have fewer than 1 items'],
    ['without a user', slot({}, { user: undefined }), "must have required property 'user'"],
    ['without servers', slot({}, { servers: undefined }), "must have required property 'servers'"],
    ['on one server that is no list', slot({}, { servers: one('server', '1000101') }), 'must be array'],
    ['with a meta of numbers', slot({}, {}, { meta: { a: 1 } }), 'must be string'],
    ['with a meta of a list', slot({}, {}, { meta: [] }), 'must be object'],
    ['with an unknown attribute', slot({ vip: true }), 'must NOT have additional properties'],
  ])('%s is refused', async (_name, options, detail) => {
    const { sim, ask } = await simulator();
    expect(await ask('POST', '/reserved-slots', options)).toMatchObject({
      status: 400,
      json: saying(detail),
    });
    expect(sim.world.reservedSlots).toEqual([]);
  });

  it.each([
    ['another organization', { organization: one('organization', '1') }, 403],
    ['somebody else’s server', { servers: servers('1000101', '1000104') }, 403],
    ['another user', { user: one('user', '900002') }, 403],
    ['a player who is not there', { player: one('player', '1') }, 404],
  ])('for %s is refused', async (_name, relationships, status) => {
    const { sim, ask } = await simulator();
    expect((await ask('POST', '/reserved-slots', slot({}, relationships))).status).toBe(status);
    expect(sim.world.reservedSlots).toEqual([]);
  });

  it('takes the scope of each, and is answered by nothing for who may not read', async () => {
    const { ask } = await simulator({ tokens: [{ token: 'writer', scopes: ['reserved-slot:create'] }] });
    const writer = { token: 'writer' };
    expect(await ask('POST', '/reserved-slots', { ...writer, ...slot() })).toMatchObject({
      status: 201,
      text: '',
    });
    expect((await ask('GET', '/reserved-slots', writer)).status).toBe(403);
    expect((await ask('DELETE', '/reserved-slots/1', writer)).status).toBe(403);
  });
});
