import { describe, expect, it } from 'vitest';
import { clock, saying, simulator } from './harness.ts';

const ORGANIZATION = { organization: { data: { type: 'organization', id: '25069' } } };
const ban = (uid: string, attributes: object = {}, relationships: object = ORGANIZATION) => ({
  type: 'ban',
  attributes: {
    uid,
    reason: 'From a list',
    expires: null,
    identifiers: [{ type: 'steamID', identifier: '76561197960265999', manual: true }],
    ...attributes,
  },
  relationships,
});
const file = (bans: readonly object[]) => ({ body: { data: bans } });

describe('an import of bans', () => {
  it('makes each of them, which the list shows at once and the search later', async () => {
    const { now, advance } = clock();
    const { sim, ask } = await simulator({ now, searchLagMs: 5_000 });
    const before = sim.world.bans.length;
    const answer = await ask('POST', '/bans/import', file([ban('list0001'), ban('list0002')]));
    expect(answer).toMatchObject({
      status: 201,
      json: { data: [{ attributes: { uid: 'list0001' } }, { attributes: { uid: 'list0002' } }] },
    });
    expect(sim.world.bans).toHaveLength(before + 2);
    const uids = async (query: string) =>
      Object((await ask('GET', `/bans?page[size]=2&${query}`)).json).data.map(
        ({ attributes }: { attributes: { uid: string } }) => attributes.uid,
      );
    expect(await uids('sort=-timestamp')).toEqual(['list0002', 'list0001']);
    expect(await uids('filter[search]=list000')).toEqual([]);
    advance(5_000);
    expect(await uids('filter[search]=list000')).toEqual(['list0002', 'list0001']);
  });

  it('of one ban is answered without an envelope, as the document shows', async () => {
    const { ask } = await simulator();
    const answer = await ask('POST', '/bans/import', file([ban('list0001')]));
    expect(answer).toMatchObject({ status: 201, json: { type: 'ban', attributes: { uid: 'list0001' } } });
  });

  it('holds in the whole organization where it does not say otherwise', async () => {
    const { sim, ask } = await simulator();
    await ask('POST', '/bans/import', file([ban('list0001'), ban('list0002', { orgWide: false })]));
    expect(sim.world.bans.slice(-2).map(({ orgWide }) => orgWide)).toEqual([true, false]);
  });

  it('is answered by nothing for a token that may not read bans', async () => {
    const { sim, ask } = await simulator({ tokens: [{ token: 'writer', scopes: ['ban:import'] }] });
    const answer = await ask('POST', '/bans/import', { token: 'writer', ...file([ban('list0001')]) });
    expect(answer).toMatchObject({ status: 201, text: '' });
    expect(sim.world.bans.at(-1)?.uid).toBe('list0001');
  });

  it.each([
    ['without a reason', ban('list0002', { reason: undefined }), "must have required property 'reason'"],
    ['with an unknown attribute', ban('list0002', { colour: 'red' }), 'must NOT have additional properties'],
    [
      'with a long reason',
      ban('list0002', { reason: 'x'.repeat(256) }),
      'must NOT have more than 255 characters',
    ],
    ['with a short uid', ban('four'), 'must NOT have fewer than 5 characters'],
    ['of another type', { ...ban('list0002'), type: 'player' }, 'must be equal to one of the allowed values'],
  ])('makes none of them where there is one %s', async (_name, bad, detail) => {
    const { sim, ask } = await simulator();
    const before = sim.world.bans.length;
    const answer = await ask('POST', '/bans/import', file([ban('list0001'), bad]));
    expect(answer).toMatchObject({ status: 400, json: saying(detail) });
    expect(answer.text).toContain('/data/1');
    expect(sim.world.bans).toHaveLength(before);
  });

  it('is refused where it is no list, hits others, or lacks its scope', async () => {
    const tokens = [
      { token: 'simulator-token', scopes: ['ban'] },
      { token: 'reader', scopes: ['ban:read', 'ban:create'] },
    ];
    const { ask } = await simulator({ tokens });
    const single = await ask('POST', '/bans/import', { body: { data: ban('list0001') } });
    expect(single).toMatchObject({ status: 400, json: saying('must be array') });
    const foreign = { server: { data: { type: 'server', id: '1000104' } } };
    const others = await ask('POST', '/bans/import', file([ban('list0001', {}, foreign)]));
    expect(others.status).toBe(403);
    const barred = await ask('POST', '/bans/import', { token: 'reader', ...file([ban('list0001')]) });
    expect(barred.status).toBe(403);
  });
});

