import { describe, expect, it } from 'vitest';
import type { SimPlayer } from '../../../src/demo/battlemetrics/world.ts';
import { clock, saying, simulator } from './harness.ts';

const PATH = '/servers/1000101/relationships/leaderboards/time';
const HOUR = 3_600_000;

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** A player who was on the server from and to these hours ago. */
function player(id: string, hours: readonly (readonly [from: number, to: number])[], now: number): SimPlayer {
  return {
    id,
    name: `Player ${id}`,
    private: false,
    positiveMatch: false,
    createdAt: 0,
    updatedAt: now,
    identifiers: [],
    visits: [{ serverId: '1000101', firstSeen: 0, lastSeen: now, timePlayed: 999, online: false }],
    sessions: hours.map(([from, to], index) => ({
      id: `${id}-${index}`,
      serverId: '1000101',
      start: now - from * HOUR,
      stop: to === 0 ? undefined : now - to * HOUR,
      firstTime: false,
      name: 'x',
    })),
  };
}

describe('the simulated leaderboard of time played', () => {
  it.each([
    ['', "must have required property 'period'"],
    ['?filter[period]=week', 'must match pattern'],
    ['?filter[period]=2025-01-02T00:00:00Z:2025-01-01T00:00:00Z', 'must match pattern'],
    ['?filter[period]=AT&sort=rank', 'must NOT have additional properties'],
    ['?filter[period]=AT&filter[player]=somebody', 'must be integer'],
    ['?filter[period]=AT&page[offset]=1001', 'must be <= 1000'],
    ['?filter[period]=AT&page[size]=101', 'must be <= 100'],
  ])('refuses %s', async (query, detail) => {
    const { ask } = await simulator();
    expect(await ask('GET', PATH + query)).toMatchObject({ status: 400, json: saying(detail) });
  });

  it('takes an offset up to a thousand, and links to the next page by one', async () => {
    const { ask, sim } = await simulator();
    expect((await ask('GET', `${PATH}?filter[period]=AT&page[offset]=1000`)).json).toMatchObject({
      data: [],
    });
    const { json } = await ask('GET', `${PATH}?filter[period]=AT&page[size]=3&page[offset]=3`);
    expect(json).toMatchObject({
      data: [{ attributes: { rank: 4 } }, { attributes: { rank: 5 } }, { attributes: { rank: 6 } }],
      links: {
        next: `${sim.url}${PATH}?filter%5Bperiod%5D=AT&page%5Bsize%5D=3&page%5Boffset%5D=6`,
        prev: `${sim.url}${PATH}?filter%5Bperiod%5D=AT&page%5Bsize%5D=3&page%5Boffset%5D=0`,
      },
    });
  });

  it('counts of a period the part of the sessions that lies in it, one that lasts up to now', async () => {
    const { now } = clock();
    const { ask, sim } = await simulator({ now });
    sim.world.players.splice(0);
    sim.world.players.push(
      player(
        '1',
        [
          [30, 20],
          [3, 2],
        ],
        now(),
      ),
      player('2', [[25, 22]], now()),
      player('3', [[1, 0]], now()),
      player('4', [[100, 90]], now()),
    );
    const period = `${iso(now() - 24 * HOUR)}:${iso(now())}`;
    const { json } = await ask('GET', `${PATH}?filter[period]=${period}`);
    expect(json).toMatchObject({
      data: [
        { id: '1', attributes: { rank: 1, value: 5 * 3_600, name: 'Player 1' } },
        { id: '2', attributes: { rank: 2, value: 2 * 3_600 } },
        { id: '3', attributes: { rank: 3, value: 3_600 } },
      ],
      links: {},
    });
    expect(json).toHaveProperty('data.length', 3);
  });

  it('leaves out the attributes that nobody asked for', async () => {
    const { ask } = await simulator();
    const { json } = await ask(
      'GET',
      `${PATH}?filter[period]=AT&page[size]=1&fields[leaderboardPlayer]=value`,
    );
    expect(json).toHaveProperty('data.0.attributes', { value: expect.any(Number) });
  });
});
