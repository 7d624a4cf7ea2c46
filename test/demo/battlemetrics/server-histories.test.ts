import { describe, expect, it } from 'vitest';
import { createDemoBattleMetricsWorld } from '../../../src/demo/world/bm-world.ts';
import { iso, listOf, valuesOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.parse('2023-11-14T12:00:00Z');
const HISTORIES = [
  'player-count-history',
  'rank-history',
  'group-rank-history',
  'time-played-history',
  'first-time-history',
  'unique-player-history',
];

function period(from: number, to: number): string {
  return `start=${iso(from)}&stop=${iso(to)}`;
}

/** The simulator at noon, with a way to ask for a history of the first server. */
async function scene() {
  const { now, advance } = clock(NOON);
  const { ask, sim } = await simulator({ now });
  const history = (name: string, from: number, rest = '', id = '1000101') =>
    ask('GET', `/servers/${id}/${name}?${period(NOON - from, NOON)}${rest}`);
  return { ask, sim, advance, history };
}

describe('the simulated history of a server', () => {
  it.each([...HISTORIES, 'relationships/downtime'])('%s wants start and stop', async (name) => {
    const { ask } = await simulator();
    const refusal = async (query: string) => (await ask('GET', `/servers/1000101/${name}?${query}`)).json;
    expect(await refusal('')).toMatchObject(saying("must have required property 'start'"));
    expect(await refusal('start=2023-11-14T00:00:00Z')).toMatchObject(
      saying("must have required property 'stop'"),
    );
    expect(await refusal('start=2023-11-14&stop=2023-11-15')).toMatchObject(
      saying('must match format "date-time"'),
    );
    expect(await refusal(`${period(NOON, NOON)}&page[size]=5`)).toMatchObject(
      saying('must NOT have additional properties'),
    );
    expect((await ask('GET', `/servers/1/${name}?${period(NOON, NOON)}`)).status).toBe(404);
  });

  it.each(HISTORIES)('%s is the same whenever it is asked for', async (name) => {
    const { history, advance } = await scene();
    const past = async () => listOf(await history(name, 2 * DAY)).data.slice(0, -1);
    const first = await past();
    expect(first.length).toBeGreaterThan(0);
    advance(MINUTE);
    expect(await past()).toEqual(first);
  });

  it.each([
    ['raw', 2 * DAY, 5 * MINUTE],
    ['30', 7 * DAY, 30 * MINUTE],
    ['60', 30 * DAY, HOUR],
    ['1440', 180 * DAY, DAY],
  ])('of players by %s keeps what the document says', async (resolution, kept, step) => {
    const { history } = await scene();
    const times = valuesOf(
      await history('player-count-history', 400 * DAY, `&resolution=${resolution}`),
      'timestamp',
    );
    expect(times[0]).toBe(iso(Math.floor((NOON - kept) / step) * step));
    expect(times.at(-1)).toBe(iso(Math.floor(NOON / step) * step));
    expect(times).toHaveLength(Math.floor(NOON / step) - Math.floor((NOON - kept) / step) + 1);
  });

  it('of players refuses other resolutions, and takes half an hour for none', async () => {
    const { history } = await scene();
    for (const resolution of ['15', '30,60', '']) {
      expect((await history('player-count-history', DAY, `&resolution=${resolution}`)).json).toMatchObject(
        saying('must be equal to one of the allowed values'),
      );
    }
    const [plain, half] = [
      await history('player-count-history', DAY),
      await history('player-count-history', DAY, '&resolution=30'),
    ];
    expect(plain.text).toBe(half.text);
  });

  it('of players ends with those who are there, and has nobody while the server was down', async () => {
    const { history, sim } = await scene();
    const raw = await history('player-count-history', HOUR, '&resolution=raw');
    expect(valuesOf(raw, 'value').at(-1)).toBe(sim.world.servers[0]?.players);
    const days = await history('player-count-history', 2 * DAY, '&resolution=raw', '1000103');
    const counts = listOf(days).data.map(({ attributes }) => attributes);
    const down = counts.filter(({ timestamp }) => Date.parse(String(timestamp)) >= NOON - 7 * HOUR);
    expect(down.every(({ value }) => value === 0)).toBe(true);
    expect(counts.some(({ value }) => value !== 0)).toBe(true);
  });

  it('of players has least and most around its values, which are missing at times', async () => {
    const { history } = await scene();
    const points = listOf(await history('player-count-history', 7 * DAY, '&resolution=60')).data;
    expect(points.every(({ id, type }) => id === undefined && type === 'dataPoint')).toBe(true);
    const whole = points.filter(({ attributes }) => 'max' in attributes);
    expect(whole.length).toBeGreaterThan(0);
    expect(whole.length).toBeLessThan(points.length);
    for (const { attributes } of whole) {
      expect(Number(attributes['min'])).toBeLessThanOrEqual(Number(attributes['value']));
      expect(Number(attributes['max'])).toBeGreaterThanOrEqual(Number(attributes['value']));
    }
  });

  it('of ranks ends with the rank that it has; of the group wants a group', async () => {
    const { history } = await scene();
    expect(valuesOf(await history('rank-history', 3 * DAY), 'value').at(-1)).toBe(412);
    expect(valuesOf(await history('group-rank-history', 3 * DAY), 'value').at(-1)).toBe(57);
    expect(await history('group-rank-history', DAY, '', '1000104')).toMatchObject({
      status: 400,
      json: saying('The server does not belong to a group'),
    });
  });

  it('of people counts the sessions of each day', async () => {
    const { history, sim } = await scene();
    const [one, two] = sim.world.players;
    const session = (start: number, stop: number | undefined, firstTime: boolean) => ({
      id: `${start}`,
      serverId: '1000101',
      start,
      stop,
      firstTime,
      name: 'x',
    });
    for (const player of sim.world.players) player.sessions = [];
    // From 22:00 to 02:00, again at noon; the other one is there for an hour now.
    one?.sessions?.push(
      session(NOON - 14 * HOUR, NOON - 10 * HOUR, true),
      session(NOON - 10 * MINUTE, NOON, false),
    );
    two?.sessions?.push(session(NOON - HOUR, undefined, true));
    const values = async (name: string) => valuesOf(await history(name, 2 * DAY), 'value');
    expect(await values('time-played-history')).toEqual([0, 2 * 3_600, 2 * 3_600 + 600 + 3_600]);
    expect(await values('first-time-history')).toEqual([0, 1, 1]);
    expect(await values('unique-player-history')).toEqual([0, 1, 2]);
  });

  it('knows nothing of the time before the server was, nor of what is to come', async () => {
    const { ask, sim } = await scene();
    const created = sim.world.servers[0]?.createdAt ?? 0;
    const answer = await ask('GET', `/servers/1000101/rank-history?${period(0, NOON + 900 * DAY)}`);
    const times = valuesOf(answer, 'timestamp');
    expect(times[0]).toBe(iso(Math.floor(created / DAY) * DAY));
    expect(times.at(-1)).toBe(iso(NOON - 12 * HOUR));
  });

  it("comes of the demo's servers too, in half a second", async () => {
    const world = createDemoBattleMetricsWorld({ seed: 'histories', now: NOON });
    const { ask } = await simulator({ world, now: () => NOON });
    const id = world.servers[0]?.id;
    const began = performance.now();
    const query = `${period(NOON - 180 * DAY, NOON)}&resolution=1440`;
    const answer = await ask('GET', `/servers/${id}/player-count-history?${query}`);
    expect(listOf(answer).data).toHaveLength(181);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
