import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../../src/demo/battlemetrics/seed-games.ts';
import type { SimPlayer } from '../../../src/demo/battlemetrics/world.ts';
import { idsOf, includedIn, iso, listOf, valuesOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Asks for the list, and compares it with those players of the world of whom something is true. */
async function listed(query: string, fits: (player: SimPlayer, now: number) => boolean) {
  const { now } = clock();
  const { ask, sim } = await simulator({ now });
  const answer = await ask('GET', `/players?page[size]=100&${query}`);
  const expected = sim.world.players.filter((player) => !player.private && fits(player, now()));
  return { ids: idsOf(answer).toSorted(), expected: expected.map(({ id }) => id).toSorted() };
}

const wasOn = (player: SimPlayer, ...ids: readonly string[]): boolean =>
  player.visits.some(({ serverId }) => ids.includes(serverId));

describe('the simulated list of players', () => {
  const at = clock().now() - 12 * HOUR;
  const since = clock().now() - 20 * DAY;
  const before = clock().now() - 5 * DAY;

  it.each<[string, (player: SimPlayer) => boolean]>([
    [
      'filter[server][countries][]=GB&filter[server][countries][]=AU',
      (one) => wasOn(one, '1000102', '1000104'),
    ],
    ['filter[server][game]=squad', (one) => wasOn(one, '1000102')],
    ['filter[server][status]=dead', (one) => wasOn(one, '1000104')],
    ['filter[server][players][min]=88', (one) => wasOn(one, '1000102')],
    ['filter[server][players][max]=2', (one) => wasOn(one, '1000103')],
    ['filter[server][maxDistance]=100', (one) => wasOn(one, '1000101')],
    ['filter[server][search]=ark', (one) => wasOn(one, '1000104')],
    [
      `filter[server][features][${FEATURES.find(({ display }) => display === 'Official')?.id}]=false`,
      (one) => wasOn(one, '1000101'),
    ],
    [
      `filter[firstSeen]=${iso(since)}:`,
      ({ visits }) => Math.min(...visits.map(({ firstSeen }) => firstSeen)) >= since,
    ],
    [
      `filter[lastSeen]=:${iso(before)}`,
      ({ visits }) => Math.max(...visits.map(({ lastSeen }) => lastSeen)) <= before,
    ],
  ])('knows %s', async (query, fits) => {
    const { ids, expected } = await listed(query, fits);
    expect(expected.length).toBeGreaterThan(0);
    expect(ids).toEqual(expected);
  });

  it('knows who was online at a moment', async () => {
    const { now } = clock();
    const { ask, sim } = await simulator({ now });
    const [one] = sim.world.players;
    for (const player of sim.world.players) player.sessions = [];
    one?.sessions?.push({
      id: 'x',
      serverId: '1000101',
      start: at - HOUR,
      stop: at + HOUR,
      firstTime: false,
      name: 'x',
    });
    expect(idsOf(await ask('GET', `/players?filter[sessions][at]=${iso(at)}`))).toEqual([one?.id]);
    expect(idsOf(await ask('GET', `/players?filter[sessions][at]=${iso(at + 2 * HOUR)}`))).toEqual([]);
  });

  it.each([
    ['filter[organization]=mine', 'must match pattern "\\d+"'],
    ['filter[firstSeen]=yesterday', expect.stringContaining('must match pattern')],
    ['filter[server][players][min]=few', 'must be integer'],
    ['filter[server][country]=DE', 'must NOT have additional properties'],
    ['relations[player]=a', 'must NOT have additional properties'],
  ])('refuses %s', async (query, detail) => {
    const { ask } = await simulator();
    expect(await ask('GET', `/players?${query}`)).toMatchObject({ status: 400, json: saying(detail) });
  });
});

describe('a simulated player', () => {
  it('comes with notes and counters, and the relationships asked for', async () => {
    const { ask, sim } = await simulator();
    const [player] = sim.world.players;
    const target = `/players/${player?.id}?include=playerNote,playerCounter,identifier`;
    const answer = await ask('GET', `${target}&relations[playerNote]=a`);
    expect(answer).toMatchObject({ status: 400, json: saying('must NOT have additional properties') });
    const whole = await ask('GET', `${target}&relations[identifier]=player`);
    expect(whole.json).toMatchObject({
      included: expect.arrayContaining([
        {
          type: 'playerCounter',
          id: `${player?.id}:1`,
          attributes: { name: 'warnings', value: 2 },
          relationships: {
            player: { data: { type: 'player', id: player?.id } },
            organization: { data: { type: 'organization', id: '25069' } },
          },
        },
        expect.objectContaining({ type: 'playerNote', id: sim.world.notes[0]?.id }),
        expect.objectContaining({
          type: 'identifier',
          relationships: { player: { data: { type: 'player', id: player?.id } } },
        }),
      ]),
    });
  });

  it('shows notes to those who may read them alone', async () => {
    const { ask, sim } = await simulator({ tokens: [{ token: 'simulator-token', scopes: ['rcon'] }] });
    const target = `/players/${sim.world.players[0]?.id}?include=playerNote,playerCounter`;
    expect(includedIn(await ask('GET', target))).toEqual([`playerCounter ${sim.world.players[0]?.id}:1`]);
  });
});

describe('the simulated time of a player on a server', () => {
  const NOON = Date.parse('2023-11-14T12:00:00Z');

  async function scene() {
    const { ask, sim } = await simulator({ now: () => NOON });
    const [player] = sim.world.players;
    if (player !== undefined) {
      player.sessions = [
        { id: 'b', serverId: '1000101', start: NOON - HOUR, stop: undefined, firstTime: false, name: 'x' },
        {
          id: 'a',
          serverId: '1000101',
          start: NOON - 14 * HOUR,
          stop: NOON - 10 * HOUR,
          firstTime: true,
          name: 'x',
        },
        { id: 'c', serverId: '1000102', start: NOON - 30 * HOUR, stop: NOON, firstTime: true, name: 'x' },
      ];
    }
    const history = (start: string, stop: string, server = '1000101') =>
      ask('GET', `/players/${player?.id}/time-played-history/${server}?start=${start}&stop=${stop}`);
    return { ask, player, history };
  }

  it('is in seconds of each day, from the first day to the last', async () => {
    const { history } = await scene();
    const answer = await history('2023-11-12T15:30:00Z', '2023-11-14T01:00:00%2B00:00');
    expect(answer.json).toMatchObject({
      meta: { start: '2023-11-12T00:00:00.000Z', stop: '2023-11-14T00:00:00.000Z' },
    });
    expect(valuesOf(answer, 'value')).toEqual([0, 2 * 3_600, 3 * 3_600]);
    expect(listOf(answer).data[0]).toEqual({
      type: 'dataPoint',
      attributes: { timestamp: '2023-11-12T00:00:00.000Z', value: 0 },
    });
  });

  it('is of three months at most', async () => {
    const { history, ask, player } = await scene();
    expect((await history('2023-08-14T00:00:00Z', '2023-11-14T23:00:00Z')).status).toBe(200);
    const refusal = { status: 400, json: saying('start must be within three months of stop') };
    expect(await history('2023-08-13T00:00:00Z', '2023-11-14T00:00:00Z')).toMatchObject(refusal);
    expect(await history('2023-11-14T00:00:00Z', '2023-11-13T00:00:00Z')).toMatchObject(refusal);
    expect(await history('2023-11-13', '2023-11-14')).toMatchObject({ status: 400 });
    expect((await history('2023-11-13T00:00:00Z', '2023-11-14T00:00:00Z', '1')).status).toBe(404);
    const bare = await ask('GET', `/players/${player?.id}/time-played-history/1000101`);
    expect(bare).toMatchObject({ status: 400, json: saying("must have required property 'start'") });
  });
});
