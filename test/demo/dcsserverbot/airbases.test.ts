import { describe, expect, it } from 'vitest';
import { theatreOf } from '../../../src/demo/dcsserverbot/theatres.ts';
import { DCS_PLANS } from '../../../src/demo/world/dcs-plans.ts';
import { createDemoDcsWorld } from '../../../src/demo/world/dcs-world.ts';
import { NOW, refused, startCurrent } from './harness.ts';

describe('the airbases of a simulated server', () => {
  it('are those of the theatre that it flies, and none where it flies nothing', async () => {
    const { running, paused, down, get } = await startCurrent();
    const first = async (server_name: string) => (await get('/airbases', { server_name })).body;
    expect(await first(running.name)).toMatchObject({
      airbases: expect.arrayContaining([expect.objectContaining({ name: 'Batumi', code: 'UGSB' })]),
    });
    expect(await first(paused.name)).toMatchObject({
      airbases: expect.arrayContaining([expect.objectContaining({ name: 'Manston', code: null })]),
    });
    expect(await first(down.name)).toEqual({ airbases: [] });
  });

  it('are known for every theatre of the demo', () => {
    const theatres = DCS_PLANS.flatMap(({ missions }) => missions.map(({ theatre }) => theatre));
    for (const theatre of theatres) expect(theatreOf(theatre).airfields.length, theatre).toBeGreaterThan(3);
    expect(createDemoDcsWorld({ seed: 'squawk', now: NOW }).servers.length).toBe(DCS_PLANS.length);
  });

  it('change hands by a capture, until the mission begins anew', async () => {
    const { running, post, get } = await startCurrent();
    const server_name = running.name;
    const holder = async () => {
      const { body } = await get('/airbase', { server_name, airbase_name: 'Batumi' });
      return body;
    };
    expect(await holder()).toMatchObject({ airbase: { coalition: 2, mgrs: '37T GG 16618 09774' } });
    const taken = { server_name, airbase_name: 'Batumi', coalition: '1' };
    expect(await post('/airbase/capture', {}, taken)).toEqual({
      status: 200,
      body: { server_name, airbase_name: 'Batumi', coalition: 1 },
    });
    expect(await holder()).toMatchObject({ airbase: { coalition: 1 } });
    const { body } = await get('/airbases', { server_name });
    expect(body).toMatchObject({
      airbases: expect.arrayContaining([expect.objectContaining({ name: 'Batumi', coalition: 1 })]),
    });
    await post('/instance/mission/restart', { server_name });
    expect(await holder()).toMatchObject({ airbase: { coalition: 2 } });
  });

  it('have in the warehouse what was put there', async () => {
    const { running, post, get } = await startCurrent();
    const at = { server_name: running.name, airbase_name: 'Kutaisi' };
    for (const [item, value] of [
      ['weapons.bombs.GBU_38', 3],
      ['F-16C_50', 99],
      ['weapons.bombs.NEW', 1],
    ] as const) {
      expect(await post('/airbase/warehouse/item', {}, { ...at, item, value: String(value) })).toEqual({
        status: 200,
        body: { item, server_name: running.name, value },
      });
    }
    const warehouse = {
      warehouse: {
        aircraft: { 'F-16C_50': 99 },
        weapon: { 'weapons.bombs.GBU_38': 3, 'weapons.bombs.NEW': 1 },
      },
    };
    expect((await get('/airbase/warehouse', at)).body).toMatchObject(warehouse);
    expect((await get('/airbase', at)).body).toMatchObject({ airbase: warehouse });
  });

  it('tell the wind of the server in their ATIS, and the runway into it', async () => {
    const { running, get } = await startCurrent();
    const ask = { server_name: running.name, airbase_name: 'Senaki-Kolkhi' };
    expect((await get('/airbase/atis', ask)).body).toMatchObject({
      wind: { speed: 8, dir: 290 },
      active_runways: ['27'],
      qnh: { pressureHPA: 1013.25, pressureMM: 760, pressureIN: 29.92 },
    });
    running.weather = { temperature: -3, wind_speed: 12, wind_direction: 80, clouds_base: 3_000 };
    expect((await get('/airbase/atis', ask)).body).toMatchObject({ temp: -3, active_runways: ['09'] });
  });

  it('fail in as many ways as the real ones where there is none of that name, or no game', async () => {
    const { running, down, get, post } = await startCurrent();
    const none = { server_name: running.name, airbase_name: 'Atlantis' };
    const off = { server_name: down.name, airbase_name: 'Batumi' };
    expect(await get('/airbase', none)).toEqual({
      status: 200,
      body: {
        airbase: { command: 'getAirbase', server_name: running.name, name: 'Atlantis', error: 'Not found.' },
      },
    });
    expect(await get('/airbase/warehouse', none)).toEqual(
      refused(404, "Airbase 'Atlantis' not found or has no warehouse data."),
    );
    expect(await post('/airbase/capture', {}, { ...none, coalition: '1' })).toEqual(
      refused(404, "Airbase 'Atlantis' not found."),
    );
    expect((await get('/airbase/atis', none)).status).toBe(500);
    expect((await post('/airbase/warehouse/item', {}, { ...none, item: 'x', value: '1' })).status).toBe(500);
    const notRunning = refused(404, `Server '${down.name}' not running.`);
    expect(await get('/airbase/atis', off)).toEqual(notRunning);
    expect(await post('/airbase/capture', {}, { ...off, coalition: '1' })).toEqual(notRunning);
    expect((await get('/airbase', off)).status).toBe(500);
    expect((await get('/airbase/warehouse', off)).status).toBe(500);
  });
});
