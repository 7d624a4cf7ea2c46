import { describe, expect, test } from 'vitest';
import { call, setScene } from '../scene.ts';

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
});
