import { describe, expect, test, vi } from 'vitest';
import { NOBODY } from '../../../src/store/moderation-request.ts';
import { call, kestrel, order, setScene } from '../scene.ts';
import { banOf } from './requests.ts';

describe('an answer that comes after another process gave up looking', () => {
  test('settles what was unknown: a console command, after which nothing could be looked for', async () => {
    const scene = await setScene({ lookDelaysMs: [1] });
    const [server] = scene.world.servers;
    if (server === undefined) throw new Error('the simulated world has no servers');
    scene.simulator.faults.add({ fault: { kind: 'slow', ms: 500 }, method: 'POST', path: /command/ });
    const sent = scene.moderation.perform(
      { kind: 'rcon', subject: NOBODY, serverId: server.id, serverName: server.name, command: 'status' },
      order(),
    );
    await vi.waitFor(() => expect(scene.writes()).toHaveLength(1));
    const [open] = await scene.store.actions.inState('sending');
    const other = await scene.boot();
    await other.moderation.start();
    await vi.waitFor(async () =>
      expect(await scene.store.actions.get(open?.id ?? '')).toMatchObject({ state: 'unknown' }),
    );
    expect(await sent).toMatchObject({ id: open?.id, state: 'done', error: null });
    expect(await scene.told(open?.id ?? '')).toMatchObject({ state: 'done' });
    expect(scene.channel.messages).toHaveLength(1);
    expect(scene.writes()).toHaveLength(1);
  });

  test('settles what was unknown: a ban that was looked for before it was there', async () => {
    const scene = await setScene({ lookDelaysMs: [1] });
    scene.simulator.faults.add({ fault: { kind: 'slow', ms: 300 }, method: 'POST', path: '/bans' });
    const { action } = await scene.moderation.ask(banOf(scene.player), order());
    const sent = scene.moderation.confirm(action.id, kestrel, call);
    await vi.waitFor(() => expect(scene.writes()).toHaveLength(1));
    const other = await scene.boot();
    await other.moderation.start();
    expect(await sent).toMatchObject({ state: 'done' });
    expect(scene.bansMade()).toHaveLength(1);
  });
});
