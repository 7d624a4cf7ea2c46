import { describe, expect, it } from 'vitest';
import { saying, simulator } from './harness.ts';

const ORGANIZATION = { organization: { data: { type: 'organization', id: '25069' } } };
const ATTRIBUTES = { name: 'Trial', color: '#Ff0000', description: null, icon: 'flag' };
const flag = (change: object = {}, relationships: object = ORGANIZATION) => ({
  body: { data: { type: 'playerFlag', attributes: { ...ATTRIBUTES, ...change }, relationships } },
});
const changed = (id: string | undefined, change: object) => ({
  body: { data: { type: 'playerFlag', id, attributes: { ...ATTRIBUTES, ...change } } },
});

describe('a flag of the simulated API', () => {
  it('is made, listed, put on a player, and changed there too', async () => {
    const { ask } = await simulator();
    const made = await ask('POST', '/player-flags', flag());
    expect(made).toMatchObject({
      status: 201,
      json: { data: { type: 'playerFlag', attributes: ATTRIBUTES, relationships: ORGANIZATION } },
    });
    const { id } = Object(made.json).data;
    const player = '/players/1000000040';
    const on = { body: { data: [{ type: 'playerFlag', id }] } };
    expect((await ask('POST', `${player}/relationships/flags`, on)).status).toBe(201);
    const update = await ask('PATCH', `/player-flags/${id}`, changed(id, { name: 'Free', icon: null }));
    expect(update).toMatchObject({
      status: 200,
      json: { data: { id, attributes: { name: 'Free', icon: null } } },
    });
    expect((await ask('GET', `${player}?include=playerFlag`)).json).toMatchObject({
      included: [{ type: 'playerFlag', id, attributes: { name: 'Free' } }],
    });
  });

  it('is personal without an organization', async () => {
    const { sim, ask } = await simulator();
    await ask('POST', '/player-flags', flag({}, {}));
    expect(sim.world.flags.at(-1)).toMatchObject({ name: 'Trial', personal: true });
  });

  it('goes from all players once it is deleted', async () => {
    const { sim, ask } = await simulator();
    const id = sim.world.flags[1]?.id ?? '';
    const listed = () => ask('GET', `/players?filter[playerFlags]=${id}&page[size]=100`);
    const { data: had } = Object((await listed()).json);
    expect(had.length).toBeGreaterThan(0);
    expect(await ask('DELETE', `/player-flags/${id}`)).toMatchObject({ status: 204, text: '' });
    expect((await listed()).json).toMatchObject({ data: [] });
    const player = await ask('GET', `/players/${had[0].id}?include=playerFlag,flagPlayer`);
    expect(player.text).not.toContain(id);
    expect((await ask('GET', `/players/${had[0].id}/relationships/flags`)).text).not.toContain(id);
    for (const method of ['GET', 'DELETE'])
      expect((await ask(method, `/player-flags/${id}`)).status).toBe(404);
  });

  it.each([
    ['without a name', { name: undefined }, "must have required property 'name'"],
    ['with an empty name', { name: '' }, 'must NOT have fewer than 1 characters'],
    ['without a description', { description: undefined }, "must have required property 'description'"],
    ['without an icon', { icon: undefined }, "must have required property 'icon'"],
    ['with an icon of its own', { icon: 'skull' }, 'must be equal to one of the allowed values'],
    ['with a color by its name', { color: 'red' }, 'must match pattern "^#[0-9a-fA-F]{6}$"'],
    ['with a color of three digits', { color: '#f00' }, 'must match pattern "^#[0-9a-fA-F]{6}$"'],
    ['with an unknown attribute', { size: 3 }, 'must NOT have additional properties'],
  ])('%s is refused, new or changed', async (_name, change, detail) => {
    const { sim, ask } = await simulator();
    const before = structuredClone(sim.world.flags);
    const refused = { status: 400, json: saying(detail) };
    expect(await ask('POST', '/player-flags', flag(change))).toMatchObject(refused);
    const id = before[0]?.id;
    expect(await ask('PATCH', `/player-flags/${id}`, changed(id, change))).toMatchObject(refused);
    expect(sim.world.flags).toEqual(before);
  });

  it('is changed under its own id alone', async () => {
    const { sim, ask } = await simulator();
    const [one, other] = sim.world.flags;
    expect((await ask('PATCH', `/player-flags/${one?.id}`, changed(other?.id, {}))).status).toBe(400);
    expect((await ask('PATCH', `/player-flags/${one?.id}`, changed(undefined, {}))).status).toBe(400);
  });

  it('takes the scope of each, and is answered by nothing for who may not read', async () => {
    const { sim, ask } = await simulator({ tokens: [{ token: 'writer', scopes: ['flag:create'] }] });
    const writer = { token: 'writer' };
    const id = sim.world.flags[0]?.id;
    expect(await ask('POST', '/player-flags', { ...writer, ...flag() })).toMatchObject({
      status: 201,
      text: '',
    });
    const update = await ask('PATCH', `/player-flags/${id}`, { ...writer, ...changed(id, {}) });
    expect(update.status).toBe(403);
    expect((await ask('DELETE', `/player-flags/${id}`, writer)).status).toBe(403);
  });
});
