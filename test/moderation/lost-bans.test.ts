import { describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../src/demo/battlemetrics/faults.ts';
import { call, kestrel, merlin, setScene } from './scene.ts';

type Scene = Awaited<ReturnType<typeof setScene>>;

const onBan = (fault: Fault) => ({ fault, method: 'POST', path: '/bans', times: 1 });

/** What the record and the channel must agree on in the end. */
async function expectOneBan(scene: Scene, id: string) {
  expect(scene.bansMade()).toHaveLength(1);
  expect(scene.writes()).toHaveLength(1);
  const [made] = scene.bansMade();
  const action = await scene.store.actions.get(id);
  expect(action).toMatchObject({ state: 'done', uid: made?.uid, result: { banId: made?.id } });
}

describe('a ban whose answer got lost', () => {
  test.each<Fault>([
    { kind: 'execute-then-reset' },
    { kind: 'execute-then-500' },
    { kind: 'execute-then-html' },
    { kind: 'execute-then-hang' },
    { kind: 'truncated' },
  ])('is found by its uid and not sent again ($kind)', async (fault) => {
    const scene = await setScene({ searchLagMs: 3_600_000 });
    scene.simulator.faults.add(onBan(fault));
    const id = await scene.draft();
    let looking = 0;
    const action = await scene.moderation.confirm(id, kestrel, call, {
      onLooking: async () => {
        looking += 1;
      },
    });
    expect(action.state).toBe('done');
    expect(looking).toBe(1);
    await expectOneBan(scene, id);
  });

  test('is found behind more than a page of other bans, also if their clock goes differently', async () => {
    const scene = await setScene();
    scene.simulator.faults.add(onBan({ kind: 'execute-then-reset' }));
    const id = await scene.draft();
    const now = scene.clock.now();
    const [seed] = scene.world.bans;
    if (seed === undefined) throw new Error('the simulated world has no bans');
    for (let index = 0; index < 150; index += 1) {
      const timestamp = now + 300_000 + index;
      scene.world.bans.push({ ...seed, id: String(600_000 + index), uid: `seedX${index}`, timestamp });
    }
    await scene.moderation.confirm(id, kestrel, call);
    await expectOneBan(scene, id);
  });

  test('is found also where the list of expired bans leaves out the others', async () => {
    const scene = await setScene();
    scene.world.expiredAlone = true;
    scene.simulator.faults.add(onBan({ kind: 'execute-then-reset' }));
    const id = await scene.draft();
    await scene.moderation.confirm(id, kestrel, call);
    await expectOneBan(scene, id);
  });

  test('is looked for as long as BattleMetrics cannot be asked', async () => {
    const scene = await setScene({ lookDelaysMs: [1, 1, 400] });
    scene.simulator.faults.add(onBan({ kind: 'execute-then-reset' }));
    const id = await scene.draft();
    scene.simulator.faults.add({ fault: { kind: 'status', status: 502 }, method: 'GET', times: 6 });
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'done' });
    await expectOneBan(scene, id);
  });
});

