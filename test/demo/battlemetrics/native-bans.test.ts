import { describe, expect, it } from 'vitest';
import { clock, simulator } from './harness.ts';
import { ban, DAY, MINUTE, type Native, natives, OWN, STEAM_ID } from './native-ban-scene.ts';

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
});
