import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRestApi, type RestApi } from '../../src/dcsserverbot/rest-api.ts';
import {
  type DcsServerBotSimulator,
  startDcsServerBotSimulator,
} from '../../src/demo/dcsserverbot/simulator.ts';
import { ApiError } from '../../src/http/errors.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import type { Transport } from '../../src/http/transport.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import { PERSON } from './harness.ts';

describe('the whole client before a simulated server of the current version', () => {
  let simulator: DcsServerBotSimulator;
  let transport: Transport;
  let rest: RestApi;

  beforeEach(async () => {
    simulator = await startDcsServerBotSimulator({ version: 'current', prefix: '/stats', apiKey: 'key' });
    transport = createTransport({
      api: 'DCSServerBot',
      baseUrl: new URL(simulator.url),
      headers: { 'X-API-Key': 'key' },
    });
    const cache = new ResponseCache({ now: Date.now, maxEntries: 500 });
    rest = createRestApi({ transport, cache, now: Date.now, log: pino({ level: 'silent' }) });
  });
  afterEach(async () => {
    await transport.close();
    await simulator.close();
  });

  /** Name of a server on which a mission runs. */
  async function running(): Promise<string> {
    const servers = await rest.info.servers({}, PERSON);
    const found = servers.find(({ status, mission }) => status === 'running' && mission !== undefined);
    if (found === undefined) throw new Error('no server runs');
    return found.name;
  }

  it('follows an airbase through its capture and a change of its warehouse', async () => {
    const serverName = await running();
    const [airbase] = await rest.airbases.list({ serverName }, PERSON);
    if (airbase === undefined) expect.fail('no airbase');
    const one = { serverName, airbaseName: airbase.name };
    const coalition = airbase.coalition === 1 ? 2 : 1;
    await rest.airbases.capture({ ...one, coalition }, PERSON);
    const after = await rest.airbases.list({ serverName }, PERSON);
    expect(after.find(({ name }) => name === airbase.name)?.coalition).toBe(coalition);

    const { stock } = await rest.airbases.warehouse(one, PERSON);
    const item = Object.keys(stock['weapon'] ?? {})[0] ?? expect.fail('no weapon');
    await rest.airbases.setWarehouseItem({ ...one, item, value: 4321 }, PERSON);
    expect((await rest.airbases.warehouse(one, PERSON)).stock['weapon']?.[item]).toBe(4321);
    expect((await rest.airbases.get(one, PERSON)).name).toBe(airbase.name);
    expect((await rest.airbases.atis(one, PERSON)).qnh.hectopascal).toBeGreaterThan(900);
  });

  it('stops, starts and pauses a server, and sees it in the list at once', async () => {
    const serverName = await running();
    const status = async () =>
      (await rest.info.servers({}, PERSON)).find(({ name }) => name === serverName)?.status;
    await rest.missions.pause({ serverName }, PERSON);
    expect(await status()).toBe('paused');
    await rest.missions.unpause({ serverName }, PERSON);
    expect(await status()).toBe('running');
    await rest.instances.stop({ serverName }, PERSON);
    expect(await status()).not.toBe('running');
    await expect(rest.missions.pause({ serverName }, PERSON)).rejects.toHaveProperty('kind', 'conflict');
  });

  it('uploads a mission, finds it in the list and loads it', async () => {
    const serverName = await running();
    const file = new TextEncoder().encode('PK not really a mission');
    await rest.missions.upload({ serverName, file, filename: 'New One.miz', loadAfter: false }, PERSON);
    const { missions } = await rest.missions.list({ serverName }, PERSON);
    const uploaded = missions.find(({ name }) => name === 'New One');
    if (uploaded === undefined) expect.fail('not in the list');
    const done = await rest.missions.load({ serverName, missionName: uploaded.path }, PERSON);
    expect(done.status).toBe('success');
  });

  it('asks everything of a player whom it found', async () => {
    const { value: top } = await rest.statistics.topKills({ limit: 5 }, PERSON);
    const [best] = await rest.info.users({ nick: top[0]?.nick ?? '' }, PERSON);
    if (best?.ucid === undefined) expect.fail('nobody');
    const who = { nick: best.nick, date: best.date };
    const player = await rest.statistics.playerInfo(who, PERSON);
    const stats = await rest.statistics.stats(who, PERSON);
    expect(stats).toEqual({ version: 'current', value: player.overall });
    expect(await rest.statistics.moduleStats(who, PERSON)).toEqual(player.modules);
    expect(await rest.info.playerSquadrons(who, PERSON)).toEqual(player.squadrons);
    const time = { startTime: '2000-01-01T00:00:00', endTime: '2100-01-01T00:00:00' };
    const events = await rest.statistics.events({ ucid: best.ucid, ...time, limit: 3 }, PERSON);
    expect(events.every(({ initId, targetId }) => [initId, targetId].includes(best.ucid))).toBe(true);
    expect((await rest.statistics.weaponPk(who, PERSON)).length).toBeGreaterThan(0);
  });

  it('finds the picture of a landing', async () => {
    const board = await rest.statistics.greenieboard({}, PERSON);
    for (const { id } of board.flatMap(({ traps }) => traps).slice(0, 50)) {
      const image = await rest.statistics.trapImage({ trapId: id }, PERSON).catch((error: unknown) => error);
      if (!(image instanceof Uint8Array)) {
        expect(image).toBeInstanceOf(ApiError);
        continue;
      }
      expect([...image.slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
      return;
    }
    expect.fail('no landing has a picture');
  });

  it('reads the map of the mission', async () => {
    const serverName = await running();
    expect(
      (await rest.utilities.bullseyes({ serverName }, PERSON)).map(({ coalition }) => coalition),
    ).toEqual(expect.arrayContaining(['blue', 'red']));
    await rest.utilities.drawings({ serverName }, PERSON);
    const [airbase] = await rest.airbases.list({ serverName }, PERSON);
    const coordinates = `${airbase?.latitude.toFixed(5)}, ${airbase?.longitude.toFixed(5)}`;
    const read = await rest.utilities.convertCoordinates({ serverName, coordinates }, PERSON);
    expect(Object.keys(read.meters)).toEqual(['x', 'y']);
  });
});
