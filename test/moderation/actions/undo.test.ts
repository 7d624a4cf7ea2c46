import { describe, expect, test } from 'vitest';
import { call, kestrel, merlin, order, setScene } from '../scene.ts';
import { banOf } from './requests.ts';

const DAY = 86_400_000;

async function banned() {
  const scene = await setScene();
  const { action } = await scene.moderation.ask(banOf(scene.player), order());
  const done = await scene.moderation.confirm(action.id, kestrel, call);
  await scene.told(done.id);
  return { ...scene, done };
}

describe('undoing', () => {
  test('is offered for a day below what was done', async () => {
    const scene = await banned();
    const lasts = (scene.done.undoUntil ?? 0) - (scene.done.settledAt ?? 0);
    expect(Math.abs(lasts - DAY)).toBeLessThan(5_000);
    expect(scene.channel.text()).toContain(`v1:ban:undo:${scene.done.id}`);
  });

  test('a ban asks first, ends it then, and the message of the ban says so', async () => {
    const scene = await banned();
    const { action, needsApproval } = await scene.moderation.undo(scene.done.id, order(merlin));
    expect(action).toMatchObject({
      state: 'draft',
      moderator: merlin,
      cause: { kind: 'undo', of: scene.done.id },
      request: { kind: 'unban', banId: scene.done.result?.banId, mode: 'expire' },
    });
    expect(needsApproval).toBe(false);
    expect(scene.writes()).toHaveLength(1);
    const undo = await scene.moderation.confirm(action.id, merlin, call);
    expect(undo).toMatchObject({ state: 'done', undoUntil: null });
    expect(scene.bansMade()).toMatchObject([{ expires: undo.confirmedAt }]);
    await scene.told(undo.id);
    expect(await scene.told(scene.done.id)).toMatchObject({ undoneBy: undo.id, undoUntil: null });
    expect(scene.channel.messages).toHaveLength(2);
    expect(scene.channel.text(0)).not.toContain('v1:ban:undo');
    expect(scene.channel.text(1)).not.toContain(':undo:');
  });

  test('a second time is refused with who did it', async () => {
    const scene = await banned();
    const first = await scene.moderation.undo(scene.done.id, order(merlin));
    const second = await scene.moderation.undo(scene.done.id, order(kestrel));
    await scene.moderation.confirm(first.action.id, merlin, call);
    const refused = { identifier: 'undo-done', message: expect.stringContaining('<@200>') };
    await expect(scene.moderation.undo(scene.done.id, order(kestrel))).rejects.toMatchObject(refused);
    await expect(scene.moderation.confirm(second.action.id, kestrel, call)).rejects.toMatchObject(refused);
    expect(scene.writes()).toHaveLength(2);
  });

  test('by two at the same time happens once', async () => {
    const scene = await banned();
    const first = await scene.moderation.undo(scene.done.id, order(merlin));
    const second = await scene.moderation.undo(scene.done.id, order(kestrel));
    const answers = await Promise.allSettled([
      scene.moderation.confirm(first.action.id, merlin, call),
      scene.moderation.confirm(second.action.id, kestrel, call),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(scene.writes()).toHaveLength(2);
  });

  test('while another undo may have happened is refused', async () => {
    const scene = await banned();
    const first = await scene.moderation.undo(scene.done.id, order(merlin));
    const second = await scene.moderation.undo(scene.done.id, order(kestrel));
    scene.simulator.faults.add({ fault: { kind: 'reset' }, method: 'PATCH', times: 1 });
    const confirmed = scene.moderation.confirm(first.action.id, merlin, call, {
      onSending: async () => {
        scene.simulator.faults.add({ fault: { kind: 'html' }, method: 'GET' });
      },
    });
    expect(await confirmed).toMatchObject({ state: 'unknown' });
    await expect(scene.moderation.confirm(second.action.id, kestrel, call)).rejects.toMatchObject({
      identifier: 'undo-begun',
    });
  });

  test('of which nobody saw the answer is noted when it is found after a restart', async () => {
    const scene = await banned();
    const { action } = await scene.moderation.undo(scene.done.id, order(merlin));
    await scene.moderation.stop();
    await scene.store.actions.move(action.id, 'draft', 'sending');
    const [ban] = scene.bansMade();
    if (ban !== undefined) ban.expires = scene.clock.now() - 1;
    const next = await scene.boot();
    await next.moderation.start();
    expect(await scene.told(action.id)).toMatchObject({ state: 'done' });
    expect(await scene.told(scene.done.id)).toMatchObject({ undoneBy: action.id });
    expect(scene.writes()).toHaveLength(1);
  });

  test('delivered twice is one question', async () => {
    const scene = await banned();
    const once = order(merlin);
    const [first, again] = [
      await scene.moderation.undo(scene.done.id, once),
      await scene.moderation.undo(scene.done.id, once),
    ];
    expect(again.action.id).toBe(first.action.id);
  });

  test('is over after a day, also below the message', async () => {
    const scene = await banned();
    scene.clock.offset = DAY + 60_000;
    await expect(scene.moderation.undo(scene.done.id, order())).rejects.toMatchObject({
      identifier: 'undo-over',
    });
    await scene.store.actions.endUndo();
    await (await scene.boot()).moderation.start();
    await scene.told(scene.done.id);
    expect(scene.channel.text()).not.toContain(':undo:');
  });

  test('nothing that was not carried out, and no undo, is possible', async () => {
    const scene = await banned();
    const draft = await scene.moderation.ask(banOf(scene.player), order());
    await expect(scene.moderation.undo(draft.action.id, order())).rejects.toMatchObject({
      identifier: 'undo-not-done',
    });
    const { action } = await scene.moderation.undo(scene.done.id, order(merlin));
    await scene.moderation.confirm(action.id, merlin, call);
    await expect(scene.moderation.undo(action.id, order())).rejects.toMatchObject({
      identifier: 'undo-impossible',
    });
    await expect(scene.moderation.undo('nothing', order())).rejects.toMatchObject({
      identifier: 'action-unknown',
    });
  });
});
