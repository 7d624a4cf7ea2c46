import { afterEach, describe, expect, it } from 'vitest';
import { createWorld } from '../../../src/demo/dcsserverbot/create-world.ts';
import { ilike } from '../../../src/demo/dcsserverbot/ilike.ts';
import {
  type DcsServerBotSimulator,
  type DcsServerBotSimulatorOptions,
  startDcsServerBotSimulator,
} from '../../../src/demo/dcsserverbot/simulator.ts';

const open: DcsServerBotSimulator[] = [];

async function start(options: DcsServerBotSimulatorOptions): Promise<DcsServerBotSimulator> {
  const simulator = await startDcsServerBotSimulator(options);
  open.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.close()));
});

const post = (
  simulator: DcsServerBotSimulator,
  path: string,
  form: Record<string, string>,
): Promise<Response> => fetch(`${simulator.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });

describe('the simulated community', () => {
  it('is the same for the same clock', () => {
    const now = Date.parse('2026-11-22T08:00:00Z');
    expect(createWorld(now)).toEqual(createWorld(now));
  });
});

describe('ILIKE', () => {
  it.each([
    ['Maverick', '%maver%', true],
    ['Maverick', '%maver', false],
    ['X_x_X', '%x_x_x%', true],
    ['XyxyX', '%x_x_x%', true],
    ['XyxyX', '%x\\_x\\_x%', false],
    ['100% Pilot', '%\\%%', true],
    ['100 Pilot', '%\\%%', false],
    ['back\\slash', '%back\\\\slash%', true],
    ['back\\slash', '%back\\slash%', false],
    ['back\\', '%back\\%', false],
    ['two\nlines', '%o_l%', true],
    ['Владимир Орёл', '%орёл%', true],
    ['🦅', '_', true],
    ['(a+b)', '%(a+b)%', true],
  ])('takes %j for %j as %j', (name, pattern, expected) => {
    expect(ilike(name, pattern)).toBe(expected);
  });
});

describe('the simulator', () => {
  it('becomes the other version while it runs', async () => {
    const simulator = await start({ version: 'documented', prefix: '/stats' });
    const weaponpk = async (): Promise<number> =>
      (await post(simulator, '/weaponpk', { nick: 'Viper' })).status;
    expect(await weaponpk()).toBe(404);
    simulator.setVersion('current');
    expect(await weaponpk()).toBe(200);
    simulator.setVersion('documented');
    expect(await weaponpk()).toBe(404);
  });

  it('asks for no key unless it has one, and never in the documented version', async () => {
    const simulator = await start({ version: 'documented', apiKey: 'secret' });
    expect((await fetch(`${simulator.url}/servers`)).status).toBe(200);
    simulator.setVersion('current');
    expect((await fetch(`${simulator.url}/servers`)).status).toBe(401);
    const headers = { 'X-API-Key': 'secret' };
    expect((await fetch(`${simulator.url}/servers`, { headers })).status).toBe(200);
    // Starlette knows the endpoint and its method before anything asks for the key.
    expect((await fetch(`${simulator.url}/weaponpk`)).status).toBe(405);
    expect((await fetch(`${simulator.url}/nope`)).status).toBe(404);
  });

  it('stores the tokens of new accounts in the current version alone', async () => {
    const simulator = await start({ version: 'documented' });
    const link = (): Promise<Response> => post(simulator, '/linkme', { discord_id: '222222222222222222' });
    expect([(await link()).status, (await link()).status]).toEqual([200, 200]);
    simulator.setVersion('current');
    expect([(await link()).status, (await link()).status]).toEqual([200, 500]);
  });

  it('writes Discord ids and floats as Python does', async () => {
    const simulator = await start({ version: 'current' });
    const text = await (await post(simulator, '/getuser', { nick: 'Special K' })).text();
    expect(text).toContain('"discord_id":123456789012345678,');
    expect(await (await fetch(`${simulator.url}/servers`)).text()).toContain('"wind_speed":8.0,');
  });

  it('remembers every request, below the prefix and as it came', async () => {
    const simulator = await start({ version: 'documented', prefix: '/stats', now: () => 5 });
    await post(simulator, '/getuser', { nick: "O'Brien" });
    await fetch(`${simulator.url}/servers?a=b`);
    expect(simulator.requests).toMatchObject([
      { method: 'POST', path: '/getuser', url: '/stats/getuser', form: { nick: "O'Brien" }, at: 5 },
      { method: 'GET', path: '/servers', url: '/stats/servers?a=b', form: {}, body: '' },
    ]);
  });

  it('has the leaderboard with the faults of the real one', async () => {
    const simulator = await start({ version: 'current' });
    const [own, ...others] = simulator.world.pilots;
    if (own === undefined) throw new Error('the world has pilots');
    const board = async (query: string) =>
      (await (await fetch(`${simulator.url}/leaderboard?what=credits&${query}`)).json()) as {
        items: { row_num: number; nick: string; credits: number }[];
        total_count: number;
        offset: number;
      };
    own.credits = new Map([
      [1, 10_000],
      [2, 20],
    ]);

    const first = await board('limit=2');
    // The most of any campaign, not the running one's.
    expect(first.items[0]).toMatchObject({ row_num: 1, nick: own.name, credits: 10_000 });
    // What stands for the number of rows is the first pilot's number of flights, once for each campaign.
    expect(first.total_count).toBe(own.sorties.length * 2);
    expect(await board('limit=2&offset=1')).toMatchObject({
      items: [{ row_num: 1, nick: first.items[1]?.nick }, { row_num: 2 }],
      offset: 1,
    });
    const last = await board('order=asc&limit=1');
    const least = Math.min(
      ...others
        .filter(({ sorties }) => sorties.length > 0)
        .map(({ credits }) => Math.max(0, ...credits.values())),
    );
    expect(last.items[0]?.credits).toBe(least);
    expect(await board('limit=1&query=nobody')).toMatchObject({ items: [], total_count: first.total_count });
    expect(await board('limit=1&offset=999')).toEqual({ items: [], total_count: 0, offset: 0 });
  });

  it('fails as it is told, on the path it is told, as often as it is told', async () => {
    const simulator = await start({ version: 'documented' });
    const servers = (): Promise<Response> => fetch(`${simulator.url}/servers`);
    const { faults } = simulator;

    faults.set('/servers', { kind: 'status', status: 500 }, 1);
    expect(await (await servers()).text()).toBe('Internal Server Error');
    expect((await servers()).status).toBe(200);

    faults.set('/servers', { kind: 'html', status: 502 });
    expect((await servers()).headers.get('content-type')).toBe('text/html');
    expect((await fetch(`${simulator.url}/squadrons`)).status).toBe(200);

    faults.set('/servers', { kind: 'truncated' });
    await expect((await servers()).json()).rejects.toThrow(SyntaxError);

    faults.set('/servers', { kind: 'wrong-schema' });
    expect(await (await servers()).json()).toEqual([{ unexpected: { shape: true } }]);

    faults.set('/servers', { kind: 'slow', ms: 150 });
    const before = performance.now();
    expect((await servers()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(140);

    faults.clear();
    faults.set('*', { kind: 'reset' });
    await expect(servers()).rejects.toThrow('fetch failed');
    faults.clear();
    expect((await servers()).status).toBe(200);
  });
});
