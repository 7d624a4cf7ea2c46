import { describe, expect, it } from 'vitest';
import { iso, listOf, valuesOf } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const HOUR = 3_600_000;
const NOON = Date.parse('2023-11-14T12:00:00Z');
const DAY = `${iso(NOON - 24 * HOUR)}:${iso(NOON)}`;

function metric(name: string, { at = 0, range = DAY, resolution = '60' } = {}): string {
  return `metrics[${at}][name]=${name}&metrics[${at}][range]=${range}&metrics[${at}][resolution]=${resolution}`;
}

async function scene() {
  const { now, advance } = clock(NOON);
  const { ask, sim } = await simulator({ now });
  const metrics = (query: string) => ask('GET', `/metrics?${query}`);
  return { ask, sim, metrics, advance };
}

describe('the simulated metrics', () => {
  it('of one name have their group, and no id and no name', async () => {
    const { metrics } = await scene();
    const answer = await metrics(metric('games.rust.players'));
    const { data } = listOf(answer);
    expect(data).toHaveLength(25);
    expect(data[1]).toEqual({
      type: 'dataPoint',
      attributes: {
        timestamp: iso(NOON - 23 * HOUR),
        group: 0,
        value: expect.any(Number),
        min: expect.any(Number),
        max: expect.any(Number),
      },
    });
    expect(valuesOf(answer, 'name').every((name) => name === undefined)).toBe(true);
    expect(valuesOf(answer, 'max')).toContain(undefined);
  });

  it('of several names and groups say of each point which it is of', async () => {
    const { metrics } = await scene();
    const answer = await metrics(
      `${metric('games.rust.players,games.rust.players.steam', { resolution: '1440' })}&${metric('games.squad.servers', { at: 3, resolution: '30' })}`,
    );
    const of = listOf(answer).data.map(({ attributes: { group, name } }) => `${group} ${name}`);
    expect([...new Set(of)]).toEqual([
      '0 games.rust.players',
      '0 games.rust.players.steam',
      '1 games.squad.servers',
    ]);
    const values = valuesOf(answer, 'value');
    expect(values[2]).toBeLessThan(Number(values[0]));
  });

  it('end with what the game counts now, and are the same when asked again', async () => {
    const { ask, metrics, advance } = await scene();
    const raw = await metrics(metric('games.rust.players', { resolution: 'raw' }));
    const { data } = JSON.parse((await ask('GET', '/games/rust')).text);
    expect(valuesOf(raw, 'value').at(-1)).toBe(data.attributes.players);
    advance(60_000);
    const later = await metrics(metric('games.rust.players', { resolution: 'raw' }));
    expect(valuesOf(later, 'value').slice(0, -1)).toEqual(valuesOf(raw, 'value').slice(0, -1));
  });

  it('know nothing of what is to come, and leave out fields that nobody asked for', async () => {
    const { metrics } = await scene();
    const range = `${iso(NOON - HOUR)}:${iso(NOON + 50 * HOUR)}`;
    const answer = await metrics(`${metric('games.ark.players', { range })}&fields[dataPoint]=value`);
    expect(listOf(answer).data.map(({ attributes }) => Object.keys(attributes))).toEqual([
      ['value'],
      ['value'],
    ]);
  });

  it.each([
    ['', "must have required property 'metrics'"],
    ['metrics[0][name]=games.rust.players', "must have required property 'range'"],
    [`metrics[0][range]=${DAY}`, "must have required property 'name'"],
    [`metrics[0][name]=x&metrics[0][range]=${DAY}`, "must have required property 'resolution'"],
    [metric('games.rust.players', { resolution: '15' }), 'must be equal to one of the allowed values'],
    [metric('games.rust.players', { resolution: '30,60' }), 'must be equal to one of the allowed values'],
    [metric('games.rust.players', { range: `${iso(NOON)}:` }), expect.stringContaining('must match pattern')],
    [metric('games.chess.players'), 'Unknown metric'],
    [metric('servers.1000101.players'), 'Unknown metric'],
    [metric('games.rust.players', { range: '2001:2023', resolution: 'raw' }), 'Too many data points'],
    [`${metric('games.rust.players')}&metrics[0][unit]=x`, 'must NOT have additional properties'],
    [`${metric('games.rust.players')}&page[size]=5`, 'must NOT have additional properties'],
  ])('refuse %s', async (query, detail) => {
    const { metrics } = await scene();
    expect(await metrics(query)).toMatchObject({ status: 400, json: saying(detail) });
  });
});
