import { describe, expect, it } from 'vitest';
import { ConnectionRefusedError, UnauthorizedError } from '../../../src/http/errors.ts';
import { UserError } from '../../../src/message/user-error.ts';
import { AUDIT, DAY, Engine, HOUR, MINUTE, NOON } from './engine.ts';

const SIX = NOON + 6 * HOUR;
const DUE = '2026-06-01T18:00:00.000Z';
const NEXT = '2026-06-02T18:00:00.000Z';
const DETAILS = { api: 'DCSServerBot', method: 'GET', url: 'http://dcs' } as const;
const down = () => new ConnectionRefusedError('refused', DETAILS);
const call = { class: 'moderator' } as const;

describe('a channel out of reach', () => {
  it.each(['gone', 'forbidden'] as const)(
    '(%s) lets the schedule rest, of which the admins are told once',
    async (fate) => {
      const engine = await Engine.start();
      const schedule = await engine.add();
      engine.fates.push({ call: 'send', fate });
      await engine.tickAt(SIX);
      engine.restart();
      await engine.tickAt(SIX + DAY);
      await engine.tickAt(SIX + 2 * DAY);
      expect(await engine.last(schedule)).toMatchObject({ state: 'failed', dueAt: SIX });
      const resting = await engine.store.schedules.get(schedule.id);
      expect(resting?.state).toBe('resting');
      expect(resting?.restReason).toContain(fate === 'gone' ? 'gone' : 'Send Messages');
      expect(engine.notices()).toEqual([expect.stringContaining('rests from now on')]);
      expect(engine.texts()).toEqual([]);
    },
  );

  it('lets the schedule rest when the history must be read and may not be', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'lost' }, { call: 'own', fate: 'forbidden' });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + MINUTE);
    expect((await engine.store.schedules.get(schedule.id))?.restReason).toContain('Read Message History');
    expect(engine.texts()).toEqual([]);
  });

  it('is told as soon as Discord takes the notice', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.fates.push({ call: 'send', fate: 'gone' }, { call: 'send', fate: 'lost' });
    await engine.tickAt(SIX);
    expect(engine.notices()).toEqual([]);
    await engine.tickAt(SIX + MINUTE);
    await engine.tickAt(SIX + 2 * MINUTE);
    expect(engine.notices()).toHaveLength(1);
  });

  it('is told again when the schedule was woken meanwhile', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'forbidden' });
    await engine.tickAt(SIX);
    engine.now = SIX + HOUR;
    await engine.store.schedules.change(schedule.id, schedule);
    engine.fates.push({ call: 'send', fate: 'gone' });
    await engine.tickAt(SIX + DAY);
    expect(engine.notices()).toEqual([
      expect.stringContaining('Send Messages'),
      expect.stringContaining('The channel is gone.'),
    ]);
  });

  it('wakes by a change, and counts from then', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'forbidden' });
    await engine.tickAt(SIX);
    engine.now = SIX + HOUR;
    await engine.store.schedules.change(schedule.id, schedule);
    await engine.tickAt(SIX + 2 * HOUR);
    expect(engine.texts()).toEqual([]);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([NEXT]);
  });
});

describe('a message that Discord refuses', () => {
  it('fails with a hint at AutoMod, told once, and the schedule goes on', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'refused' });
    await engine.tickAt(SIX);
    engine.fates.push({ call: 'send', fate: 'refused' });
    await engine.tickAt(SIX + DAY);
    expect((await engine.last(schedule)).state).toBe('failed');
    expect(engine.notices()).toEqual([expect.stringContaining('AutoMod')]);
    await engine.tickAt(SIX + 2 * DAY);
    expect(engine.texts()).toEqual(['2026-06-03T18:00:00.000Z']);
  });
});

describe('what the admins are told', () => {
  it('is not kept from them because they were told of something else', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.failures.push(new UnauthorizedError('401', DETAILS));
    await engine.tickAt(SIX);
    engine.fates.push({ call: 'send', fate: 'refused' });
    await engine.tickAt(SIX + DAY);
    expect(engine.notices()).toEqual([
      expect.stringContaining('the last known data'),
      expect.stringContaining('AutoMod'),
    ]);
  });
});

