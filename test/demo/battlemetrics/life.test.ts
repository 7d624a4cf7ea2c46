import { describe, expect, it } from 'vitest';
import { clock, simulator } from './harness.ts';

const PLAYER = '1000000041';
const RUST = '1000101';
const SQUAD = '1000102';
const MINUTE = 60_000;

async function world() {
  const { now, advance } = clock();
  const { sim, ask } = await simulator({ now });
  for (const { visits } of sim.world.players) for (const visit of visits) visit.online = false;
  const data = async (target: string) => Object((await ask('GET', target)).json).data;
  const online = async (query: string): Promise<string[]> =>
    (await data(`/players?filter[online]=true&page[size]=100&${query}`)).map(({ id }: { id: string }) => id);
  const sessions = () => data(`/players/${PLAYER}/relationships/sessions?page[size]=100`);
  return { sim, ask, now, advance, data, online, sessions };
}

describe('a player who comes on a server', () => {
  it('is listed there and on no other, until leaving', async () => {
    const { sim, online } = await world();
    expect(await online('')).toEqual([]);
    sim.life.join(PLAYER, RUST);
    expect(await online('filter[public]=false')).toEqual([PLAYER]);
    expect(await online(`filter[servers]=${RUST}`)).toEqual([PLAYER]);
    expect(await online(`filter[servers]=${SQUAD}`)).toEqual([]);
    sim.life.join(PLAYER, SQUAD);
    expect(await online(`filter[servers]=${RUST}`)).toEqual([]);
    expect(await online(`filter[servers]=${SQUAD},${RUST}`)).toEqual([PLAYER]);
    sim.life.leave(PLAYER);
    expect(await online('')).toEqual([]);
  });

  it('is found among those with a flag while on', async () => {
    const { sim, ask, online } = await world();
    const id = sim.world.flags[0]?.id;
    const body = { data: [{ type: 'playerFlag', id }] };
    await ask('POST', `/players/${PLAYER}/relationships/flags`, { body });
    expect(await online(`filter[playerFlags]=${id}`)).toEqual([]);
    sim.life.join(PLAYER, RUST);
    expect(await online(`filter[playerFlags]=${id}`)).toEqual([PLAYER]);
    expect(await online(`filter[playerFlags]=${sim.world.flags[1]?.id}`)).toEqual([]);
    await ask('DELETE', `/players/${PLAYER}/relationships/flags/${id}`);
    expect(await online(`filter[playerFlags]=${id}`)).toEqual([]);
  });

  it('has a session that lasts as long, after those before', async () => {
    const { sim, now, advance, sessions, data } = await world();
    const before = await sessions();
    const seconds = async () => (await data(`/players/${PLAYER}/servers/${RUST}`)).attributes.timePlayed;
    sim.life.join(PLAYER, RUST);
    const start = new Date(now()).toISOString();
    const played = await seconds();
    advance(30 * MINUTE);
    expect(await sessions()).toMatchObject([{ attributes: { start, stop: null } }, ...before]);
    sim.life.leave(PLAYER);
    const stop = new Date(now()).toISOString();
    expect(await sessions()).toMatchObject([
      { attributes: { start, stop }, relationships: { server: { data: { id: RUST } } } },
      ...before,
    ]);
    expect(await seconds()).toBe(played + 1_800);
  });

  it('who was never there before is there for the first time', async () => {
    const { sim, sessions } = await world();
    const player = sim.world.players.find(({ id }) => id === PLAYER);
    player?.visits.splice(0);
    sim.life.join(PLAYER, RUST);
    expect(await sessions()).toMatchObject([{ attributes: { firstTime: true } }]);
    sim.life.leave(PLAYER);
    sim.life.leave(PLAYER);
    sim.life.join(PLAYER, RUST);
    expect(await sessions()).toMatchObject([
      { attributes: { firstTime: false } },
      { attributes: { firstTime: true } },
    ]);
  });

  it('counts among the players of the server', async () => {
    const { sim, data } = await world();
    const count = async () => (await data(`/servers/${RUST}`)).attributes.players;
    const before = await count();
    sim.life.join(PLAYER, RUST);
    expect(await count()).toBe(before + 1);
    sim.life.leave(PLAYER);
    expect(await count()).toBe(before);
  });
});

describe('a ban that is made elsewhere', () => {
  it('is listed with whoever made it', async () => {
    const { sim, ask } = await world();
    const { id } = sim.life.banOutside({ playerId: PLAYER, reason: 'By hand' });
    const listed = await ask('GET', '/bans?sort=-timestamp&page[size]=1&include=user');
    expect(listed.json).toMatchObject({
      data: [
        {
          id,
          attributes: { reason: 'By hand', identifiers: [{ type: 'steamID' }, { type: 'BEGUID' }] },
          relationships: { user: { data: { type: 'user', id: '900002' } } },
        },
      ],
      included: [{ type: 'user', id: '900002', attributes: { nickname: 'web-admin' } }],
    });
    expect((await ask('GET', `/bans/${id}?include=user`)).json).toMatchObject({
      included: [{ id: '900002' }],
    });
    const total = async (users: string) =>
      Object((await ask('GET', `/bans?filter[users]=${users}`)).json).meta.total;
    expect(await total('900002')).toBe(1);
    expect(await total('900003')).toBe(0);
    expect(await total('900001,900002')).toBe((await total('900001')) + 1);
  });
});