describe('a ban that was not found', () => {
  async function lose(scene: Scene) {
    scene.simulator.faults.add(onBan({ kind: 'reset' }));
    const id = await scene.draft();
    return scene.moderation.confirm(id, kestrel, call);
  }

  test('is unknown, for a miss is no proof, and is never sent again', async () => {
    const scene = await setScene();
    const action = await lose(scene);
    expect(action).toMatchObject({ state: 'unknown' });
    expect(action.error).toMatch(/does not prove/);
    await scene.moderation.confirm(action.id, kestrel, call);
    expect(await scene.moderation.lookAgain(action.id, call)).toMatchObject({ state: 'unknown' });
    expect(scene.writes()).toHaveLength(1);
    expect(scene.bansMade()).toEqual([]);
  });

  test('offers in the audit channel to look again, where any moderator finds what came late', async () => {
    const scene = await setScene();
    const action = await lose(scene);
    await scene.told(action.id);
    const late = scene.writes()[0]?.body;
    await fetch(`${scene.simulator.url}/bans`, {
      method: 'POST',
      headers: { authorization: 'Bearer simulator-token', 'content-type': 'application/json' },
      body: JSON.stringify(late),
    });
    expect(scene.channel.text()).toContain(`v1:ban:look:${action.id}`);
    const found = await scene.moderation.lookAgain(action.id, call);
    expect(found).toMatchObject({ state: 'done', result: { banId: scene.bansMade()[0]?.id }, error: null });
    await scene.moderation.stop();
    expect(scene.channel.messages).toHaveLength(1);
    expect(scene.channel.text()).toContain(`/rcon/bans/edit/${scene.bansMade()[0]?.id}`);
  });

  test('says when BattleMetrics could not even be asked', async () => {
    const scene = await setScene({ lookDelaysMs: [1] });
    const id = await scene.draft();
    scene.simulator.faults.add(onBan({ kind: 'execute-then-reset' }));
    const recover = scene.simulator.faults.add({ fault: { kind: 'html' }, method: 'GET' });
    const action = await scene.moderation.confirm(id, kestrel, call);
    expect(action).toMatchObject({ state: 'unknown' });
    expect(action.error).toMatch(/could not be asked/);
    recover();
    expect(await scene.moderation.lookAgain(id, call)).toMatchObject({ state: 'done' });
    await expectOneBan(scene, id);
  });
});

describe('a ban whose uid BattleMetrics has already', () => {
  test('is looked for, since nobody else could have sent that uid', async () => {
    const scene = await setScene();
    scene.simulator.faults.add(onBan({ kind: 'status', status: 409 }));
    const action = await scene.moderation.confirm(await scene.draft(), kestrel, call);
    expect(action).toMatchObject({ state: 'unknown' });
  });
});

describe('a ban that the database does not take note of at first', () => {
  test('is recorded as what it is once the database can be written again', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    const { actions } = scene.store;
    const { move } = actions;
    let busy = 1;
    vi.spyOn(actions, 'move').mockImplementation(async (...step) => {
      if (step[1] === 'sending' && busy-- > 0) throw new Error('SQLITE_BUSY');
      return move(...step);
    });
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'done' });
    await expectOneBan(scene, id);
    expect((await scene.told(id)).state).toBe('done');
  });
});

describe('a ban that surely was not made', () => {
  test.each<Fault>([
    { kind: 'status', status: 400, detail: "must have required property 'identifiers'" },
    { kind: 'status', status: 401 },
    { kind: 'status', status: 403 },
  ])('has failed, and may be asked for anew (status $status)', async (fault) => {
    const scene = await setScene();
    scene.simulator.faults.add(onBan(fault));
    const action = await scene.moderation.confirm(await scene.draft(), kestrel, call);
    expect(action).toMatchObject({ state: 'failed' });
    expect(action.error).not.toBe('');
    expect(action.error).not.toContain('identifiers');
    expect(scene.bansMade()).toEqual([]);
    const again = await scene.moderation.confirm(await scene.draft(), kestrel, call);
    expect(again).toMatchObject({ state: 'done' });
    expect(scene.bansMade()).toHaveLength(1);
  });

  test('after a 429 is sent once the pause is over, and is one ban', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    scene.simulator.faults.add(onBan({ kind: 'rate-limited', retryAfterSeconds: 0.2 }));
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'done' });
    expect(scene.writes()).toHaveLength(2);
    expect(scene.bansMade()).toHaveLength(1);
  });

  test('has failed at once when the bot stops while the ban waits for its turn', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    scene.simulator.faults.add(onBan({ kind: 'rate-limited', retryAfterSeconds: 60 }));
    const confirmed = scene.moderation.confirm(id, kestrel, call);
    await vi.waitFor(() => expect(scene.writes()).toHaveLength(1));
    await scene.moderation.stop();
    expect(await confirmed).toMatchObject({ state: 'failed', error: expect.stringContaining('stopped') });
    expect(scene.writes()).toHaveLength(1);
  });

  test('with a token that may ban but not read is done all the same', async () => {
    const scene = await setScene({
      tokens: [{ token: 'simulator-token', scopes: ['ban:read', 'ban:create', 'rcon'] }],
    });
    const id = await scene.draft();
    // The scope is taken away between the question and the answer.
    scene.simulator.faults.add({ fault: { kind: 'status', status: 403 }, method: 'GET', path: '/bans' });
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'done' });
    expect(scene.writes()).toHaveLength(1);
  });
});

