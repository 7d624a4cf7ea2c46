import { describe, expect, it } from 'vitest';
import { sessionsOf } from '../../../src/demo/battlemetrics/sessions.ts';
import type { SimSession } from '../../../src/demo/battlemetrics/world.ts';
import { idsOf, includedIn, iso, listOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const HOUR = 3_600_000;

function id(number: number): string {
  return `00000000-0000-41ee-8000-${String(number).padStart(12, '0')}`;
}

/** Three people on two servers: their sessions are from and to so many hours ago, the last one lasts. */
async function scene() {
  const { now } = clock();
  const { ask, sim } = await simulator({ now });
  const session = (number: number, serverId: string, from: number, to?: number): SimSession => ({
    id: id(number),
    serverId,
    start: now() - from * HOUR,
    stop: to === undefined ? undefined : now() - to * HOUR,
    firstTime: false,
    name: `Name ${number}`,
  });
  for (const player of sim.world.players) player.sessions = [];
  const [one, two, three] = sim.world.players;
  one?.sessions?.push(session(1, '1000101', 10, 8), session(2, '1000101', 2));
  two?.sessions?.push(session(3, '1000101', 9, 7), session(4, '1000102', 3, 1));
  three?.sessions?.push(session(5, '1000104', 9, 8));
  return { ask, sim, now, players: [one, two, three].map((player) => player?.id) };
}

const ago = (now: () => number, hours: number): string => iso(now() - hours * HOUR);

describe('the simulated list of sessions', () => {
  it('wants a filter, and not both a moment and a range', async () => {
    const { ask, now } = await scene();
    expect(await ask('GET', '/sessions?page[size]=5')).toMatchObject({
      status: 400,
      json: saying('must have at least one filter'),
    });
    const both = `filter[at]=${ago(now, 1)}&filter[range]=${ago(now, 2)}:`;
    expect(await ask('GET', `/sessions?${both}`)).toMatchObject({
      status: 400,
      json: saying('filter[at] can not be combined with filter[range]'),
    });
  });

  it.each([
    ['filter[range]=:2023-11-14T00:00:00Z', expect.stringContaining('must match pattern')],
    ['filter[range]=2023', expect.stringContaining('must match pattern')],
    ['filter[at]=noon', 'must match format "date-time"'],
    ['filter[name]=x', 'must NOT have additional properties'],
    ['filter[servers]=1&include=organization', 'must be equal to one of the allowed values'],
    ['filter[servers]=1&page[offset]=1', 'must NOT have additional properties'],
  ])('refuses %s', async (query, detail) => {
    const { ask } = await simulator();
    expect(await ask('GET', `/sessions?${query}`)).toMatchObject({ status: 400, json: saying(detail) });
  });

  it('knows every filter, latest first', async () => {
    const { ask, now, sim, players } = await scene();
    const found = async (query: string) => idsOf(await ask('GET', `/sessions?${query}`));
    expect(await found('filter[servers]=1000101')).toEqual([2, 3, 1].map(id));
    expect(await found('filter[games]=squad,ark')).toEqual([4, 5].map(id));
    expect(await found('filter[organizations]=25069')).toEqual([2, 4, 3, 1].map(id));
    expect(await found(`filter[players]=${players[1]}&filter[servers]=1000102`)).toEqual([id(4)]);
    const identifier = sim.world.players[0]?.identifiers[1]?.id;
    expect(await found(`filter[identifiers]=${identifier}`)).toEqual([2, 1].map(id));
    expect(await found(`filter[at]=${ago(now, 8.5)}`)).toEqual([3, 5, 1].map(id).toSorted(latestFirst));
    expect(await found(`filter[at]=${ago(now, 0)}`)).toEqual([id(2)]);
    expect(await found(`filter[range]=${ago(now, 9)}:${ago(now, 1)}`)).toEqual([4, 5, 3].map(id));
    expect(await found(`filter[range]=${ago(now, 3)}:`)).toEqual([2, 4].map(id));
  });

  it('comes in pages with what is included of each', async () => {
    const { ask, players } = await scene();
    const target = '/sessions?filter[servers]=1000101&page[size]=2&include=player,server,identifier';
    const first = await ask('GET', target);
    expect(idsOf(first)).toEqual([2, 3].map(id));
    expect(includedIn(first)).toEqual(
      expect.arrayContaining([`player ${players[0]}`, `player ${players[1]}`, 'server 1000101']),
    );
    const next = new URL(listOf(first).links?.['next'] ?? '');
    const second = await ask('GET', next.pathname + next.search);
    expect(idsOf(second)).toEqual([id(1)]);
    expect(includedIn(second)).not.toContain(`player ${players[1]}`);
    expect(listOf(second).links).not.toHaveProperty('next');
  });
});

/** Sessions 3 and 5 began at the same time; the greater id comes first. */
function latestFirst(a: string, b: string): number {
  const order = [5, 3, 1].map(id);
  return order.indexOf(a) - order.indexOf(b);
}

describe('a simulated session', () => {
  it("has an end only once it is over, and tells more on one's own servers", async () => {
    const { ask, players, now } = await scene();
    const { json } = await ask('GET', `/sessions/${id(2)}?include=server&fields[server]=name`);
    expect(json).toMatchObject({
      data: {
        type: 'session',
        id: id(2),
        attributes: {
          start: ago(now, 2),
          stop: null,
          name: 'Name 2',
          metadata: [{ key: 'ping', private: false }],
        },
        relationships: {
          server: { data: { type: 'server', id: '1000101' } },
          organization: { data: { type: 'organization', id: '25069' } },
          player: { data: { type: 'player', id: players[0] } },
        },
      },
      included: [{ type: 'server', attributes: { name: expect.any(String) } }],
    });
    const foreign = await ask('GET', `/sessions/${id(5)}`);
    expect(foreign.json).toMatchObject({ data: { attributes: { stop: ago(now, 8) } }, included: [] });
    expect(foreign.json).not.toHaveProperty('data.attributes.metadata');
    expect(foreign.json).not.toHaveProperty('data.relationships.organization');
    expect((await ask('GET', `/sessions/${id(99)}`)).status).toBe(404);
  });

  it('has an id that no other has, even of people who come at one moment', async () => {
    const { now } = clock();
    const { ask, sim } = await simulator({ now });
    const [one, two] = sim.world.players;
    for (const player of [one, two]) sim.life.join(player?.id ?? '', '1000101');
    const all = sim.world.players.flatMap((player) => sessionsOf(player));
    expect(new Set(all.map((session) => session.id)).size).toBe(all.length);
    const session = two?.sessions?.[0]?.id;
    expect((await ask('GET', `/sessions/${session}`)).json).toMatchObject({
      data: { relationships: { player: { data: { id: two?.id } } } },
    });
  });

  it('has others that went on meanwhile on the same server', async () => {
    const { ask, players } = await scene();
    const answer = await ask('GET', `/sessions/${id(1)}/relationships/coplay?include=player`);
    expect(idsOf(answer)).toEqual([id(3)]);
    expect(includedIn(answer)).toEqual([`player ${players[1]}`]);
    expect(idsOf(await ask('GET', `/sessions/${id(2)}/relationships/coplay`))).toEqual([]);
    expect(idsOf(await ask('GET', `/sessions/${id(1)}/relationships/coplay?page[offset]=1`))).toEqual([]);
    const far = await ask('GET', `/sessions/${id(1)}/relationships/coplay?page[offset]=1001`);
    expect(far).toMatchObject({ status: 400, json: saying('must be <= 1000') });
    expect((await ask('GET', `/sessions/${id(99)}/relationships/coplay`)).status).toBe(404);
  });
});

describe('the simulated sessions of a server', () => {
  const PATH = '/servers/1000101/relationships/sessions';

  it('are those of a moment, of a period, or of now', async () => {
    const { ask, now, players } = await scene();
    const found = async (query: string) => idsOf(await ask('GET', `${PATH}?${query}`));
    expect(await found(`at=${ago(now, 8.5)}`)).toEqual([3, 1].map(id));
    expect(await found(`start=${ago(now, 7.5)}&stop=${ago(now, 1)}`)).toEqual([2, 3].map(id));
    expect(await found('')).toEqual([id(2)]);
    const answer = await ask('GET', `${PATH}?at=${ago(now, 9)}&include=player`);
    expect(includedIn(answer)).toEqual([players[1], players[0]].map((player) => `player ${player}`));
    // Nothing is included then, not even an empty list.
    expect((await ask('GET', PATH)).json).not.toHaveProperty('included');
  });

  it.each([
    ['start=2023-11-14T00:00:00Z', "must have required property 'stop'"],
    ['stop=2023-11-14T00:00:00Z', "must have required property 'start'"],
    ['start=2023-11-15T00:00:00Z&stop=2023-11-14T00:00:00Z', 'start must be before stop'],
    ['at=2023-11-14', 'must match format "date-time"'],
    ['page[size]=5', 'must NOT have additional properties'],
    ['include=server', 'must be equal to one of the allowed values'],
  ])('refuse %s', async (query, detail) => {
    const { ask } = await simulator();
    expect(await ask('GET', `${PATH}?${query}`)).toMatchObject({ status: 400, json: saying(detail) });
    expect((await ask('GET', '/servers/1/relationships/sessions')).status).toBe(404);
  });

  it("are the player's as well", async () => {
    const { ask, players } = await scene();
    const answer = await ask('GET', `/players/${players[1]}/relationships/sessions`);
    expect(idsOf(answer)).toEqual([4, 3].map(id));
  });
});