describe('an export of bans', () => {
  const exported = (format: string, more = '') => `/bans/export?format=${encodeURIComponent(format)}${more}`;

  it('is text: for BattlEye GUIDs and addresses of bans that hold', async () => {
    const { sim, ask } = await simulator();
    const [player] = sim.world.players;
    const guid = player?.identifiers.find(({ type }) => type === 'BEGUID')?.identifier;
    sim.world.bans.splice(0);
    const known = player?.identifiers.map(({ id }) => Number(id)) ?? [];
    sim.life.banOutside({ uid: 'forgood', identifiers: known });
    sim.life.banOutside({
      uid: 'fortime',
      identifiers: [{ type: 'ip', identifier: '192.0.2.99' }],
      expires: 4e12,
    });
    sim.life.banOutside({ uid: 'isover', identifiers: known, expires: 1 });
    for (const format of ['arma2/bans.txt', 'arma3/bans.txt']) {
      const answer = await ask('GET', exported(format), { parse: false });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(answer.text).toBe(`${guid} -1 forgood\n192.0.2.1 -1 forgood\n192.0.2.99 4000000000 fortime\n`);
    }
  });

  it.each([
    ['squad/Bans.cfg', '76561197960270728:0 // forgood\n'],
    ['ark/banlist.txt', '76561197960270728\n'],
    ['rust/bans.cfg', 'banid 76561197960270728 "unnamed" "forgood" -1\n'],
    ['rust/bansip_SERVER.ini', '192.0.2.1\n'],
  ])('for %s has what that knows', async (format, text) => {
    const { sim, ask } = await simulator();
    sim.world.bans.splice(0);
    const identifiers = sim.world.players[0]?.identifiers.map(({ id }) => Number(id)) ?? [];
    sim.life.banOutside({ uid: 'forgood', identifiers });
    expect((await ask('GET', exported(format), { parse: false })).text).toBe(text);
  });

  it('of a server has the bans that hold there', async () => {
    const { sim, ask } = await simulator();
    sim.world.bans.splice(0);
    const on = (serverId: string, identifier: string) =>
      sim.life.banOutside({ orgWide: false, serverId, identifiers: [{ type: 'steamID', identifier }] });
    on('1000101', 'a');
    on('1000102', 'b');
    const answer = await ask('GET', exported('ark/banlist.txt', '&filter[server]=1000102'), { parse: false });
    expect(answer.text).toBe('b\n');
  });

  it('is refused without a format that there is, of others, and without its scope', async () => {
    const tokens = [
      { token: 'simulator-token', scopes: ['ban'] },
      { token: 'reader', scopes: ['ban:read'] },
    ];
    const { ask } = await simulator({ tokens });
    expect(await ask('GET', '/bans/export')).toMatchObject({
      status: 400,
      json: saying("must have required property 'format'"),
    });
    expect((await ask('GET', exported('doom/bans.txt'))).status).toBe(400);
    expect((await ask('GET', exported('ark/banlist.txt', '&filter[server]=first'))).status).toBe(400);
    expect((await ask('GET', exported('ark/banlist.txt', '&filter[organization]=1'))).status).toBe(403);
    expect((await ask('GET', exported('ark/banlist.txt'), { token: 'reader' })).status).toBe(403);
  });
});
