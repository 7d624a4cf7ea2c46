import { describe, expect, it } from 'vitest';
import { type Ask, clock, saying, simulator } from './harness.ts';

const DAY = 86_400_000;
const OWN = '25069';

const range = (from: number, to: number) =>
  encodeURIComponent(`${new Date(from).toISOString()}:${new Date(to).toISOString()}`);

describe('the player stats of an organization', () => {
  const path = `/organizations/${OWN}/stats/players`;

  it('count the players who were there, and say nothing of an id', async () => {
    const { now, advance } = clock();
    const { sim, ask } = await simulator({ now });
    const [first, second] = sim.world.players.filter(
      ({ visits }) => !visits.some(({ online, lastSeen }) => online || lastSeen >= now()),
    );
    for (const player of sim.world.players) sim.life.leave(player.id);
    advance(DAY);
    const start = now();
    advance(60_000);
    sim.life.join(first?.id ?? '', '1000101');
    advance(30_000);
    sim.life.join(second?.id ?? '', '1000101');
    advance(30_000);
    sim.life.leave(first?.id ?? '');
    advance(30_000);
    sim.life.leave(second?.id ?? '');
    sim.life.join(first?.id ?? '', '1000101');
    advance(30_000);
    sim.life.leave(first?.id ?? '');
    const answer = await ask('GET', `${path}?filter[range]=${range(start, now())}`);
    expect(answer).toMatchObject({
      status: 200,
      json: {
        data: {
          type: 'playerStats',
          attributes: { uniquePlayers: 2, minPlayers: 0, maxPlayers: 2, sessionDuration: 50 },
          relationships: { organization: { data: { type: 'organization', id: OWN } } },
        },
      },
    });
    const { id, attributes } = Object(answer.json).data;
    expect(id).toBeUndefined();
    const countries: readonly number[] = Object.values(attributes.uniquePlayersByCountry);
    expect(countries.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('are of a game or a group where one is named', async () => {
    const { now } = clock();
    const { sim, ask } = await simulator({ now });
    const unique = async (query: string) =>
      Object((await ask('GET', `${path}?filter[range]=${range(now() - 80 * DAY, now())}${query}`)).json).data
        .attributes.uniquePlayers;
    const group = sim.world.serverRecords?.groups[0]?.id;
    const [all, rust, grouped] = [
      await unique(''),
      await unique('&filter[game]=rust'),
      await unique(`&filter[group]=${group}`),
    ];
    expect(rust).toBeGreaterThan(0);
    expect(grouped).toBeGreaterThan(rust);
    expect(all).toBeGreaterThan(grouped);
    // Of somebody else's server.
    expect(await unique('&filter[game]=ark')).toBe(0);
    const sparse = await ask(
      'GET',
      `${path}?filter[range]=${range(now() - DAY, now())}&filter[game]=rust&filter[group]=${group}&fields[playerStats]=uniquePlayers`,
    );
    expect(Object(sparse.json).data).toEqual({
      type: 'playerStats',
      attributes: { uniquePlayers: expect.any(Number) },
      relationships: {
        organization: { data: { type: 'organization', id: OWN } },
        game: { data: { type: 'game', id: 'rust' } },
        orgGroup: { data: { type: 'orgGroup', id: group } },
      },
    });
  });

  it('want a range that starts within ninety days', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now });
    expect(await ask('GET', path)).toMatchObject({
      status: 400,
      json: saying("must have required property 'range'"),
    });
    const at = (from: number, to: number) => ask('GET', `${path}?filter[range]=${range(from, to)}`);
    expect((await at(now() - 90 * DAY, now())).status).toBe(200);
    expect((await at(now() - 90 * DAY - 1, now())).status).toBe(400);
    expect((await at(now(), now() - 1)).status).toBe(400);
    expect((await ask('GET', `${path}?filter[range]=last-week`)).status).toBe(400);
    expect((await ask('GET', `${path}?filter[range]=2023-11-01:`)).status).toBe(400);
    expect((await ask('GET', `${path}?filter[range]=2023-11-01:2023-11-02&filter[group]=1`)).status).toBe(
      400,
    );
    expect((await ask('GET', `${path}?filter[range]=2023-11-01:2023-11-02&filter[server]=1`)).status).toBe(
      400,
    );
  });

  it('are of the own organization alone', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now });
    const query = `?filter[range]=${range(now() - DAY, now())}`;
    expect((await ask('GET', `/organizations/30001/stats/players${query}`)).status).toBe(403);
  });
});

