import { describe, expect, it } from 'vitest';
import { ConnectionRefusedError } from '../../../src/http/errors.ts';
import { UserError } from '../../../src/message/user-error.ts';
import { DAY, Engine, HOUR, MINUTE, NOON } from './engine.ts';

const SIX = NOON + 6 * HOUR;
const DUE = '2026-06-01T18:00:00.000Z';
const NEXT = '2026-06-02T18:00:00.000Z';

describe('a due time', () => {
  it('is posted once, with its moment and the next one', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    await engine.tickAt(SIX - 1);
    expect(engine.texts()).toEqual([]);
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + MINUTE);
    expect(engine.texts()).toEqual([DUE]);
    const { id, state, kind } = await engine.last(schedule);
    expect({ state, kind }).toEqual({ state: 'posted', kind: 'due' });
    expect(engine.moments).toEqual([
      { occurrenceId: id, dueAt: SIX, now: SIX, late: false, nextAt: SIX + DAY },
    ]);
    const [message] = engine.discord.messages;
    expect(message?.nonce).toBe(id);
    expect((await engine.store.snapshots.latest(schedule.id))?.occurrenceId).toBe(id);
  });

  it('before the schedule was made is not its own', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add({ when: 'daily 11:59' });
    await engine.tickAt(NOON + MINUTE);
    expect(engine.texts()).toEqual([]);
    expect(await engine.store.occurrences.latest(schedule.id)).toBeUndefined();
  });

  it('missed while down is posted once when back, marked late; earlier ones are not', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.restart();
    await engine.tickAt(SIX + 2 * DAY + 3 * HOUR);
    await engine.tickAt(SIX + 2 * DAY + 4 * HOUR);
    expect(engine.texts()).toEqual(['2026-06-03T18:00:00.000Z']);
    expect(engine.moments.map(({ late }) => late)).toEqual([true]);
  });

  it('is not late within two minutes', async () => {
    const engine = await Engine.start();
    await engine.add();
    await engine.tickAt(SIX + 2 * MINUTE);
    expect(engine.moments.map(({ late }) => late)).toEqual([false]);
  });

  it('is not posted again when the clock goes back over it', async () => {
    const engine = await Engine.start();
    await engine.add();
    await engine.tickAt(SIX + MINUTE);
    await engine.tickAt(SIX - 10 * MINUTE);
    engine.restart();
    await engine.tickAt(SIX + MINUTE);
    expect(engine.texts()).toEqual([DUE]);
  });

  it('of many schedules is posted side by side, in each channel one', async () => {
    const engine = await Engine.start();
    for (let index = 0; index < 7; index += 1) await engine.add({ channelId: `channel-${index}` });
    let reading = 0;
    let most = 0;
    engine.whileReading = async () => {
      reading += 1;
      most = Math.max(most, reading);
      await new Promise((resolve) => setImmediate(resolve));
      reading -= 1;
    };
    await engine.tickAt(SIX);
    expect(engine.discord.messages.map(({ channelId }) => channelId).sort()).toEqual(
      Array.from({ length: 7 }, (_, index) => `channel-${index}`),
    );
    expect(most).toBe(3);
  });

  it('is posted once by ticks that overlap', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.now = SIX;
    await Promise.all([engine.scheduler.tick(), engine.scheduler.tick(), engine.scheduler.tick()]);
    expect(engine.texts()).toEqual([DUE]);
  });
});

describe('the mode', () => {
  it('edit keeps one message current', async () => {
    const engine = await Engine.start();
    await engine.add({ mode: 'edit' });
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([NEXT]);
    expect(engine.discord.messages).toHaveLength(1);
  });

  it('edit makes the message anew when somebody deleted it', async () => {
    const engine = await Engine.start();
    await engine.add({ mode: 'edit' });
    await engine.tickAt(SIX);
    for (const message of engine.discord.messages) message.deleted = true;
    await engine.tickAt(SIX + DAY);
    await engine.tickAt(SIX + 2 * DAY);
    expect(engine.texts()).toEqual(['2026-06-03T18:00:00.000Z']);
    expect(engine.discord.messages).toHaveLength(2);
  });

  it('edit sends one new message where the answer to it is lost, also after a restart', async () => {
    const engine = await Engine.start();
    await engine.add({ mode: 'edit' });
    await engine.tickAt(SIX);
    for (const message of engine.discord.messages) message.deleted = true;
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX + DAY);
    engine.restart();
    // Long after Discord has forgotten the nonce.
    await engine.tickAt(SIX + DAY + 2 * HOUR);
    expect(engine.texts()).toEqual([NEXT]);
    expect(engine.discord.messages).toHaveLength(2);
  });

  it('post sends a message each time, and leaves those before', async () => {
    const engine = await Engine.start();
    await engine.add();
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts()).toEqual([DUE, NEXT]);
  });

  it('post pings the role that it mentions, and nobody else', async () => {
    const engine = await Engine.start();
    await engine.add({ mentionRoleId: '77' });
    await engine.tickAt(SIX);
    const [message] = engine.discord.messages;
    expect(message?.pings).toEqual({ roleIds: ['77'] });
    expect(message?.message.content).toMatch(/^<@&77> /u);
  });
});

