import { describe, expect, test } from 'vitest';
import { mustHaveConsole } from '../../../src/moderation/rcon/rcon.ts';
import { call, order, setScene } from '../scene.ts';

const allowing = (...rconCommands: string[]) => setScene({ config: { rconCommands } });

describe('a command for the console of a server', () => {
  test('is asked for with the server, by name or id', async () => {
    const { moderation } = await allowing('say');
    for (const server of ['1000103', 'reforger']) {
      expect(await moderation.rcon.request({ server, command: ' say hello ' }, call)).toEqual({
        kind: 'rcon',
        subject: { playerId: null, name: null, steamId: null },
        serverId: '1000103',
        serverName: 'Example Community Reforger',
        command: 'say hello',
      });
    }
  });

  test('is refused before anything is asked of BattleMetrics when it is not allowed', async () => {
    for (const scene of [await setScene(), await allowing('kick')]) {
      const { moderation, simulator } = scene;
      const before = simulator.requests.length;
      const attempt = moderation.rcon.request({ server: '1000103', command: 'say hello' }, call);
      await expect(attempt).rejects.toMatchObject({
        identifier: moderation.rcon.allowed.length === 0 ? 'rcon-off' : 'rcon-not-allowed',
      });
      expect(simulator.requests).toHaveLength(before);
    }
  });

  test('is for servers of ours alone', async () => {
    const { moderation } = await allowing('say');
    const attempt = moderation.rcon.request({ server: '1000104', command: 'say hello' }, call);
    await expect(attempt).rejects.toMatchObject({ identifier: 'server-unknown' });
  });

  test('arrives as it was typed once it is confirmed', async () => {
    const { moderation, world } = await allowing('say');
    const request = await moderation.rcon.request({ server: '1000101', command: 'SAY hello' }, call);
    const { action } = await moderation.ask(request, order());
    expect(world.consoleCommands).toEqual([]);
    expect(await moderation.confirm(action.id, action.moderator, call)).toMatchObject({ state: 'done' });
    expect(world.consoleCommands).toMatchObject([{ serverId: '1000101', raw: 'SAY hello' }]);
  });
});

describe('the server of a console', () => {
  test.each([
    [{ rconActive: true, rconStatus: 'connected' }],
    [{ rconActive: null, rconStatus: null }],
    [{ rconActive: true, rconStatus: 'some new state' }],
  ])('is taken unless BattleMetrics says that nothing would arrive: %o', (attributes) => {
    expect(() => mustHaveConsole(attributes, 'Ours')).not.toThrow();
  });

  test.each([
    [{ rconActive: false, rconStatus: 'refused' }, 'rcon-server-without'],
    [{ rconActive: true, rconStatus: 'disconnected' }, 'rcon-not-connected'],
    [{ rconActive: null, rconStatus: 'refused' }, 'rcon-not-connected'],
  ])('is refused with RCON switched off or not connected: %o', (attributes, identifier) => {
    expect(() => mustHaveConsole(attributes, 'Ours')).toThrow(expect.objectContaining({ identifier }));
  });
});