describe('after a post', () => {
  it('the new one is pinned, and the pin of the one before is taken off', async () => {
    const engine = await Engine.start();
    await engine.add({ pin: true });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + DAY);
    expect(engine.discord.messages.map(({ pinned, deleted }) => ({ pinned, deleted }))).toEqual([
      { pinned: false, deleted: false },
      { pinned: true, deleted: false },
    ]);
  });

  it('the one before is deleted', async () => {
    const engine = await Engine.start();
    await engine.add({ pin: true, deletePrevious: true });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([NEXT]);
    expect(engine.discord.standing('boards')[0]?.pinned).toBe(true);
  });

  it('what Discord did not answer is done later, also by another process', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ deletePrevious: true });
    await engine.tickAt(SIX);
    engine.fates.push({ call: 'delete', fate: 'lost' });
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([DUE, NEXT]);
    engine.restart();
    await engine.tickAt(SIX + DAY + MINUTE);
    expect(engine.texts()).toEqual([NEXT]);
    expect((await engine.last(schedule)).tidyPending).toBe(false);
  });

  it('a pin that is not allowed is told once, and not tried for ever', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ pin: true });
    engine.fates.push({ call: 'pin', fate: 'forbidden' });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + HOUR);
    expect(engine.discord.calls.filter((name) => name === 'pin')).toHaveLength(1);
    engine.fates.push({ call: 'pin', fate: 'forbidden' });
    await engine.tickAt(SIX + DAY);
    expect((await engine.last(schedule)).state).toBe('posted');
    expect(engine.notices()).toEqual([expect.stringContaining('Pin Messages')]);
  });

  it('a pin that is not allowed is for the operator to switch off, where the schedule is of the file', async () => {
    const engine = await Engine.start();
    const settings = await engine.add({ pin: true });
    await engine.store.schedules.remove(settings.id);
    await engine.store.schedules.syncFile([{ id: 'daily-kdr', settings }]);
    engine.fates.push({ call: 'pin', fate: 'forbidden' });
    await engine.tickAt(SIX);
    expect(engine.notices()).toEqual([expect.stringContaining('in the schedules file')]);
  });

  it('the pin moves on although the channel has as many as it holds', async () => {
    const engine = await Engine.start();
    await engine.add({ pin: true });
    engine.discord.mostPins = 1;
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + DAY);
    expect(engine.discord.standing('boards').map(({ pinned }) => pinned)).toEqual([false, true]);
    expect(engine.notices()).toEqual([]);
  });

  it('a late pin does not come back to a message that is not the newest any more', async () => {
    const engine = await Engine.start();
    await engine.add({ pin: true });
    for (let count = 0; count < 2; count += 1) engine.fates.push({ call: 'pin', fate: 'lost' });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + DAY);
    await engine.tickAt(SIX + DAY + HOUR);
    expect(engine.discord.standing('boards').map(({ pinned }) => pinned)).toEqual([false, true]);
  });
});

describe('a run by hand', () => {
  it('posts at once, beside what is due', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.now = NOON + HOUR;
    const where = await engine.scheduler.run(schedule.id, call);
    expect(where).toEqual({ channelId: 'boards', messageId: engine.discord.messages[0]?.id });
    await engine.tickAt(SIX);
    expect(engine.texts()).toEqual(['2026-06-01T13:00:00.000Z', DUE]);
  });

  it('says why when the data are not to be had, and is not tried again', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.lastKnown = false;
    engine.failures.push(down());
    await expect(engine.scheduler.run(schedule.id, call)).rejects.toBeInstanceOf(ConnectionRefusedError);
    await engine.tickAt(NOON + HOUR);
    expect(engine.texts()).toEqual([]);
    expect(engine.notices()).toEqual([]);
  });

  it('whose answer is lost says so, is not repeated, and is noted when it is found', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await expect(engine.scheduler.run(schedule.id, call)).rejects.toThrow(/Discord did not answer/u);
    await engine.tickAt(NOON + HOUR);
    expect(engine.discord.messages).toHaveLength(1);
    expect((await engine.last(schedule)).state).toBe('posted');
  });

  it('that did not arrive is not sent out of the blue', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'lost' });
    await expect(engine.scheduler.run(schedule.id, call)).rejects.toBeInstanceOf(UserError);
    await engine.tickAt(NOON + HOUR);
    expect(engine.texts()).toEqual([]);
    expect((await engine.last(schedule)).state).toBe('failed');
  });

  it('of a schedule that rests says why it does', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    await engine.store.schedules.rest(schedule.id, 'The channel is gone.');
    await expect(engine.scheduler.run(schedule.id, call)).rejects.toThrow(/The channel is gone/u);
  });

  it('does not overlap with what is due', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ mode: 'edit' });
    engine.now = SIX;
    await Promise.all([engine.scheduler.run(schedule.id, call), engine.scheduler.tick()]);
    expect(engine.discord.messages).toHaveLength(1);
    expect(engine.discord.calls).toEqual(['send', 'edit']);
  });
});

describe('a notice', () => {
  it('to the audit channel is no more than one message of a kind', async () => {
    const engine = await Engine.start();
    await engine.add({ channelId: 'one' });
    await engine.add({ channelId: 'two' });
    engine.fates.push({ call: 'send', fate: 'gone' });
    await engine.tickAt(SIX);
    expect(engine.discord.standing(AUDIT)).toHaveLength(1);
    expect(engine.discord.standing(AUDIT)[0]?.pings).toBeUndefined();
  });
});
