import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMgrs, toMgrs } from '../../../src/demo/dcsserverbot/mgrs.ts';
import { toLatLng, toMeters } from '../../../src/demo/dcsserverbot/projection.ts';
import { THEATRES } from '../../../src/demo/dcsserverbot/theatres.ts';
import { refused, startCurrent } from './harness.ts';

describe('a place', () => {
  it('is written in every way as the description of the API has it, however it is given', async () => {
    const { running, get } = await startCurrent();
    running.mission = { name: 'x', uptime: 0, dateTime: '', theatre: 'Syria' };
    const convert = (coordinates: string) =>
      get('/convertCoordinates', { server_name: running.name, coordinates });
    const { body } = await convert(`N35°24'20" E035°56'56"`);
    expect(body).toEqual({
      latlon: '35.40556, 35.94889',
      mgrs: '36S YE 67795 22013',
      dms: `N 35°24'20.00" E 035°56'56.00"`,
      ddm: 'N35°24.33333 E35°56.93333',
      meters: { x: 42_430, y: 5_719 },
    });
    for (const text of ['N35°24.33333 E035°56.93333', '35.40556, 35.94889']) {
      expect((await convert(text)).body).toMatchObject({ latlon: '35.40556, 35.94889' });
    }
    // Cut to the metre, which is less than the last digit.
    expect((await convert(' 42430, 5719 ')).body).toMatchObject({
      latlon: '35.40556, 35.94888',
      meters: { x: 42_430, y: 5_719 },
    });
    // The corner of the square metre.
    expect((await convert('36SYE6779522013')).body).toMatchObject({ meters: { x: 42_429, y: 5_719 } });
    expect(await convert('35.4, 35.9')).toEqual(refused(400, 'Coordinate string is not valid'));
    expect((await convert('99S YE 1 1')).status).toBe(400);
  });

  it('is found again from its metres in every theatre, to the centimetre', () => {
    for (const { projection, airfields } of THEATRES.values()) {
      const [field] = airfields;
      if (field === undefined) continue;
      const off = fc.double({ min: -3, max: 3, noNaN: true });
      fc.assert(
        fc.property(off, off, (north, east) => {
          const place = { lat: field.lat + north, lng: field.lng + east };
          const again = toLatLng(toMeters(place, projection), projection);
          expect(again.lat).toBeCloseTo(place.lat, 7);
          expect(again.lng).toBeCloseTo(place.lng, 7);
        }),
      );
    }
  });

  it('is found again from its grid square, to the metre', () => {
    const lat = fc.double({ min: -79, max: 83, noNaN: true });
    const lng = fc.double({ min: -179.9, max: 179.9, noNaN: true });
    fc.assert(
      fc.property(lat, lng, (north, east) => {
        const place = { lat: north, lng: east };
        const again = fromMgrs(toMgrs(place).replaceAll(' ', ''));
        expect(again?.lat).toBeCloseTo(north, 4);
        const shrink = Math.cos((north * Math.PI) / 180);
        expect((again?.lng ?? 0) * shrink).toBeCloseTo(east * shrink, 4);
      }),
    );
  });
});

describe('the objects of a simulated mission', () => {
  it('have waypoints by group and category', async () => {
    const { running, get } = await startCurrent();
    const ask = { server_name: running.name, group_name: 'Carrier Strike Group', group_type: 'ship' };
    expect(await get('/mission/group/waypoints', ask)).toEqual({
      status: 200,
      body: {
        group_name: 'Carrier Strike Group',
        group_type: 'ship',
        waypoints: { wp1: { lat: 41.7103, lon: 41.4997 }, wp2: { lat: 42.0295, lon: 41.7637 } },
      },
    });
    expect(await get('/mission/group/waypoints', { ...ask, group_type: 'plane' })).toEqual(
      refused(404, "Group 'Carrier Strike Group' not found."),
    );
  });

  it('are units that move while the mission runs, and the aircraft of the players', async () => {
    const { running, get, told } = await startCurrent();
    const unit = async (unit_name: string) => get('/mission/unit', { server_name: running.name, unit_name });
    const { body: before } = await unit('Tanker-1-1');
    expect(before).toMatchObject({
      type: 'KC135MPRS',
      group_name: 'Tanker-1',
      player_name: null,
      tacan: { active: true, channel: 31, modeChannel: 'Y' },
    });
    if (running.mission !== undefined) running.mission.uptime += 600;
    expect((await unit('Tanker-1-1')).body).not.toEqual(before);
    expect(await told(running.name)).toMatchObject({
      players: [{ callsign: 'Enfield11', nick: 'Special K' }, {}, {}, {}, {}],
    });
    expect((await unit('Enfield11')).body).toMatchObject({ player_name: 'Special K', in_air: true });
    expect(await unit('Enfield99')).toEqual(refused(404, "Unit 'Enfield99' not found."));
  });

  it('are not there where nothing runs', async () => {
    const { down, get } = await startCurrent();
    const server_name = down.name;
    const off = refused(409, `Server '${server_name}' is not running or paused.`);
    expect(await get('/mission/bullseyes', { server_name })).toEqual(off);
    expect(await get('/mission/drawings', { server_name })).toEqual(off);
    expect(await get('/mission/unit', { server_name, unit_name: 'x' })).toEqual(off);
    expect(
      await get('/mission/group/waypoints', { server_name, group_name: 'x', group_type: 'ship' }),
    ).toEqual(off);
  });
});
