import { afterEach, describe, expect, it } from 'vitest';
import {
  type DcsServerBotSimulator,
  startDcsServerBotSimulator,
} from '../../../src/demo/dcsserverbot/simulator.ts';
import { createStage, HOUR, MINUTE } from './harness.ts';

const open: DcsServerBotSimulator[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.close()));
});

async function stageWithApi() {
  const stage = createStage({ seed: 'squawk' });
  const simulator = await startDcsServerBotSimulator({
    version: 'current',
    world: stage.dcs,
    now: stage.now,
  });
  open.push(simulator);
  const [server] = stage.dcs.servers;
  if (server === undefined) throw new Error('the world has servers');
  const command = async (path: string, { name } = server) => {
    const query = new URLSearchParams({ server_name: name });
    const response = await fetch(`${simulator.url}${path}?${query}`, { method: 'POST' });
    expect(response.status).toBe(200);
  };
  const players = () => stage.dcs.pilots.filter(({ online }) => online === server.name).length;
  return { ...stage, server, command, players };
}

describe("a server of the demo's world that the API commands", () => {
  it('stays stopped and empty until it is started, and then fills again', async () => {
    const { server, command, players, pass } = await stageWithApi();
    expect(players()).toBeGreaterThan(0);
    await command('/instance/stop');
    for (let hour = 0; hour < 8; hour += 1) {
      pass(HOUR);
      expect({ status: server.status, mission: server.mission, players: players() }).toEqual({
        status: 'Shutdown',
        mission: undefined,
        players: 0,
      });
    }
    await command('/instance/start');
    pass(30 * MINUTE);
    expect(server.status).toBe('Running');
    expect(players()).toBeGreaterThan(0);
  });

  it('stays paused, its clock still and nobody joining, until it goes on', async () => {
    const { server, command, players, pass } = await stageWithApi();
    await command('/instance/mission/pause');
    const { uptime } = server.mission ?? {};
    const before = players();
    pass(30 * MINUTE);
    expect(server.status).toBe('Paused');
    expect(server.mission?.uptime).toBe(uptime);
    expect(players()).toBeLessThanOrEqual(before);
    await command('/instance/mission/unpause');
    pass(30 * MINUTE);
    expect(server.mission?.uptime).toBeGreaterThan(uptime ?? 0);
  });

  it('goes on with what it was started with after a breakdown', async () => {
    const { dcs, command, pass } = await stageWithApi();
    const broken = () => dcs.servers.find(({ status }) => status === 'Shutdown');
    for (let minute = 0; minute < 5_000 && broken() === undefined; minute += 1) pass(MINUTE);
    const server = broken();
    if (server === undefined) throw new Error('a server breaks down within days');
    await command('/instance/start', server);
    const { name } = server.mission ?? {};
    // As long as it would have been down.
    for (let minute = 0; minute < 25; minute += 1) {
      pass(MINUTE);
      expect(server.mission?.name).toBe(name);
    }
    expect(server.mission?.uptime).toBeGreaterThan(0);
  });
});
