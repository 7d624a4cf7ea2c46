import { describe, expect, it } from 'vitest';
import { clock, saying, simulator } from './harness.ts';

const ATTRIBUTES = {
  uid: 'test00001',
  reason: 'A reason',
  expires: null,
  identifiers: [500000001, { type: 'steamID', identifier: '76561197960265999', manual: true }],
};
const ORGANIZATION = { organization: { data: { type: 'organization', id: '25069' } } };
const ban = (attributes: object = {}, relationships: object = ORGANIZATION) => ({
  data: { type: 'ban', attributes: { ...ATTRIBUTES, ...attributes }, relationships },
});

describe('the simulated API refuses', () => {
  it.each([
    ['/bans?page[size]=101', 'must be <= 100'],
    ['/bans?page[size]=0', 'must be >= 1'],
    ['/bans?page[size]=many', 'must be integer'],
    ['/bans?filter[nonsense]=1', 'must NOT have additional properties'],
    ['/servers/1000101?page[size]=10', 'must NOT have additional properties'],
    ['/bans?filter[expired]=yes', 'must be boolean'],
    ['/bans?filter[player]=somebody', 'must match pattern "\\d+"'],
    ['/bans?include=everything', 'must be equal to one of the allowed values'],
    ['/players?sort=age', 'must be equal to one of the allowed values'],
    ['/players?page[offset]=91', 'must be <= 90'],
    ['/players?filter[after]=yesterday', 'must match format "date-time"'],
  ])('%s', async (target, detail) => {
    const { ask } = await simulator();
    expect(await ask('GET', target)).toMatchObject({ status: 400, json: saying(detail) });
  });

  it.each([
    ['without identifiers', ban({ identifiers: undefined }), "must have required property 'identifiers'"],
    ['without a reason', ban({ reason: undefined }), "must have required property 'reason'"],
    ['without an end', ban({ expires: undefined }), "must have required property 'expires'"],
    ['of nobody', ban({ identifiers: [] }), 'must NOT have fewer than 1 items'],
    ['without organization and server', ban({}, {}), "must have required property 'organization'"],
    ['with a short uid', ban({ uid: 'four' }), 'must NOT have fewer than 5 characters'],
    ['with a long uid', ban({ uid: 'fifteen-letters' }), 'must NOT have more than 14 characters'],
    ['with a long reason', ban({ reason: 'x'.repeat(256) }), 'must NOT have more than 255 characters'],
    ['with an unknown attribute', ban({ colour: 'red' }), 'must NOT have additional properties'],
    ['until whenever', ban({ expires: 'tomorrow' }), 'must match format "date-time"'],
    [
      'with several servers',
      ban({}, { server: { data: [{ type: 'server', id: '1000101' }] } }),
      'must be object',
    ],
    [
      'on a list by its name',
      ban({}, { banList: { data: { type: 'banList', id: 'Community bans' } } }),
      /^must match pattern/,
    ],
    [
      'with an identifier that is not called manual',
      ban({ identifiers: [{ type: 'ip', identifier: '1.2.3.4' }] }),
      "must have required property 'manual'",
    ],
  ])('a ban %s', async (_name, body, detail) => {
    const { sim, ask } = await simulator();
    const before = sim.world.bans.length;
    const answer = await ask('POST', '/bans', { body });
    expect(answer).toMatchObject({
      status: 400,
      json: saying(typeof detail === 'string' ? detail : expect.stringMatching(detail)),
    });
    expect(sim.world.bans).toHaveLength(before);
  });

  it('a ban on somebody else', async () => {
    const { ask } = await simulator();
    const other = { organization: { data: { type: 'organization', id: '1' } } };
    const foreign = { server: { data: { type: 'server', id: '1000104' } } };
    expect((await ask('POST', '/bans', { body: ban({}, other) })).status).toBe(403);
    expect((await ask('POST', '/bans', { body: ban({}, foreign) })).status).toBe(403);
  });

  it('more than a hundred identifiers at once', async () => {
    const { ask } = await simulator();
    const one = { type: 'identifier', attributes: { type: 'name', identifier: 'x' } };
    const answer = (n: number) =>
      ask('POST', '/players/match', { body: { data: Array.from({ length: n }, () => one) } });
    expect((await answer(100)).status).toBe(200);
    expect(await answer(101)).toMatchObject({
      status: 400,
      json: saying('must NOT have more than 100 items'),
    });
  });
});

