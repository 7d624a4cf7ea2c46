import { describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../../src/demo/battlemetrics/faults.ts';
import { importOf } from '../actions/requests.ts';
import { call, kestrel, order, setScene } from '../scene.ts';

const IMPORT = { method: 'POST', path: '/bans/import' };

/** An import of 120 bans, three batches, of which the second may meet a fault. */
async function setImport(fault?: Fault, lookDelaysMs: readonly number[] = [1, 5]) {
  const scene = await setScene({ lookDelaysMs, config: { permanentBansNeedApproval: true } });
  const { action } = await scene.moderation.ask(importOf(120), order());
  const seen: string[] = [];
  let faulty = fault;
  const listener = {
    onProgress: async (done: number, of: number) => {
      const text = `${done} of ${of}`;
      if (seen.at(-1) !== text) seen.push(text);
      if (done !== 50 || faulty === undefined) return;
      scene.simulator.faults.add({ ...IMPORT, fault: faulty, times: 1 });
      faulty = undefined;
    },
    onLooking: async () => {
      seen.push('looking');
    },
  };
  const confirm = () => scene.moderation.confirm(action.id, kestrel, call, listener);
  return { ...scene, id: action.id, asked: action, confirm, seen };
}

describe('an import of bans', () => {
  test('is sent in batches, in order, each ban with the uid that the record holds', async () => {
    const scene = await setImport();
    const action = await scene.confirm();
    expect(action).toMatchObject({ state: 'done', error: null, result: { begun: 120, imported: 120 } });
    const sizes = scene.writes().map(({ body }) => (body as { data: readonly unknown[] }).data.length);
    expect(sizes).toEqual([50, 50, 20]);
    expect(scene.bansMade().map(({ uid }) => uid)).toEqual(importOf(120).entries.map(({ uid }) => uid));
    expect(scene.bansMade()[7]).toMatchObject({
      reason: 'Cheat 7',
      note: 'From the list of friends',
      expires: null,
      orgWide: true,
      timestamp: action.confirmedAt,
      identifiers: [{ type: 'steamID', identifier: '76561190000000007' }],
    });
    expect(scene.seen).toEqual(['0 of 120', '50 of 120', '100 of 120', '120 of 120']);
  });

  test('waits for no second moderator, for it takes an admin', async () => {
    const scene = await setImport();
    expect(await scene.confirm()).toMatchObject({ state: 'done', approver: null });
  });

  test('writes down what it begins before it is sent, and what is there after', async () => {
    const scene = await setImport();
    const steps: string[] = [];
    scene.simulator.faults.add({ ...IMPORT, fault: { kind: 'slow', ms: 30 } });
    const confirmed = scene.confirm();
    for (const batch of [1, 2, 3]) {
      await vi.waitFor(() => expect(scene.writes()).toHaveLength(batch), { interval: 2 });
      const { result } = (await scene.store.actions.get(scene.id)) ?? {};
      steps.push(`${result?.imported} of ${result?.begun}`);
    }
    await confirmed;
    expect(steps).toEqual(['0 of 50', '50 of 100', '100 of 120']);
  });

  test('goes on when a batch is found whose answer got lost', async () => {
    const scene = await setImport({ kind: 'execute-then-reset' });
    expect(await scene.confirm()).toMatchObject({ state: 'done', error: null, result: { imported: 120 } });
    expect(scene.writes()).toHaveLength(3);
    expect(scene.bansMade()).toHaveLength(120);
    expect(scene.seen).toContain('looking');
  });

  test('stops when a batch is not found, for sending it again might double it', async () => {
    const scene = await setImport({ kind: 'reset' });
    const action = await scene.confirm();
    expect(action).toMatchObject({ state: 'unknown', result: { begun: 100, imported: 50 } });
    expect(action.error).toContain('50 of 120 bans are surely there, 50 more may be');
    expect(scene.writes()).toHaveLength(2);
    expect(scene.bansMade()).toHaveLength(50);
  });

  test('is partly done when the lost batch turns up later and somebody looks again', async () => {
    const scene = await setImport({ kind: 'reset' });
    await scene.confirm();
    await fetch(`${scene.simulator.url}/bans/import`, {
      method: 'POST',
      headers: { authorization: 'Bearer simulator-token', 'content-type': 'application/json' },
      body: JSON.stringify(scene.writes()[1]?.body),
    });
    expect(await scene.moderation.lookAgain(scene.id, call)).toMatchObject({
      state: 'done',
      result: { imported: 100 },
      error: expect.stringContaining('stopped after 100 of 120'),
    });
  });

  test('is partly done when BattleMetrics refuses a batch', async () => {
    const scene = await setImport({ kind: 'status', status: 400 });
    const action = await scene.confirm();
    expect(action).toMatchObject({ state: 'done', result: { begun: 50, imported: 50 }, undoUntil: null });
    expect(action.error).toContain('stopped after 50 of 120 bans');
    expect(scene.writes()).toHaveLength(2);
  });

  test('has failed when BattleMetrics refuses the first batch', async () => {
    const scene = await setImport();
    scene.simulator.faults.add({ ...IMPORT, fault: { kind: 'status', status: 403 }, times: 1 });
    expect(await scene.confirm()).toMatchObject({ state: 'failed', result: { begun: 0, imported: 0 } });
    expect(scene.bansMade()).toEqual([]);
  });

  test('that a process left in the middle is counted by the next one, and not gone on with', async () => {
    const scene = await setImport({ kind: 'execute-then-reset' }, [60_000]);
    const left = scene.confirm();
    await vi.waitFor(() => expect(scene.seen).toContain('looking'));
    await scene.moderation.stop();
    expect(await left).toMatchObject({ state: 'sending' });
    const next = await scene.boot({ lookDelaysMs: [1] });
    await next.moderation.start();
    const action = await scene.told(scene.id);
    expect(action).toMatchObject({ state: 'done', result: { begun: 100, imported: 100 } });
    expect(action.error).toContain('stopped by a restart after 100 of 120; import the same file again');
    expect(scene.writes()).toHaveLength(2);
  });

  test('that a process left with a batch that is not there is unknown', async () => {
    const scene = await setImport({ kind: 'reset' }, [60_000]);
    const left = scene.confirm();
    await vi.waitFor(() => expect(scene.seen).toContain('looking'));
    await scene.moderation.stop();
    await left;
    const next = await scene.boot({ lookDelaysMs: [1] });
    await next.moderation.start();
    expect(await scene.told(scene.id)).toMatchObject({ state: 'unknown', result: { imported: 50 } });
    expect(scene.writes()).toHaveLength(2);
  });

  test('that a process left before anything was sent has failed', async () => {
    const scene = await setImport();
    await scene.store.actions.move(scene.id, 'draft', 'sending');
    const next = await scene.boot({ lookDelaysMs: [1] });
    await next.moderation.start();
    expect(await scene.told(scene.id)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('before anything was sent'),
    });
    expect(scene.writes()).toEqual([]);
  });

  test('delivered twice by Discord is one import, with the uids of the first', async () => {
    const scene = await setImport();
    const once = order();
    const first = await scene.moderation.ask(importOf(3), once);
    const renamed = importOf(3);
    const entries = renamed.entries.map((entry) => ({ ...entry, uid: `other${entry.uid.slice(-4)}` }));
    const again = await scene.moderation.ask({ ...renamed, entries }, once);
    expect(again.action).toEqual(first.action);
  });
});