describe('the command stats of an organization', () => {
  const path = `/organizations/${OWN}/relationships/command-stats`;
  const stats = async (ask: Ask, query = '') => Object((await ask('GET', `${path}?${query}`)).json).data;
  const tell = (ask: Ask, server: string) =>
    ask('POST', `/servers/${server}/command`, {
      body: { data: { type: 'rconCommand', attributes: { command: 'raw', options: { raw: 'status' } } } },
    });

  it('count what each one did, and all of it in a summary', async () => {
    const { sim, ask } = await simulator();
    sim.world.bans.splice(0);
    expect(await stats(ask)).toEqual([]);
    await tell(ask, '1000101');
    await tell(ask, '1000102');
    sim.life.banOutside({ serverId: '1000102' });
    sim.life.banOutside({ userId: undefined });
    const organization = { data: { type: 'organization', id: OWN } };
    const games = (...ids: string[]) => ({ data: ids.map((id) => ({ type: 'game', id })) });
    const user = (id: string) => ({ data: { type: 'user', id } });
    expect(await stats(ask)).toEqual([
      {
        type: 'commandStats',
        id: `${OWN}:900001`,
        attributes: { addBMBan: 1, raw: 2 },
        relationships: { organization, games: games('rust', 'squad'), user: user('900001') },
      },
      {
        type: 'commandStats',
        id: `${OWN}:900002`,
        attributes: { addBMBan: 1 },
        relationships: { organization, games: games('squad'), user: user('900002') },
      },
    ]);
    expect(await stats(ask, 'filter[summary]=true')).toEqual([
      {
        type: 'commandStats',
        id: OWN,
        attributes: { addBMBan: 2, raw: 2 },
        relationships: { organization, games: games('rust', 'squad') },
      },
    ]);
  });

  it('are of those commands, servers, people and times alone that are named', async () => {
    const { now, advance } = clock();
    const { sim, ask } = await simulator({ now });
    sim.world.bans.splice(0);
    sim.life.banOutside({ serverId: '1000101' });
    advance(DAY);
    await tell(ask, '1000102');
    const attributes = async (query: string) =>
      (await stats(ask, `filter[summary]=true&${query}`))[0].attributes;
    expect(await attributes('filter[commands]=raw,kick')).toEqual({ raw: 1 });
    expect(await attributes('filter[servers]=1000101')).toEqual({ addBMBan: 1 });
    expect(await attributes('filter[users]=900001')).toEqual({ raw: 1 });
    expect(await attributes(`filter[timestamp]=${range(now() - 1, now())}`)).toEqual({ raw: 1 });
    const until = encodeURIComponent(`:${new Date(now() - 1).toISOString()}`);
    expect(await attributes(`filter[timestamp]=${until}`)).toEqual({ addBMBan: 1 });
    expect(await attributes('filter[timestamp]=:')).toEqual({ addBMBan: 1, raw: 1 });
  });

  it('are refused for others, and for what is unknown', async () => {
    const { ask } = await simulator();
    expect((await ask('GET', path.replace(OWN, '30001'))).status).toBe(403);
    expect((await ask('GET', `${path}?filter[summary]=yes`)).status).toBe(400);
    expect((await ask('GET', `${path}?filter[timestamp]=yesterday`)).status).toBe(400);
    expect((await ask('GET', `${path}?page[size]=10`)).status).toBe(400);
  });
});