describe('a ban of the simulated API', () => {
  it('holds in the whole organization unless it says otherwise', async () => {
    const { ask } = await simulator();
    const server = { server: { data: { type: 'server', id: '1000101' } } };
    const wide = await ask('POST', '/bans', { body: ban({}, server) });
    expect(wide).toMatchObject({ status: 201, json: { data: { attributes: { orgWide: true } } } });
    const narrow = await ask('POST', '/bans', { body: ban({ orgWide: false }, server) });
    expect(narrow.json).toMatchObject({ data: { attributes: { orgWide: false } } });
  });

  it('comes back with its templates, its note as HTML, its list and its player', async () => {
    const { sim, ask } = await simulator();
    const answer = await ask('POST', '/bans', {
      body: ban({ reason: '{{duration}} left', note: '<b> & "c"' }),
    });
    expect(answer.json).toMatchObject({
      data: {
        type: 'ban',
        attributes: {
          uid: 'test00001',
          reason: '{{duration}} left',
          note: '<p>&lt;b&gt; &amp; "c"</p>',
          identifiers: [
            { id: 500000001, type: 'steamID', identifier: '76561197960270728', private: true },
            { type: 'steamID', identifier: '76561197960265999', manual: true },
          ],
        },
        relationships: {
          player: { data: { type: 'player', id: '1000000001' } },
          banList: { data: { id: sim.world.banLists[0]?.id } },
        },
        meta: { player: 'Grey Falcon' },
      },
    });
  });

  it('is in the list at once, and in the search only later', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now, searchLagMs: 5_000 });
    await ask('POST', '/bans', { body: ban() });
    const listed = await ask(
      'GET',
      '/bans?filter[organization]=25069&filter[expired]=true&sort=-timestamp&page[size]=1',
    );
    expect(listed.json).toMatchObject({ data: [{ attributes: { uid: 'test00001' } }] });
    const search = () => ask('GET', '/bans?filter[search]=test00001');
    advance(4_999);
    expect((await search()).json).toMatchObject({ data: [] });
    advance(1);
    expect((await search()).json).toMatchObject({ data: [{ attributes: { uid: 'test00001' } }] });
  });

  it('is hidden once it has expired, unless expired ones are asked for', async () => {
    const { now } = clock();
    const { sim, ask } = await simulator({ now });
    const active = sim.world.bans.filter(({ expires }) => expires === null || expires > now()).length;
    const total = sim.world.bans.length;
    expect(active).toBeGreaterThan(0);
    expect(total).toBeGreaterThan(active);
    expect((await ask('GET', '/bans')).json).toMatchObject({ meta: { active, expired: 0, total: active } });
    expect((await ask('GET', '/bans?filter[expired]=true')).json).toMatchObject({
      meta: { active, expired: total - active, total },
    });
    const [first] = sim.world.bans.filter(({ expires }) => expires === null);
    const ended = { data: { type: 'ban', attributes: { expires: new Date(now()).toISOString() } } };
    expect((await ask('PATCH', `/bans/${first?.id}`, { body: ended })).status).toBe(200);
    expect((await ask('GET', '/bans')).json).toMatchObject({ meta: { active: active - 1 } });
  });

  it('is changed in part, or not at all', async () => {
    const { sim, ask } = await simulator();
    const [first] = sim.world.bans;
    const { reason, identifiers } = { ...first };
    const change = (attributes: object) =>
      ask('PATCH', `/bans/${first?.id}`, { body: { data: { type: 'ban', attributes } } });
    expect((await change({ note: 'New', reason: '' })).status).toBe(400);
    expect(sim.world.bans[0]?.note).not.toBe('New');
    expect((await change({ note: 'New' })).status).toBe(200);
    expect(sim.world.bans[0]).toMatchObject({ note: 'New', reason, identifiers });
  });

  it('is gone without a body once deleted', async () => {
    const { ask } = await simulator();
    const deleted = await ask('DELETE', '/bans/150000040');
    expect(deleted).toMatchObject({ status: 204, text: '' });
    expect(deleted.headers.get('content-type')).toBeNull();
    expect((await ask('DELETE', '/bans/150000040')).status).toBe(404);
    expect((await ask('GET', '/bans/150000040')).status).toBe(404);
  });

  it('cannot be read with its list included', async () => {
    const { ask } = await simulator();
    expect((await ask('GET', '/bans/150000040?include=banList')).status).toBe(500);
    expect((await ask('GET', '/bans/150000040?include=player')).status).toBe(200);
  });
});

