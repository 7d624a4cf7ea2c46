import { describe, expect, it } from 'vitest';
import { DAY, Engine, HOUR, MINUTE, NOON } from './engine.ts';

const SIX = NOON + 6 * HOUR;
const YEAR = 365 * DAY;
const DUE = '2026-06-01T18:00:00.000Z';
const NEXT = '2026-06-02T18:00:00.000Z';

describe('a clock that goes a year ahead and comes back', () => {
  it('lets nothing be posted again', async () => {
    const engine = await Engine.start();
    await engine.add();
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + YEAR + 10 * MINUTE);
    engine.restart();
    await engine.tickAt(SIX + YEAR + 11 * MINUTE);
    await engine.tickAt(SIX + 20 * MINUTE);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([DUE, '2027-06-01T18:00:00.000Z', NEXT]);
  });

  it('keeps no schedule waiting that was made or changed meanwhile', async () => {
    const engine = await Engine.start();
    engine.now = NOON + YEAR;
    const schedule = await engine.add();
    await engine.tickAt(NOON + MINUTE);
    engine.restart();
    await engine.tickAt(SIX);
    expect(engine.texts()).toEqual([DUE]);
    expect((await engine.store.schedules.get(schedule.id))?.countsFrom).toBe(NOON + MINUTE);
  });

  it('still finds a message whose answer was lost meanwhile', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(NOON + YEAR);
    // Discord's own clock was right.
    for (const message of engine.discord.messages) Object.assign(message, { sentAt: NOON });
    await engine.tickAt(NOON + 3 * HOUR);
    expect(engine.texts()).toEqual(['2027-05-31T18:00:00.000Z']);
  });

  it('compares no later post with the one of that time', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    await engine.tickAt(SIX);
    const { id } = await engine.last(schedule);
    await engine.tickAt(SIX + YEAR + MINUTE);
    engine.now = SIX + 2 * MINUTE;
    expect((await engine.store.snapshots.latest(schedule.id))?.occurrenceId).toBe(id);
  });
});

describe('a clock that goes back a day', () => {
  it('lets nothing be posted again, nor anything be missed', async () => {
    const engine = await Engine.start();
    await engine.add();
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + DAY);
    for (const at of [SIX + MINUTE, SIX + HOUR, SIX + DAY, SIX + 2 * DAY]) {
      await engine.tickAt(at);
      engine.restart();
    }
    expect(engine.texts()).toEqual([DUE, NEXT, '2026-06-03T18:00:00.000Z']);
  });

  it('does not cut off what is under way', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.whileReading = async () => {
      engine.now = NOON - HOUR;
      void engine.scheduler.tick();
    };
    await engine.tickAt(SIX);
    await engine.tickAt(NOON - HOUR + MINUTE);
    expect(engine.texts()).toEqual([DUE]);
  });
});
