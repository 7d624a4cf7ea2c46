import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../../src/demo/dcsserverbot/events.ts';
import { totals } from '../../../src/demo/dcsserverbot/totals.ts';
import { type CurrentServer, refused, startCurrent } from './harness.ts';

const ALWAYS = { start_time: '2000-01-01', end_time: '2100-01-01' };

function ownOf({ simulator }: CurrentServer) {
  const [pilot] = simulator.world.pilots;
  if (pilot === undefined) throw new Error('the world has pilots');
  return pilot;
}

describe('the events of a simulated pilot', () => {
  it('are as many as the flights count', async () => {
    const { simulator } = await startCurrent();
    for (const pilot of simulator.world.pilots) {
      const events = eventsOf(pilot);
      const count = (name: string, role = 'initiator') =>
        events.filter((one) => one.event === name && one.role === role).length;
      const all = totals(pilot.sorties);
      expect({
        kills: count('S_EVENT_KILL'),
        deaths: count('S_EVENT_KILL', 'target'),
        takeoffs: count('S_EVENT_TAKEOFF'),
        landings: count('S_EVENT_LAND'),
        crashes: count('S_EVENT_CRASH'),
        ejections: count('S_EVENT_EJECTION'),
        traps: count('S_EVENT_LANDING_QUALITY_MARK'),
      }).toEqual({
        kills: all.kills,
        deaths: all.deaths,
        takeoffs: all.takeoffs,
        landings: all.landings,
        crashes: all.crashes,
        ejections: all.ejections,
        traps: pilot.traps?.length ?? 0,
      });
    }
  });

  it('come in pages, within a time, of one kind or one type of aircraft', async () => {
    const server = await startCurrent();
    const pilot = ownOf(server);
    const ask = async (query: Record<string, string>) => {
      const { body } = await server.get('/events', { ucid: pilot.ucid, ...ALWAYS, ...query });
      return Array.isArray(body) ? body : [];
    };
    const all = await ask({ limit: '0' });
    expect(all).toHaveLength(eventsOf(pilot).length);
    expect(await ask({})).toEqual(all.slice(0, 10));
    expect(await ask({ limit: '3', offset: '5' })).toEqual(all.slice(5, 8));
    const kinds = await ask({ limit: '0', event: 'S_EVENT_KILL' });
    expect(kinds).toEqual(all.filter(({ event }) => event === 'S_EVENT_KILL'));
    expect(await ask({ limit: '0', init_type: 'FA-18C_hornet' })).toEqual(
      all.filter(({ init_type }) => init_type === 'FA-18C_hornet'),
    );
    const { time } = all[4];
    expect(await ask({ limit: '0', end_time: time })).toEqual(all.filter((one) => one.time <= time));
    expect(await ask({ limit: '0', start_time: time })).toEqual(all.filter((one) => one.time >= time));
    expect(await ask({ ucid: 'nobody' })).toEqual([]);
  });

  it('fail by a negative limit and by a quote, as the query is put together from text', async () => {
    const server = await startCurrent();
    const ask = { ucid: ownOf(server).ucid, ...ALWAYS };
    expect((await server.get('/events', { ...ask, limit: '-1' })).status).toBe(500);
    expect((await server.get('/events', { ...ask, event: "x'" })).status).toBe(500);
  });
});

describe('the picture of a landing', () => {
  it('is a PNG of those that caught a wire, and of no others', async () => {
    const server = await startCurrent();
    const traps = server.simulator.world.pilots.flatMap((pilot) => pilot.traps ?? []);
    const caught = traps.find(({ wire }) => wire !== null);
    const missed = traps.find(({ wire }) => wire === null);
    const response = await fetch(`${server.simulator.url}/traps/img?trap_id=${caught?.id}`);
    expect(response.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const data = bytes.indexOf('IDAT');
    const length = bytes.readUInt32BE(data - 4);
    // 32 rows of 32 grey points, each after the byte of its filter.
    expect(inflateSync(bytes.subarray(data + 4, data + 4 + length))).toHaveLength(32 * 33);
    for (const trap_id of [String(missed?.id), '999999']) {
      expect(await server.get('/traps/img', { trap_id })).toEqual(refused(404, 'Trap image not found'));
    }
  });
});
