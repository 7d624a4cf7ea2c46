import { describe, expect, it } from 'vitest';
import { idsOf, iso, listOf, valuesOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.parse('2023-11-14T12:00:00Z');

function period(from: number, to: number): string {
  return `start=${iso(from)}&stop=${iso(to)}`;
}

/** The simulator at noon, with a way to ask for a time series of the first server. */
async function scene() {
  const { now } = clock(NOON);
  const { ask } = await simulator({ now });
  const history = (name: string, from: number, rest = '', id = '1000101') =>
    ask('GET', `/servers/${id}/${name}?${period(NOON - from, NOON)}${rest}`);
  return { ask, history };
}

describe('the simulated downtime', () => {
  it('is the seconds of each day or hour that the server was down', async () => {
    const { history } = await scene();
    // It was down for twelve minutes three days ago, from noon on.
    expect(valuesOf(await history('relationships/downtime', 3 * DAY), 'value')).toEqual([720, 0, 0, 0]);
    const hours = valuesOf(await history('relationships/downtime', 3 * DAY, '&resolution=60'), 'value');
    expect(hours.slice(0, 3)).toEqual([720, 0, 0]);
    expect(hours).toHaveLength(73);
    expect((await history('relationships/downtime', DAY, '&resolution=30')).json).toMatchObject(
      saying('must be equal to one of the allowed values'),
    );
  });

  it('goes on while the server is down', async () => {
    const { history } = await scene();
    const values = valuesOf(await history('relationships/downtime', HOUR, '', '1000103'), 'value');
    expect(values).toEqual([7 * 3_600]);
  });
});

describe('the simulated outages', () => {
  const PATH = '/servers/1000101/relationships/outages';

  it('are those of ninety days, latest first, with their sums', async () => {
    const { ask } = await scene();
    expect((await ask('GET', `${PATH}?include=uptime:30`)).json).toMatchObject({
      meta: {
        min: 3 * 60,
        max: 240 * 60,
        sum: 300 * 60,
        count: 4,
        onlineSince: iso(NOON - 3 * DAY + 12 * MINUTE),
        offlineSince: null,
      },
      data: [
        {
          type: 'serverOutage',
          attributes: { start: iso(NOON - 3 * DAY), stop: iso(NOON - 3 * DAY + 12 * MINUTE) },
          relationships: { server: { data: { type: 'server', id: '1000101' } } },
        },
        { attributes: { start: iso(NOON - 9 * DAY) } },
        { attributes: { start: iso(NOON - 31 * DAY) } },
        { attributes: { start: iso(NOON - 64 * DAY) } },
      ],
      included: [{ type: 'serverUptime', id: '1000101:30' }],
      links: {},
    });
  });

  it('of a server that is down have no end', async () => {
    const { ask } = await scene();
    expect((await ask('GET', '/servers/1000103/relationships/outages')).json).toMatchObject({
      meta: { onlineSince: null, offlineSince: iso(NOON - 7 * HOUR) },
      data: [{ attributes: { stop: null } }, {}, {}, {}, {}],
      included: [],
    });
  });

  it('come by range and page', async () => {
    const { ask } = await scene();
    const all = idsOf(await ask('GET', PATH));
    const range = `${iso(NOON - 31 * DAY)}:${iso(NOON - 9 * DAY)}`;
    expect(idsOf(await ask('GET', `${PATH}?filter[range]=${range}`))).toEqual(all.slice(1, 3));
    expect(idsOf(await ask('GET', `${PATH}?filter[range]=${iso(NOON - 9 * DAY)}:`))).toEqual(all.slice(0, 2));
    const first = listOf(await ask('GET', `${PATH}?page[size]=3`));
    expect(first.data.map(({ id }) => id)).toEqual(all.slice(0, 3));
    const next = new URL(first.links?.['next'] ?? '');
    expect(idsOf(await ask('GET', next.pathname + next.search))).toEqual(all.slice(3));
    const none = await ask('GET', `${PATH}?filter[range]=:2000-01-01`);
    expect(none.json).toMatchObject({ meta: { min: null, max: null, sum: 0, count: 0 }, data: [] });
  });

  it.each([
    ['page[size]=121', 'must be <= 120'],
    ['filter[range]=yesterday', expect.stringContaining('must match pattern')],
    ['include=player', 'must be equal to one of the allowed values'],
    ['page[offset]=1', 'must NOT have additional properties'],
  ])('refuse %s', async (query, detail) => {
    const { ask } = await simulator();
    expect(await ask('GET', `${PATH}?${query}`)).toMatchObject({ status: 400, json: saying(detail) });
    expect((await ask('GET', `${PATH}?page[size]=120`)).status).toBe(200);
  });
});
