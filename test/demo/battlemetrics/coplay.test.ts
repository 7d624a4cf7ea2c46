import { describe, expect, it } from 'vitest';
import type { SimSession } from '../../../src/demo/battlemetrics/world.ts';
import { idsOf, iso, listOf, valuesOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The first player was on two servers, and the others were there longer and longer. */
async function scene() {
  const { now } = clock();
  const { ask, sim } = await simulator({ now });
  const session = (serverId: string, from: number, to: number | undefined): SimSession => ({
    id: `${serverId} ${from}`,
    serverId,
    start: now() - from * HOUR,
    stop: to === undefined ? undefined : now() - to * HOUR,
    firstTime: false,
    name: 'x',
  });
  const [me, ...others] = sim.world.players;
  for (const player of sim.world.players) player.sessions = [];
  me?.sessions?.push(session('1000101', 30, 10), session('1000102', 5, undefined));
  others.slice(0, 15).forEach((player, index) => {
    player.sessions?.push(session('1000101', 11 + index, 9));
  });
  others[0]?.sessions?.push(session('1000102', 1, undefined));
  others[1]?.sessions?.push(session('1000104', 30, 0));
  const query = (filters: Readonly<Record<string, string>> = {}) =>
    Object.entries({
      period: `${iso(now() - 2 * DAY)}:`,
      players: others.map(({ id }) => id).join(','),
      servers: '1000101,1000102,1000104',
      organizations: '25069',
      ...filters,
    })
      .map(([name, value]) => `filter[${name}]=${value}`)
      .join('&');
  const coplay = (rest: string) => ask('GET', `/players/${me?.id}/relationships/coplay?${rest}`);
  return { ask, now, me, others: others.map(({ id }) => id), query, coplay };
}

describe('the simulated time together', () => {
  it.each(['period', 'players', 'servers', 'organizations'])('wants the filter %s', async (name) => {
    const { coplay, query } = await scene();
    const rest = query()
      .split('&')
      .filter((part) => !part.startsWith(`filter[${name}]`));
    expect(await coplay(rest.join('&'))).toMatchObject({
      status: 400,
      json: saying(`must have required property '${name}'`),
    });
  });

  it('goes back thirty days', async () => {
    const { coplay, query, now } = await scene();
    const from = (days: number) => coplay(query({ period: `${iso(now() - days * DAY)}:` }));
    expect((await from(30)).status).toBe(200);
    expect(await from(31)).toMatchObject({
      status: 400,
      json: saying('The start of the range must be within 30 days of the current date'),
    });
    expect((await coplay(query({ period: `:${iso(now())}` }))).status).toBe(400);
  });

  it('is in seconds, the longest first, on the servers of the organizations', async () => {
    const { coplay, query, others } = await scene();
    const answer = await coplay(query());
    // The first other one shares one hour there, and one that still lasts elsewhere.
    expect(valuesOf(answer, 'duration').slice(0, 2)).toEqual([15 * 3_600, 14 * 3_600]);
    expect(listOf(answer).data[0]).toEqual({
      type: 'coplayRelation',
      id: others[14],
      attributes: { name: expect.any(String), duration: 15 * 3_600 },
    });
    const one = await coplay(query({ players: others[0] ?? '' }));
    expect(valuesOf(one, 'duration')).toEqual([2 * 3_600]);
    const elsewhere = await coplay(query({ players: others[0] ?? '', servers: '1000102' }));
    expect(valuesOf(elsewhere, 'duration')).toEqual([3_600]);
    expect(idsOf(await coplay(query({ organizations: '1' })))).toEqual([]);
  });

  it('counts what lies in the period', async () => {
    const { coplay, query, now, others } = await scene();
    const period = `${iso(now() - 10.5 * HOUR)}:${iso(now() - 9 * HOUR)}`;
    const answer = await coplay(query({ period, players: others[3] ?? '' }));
    expect(valuesOf(answer, 'duration')).toEqual([1_800]);
  });

  it('comes in pages by offset, with the fields asked for', async () => {
    const { coplay, query, ask, others } = await scene();
    const first = await coplay(`${query()}&page[size]=9&fields[coplayRelation]=duration`);
    expect(listOf(first).data[0]?.attributes).toEqual({ duration: 15 * 3_600 });
    const next = new URL(listOf(first).links?.['next'] ?? '');
    expect(next.searchParams.get('page[offset]')).toBe('9');
    const second = await ask('GET', next.pathname + next.search);
    // The first two are as long with the player as each other; the lower id comes first.
    expect(idsOf(second)).toEqual([5, 4, 3, 2, 0, 1].map((nth) => others[nth]));
    expect(Object.keys(listOf(second).links ?? {})).toEqual(['prev']);
  });

  it.each([
    ['page[offset]=101', 'must be <= 100'],
    ['page[size]=101', 'must be <= 100'],
    ['include=player', 'must NOT have additional properties'],
  ])('refuses %s', async (rest, detail) => {
    const { coplay, query, ask } = await scene();
    expect(await coplay(`${query()}&${rest}`)).toMatchObject({ status: 400, json: saying(detail) });
    expect((await ask('GET', `/players/1/relationships/coplay?${query()}`)).status).toBe(404);
  });
});