describe('a page of the simulated API', () => {
  it('links to the next one by an absolute, encoded link that keeps the filters', async () => {
    const { sim, ask } = await simulator();
    const { json } = await ask('GET', '/bans?filter[expired]=true&page[size]=30');
    const next: unknown = Object(json).links.next;
    expect(next).toMatch(
      new RegExp(
        `^${sim.url}/bans\\?filter%5Bexpired%5D=true&page%5Bsize%5D=30&page%5Bkey%5D=[^,]+%2C\\d+&page%5Brel%5D=next$`,
      ),
    );
    const last = await ask('GET', String(next).slice(sim.url.length));
    expect(last.json).toMatchObject({ data: { length: 10 }, links: { prev: expect.any(String) } });
    expect(last.json).not.toHaveProperty('links.next');
  });
});

describe('flags of the simulated API', () => {
  it('are assigned once, and stay in the list when they were taken away', async () => {
    const { sim, ask } = await simulator();
    const id = sim.world.flags[0]?.id ?? '';
    const path = '/players/1000000001/relationships/flags';
    const body = { data: [{ type: 'playerFlag', id }] };
    expect(await ask('POST', path, { body })).toMatchObject({
      status: 201,
      json: { data: [{ id: `1000000001:${id}`, attributes: { removedAt: null } }] },
    });
    expect((await ask('POST', path, { body })).status).toBe(409);
    expect((await ask('DELETE', `${path}/${id}`)).status).toBe(200);
    expect(await ask('DELETE', `${path}/${id}`)).toMatchObject({
      status: 400,
      json: saying('Flag is already removed'),
    });
    expect((await ask('GET', path)).json).toMatchObject({
      data: [{ attributes: { removedAt: expect.any(String) } }],
    });
    expect((await ask('POST', path, { body })).status).toBe(201);
    expect((await ask('GET', path)).json).toMatchObject({ data: { length: 1 } });
  });

  it('can be left without the personal ones', async () => {
    const { ask } = await simulator();
    const count = async (query: string) =>
      Object((await ask('GET', `/player-flags${query}`)).json).data.length;
    expect(await count('')).toBe(5);
    expect(await count('?filter[personal]=false')).toBe(4);
  });
});

describe('players of the simulated API', () => {
  it('are the whole world by default, and those seen on own servers on request', async () => {
    const { ask } = await simulator();
    const named = async (query: string): Promise<number> =>
      Object((await ask('GET', `/players?page[size]=100&${query}`)).json).data.length;
    expect(await named('')).toBeGreaterThan(await named('filter[public]=false'));
    expect(await named('filter[public]=false&filter[servers]=1000104')).toBe(0);
    expect(await named('filter[servers]=1000104')).toBeGreaterThan(0);
  });

  it('are found by any part of a name, in any case', async () => {
    const { ask } = await simulator();
    const { json } = await ask('GET', '/players?filter[search]=FALC&filter[public]=false');
    expect(JSON.stringify(json)).toContain('Grey Falcon');
    expect(JSON.stringify(json)).not.toContain('Badger');
  });
});
