import { describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../../src/demo/battlemetrics/faults.ts';
import { call, merlin, order, setScene } from '../scene.ts';
import { CASES, type Case, type Scene } from './cases.ts';

/** The world of a case, and what was sent of it since. */
async function setCase({ request, method, path }: Case, lookDelaysMs: readonly number[] = [1, 5]) {
  const scene = await setScene({ lookDelaysMs });
  const asked = await request(scene);
  const before = scene.writes().length;
  const sent = () => scene.writes().slice(before);
  const fail = (fault: Fault) => scene.simulator.faults.add({ fault, method, path, times: 1 });
  return { scene, asked, sent, fail };
}

/** Leaves an action as a process does that is gone while it waits. */
async function leave(scene: Scene, work: Promise<unknown>, sent: () => readonly unknown[]) {
  await vi.waitFor(() => expect(sent()).toHaveLength(1));
  await vi.waitFor(() => expect(scene.channel.messages.length).toBeGreaterThan(0));
  await scene.moderation.stop();
  await work;
}

describe.each(CASES)('$name', (kind) => {
  const { lost, method, path } = kind;

  test('is sent once and done', async () => {
    const { scene, asked, sent } = await setCase(kind);
    const action = await scene.moderation.perform(asked, order());
    expect(action).toMatchObject({ state: 'done', error: null });
    if (kind.id !== undefined) expect(action.result?.[kind.id]).toBeTypeOf('string');
    expect(action.result?.alreadySo).toBeUndefined();
    expect(sent()).toMatchObject([{ method, path: expect.stringMatching(path) }]);
  });

  test('is found when its answer got lost, and not sent again', async () => {
    const { scene, asked, sent, fail } = await setCase(kind);
    fail({ kind: 'execute-then-reset' });
    const action = await scene.moderation.perform(asked, order());
    expect(action).toMatchObject({ state: 'done', error: null });
    if (kind.id !== undefined) expect(action.result?.[kind.id]).toBeTypeOf('string');
    expect(sent()).toHaveLength(1);
  });

  test(`is ${lost} when it did not arrive, and not sent again`, async () => {
    const { scene, asked, sent, fail } = await setCase(kind);
    fail({ kind: 'reset' });
    const action = await scene.moderation.perform(asked, order());
    expect(action).toMatchObject({ state: lost, error: expect.stringContaining('No answer') });
    expect(sent()).toHaveLength(1);
  });

  test('has failed when BattleMetrics refused it', async () => {
    const { scene, asked, sent, fail } = await setCase(kind);
    fail({ kind: 'status', status: 403 });
    const action = await scene.moderation.perform(asked, order());
    expect(action).toMatchObject({ state: 'failed', error: expect.any(String) });
    expect(sent()).toHaveLength(1);
  });

  test('is found by the next process when this one ended before it saw the answer', async () => {
    const { scene, asked, sent, fail } = await setCase(kind, [60_000]);
    await vi.waitFor(async () => expect(await scene.store.actions.auditPending()).toEqual([]));
    scene.channel.messages.length = 0;
    fail({ kind: 'execute-then-reset' });
    const once = order();
    await leave(scene, scene.moderation.perform(asked, once), sent);
    const next = await scene.boot({ lookDelaysMs: [1] });
    const left = await next.moderation.perform(asked, once);
    expect(left).toMatchObject({ state: 'sending' });
    await next.moderation.start();
    expect(await scene.told(left.id)).toMatchObject({ state: 'done' });
    expect(sent()).toHaveLength(1);
  });

  test(`is ${lost} for the next process when this one ended before it sent it`, async () => {
    const { scene, asked, sent } = await setCase(kind);
    const uid = asked.kind === 'ban' ? { uid: 'neverSent123' } : {};
    const draft = await scene.store.actions.create({ ...order(), ...uid, request: asked, lapsesAt: null });
    const { id: left } = draft;
    await scene.store.actions.move(left, 'draft', 'sending', { timestamp: scene.clock.now() });
    const next = await scene.boot({ lookDelaysMs: [1] });
    await next.moderation.start();
    expect(await scene.told(left)).toMatchObject({ state: lost });
    expect(sent()).toEqual([]);
  });

  test('asked for twice by one interaction is sent once', async () => {
    const { scene, asked, sent } = await setCase(kind);
    const once = order();
    const [one, other] = await Promise.all([
      scene.moderation.perform(asked, once),
      scene.moderation.perform(asked, once),
    ]);
    expect(one).toMatchObject({ id: other?.id, state: 'done' });
    expect((await scene.moderation.perform(asked, once)).id).toBe(one?.id);
    expect(sent()).toHaveLength(1);
  });

  test('is looked for again by whoever presses the button, once it is unknown', async () => {
    const { scene, asked, fail } = await setCase(kind);
    fail({ kind: 'execute-then-reset' });
    const heal = scene.simulator.faults.add({ fault: { kind: 'html' }, method: 'GET' });
    const action = await scene.moderation.perform(asked, order());
    expect(action).toMatchObject({ state: 'unknown', error: expect.stringContaining('could not be asked') });
    heal();
    expect(await scene.moderation.lookAgain(action.id, call)).toMatchObject({ state: 'done', error: null });
  });
});

describe.each(CASES.filter(({ again }) => again))('$name once more', (kind) => {
  test('is done, for it is so already, and offers no undo', async () => {
    const { scene, asked } = await setCase(kind);
    await scene.moderation.perform(asked, order());
    const again = await scene.moderation.perform(asked, order());
    expect(again).toMatchObject({ state: 'done', result: { alreadySo: true }, undoUntil: null });
    await expect(scene.moderation.undo(again.id, order())).rejects.toMatchObject({
      identifier: 'undo-impossible',
    });
  });
});

describe.each(CASES.filter(({ state }) => state !== undefined))('$name and its undo', (kind) => {
  test('leave the world as it was', async () => {
    const { scene, asked, sent } = await setCase(kind);
    const before = kind.state?.(scene);
    const done = await scene.moderation.perform(asked, order());
    expect(kind.state?.(scene)).not.toEqual(before);
    const { action } = await scene.moderation.undo(done.id, order(merlin));
    expect(await scene.moderation.confirm(action.id, merlin, call)).toMatchObject({ state: 'done' });
    expect(kind.state?.(scene)).toEqual(before);
    expect(sent()).toHaveLength(2);
    expect(await scene.told(done.id)).toMatchObject({ undoneBy: action.id });
  });
});

describe('a note', () => {
  const add = CASES.find(({ name }) => name === 'note-add');
  const remove = CASES.find(({ name }) => name === 'note-delete');

  test('is the text as it was written, and the moderator below it', async () => {
    const { scene, asked } = await setCase(given(add));
    const { id } = await scene.moderation.perform(asked, order());
    expect(scene.world.notes.at(-1)?.note).toBe(
      `Seen by two\nand filmed: a < b & "c"\n\n— Kestrel (100) with Squawk, ref ${id}`,
    );
  });

  test('that was deleted comes back by an undo, and says who wrote it', async () => {
    const { scene, asked } = await setCase(given(remove));
    const before = scene.world.notes.at(-1)?.note ?? '';
    if (asked.kind !== 'note-delete') throw new Error('the case asks for something else');
    const done = await scene.moderation.perform({ ...asked, before }, order());
    expect(scene.world.notes.map(({ note }) => note)).not.toContain(before);
    const { action } = await scene.moderation.undo(done.id, order(merlin));
    const undo = await scene.moderation.confirm(action.id, merlin, call);
    expect(scene.world.notes.at(-1)?.note).toBe(
      `Old\n\nFirst written by Kestrel (100)\n\n— Merlin (200) with Squawk, ref ${undo.id}`,
    );
  });
});

describe('a reserved slot', () => {
  const add = CASES.find(({ name }) => name === 'slot-add');

  test('is found also where BattleMetrics keeps no meta, by what it was made with', async () => {
    const { scene, asked, sent, fail } = await setCase(given(add), [50]);
    fail({ kind: 'execute-then-reset' });
    const action = await scene.moderation.perform(asked, order(), {
      onLooking: async () => {
        for (const slot of scene.world.reservedSlots) slot.meta = null;
      },
    });
    expect(action).toMatchObject({ state: 'done', result: { slotId: scene.world.reservedSlots.at(-1)?.id } });
    expect(sent()).toHaveLength(1);
  });

  test('is found also where the list of expired slots leaves out the others', async () => {
    const { scene, asked, fail } = await setCase(given(add));
    scene.world.expiredAlone = true;
    fail({ kind: 'execute-then-reset' });
    expect(await scene.moderation.perform(asked, order())).toMatchObject({ state: 'done' });
  });

  test('of the same kind that another action made is not mistaken for it', async () => {
    const { scene, asked, fail } = await setCase(given(add));
    if (asked.kind !== 'slot-add') throw new Error('the case asks for something else');
    const forGood = { ...asked, durationMs: null };
    await scene.moderation.perform(forGood, order());
    fail({ kind: 'reset' });
    expect(await scene.moderation.perform(forGood, order())).toMatchObject({ state: 'unknown' });
  });
});

function given(found: Case | undefined): Case {
  if (found === undefined) throw new Error('there is no such case');
  return found;
}