describe('a process that may not write any more', () => {
  it('claims and sends nothing', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.mayWrite = false;
    await engine.tickAt(SIX);
    expect(await engine.store.occurrences.latest(schedule.id)).toBeUndefined();
    expect(engine.discord.calls).toEqual([]);
  });

  it('stops right before it sends, and leaves the rest to its successor', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    const { occurrences } = engine.store;
    const { sending } = occurrences;
    occurrences.sending = (...those) => {
      engine.mayWrite = false;
      return sending(...those);
    };
    await engine.tickAt(SIX);
    expect(engine.discord.calls).toEqual([]);
    expect((await engine.last(schedule)).state).toBe('sending');
    occurrences.sending = sending;
    engine.mayWrite = true;
    engine.restart();
    await engine.tickAt(SIX + MINUTE);
    expect(engine.texts()).toEqual([DUE]);
  });

  it('settles nothing that its successor works on', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.lastKnown = false;
    engine.failures.push(new UserError('board-unknown', 'There is no such board.'));
    engine.whileReading = async () => {
      engine.mayWrite = false;
    };
    await engine.tickAt(SIX);
    expect(await engine.last(schedule)).toMatchObject({ state: 'claimed', attempts: 0 });
    expect(engine.discord.calls).toEqual([]);
  });

  it('leaves it to its successor to tell the admins', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.fates.push({ call: 'send', fate: 'refused' }, { call: 'send', fate: 'lost' });
    await engine.tickAt(SIX);
    engine.mayWrite = false;
    await engine.tickAt(SIX + MINUTE);
    expect(engine.notices()).toEqual([]);
    engine.mayWrite = true;
    await engine.tickAt(SIX + 2 * MINUTE);
    expect(engine.notices()).toHaveLength(1);
  });
});

describe('a stop', () => {
  it('gives up reading, and the next start posts', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    let stopped: Promise<void> | undefined;
    engine.whileReading = async () => {
      stopped = engine.scheduler.stop();
    };
    await engine.tickAt(SIX);
    await stopped;
    expect(engine.discord.calls).toEqual([]);
    expect(await engine.last(schedule)).toMatchObject({ state: 'claimed', attempts: 0, nextTryAt: null });
    await engine.tickAt(SIX + MINUTE);
    expect(engine.texts()).toEqual([]);
    engine.whileReading = async () => undefined;
    engine.restart();
    await engine.tickAt(SIX + 2 * MINUTE);
    expect(engine.texts()).toEqual([DUE]);
  });

  it('lets a message on its way arrive, and notes it', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.now = SIX;
    const ticking = engine.scheduler.tick();
    while (!engine.discord.calls.includes('send')) await new Promise((resolve) => setImmediate(resolve));
    await engine.scheduler.stop();
    expect((await engine.last(schedule)).state).toBe('posted');
    await ticking;
  });
});

describe('a schedule that is touched while it runs', () => {
  it('and removed posts nothing', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.whileReading = async () => {
      await engine.store.schedules.remove(schedule.id);
    };
    await engine.tickAt(SIX);
    await engine.tickAt(SIX + MINUTE);
    expect(engine.discord.calls).toEqual([]);
  });

  it('and moved while its data are waited for posts in neither channel', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.failures.push(
      new ConnectionRefusedError('refused', { api: 'DCSServerBot', method: 'GET', url: 'http://dcs' }),
    );
    await engine.tickAt(SIX);
    engine.now = SIX + 10_000;
    await engine.store.schedules.change(schedule.id, { ...schedule, channelId: 'elsewhere' });
    await engine.tickAt(SIX + MINUTE);
    expect(engine.discord.calls).toEqual([]);
    expect((await engine.last(schedule)).state).toBe('missed');
  });

  it('and moved to another channel posts nothing in the old one', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.whileReading = async () => {
      engine.now += 1_000;
      await engine.store.schedules.change(schedule.id, { ...schedule, channelId: 'elsewhere' });
    };
    await engine.tickAt(SIX);
    engine.whileReading = async () => undefined;
    expect(engine.discord.calls).toEqual([]);
    await engine.tickAt(SIX + DAY);
    expect(engine.texts('elsewhere')).toEqual([NEXT]);
  });
});
