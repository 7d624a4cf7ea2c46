import { describe, expect, it } from 'vitest';
import { type Ask, clock, saying, simulator } from './harness.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const OWN = { organization: { data: { type: 'organization', id: '25069' } } };
const STEAM_ID = { type: 'steamID', identifier: '76561197960265999' };

/** Bans a Steam ID, an address and a known BattlEye GUID. */
async function ban(ask: Ask, attributes: object, relationships: object = OWN): Promise<string> {
  const data = {
    type: 'ban',
    attributes: {
      reason: 'Cheating',
      expires: null,
      identifiers: [
        { ...STEAM_ID, manual: true },
        { type: 'ip', identifier: '192.0.2.77', manual: true },
        500000002,
      ],
      nativeEnabled: true,
      ...attributes,
    },
    relationships,
  };
  const made = await ask('POST', '/bans', { body: { data } });
  expect(made.status).toBe(201);
  return Object(made.json).data.id;
}

interface Native {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships: { readonly server: { readonly data: { readonly id: string } } };
}

async function natives(ask: Ask, query: string): Promise<readonly Native[]> {
  return Object((await ask('GET', `/bans-native?page[size]=100&${query}`)).json).data;
}

describe('a native ban of the simulated API', () => {
  it('is made for each Steam ID and GUID on each server that the ban holds on', async () => {
    const { now } = clock();
    const { sim, ask } = await simulator({ now });
    const id = await ban(ask, {});
    const made = await natives(ask, `filter[ban]=${id}`);
    const guid = sim.world.players[0]?.identifiers.find(({ type }) => type === 'BEGUID')?.identifier;
    const place = ({ attributes, relationships }: Native) =>
      `${relationships.server.data.id} ${attributes['type']} ${attributes['identifier']}`;
    expect(made.map(place).sort()).toEqual(
      ['1000101', '1000102', '1000103'].flatMap((server) => [
        `${server} BEGUID ${guid}`,
        `${server} steamID ${STEAM_ID.identifier}`,
      ]),
    );
    const time = new Date(now()).toISOString();
    expect(made[0]).toMatchObject({
      type: 'banNative',
      attributes: { state: 'added', createdAt: time, updatedAt: time, reason: 'Cheating', expires: null },
      relationships: { ban: { data: { type: 'ban', id } }, ...OWN },
    });
  });

  it('is made on one server where the ban holds on one', async () => {
    const { ask } = await simulator();
    const server = { data: { type: 'server', id: '1000102' } };
    const id = await ban(ask, { orgWide: false }, { server });
    expect(await natives(ask, `filter[ban]=${id}&filter[server]=1000102`)).toHaveLength(2);
    expect(await natives(ask, `filter[ban]=${id}`)).toHaveLength(2);
    expect(await natives(ask, `filter[ban]=${id}&filter[server]=1000101`)).toEqual([]);
  });

  it('follows the list where the ban does not say, and that the server', async () => {
    const { sim, ask } = await simulator();
    const list = sim.world.banLists[1]?.id;
    const on = { ...OWN, banList: { data: { type: 'banList', id: list } } };
    const off = await ban(ask, { nativeEnabled: null }, on);
    expect(await natives(ask, `filter[ban]=${off}`)).toEqual([]);
    const servers = {
      data: [
        { type: 'server', id: '1000101', meta: { defaultNativeEnabled: false } },
        { type: 'server', id: '1000102', meta: null },
      ],
    };
    const body = {
      data: { type: 'banList', attributes: { defaultNativeEnabled: true }, relationships: { servers } },
    };
    await ask('PATCH', `/ban-lists/${list}/relationships/organizations/25069`, { body });
    const id = await ban(ask, { nativeEnabled: null }, on);
    expect(await natives(ask, `filter[ban]=${id}`)).toHaveLength(2);
    expect(await natives(ask, `filter[ban]=${id}&filter[server]=1000102`)).toHaveLength(2);
    const never = await ban(ask, { nativeEnabled: false }, on);
    expect(await natives(ask, `filter[ban]=${never}`)).toEqual([]);
  });

  it('is removed once its ban is deleted, and does not include it any more', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now });
    const id = await ban(ask, {});
    advance(MINUTE);
    await ask('DELETE', `/bans/${id}`);
    const answer = await ask('GET', `/bans-native?filter[ban]=${id}&include=ban,server,organization`);
    expect(answer.json).toMatchObject({
      data: Array.from({ length: 6 }, () => ({
        attributes: { state: 'removed', updatedAt: new Date(now()).toISOString() },
      })),
      included: [{ type: 'organization' }, { type: 'server' }, { type: 'server' }, { type: 'server' }],
    });
  });

  it('is removed when its ban expires, and after seven days in any case', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now });
    const short = await ban(ask, { expires: new Date(now() + MINUTE).toISOString() });
    const long = await ban(ask, {});
    const states = async (id: string) =>
      new Set((await natives(ask, `filter[ban]=${id}`)).map(({ attributes }) => attributes['state']));
    expect(await states(short)).toEqual(new Set(['added']));
    advance(MINUTE);
    expect(await states(short)).toEqual(new Set(['removed']));
    advance(7 * DAY - MINUTE - 1);
    expect(await states(long)).toEqual(new Set(['added']));
    advance(1);
    expect(await states(long)).toEqual(new Set(['removed']));
  });

  it('changes with its ban', async () => {
    const { ask } = await simulator();
    const id = await ban(ask, {});
    const change = (attributes: object) =>
      ask('PATCH', `/bans/${id}`, { body: { data: { type: 'ban', attributes } } });
    await change({ reason: 'Griefing' });
    expect((await natives(ask, `filter[ban]=${id}`))[0]?.attributes).toMatchObject({ reason: 'Griefing' });
    await change({ nativeEnabled: false });
    expect((await natives(ask, `filter[ban]=${id}`))[0]?.attributes).toMatchObject({ state: 'removed' });
    await change({ nativeEnabled: true });
    expect((await natives(ask, `filter[ban]=${id}`))[0]?.attributes).toMatchObject({ state: 'added' });
    expect(await natives(ask, `filter[ban]=${id}`)).toHaveLength(6);
  });

  it('does not outlast what the list allows', async () => {
    const { now } = clock();
    const { sim, ask } = await simulator({ now });
    const body = { data: { attributes: { nativeBanPermMaxExpires: 90 } } };
    await ask('PATCH', `/ban-lists/${sim.world.banLists[0]?.id}/relationships/organizations/25069`, { body });
    const id = await ban(ask, {});
    expect((await natives(ask, `filter[ban]=${id}`))[0]?.attributes).toMatchObject({
      expires: new Date(now() + 90 * MINUTE).toISOString(),
    });
  });

  it('is made by an import and outside of the API too', async () => {
    const { sim, ask } = await simulator();
    const imported = {
      type: 'ban',
      attributes: { reason: 'Listed', expires: null, identifiers: [500000001], nativeEnabled: true },
      relationships: OWN,
    };
    const made = await ask('POST', '/bans/import', { body: { data: [imported] } });
    expect(await natives(ask, `filter[ban]=${Object(made.json).id}`)).toHaveLength(3);
    const outside = sim.life.banOutside({ identifiers: [STEAM_ID], nativeEnabled: true });
    expect(await natives(ask, `filter[ban]=${outside.id}`)).toHaveLength(3);
  });

  it('is looked at every hour, and at once by force', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now });
    const id = await ban(ask, {});
    advance(90 * MINUTE);
    const [first] = await natives(ask, `filter[ban]=${id}`);
    const at = (ms: number) => new Date(now() + ms).toISOString();
    expect(first?.attributes).toMatchObject({ updatedAt: at(-30 * MINUTE), updateAt: at(30 * MINUTE) });
    const forced = await ask('POST', `/bans-native/${first?.id}/force-update`);
    // Without an envelope.
    expect(forced).toMatchObject({
      status: 202,
      json: { type: 'banNative', id: first?.id, attributes: { updateAt: at(0) } },
    });
    advance(1_000);
    const [sooner] = await natives(ask, `filter[ban]=${id}&sort=-updatedAt`);
    expect(sooner).toMatchObject({ id: first?.id, attributes: { updatedAt: at(-1_000) } });
    expect((await ask('POST', '/bans-native/00000000-0000-4000-8000-000000000000/force-update')).status).toBe(
      404,
    );
  });

  it('stands where the order puts it, the newest first', async () => {
    const { now, advance } = clock();
    const { sim, ask } = await simulator({ now });
    const first = await ban(ask, { identifiers: [500000001] });
    advance(MINUTE);
    const second = await ban(ask, { identifiers: [500000001] });
    const order = async (query: string) =>
      Object((await ask('GET', `/bans-native?page[size]=4${query}`)).json).data.map(
        ({ relationships }: { relationships: { ban: { data: { id: string } } } }) =>
          relationships.ban.data.id,
      );
    expect(await order('')).toEqual([second, second, second, first]);
    expect((await order('&sort=createdAt')).slice(0, 2).sort()).toEqual(['150000039', '150000040']);
    expect(await order('&sort=-createdAt,updatedAt')).toEqual([second, second, second, first]);
    const page = await ask('GET', '/bans-native?page[size]=4');
    const next = await ask('GET', String(Object(page.json).links.next).slice(sim.url.length));
    expect(next.json).toMatchObject({ data: { length: 4 } });
    expect(next.text).not.toContain(Object(page.json).data[3].id);
  });

  it('is not found by what is unknown, nor without the scope', async () => {
    const { ask } = await simulator({
      tokens: [
        { token: 'simulator-token', scopes: ['ban:read'] },
        { token: 'writer', scopes: ['ban:create'] },
      ],
    });
    const refused = async (query: string) => ask('GET', `/bans-native?${query}`);
    expect(await refused('filter[state]=added')).toMatchObject({
      status: 400,
      json: saying('must NOT have additional properties'),
    });
    expect((await refused('filter[ban]=first')).status).toBe(400);
    expect((await refused('sort=reason')).status).toBe(400);
    expect((await refused('include=player')).status).toBe(400);
    expect((await ask('GET', '/bans-native', { token: 'writer' })).status).toBe(403);
  });
});
