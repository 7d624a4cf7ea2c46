import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { openTestStore, temporaryDatabase } from './open.ts';
import { spec } from './samples.ts';

describe('the views of boards', () => {
  test('are one for equal specs, in every database, however the spec was put together', async () => {
    const [one, other] = [await openTestStore(), await openTestStore()];
    const id = await one.boardViews.idOf(spec);
    expect(id).toMatch(/^[A-Za-z0-9]{10}$/);
    const { board, server, ...rest } = spec;
    expect(await one.boardViews.idOf({ server, ...rest, board })).toBe(id);
    expect(await other.boardViews.idOf(structuredClone(spec))).toBe(id);
    expect(await one.boardViews.get(id)).toEqual(spec);
  });

  test('differ when the specs do', async () => {
    const { boardViews } = await openTestStore();
    const specs = [
      spec,
      { ...spec, server: null },
      { ...spec, server: { id: 'Caucasus', name: 'Caucasus 2' } },
      { ...spec, minimum: 11 },
      { ...spec, period: 'week' as const },
    ];
    const ids = await Promise.all(specs.map((one) => boardViews.idOf(one)));
    expect(new Set(ids).size).toBe(specs.length);
    expect(await Promise.all(ids.map((id) => boardViews.get(id)))).toEqual(specs);
  });

  test('never give one board the button of another, whatever the table says', async () => {
    const path = temporaryDatabase();
    const { boardViews } = await openTestStore(path);
    const id = await boardViews.idOf(spec);
    const hand = new Database(path);
    hand.prepare('UPDATE board_views SET spec = ?').run(JSON.stringify({ ...spec, top: 3 }));
    hand.close();
    await expect(boardViews.idOf(spec)).rejects.toThrow(id);
  });

  test('hold nothing under an id that was never given out', async () => {
    const { boardViews } = await openTestStore();
    for (const id of ['', "' OR 1=1 --", 'x'.repeat(1_000)]) expect(await boardViews.get(id)).toBeUndefined();
  });
});
