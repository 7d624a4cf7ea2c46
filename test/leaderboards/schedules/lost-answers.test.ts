import { describe, expect, it } from 'vitest';
import { DAY, Engine, HOUR, MINUTE, NOON } from './engine.ts';

const SIX = NOON + 6 * HOUR;
const DUE = '2026-06-01T18:00:00.000Z';
const NEXT = '2026-06-02T18:00:00.000Z';
const call = { class: 'moderator' } as const;

describe('a look for a message in a channel whose history may not be read', () => {
  it('proves nothing: it is not sent again, and the schedule rests', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    engine.discord.withoutHistory.add('boards');
    // Long after Discord has forgotten the nonce.
    await engine.tickAt(SIX + HOUR);
    expect(engine.texts()).toEqual([DUE]);
    expect((await engine.store.schedules.get(schedule.id))?.state).toBe('resting');
    expect(engine.notices()).toEqual([expect.stringContaining('Read Message History')]);
  });
});

describe('while it is not known whether a message went out', () => {
  it('a run by hand finds it first, so that one message stands in mode edit', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ mode: 'edit' });
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    engine.now = SIX + 10_000;
    await engine.scheduler.run(schedule.id, call);
    await engine.tickAt(SIX + HOUR);
    expect(engine.texts()).toEqual(['2026-06-01T18:00:10.000Z']);
    expect(engine.discord.messages).toHaveLength(1);
  });

  it('a run by hand is not deleted as the post before', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ deletePrevious: true });
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    engine.now = SIX + 10_000;
    await engine.scheduler.run(schedule.id, call);
    await engine.tickAt(SIX + HOUR);
    expect(engine.texts()).toEqual(['2026-06-01T18:00:10.000Z']);
  });

  it('a run by hand says so when nobody can look', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ mode: 'edit' });
    engine.fates.push({ call: 'send', fate: 'done-but-lost' }, { call: 'own', fate: 'lost' });
    await engine.tickAt(SIX);
    engine.now = SIX + 10_000;
    await expect(engine.scheduler.run(schedule.id, call)).rejects.toThrow(/not known whether/u);
    await engine.tickAt(SIX + HOUR);
    expect(engine.texts()).toEqual([DUE]);
  });

  it('a change of the schedule does not forget it', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ mode: 'edit' });
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    engine.now = SIX + 10_000;
    await engine.store.schedules.change(schedule.id, { ...schedule, pin: true });
    await engine.tickAt(SIX + MINUTE);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([NEXT]);
    expect(engine.discord.messages).toHaveLength(1);
  });

  it('a change of the schedule does not send it anew', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ mode: 'edit' });
    engine.fates.push({ call: 'send', fate: 'lost' });
    await engine.tickAt(SIX);
    engine.now = SIX + 10_000;
    await engine.store.schedules.change(schedule.id, { ...schedule, pin: true });
    await engine.tickAt(SIX + MINUTE);
    expect(engine.texts()).toEqual([]);
    expect((await engine.last(schedule)).state).toBe('missed');
  });
});
