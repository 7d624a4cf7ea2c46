import { describe, expect, it } from 'vitest';
import { CHANNEL, DAY, Engine, HOUR, MINUTE, NOON } from './engine.ts';

const SIX = NOON + 6 * HOUR;
const DUE = '2026-06-01T18:00:00.000Z';
const NEXT = '2026-06-02T18:00:00.000Z';
const call = { class: 'moderator' } as const;

describe('a message whose answer is lost', () => {
  it('is found in its channel, and not sent again', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    expect((await engine.last(schedule)).state).toBe('sending');
    engine.restart();
    await engine.tickAt(SIX + 3 * HOUR);
    expect(await engine.last(schedule)).toMatchObject({
      state: 'posted',
      message: { channelId: CHANNEL, messageId: engine.discord.messages[0]?.id },
    });
    expect(engine.discord.messages).toHaveLength(1);
  });

  it('is found although the clock of the bot was a quarter of an hour ahead', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    for (const message of engine.discord.messages) Object.assign(message, { sentAt: SIX - 14 * MINUTE });
    await engine.tickAt(SIX + HOUR);
    expect(engine.discord.messages).toHaveLength(1);
  });

  it('is sent again, with the same nonce, when it is not there', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'lost' });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + 30_000);
    expect(engine.texts()).toEqual([DUE]);
    expect((await engine.last(schedule)).state).toBe('posted');
    expect(engine.discord.calls).toEqual(['send', 'own', 'own', 'send']);
  });

  it('that is still on its way is not doubled by the next attempt', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.fates.push({ call: 'send', fate: { arrivesAfterMs: 45_000 } });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + 30_000);
    await engine.tickAt(SIX + 10 * MINUTE);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([DUE, NEXT]);
  });

  it('is not looked for again and again in a moment', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + 1_000);
    await engine.tickAt(SIX + 29_000);
    expect(engine.discord.calls).toEqual(['send']);
  });

  it('is waited for by the next one, which must not become a second message', async () => {
    const engine = await Engine.start();
    await engine.add({ mode: 'edit' });
    engine.fates.push({ call: 'send', fate: 'done-but-lost' }, { call: 'own', fate: 'lost' });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([DUE]);
    await engine.tickAt(SIX + DAY + MINUTE);
    expect(engine.texts()).toEqual([NEXT]);
    expect(engine.discord.messages).toHaveLength(1);
  });

  it('is looked for at the next due time at the latest', async () => {
    const engine = await Engine.start();
    await engine.add({ when: 'every 5 minutes', mode: 'edit' });
    engine.fates.push({ call: 'send', fate: 'lost' });
    for (let count = 0; count < 3; count += 1) engine.fates.push({ call: 'own', fate: 'lost' });
    for (let half = 10; half < 20; half += 1) await engine.tickAt(NOON + half * 30_000);
    expect(engine.fates).toEqual([]);
    expect(engine.texts()).toEqual([]);
    await engine.tickAt(NOON + 10 * MINUTE);
    expect(engine.texts()).toEqual(['2026-06-01T12:10:00.000Z']);
  });

  it('does not hold up the next one for ever when nobody can look', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'lost' });
    await engine.tickAt(SIX);
    const { id } = await engine.last(schedule);
    for (let count = 0; count < 200; count += 1) engine.fates.push({ call: 'own', fate: 'lost' });
    for (let minute = 0; minute < 40; minute += 1) await engine.tickAt(SIX + DAY + minute * MINUTE);
    expect(engine.texts()).toEqual([NEXT]);
    expect((await engine.store.occurrences.get(id))?.state).toBe('missed');
  });

  it('is not sent again while nobody can look', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    for (let attempt = 0; attempt < 5; attempt += 1) engine.fates.push({ call: 'own', fate: 'lost' });
    for (let minute = 1; minute < 60; minute += 1) await engine.tickAt(SIX + minute * MINUTE);
    expect(engine.discord.calls.filter((call) => call === 'send')).toHaveLength(1);
    expect(engine.texts()).toEqual([DUE]);
  });

  it('is not sent late when the next one is due by then', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'lost' });
    await engine.tickAt(SIX);
    const { id } = await engine.last(schedule);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([NEXT]);
    expect((await engine.store.occurrences.get(id))?.state).toBe('missed');
  });
});

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