describe('a process that ends', () => {
  test('before the confirmation leaves a question that the next one answers', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    await scene.moderation.stop();
    const next = await scene.boot();
    await next.moderation.start();
    expect(await next.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'done' });
    await expectOneBan(scene, id);
  });

  test('between the record and the sending leaves it unknown, told, and not sent', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    await scene.store.actions.move(id, 'draft', 'sending', { timestamp: scene.clock.now() });
    const next = await scene.boot();
    await next.moderation.start();
    expect(await scene.told(id)).toMatchObject({ state: 'unknown' });
    expect(scene.writes()).toEqual([]);
    expect(scene.channel.messages).toHaveLength(1);
    expect(await next.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'unknown' });
    expect(scene.writes()).toEqual([]);
  });

  test('between the sending and the answer leaves a ban that the next one finds and tells', async () => {
    const scene = await setScene({ lookDelaysMs: [60_000] });
    scene.simulator.faults.add(onBan({ kind: 'execute-then-reset' }));
    const id = await scene.draft();
    const left = scene.moderation.confirm(id, kestrel, call, {
      onLooking: () => scene.moderation.stop(),
    });
    expect(await left).toMatchObject({ state: 'sending' });
    expect(scene.channel.messages).toHaveLength(0);
    const next = await scene.boot({ lookDelaysMs: [1] });
    await next.moderation.start();
    expect(await scene.told(id)).toMatchObject({ state: 'done' });
    await expectOneBan(scene, id);
    expect(scene.channel.messages).toHaveLength(1);
  });

  test('between the answer and the audit message leaves a message that the next one posts', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    scene.channel.failures.push('unavailable');
    await scene.moderation.confirm(id, kestrel, call);
    await scene.moderation.stop();
    expect(scene.channel.messages).toHaveLength(0);
    const next = await scene.boot();
    await next.moderation.start();
    expect(await scene.told(id)).toMatchObject({ state: 'done' });
    expect(scene.channel.messages).toHaveLength(1);
    await expectOneBan(scene, id);
  });

  test('is not mistaken for this one, whose ban is still on its way', async () => {
    const scene = await setScene({ lookDelaysMs: [1] });
    const id = await scene.draft();
    scene.simulator.faults.add(onBan({ kind: 'slow', ms: 300 }));
    const confirmed = scene.moderation.confirm(id, kestrel, call);
    await vi.waitFor(() => expect(scene.writes()).toHaveLength(1));
    await scene.moderation.start();
    expect(await confirmed).toMatchObject({ state: 'done' });
    await expectOneBan(scene, id);
  });

  test('but was only halted sends nothing once another one has taken over', async () => {
    let held = true;
    const scene = await setScene({ mayWrite: async () => held });
    const id = await scene.draft();
    held = false;
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'failed' });
    expect(scene.writes()).toEqual([]);
  });

  test('leaves another moderator nothing to carry out twice', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    await scene.moderation.confirm(id, kestrel, call);
    const next = await scene.boot();
    await next.moderation.start();
    await expect(next.moderation.confirm(id, merlin, call)).rejects.toMatchObject({
      identifier: 'action-not-yours',
    });
    await expectOneBan(scene, id);
  });
});
