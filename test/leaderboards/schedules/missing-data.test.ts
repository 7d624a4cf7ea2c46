import { describe, expect, it } from 'vitest';
import { ConnectionRefusedError, UnauthorizedError } from '../../../src/http/errors.ts';
import { UserError } from '../../../src/message/user-error.ts';
import { DAY, Engine, HOUR, MINUTE, NOON } from './engine.ts';

const SIX = NOON + 6 * HOUR;
const DUE = '2026-06-01T18:00:00.000Z';
const DETAILS = { api: 'DCSServerBot', method: 'GET', url: 'http://dcs' } as const;
const down = () => new ConnectionRefusedError('refused', DETAILS);

function downFor(engine: Engine, attempts: number): void {
  for (let attempt = 0; attempt < attempts; attempt += 1) engine.failures.push(down());
}

async function tickEachHalfMinute(engine: Engine, from: number, to: number): Promise<void> {
  for (let at = from; at <= to; at += 30_000) await engine.tickAt(at);
}

describe('data that are not to be had', () => {
  it('are asked for again with growing gaps, and posted when they come', async () => {
    const engine = await Engine.start();
    await engine.add();
    downFor(engine, 4);
    await tickEachHalfMinute(engine, SIX, SIX + 20 * MINUTE);
    expect(engine.texts()).toEqual([DUE]);
    expect(engine.moments.map(({ now }) => (now - SIX) / 1000)).toEqual([0, 30, 90, 210, 450]);
    expect(engine.notices()).toEqual([]);
  });

  it('are asked for again although the bot was down for hours since it was due', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.now = SIX;
    await engine.store.occurrences.claim(schedule.id, SIX);
    engine.restart();
    downFor(engine, 2);
    await tickEachHalfMinute(engine, SIX + 3 * HOUR, SIX + 3 * HOUR + 20 * MINUTE);
    expect(engine.texts()).toEqual([DUE]);
  });

  it('are replaced by the last known ones in the end, and the admins hear of it', async () => {
    const engine = await Engine.start();
    await engine.add();
    downFor(engine, 100);
    await tickEachHalfMinute(engine, SIX, SIX + HOUR);
    expect(engine.texts()).toEqual([`${DUE} old`]);
    expect(engine.moments).toHaveLength(6);
    expect(engine.notices()).toEqual([expect.stringContaining('DCSServerBot cannot be reached')]);
  });

  it('are not waited for beyond the next due time', async () => {
    const engine = await Engine.start();
    await engine.add({ when: 'every 5 minutes', mode: 'edit' });
    downFor(engine, 4);
    await tickEachHalfMinute(engine, NOON + 5 * MINUTE, NOON + 9.5 * MINUTE);
    expect(engine.texts()).toEqual(['2026-06-01T12:05:00.000Z old']);
  });

  it('and are not known either are skipped, of which the admins are told once until it is well again', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.lastKnown = false;
    downFor(engine, 12);
    await tickEachHalfMinute(engine, SIX, SIX + 30 * MINUTE);
    expect(await engine.last(schedule)).toMatchObject({
      state: 'skipped',
      note: 'DCSServerBot cannot be reached.',
    });
    await tickEachHalfMinute(engine, SIX + DAY, SIX + DAY + 30 * MINUTE);
    expect(engine.notices()).toHaveLength(1);
    expect(engine.notices()[0]).toContain(`<t:${(SIX + DAY) / 1000}:R>`);
    await engine.tickAt(SIX + 2 * DAY);
    expect(engine.texts()).toEqual(['2026-06-03T18:00:00.000Z']);
    downFor(engine, 6);
    await tickEachHalfMinute(engine, SIX + 3 * DAY, SIX + 3 * DAY + 30 * MINUTE);
    expect(engine.notices()).toHaveLength(2);
  });

  it('for good are replaced at once', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.failures.push(new UnauthorizedError('401', DETAILS));
    await engine.tickAt(SIX);
    expect(engine.texts()).toEqual([`${DUE} old`]);
  });

  it('because the version has no such board are skipped with its words', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.failures.push(new UserError('board-needs-current', '**TrueSkill** needs a newer DCSServerBot.'));
    await engine.tickAt(SIX);
    expect(engine.texts()).toEqual([]);
    expect(await engine.last(schedule)).toMatchObject({
      state: 'skipped',
      note: '**TrueSkill** needs a newer DCSServerBot.',
    });
    expect(engine.notices()).toEqual([expect.stringContaining('needs a newer DCSServerBot')]);
  });

  it('because of a fault of the bot do not stop the engine', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.failures.push(new TypeError('undefined is not a function'));
    await engine.tickAt(SIX);
    expect(engine.texts()).toEqual([`${DUE} old`]);
    expect(engine.notices()[0]).not.toContain('undefined');
  });

  it('are asked for when the clock has gone back far before the next attempt', async () => {
    const engine = await Engine.start();
    await engine.add();
    downFor(engine, 1);
    await engine.tickAt(SIX);
    await engine.tickAt(SIX - 2 * HOUR);
    expect(engine.texts()).toEqual([DUE]);
  });
});
