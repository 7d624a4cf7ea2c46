import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Fault } from '../../../src/demo/battlemetrics/faults.ts';
import type { Message } from '../../../src/message/message.ts';
import type { ActionState } from '../../../src/store/moderation-action.ts';
import type { Step } from '../confirm-process.ts';
import { call, kestrel, ORGANIZATION, order, setScene } from '../scene.ts';
import { banOf } from './requests.ts';

type Scene = Awaited<ReturnType<typeof setScene>>;

/** Confirms a ban in a process of its own, whose messages come to the channel of the scene. */
async function confirmElsewhere(scene: Scene, step: Step) {
  const { action } = await scene.moderation.ask(banOf(scene.player), order());
  const script = fileURLToPath(new URL('../confirm-process.ts', import.meta.url));
  const child: ChildProcess = fork(script, [scene.path, scene.simulator.url, ORGANIZATION, action.id, step], {
    execArgv: ['--import', 'tsx'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  child.on('message', ({ message, nonce }: { message: Message; nonce: string }) => {
    scene.channel.send('77', message, nonce).then(
      (id) => child.send(id),
      () => child.kill('SIGKILL'),
    );
  });
  return { id: action.id, child };
}

/** What must hold after a restart, whatever came before: one complete record, shown once. */
async function expectOneRecord(scene: Scene, id: string, state: ActionState, bans: number) {
  const action = await scene.told(id);
  expect(action).toMatchObject({
    state,
    moderator: kestrel,
    request: banOf(scene.player),
    uid: expect.any(String),
    timestamp: expect.any(Number),
    confirmedAt: expect.any(Number),
    settledAt: expect.any(Number),
    auditMessage: { channelId: '77' },
  });
  expect(scene.bansMade().map(({ uid }) => uid)).toEqual(Array(bans).fill(action.uid));
  expect(scene.writes().length).toBeLessThanOrEqual(1);
  expect(await scene.store.actions.search({}, 10)).toHaveLength(1);
  expect(scene.channel.messages).toHaveLength(1);
  const looks = scene.channel.text().includes(`v1:ban:look:${id}`);
  expect(looks).toBe(state === 'unknown');
  if (state === 'done') expect(action.result?.banId).toBe(scene.bansMade()[0]?.id);
}

describe('a process that is killed', () => {
  test('before it claims the ban leaves the question, which the next one answers', async () => {
    const scene = await setScene();
    const { id, child } = await confirmElsewhere(scene, 'before-claim');
    await once(child, 'exit');
    await scene.moderation.start();
    expect(await scene.store.actions.get(id)).toMatchObject({ state: 'draft' });
    expect(scene.writes()).toEqual([]);
    expect(scene.channel.messages).toEqual([]);
    await scene.moderation.confirm(id, kestrel, call);
    await expectOneRecord(scene, id, 'done', 1);
  });

  test.each<[string, Step, ActionState, number]>([
    ['before the ban is sent leaves it unknown', 'before-send', 'unknown', 0],
    ['before the answer is stored leaves a ban that is found', 'before-store', 'done', 1],
    ['before Discord is told leaves a message that is owed', 'before-discord', 'done', 1],
    ['after Discord was told, before that is stored, leaves one message', 'after-discord', 'done', 1],
  ])('%s', async (_, step, state, bans) => {
    const scene = await setScene({ lookDelaysMs: [1, 1] });
    const { id, child } = await confirmElsewhere(scene, step);
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    await scene.moderation.start();
    await expectOneRecord(scene, id, state, bans);
    // Nothing that is pressed again afterwards sends anything.
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state });
    expect(await scene.moderation.lookAgain(id, call)).toMatchObject({ state });
    await expectOneRecord(scene, id, state, bans);
  });

  test.each<[string, Fault, ActionState, number]>([
    ['after the ban was made', { kind: 'execute-then-hang' }, 'done', 1],
    ['before the ban was made', { kind: 'slow', ms: 60_000 }, 'unknown', 0],
  ])(
    'after it sent the ban, %s, leaves one record and sends nothing again',
    async (_, fault, state, bans) => {
      const scene = await setScene({ lookDelaysMs: [1, 1] });
      scene.simulator.faults.add({ fault, method: 'POST', path: '/bans', times: 1 });
      const { id, child } = await confirmElsewhere(scene, 'none');
      await vi.waitFor(() => expect(scene.writes()).toHaveLength(1), { timeout: 20_000 });
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await scene.store.actions.get(id)).toMatchObject({ state: 'sending' });
      await scene.moderation.start();
      await expectOneRecord(scene, id, state, bans);
      expect(scene.writes()).toHaveLength(1);
    },
  );

  test('nowhere does it all', async () => {
    const scene = await setScene();
    const { id } = await confirmElsewhere(scene, 'none');
    await vi.waitFor(() => expect(scene.channel.messages).toHaveLength(1), { timeout: 20_000 });
    await expectOneRecord(scene, id, 'done', 1);
  });
});
