import { describe, expect, it } from 'vitest';
import { FEATURES, GAMES } from '../../../src/demo/battlemetrics/seed-games.ts';
import { idsOf, listOf, valuesOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

function feature(game: string, display: string): string {
  const found = FEATURES.find((one) => one.game === game && one.display === display);
  return `/game-features/${found?.id}/relationships/options`;
}

describe('the simulated games', () => {
  it('come all on one page by default, and in pages', async () => {
    const { ask } = await simulator();
    const all = idsOf(await ask('GET', '/games'));
    expect(all).toEqual(GAMES.map(({ id }) => id).toSorted());
    const first = listOf(await ask('GET', '/games?page[size]=4&fields[game]=name'));
    expect(first.data[0]).toEqual({ type: 'game', id: '7dtd', attributes: { name: '7 Days to Die' } });
    const next = new URL(first.links?.['next'] ?? '');
    expect(idsOf(await ask('GET', next.pathname + next.search))).toEqual(all.slice(4, 8));
  });

  it('count the servers and players of each country, with fewest and most', async () => {
    const { ask } = await simulator(clock());
    const { data } = JSON.parse((await ask('GET', '/games/rust')).text);
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
    expect(data.attributes.metadata).toEqual({ appid: 252_490, gamedir: 'rust' });
    expect(data.attributes.players).toBe(sum(data.attributes.playersByCountry));
    expect(data.attributes.servers).toBe(sum(data.attributes.serversByCountry));
    expect(data.attributes.playersByCountry).not.toHaveProperty('LU');
    expect(data.attributes.serversByCountry).toHaveProperty('LU', 2);
    const { players, maxPlayers24H, maxPlayers7D, maxPlayers30D } = data.attributes;
    const { minPlayers24H, minPlayers7D, minPlayers30D } = data.attributes;
    const order = [minPlayers30D, minPlayers7D, minPlayers24H, players];
    order.push(maxPlayers24H, maxPlayers7D, maxPlayers30D);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBeGreaterThan(4);
  });

  it("count those who come on the world's own servers", async () => {
    const { ask, sim } = await simulator(clock());
    const players = async () => {
      const { data } = JSON.parse((await ask('GET', '/games/rust?fields[game]=players')).text);
      return data.attributes.players;
    };
    const before = await players();
    sim.life.join(sim.world.players[3]?.id ?? '', '1000101');
    expect(await players()).toBe(before + 1);
  });

  it('refuse what they do not know', async () => {
    const { ask } = await simulator();
    expect((await ask('GET', '/games/chess')).status).toBe(404);
    for (const query of ['sort=name', 'page[offset]=1', 'include=server']) {
      expect(await ask('GET', `/games?${query}`)).toMatchObject({
        status: 400,
        json: saying('must NOT have additional properties'),
      });
    }
    expect((await ask('GET', '/games/rust?page[size]=1')).status).toBe(400);
  });
});

describe('the simulated features of games', () => {
  it('are those of a game, or of all in pages', async () => {
    const { ask } = await simulator();
    const squad = await ask('GET', '/game-features?filter[game]=squad');
    expect(valuesOf(squad, 'display')).toEqual(['Game Mode', 'Licensed', 'Map']);
    expect(listOf(squad).data[0]).toMatchObject({
      type: 'gameFeature',
      attributes: { featureType: 'select', typeOptions: { allowMultiple: true, boolMode: 'or' } },
      relationships: { game: { data: { type: 'game', id: 'squad' } } },
    });
    expect(listOf(squad).links).toBeUndefined();
    const first = listOf(await ask('GET', '/game-features?fields[gameFeature]=display'));
    expect(first.data).toHaveLength(10);
    expect(Object.keys(first.data[0]?.attributes ?? {})).toEqual(['display']);
    const next = new URL(first.links?.['next'] ?? '');
    expect(idsOf(await ask('GET', next.pathname + next.search))).toHaveLength(FEATURES.length - 10);
  });

  it('have options, of which those with ten servers and players are told', async () => {
    const { ask } = await simulator();
    const names = async (query: string) =>
      valuesOf(await ask('GET', `${feature('rust', 'Type')}?${query}`), 'display');
    expect(await names('')).toEqual(['Official', 'Community', 'Modded']);
    expect(await names('filter[count]=5:&filter[players]=1:')).toEqual([
      'Softcore',
      'Official',
      'Community',
      'Modded',
    ]);
    expect(await names('filter[count]=:200')).toEqual(['Official']);
    expect(await names('sort=-players')).toEqual(['Modded', 'Official', 'Community']);
    // The first server is one of them.
    const { data } = listOf(await ask('GET', `${feature('rust', 'Type')}?filter[count]=2101:2101`));
    expect(data).toMatchObject([
      {
        type: 'gameFeatureOption',
        attributes: { display: 'Community', players: 9_300 + 87 },
        relationships: { gameFeature: { data: { type: 'gameFeature' } } },
      },
    ]);
    expect(idsOf(await ask('GET', feature('rust', 'PVE')))).toEqual([]);
  });

  it('have options in pages of ten, and of five hundred at most', async () => {
    const { ask } = await simulator();
    const path = feature('ark', 'Map');
    const first = listOf(await ask('GET', path));
    expect(first.data).toHaveLength(10);
    const next = new URL(first.links?.['next'] ?? '');
    const second = listOf(await ask('GET', next.pathname + next.search));
    expect(second.data).toHaveLength(4);
    expect(second.links).toHaveProperty('next', null);
    expect(idsOf(await ask('GET', `${path}?page[size]=500`))).toHaveLength(14);
  });

  it.each([
    ['page[size]=501', 'must be <= 500'],
    ['filter[count]=ten', 'must match pattern "^(\\d+)?:(\\d+)?$"'],
    ['filter[players]=10', 'must match pattern "^(\\d+)?:(\\d+)?$"'],
    ['sort=display', 'must be equal to one of the allowed values'],
    ['page[offset]=1', 'must NOT have additional properties'],
  ])('refuse %s for their options', async (query, detail) => {
    const { ask } = await simulator();
    const answer = await ask('GET', `${feature('rust', 'Type')}?${query}`);
    expect(answer).toMatchObject({ status: 400, json: saying(detail) });
    const unknown = '/game-features/00000000-0000-41ee-8000-000000000000/relationships/options';
    expect((await ask('GET', unknown)).status).toBe(404);
  });
});
