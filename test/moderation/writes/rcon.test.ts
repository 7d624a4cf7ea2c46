import { describe, expect, test } from 'vitest';
import { NOBODY, type RconRequest } from '../../../src/store/moderation-request.ts';
import { call, kestrel, order, setScene } from '../scene.ts';

async function setConsole() {
  const scene = await setScene();
  const [server] = scene.world.servers;
  if (server === undefined) throw new Error('the simulated world has no servers');
  const request: RconRequest = {
    kind: 'rcon',
    subject: NOBODY,
    serverId: server.id,
    serverName: server.name,
    command: 'say Restart in 5 minutes',
  };
  const { action } = await scene.moderation.ask(request, order());
  const fail = (kind: 'reset' | 'execute-then-reset') =>
    scene.simulator.faults.add({ fault: { kind }, method: 'POST', path: /\/command$/, times: 1 });
  return { ...scene, server, id: action.id, fail };
}

describe('a console command', () => {
  test('is sent once, as it was typed, and its answer is kept', async () => {
    const scene = await setConsole();
    const action = await scene.moderation.confirm(scene.id, kestrel, call);
    expect(action).toMatchObject({ state: 'done', result: { answer: expect.any(String) }, undoUntil: null });
    expect(scene.writes()).toMatchObject([
      {
        path: `/servers/${scene.server.id}/command`,
        body: {
          data: {
            type: 'rconCommand',
            attributes: { command: 'raw', options: { raw: 'say Restart in 5 minutes' } },
          },
        },
      },
    ]);
  });

  test.each(['reset', 'execute-then-reset'] as const)(
    'whose answer got lost is unknown for good (%s)',
    async (fault) => {
      const scene = await setConsole();
      scene.fail(fault);
      const action = await scene.moderation.confirm(scene.id, kestrel, call);
      expect(action).toMatchObject({ state: 'unknown', error: expect.stringContaining('on the server') });
      const shown = await scene.told(scene.id);
      expect(await scene.moderation.lookAgain(scene.id, call)).toEqual(shown);
      expect(await scene.moderation.confirm(scene.id, kestrel, call)).toMatchObject({ state: 'unknown' });
      expect(scene.writes()).toHaveLength(1);
    },
  );

  test('that a process left is unknown for the next one', async () => {
    const scene = await setConsole();
    await scene.store.actions.move(scene.id, 'draft', 'sending');
    const next = await scene.boot();
    await next.moderation.start();
    expect(await scene.told(scene.id)).toMatchObject({ state: 'unknown' });
    expect(scene.writes()).toEqual([]);
  });
});
