import { describe, expect, it } from 'vitest';
import { leaderboardPeriod } from '../../src/battlemetrics/resources/leaderboards.ts';
import { failureOf, PERSON, scripted, withSimulator } from './harness.ts';

/** The response example of the document, its values other ones. */
const DOCUMENTED = {
  data: [{ type: 'leaderboardPlayer', id: '42', attributes: { name: 'Example', value: 3_600, rank: 1 } }],
  links: {
    next: 'https://api.battlemetrics.com/servers/1/leaderboards/time?page[size]=10&page[offset]=10',
    prev: 'https://api.battlemetrics.com/servers/1/leaderboards/time?page[size]=10&page[offset]=0',
  },
};

describe('the leaderboard of time played', () => {
  it('is asked for and read as the document shows it', async () => {
    const { bm, targets } = await scripted(() => ({ body: DOCUMENTED }));
    const { data } = await bm.leaderboards.time(
      { server: '1', filter: { period: 'AT', player: '42' }, page: { size: 42, offset: 50 } },
      PERSON,
    );
    expect(targets.map(decodeURIComponent)).toEqual([
      '/servers/1/relationships/leaderboards/time?filter[period]=AT&filter[player]=42&page[size]=42&page[offset]=50',
    ]);
    expect(data).toMatchObject([{ id: '42', attributes: { name: 'Example', value: 3_600, rank: 1 } }]);
  });

  it('is walked from place to place, most time first, without a gap or a player twice', async () => {
    const { bm, simulator } = await withSimulator();
    const ranks: number[] = [];
    const values: number[] = [];
    const ids = new Set<string>();
    const all = bm.leaderboards.time.all(
      { server: '1000101', filter: { period: 'AT' }, page: { size: 7 } },
      PERSON,
    );
    for await (const { id, attributes } of all) {
      ids.add(id);
      ranks.push(attributes.rank);
      values.push(attributes.value);
    }
    const playing = simulator.world.players.filter(({ visits }) =>
      visits.some(({ serverId, timePlayed }) => serverId === '1000101' && timePlayed > 0),
    );
    expect(ids).toEqual(new Set(playing.map(({ id }) => id)));
    expect(ranks).toEqual(ranks.map((_, index) => index + 1));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(simulator.requests.length).toBe(Math.ceil(playing.length / 7));
  });

  it('tells the place of one player among all', async () => {
    const { bm } = await withSimulator();
    const query = { server: '1000101', filter: { period: 'AT' }, page: { size: 100 } } as const;
    const { data } = await bm.leaderboards.time(query, PERSON);
    const fifth = data[4];
    const alone = await bm.leaderboards.time(
      { server: '1000101', filter: { period: 'AT', player: fifth?.id ?? '' } },
      PERSON,
    );
    expect(alone.data).toEqual([fifth]);
    expect(fifth?.attributes.rank).toBe(5);
  });

  it('covers a part of the time when a period is asked for, written to the second', async () => {
    const { bm, simulator } = await withSimulator();
    const now = Date.now();
    const period = leaderboardPeriod(now - 7 * 86_400_000, now);
    expect(period).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
    const week = await bm.leaderboards.time({ server: '1000101', filter: { period } }, PERSON);
    const ever = await bm.leaderboards.time({ server: '1000101', filter: { period: 'AT' } }, PERSON);
    expect(week.data.length).toBeGreaterThan(0);
    expect(week.data[0]?.attributes.value).toBeLessThan(ever.data[0]?.attributes.value ?? 0);
    expect(simulator.requests.map(({ query }) => query.get('filter[period]'))).toEqual([period, 'AT']);
  });

  it('of an unknown server is an error of its own kind, and a server that is none is never asked for', async () => {
    const { bm, simulator } = await withSimulator();
    const ask = (server: string) => bm.leaderboards.time({ server, filter: { period: 'AT' } }, PERSON);
    expect((await failureOf(ask('404'))).kind).toBe('not-found');
    await expect(ask('../bans')).rejects.toThrow(TypeError);
    expect(simulator.requests).toHaveLength(1);
  });

  it('is a mismatch that names no name when a place has no time', async () => {
    const { bm } = await scripted(() => ({
      body: { data: [{ type: 'leaderboardPlayer', id: '1', attributes: { name: 'Secret', rank: 1 } }] },
    }));
    const failure = await failureOf(bm.leaderboards.time({ server: '1', filter: { period: 'AT' } }, PERSON));
    expect(failure.kind).toBe('schema-mismatch');
    expect(failure.message).not.toContain('Secret');
  });
});
