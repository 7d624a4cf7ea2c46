import { PermissionFlagsBits } from 'discord-api-types/v10';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedMessage } from '../../src/demo/discord/model.ts';
import {
  addSchedule,
  ask,
  boardsOf,
  DAY,
  HOUR,
  listed,
  MINUTE,
  POSTING,
  placesOf,
  runNow,
} from './posting.ts';
import { textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const SECOND = 1_000;
/** What the whole file posts, anew each time. */
const HALF_HOURLY = { mode: 'post', when: 'every 30 minutes' } as const;
const MESSAGES = '/channels/:channel/messages';

/** The first moment from now on at which `every 30 minutes` is due. */
const nextHalfHour = (scene: Scene): number => Math.ceil(scene.now() / (30 * MINUTE)) * 30 * MINUTE;

/** Waits until the bot has written down so many posts. */
const recorded = (scene: Scene, count: number) =>
  expect
    .poll(() => scene.bot.logs.filter(({ msg }) => msg === 'a schedule was posted').length, {
      timeout: 10_000,
    })
    .toBe(count);

const idsOf = (messages: readonly SimulatedMessage[]) => messages.map(({ id }) => id);

/** Kills the bot as soon as `happens` says so; it is asked after each change in the channel of the posts. */
async function killOnceIt(scene: Scene, happens: () => boolean): Promise<void> {
  const { bot } = scene;
  const end = boardsOf(scene).watch(() => {
    if (happens() && bot.running) process.kill(bot.pid, 'SIGKILL');
  });
  expect(await bot.exited).toMatchObject({ signal: 'SIGKILL' });
  end();
}

describe('a due time', () => {
  const scene = useScene(POSTING);

  it('is posted once, and the next one when it comes', async () => {
    await addSchedule(scene, HALF_HOURLY);
    const due = nextHalfHour(scene);
    await scene.forwardTo(due - 5 * SECOND);
    expect(boardsOf(scene).messages).toEqual([]);
    await scene.forwardTo(due);
    const first = await boardsOf(scene).message();
    expect(textOf(first)).not.toContain('Late');
    expect(textOf(first)).toContain(`next <t:${(due + 30 * MINUTE) / 1000}:R>`);
    await recorded(scene, 1);
    await scene.forwardTo(due + 20 * MINUTE);
    await scene.forwardTo(due + 30 * MINUTE);
    await recorded(scene, 2);
    expect(boardsOf(scene).messages).toHaveLength(2);
  });

  it('is not posted again by a bot that is started anew', async () => {
    await scene.bot.stop();
    await scene.start();
    const due = nextHalfHour(scene);
    await scene.forwardTo(due);
    await recorded(scene, 1);
    expect(boardsOf(scene).messages).toHaveLength(3);
  });

  it('is posted once, late, when the bot was down for a day', async () => {
    await scene.bot.stop();
    const due = nextHalfHour(scene) + DAY - 30 * MINUTE;
    await scene.forwardTo(due + 10 * MINUTE);
    await scene.start();
    await recorded(scene, 1);
    const late = boardsOf(scene).messages[3];
    expect(late && textOf(late)).toContain(`⏰ Late: due <t:${due / 1000}:f>, when the bot was not running.`);
    await scene.forwardTo(due + 30 * MINUTE);
    await recorded(scene, 2);
    expect(boardsOf(scene).messages).toHaveLength(5);
  });
});

describe('a bot that is killed', () => {
  const scene = useScene(POSTING);
  let posted: string[] = [];
  beforeAll(() => addSchedule(scene, HALF_HOURLY));

  /** From then on, what is posted is new. */
  const nextDue = (): number => {
    posted = idsOf(boardsOf(scene).messages);
    return nextHalfHour(scene);
  };
  const anew = () => boardsOf(scene).messages.filter(({ id }) => !posted.includes(id));

  it.each([
    ['a moment', 10 * SECOND],
    ['ten minutes, after which Discord takes the same message twice', 10 * MINUTE],
  ])('just when Discord has the message, finds it after %s', async (_, pause) => {
    const due = nextDue();
    const killed = killOnceIt(scene, () => anew().length > 0);
    await scene.forwardTo(due);
    await killed;
    const [message] = anew();
    await scene.forward(pause);
    await scene.start();
    await recorded(scene, 1);
    expect(anew()).toEqual([message]);
    expect(await listed(scene)).toContain(`/${message?.id})`);
    await scene.forwardTo(due + 30 * MINUTE);
    await recorded(scene, 2);
    expect(anew()).toHaveLength(2);
  });

  it.each([
    ['at once', 5 * SECOND, false],
    ['late, when it took longer', 3 * MINUTE, true],
  ])('while it reads the board, posts it %s after the next start', async (_, pause, isLate) => {
    const due = nextDue();
    scene.dcs.faults.set('/leaderboard', { kind: 'slow', ms: 20_000 }, 1);
    const asked = scene.dcs.requests.length;
    await scene.forwardTo(due);
    await expect
      .poll(() => scene.dcs.requests.slice(asked).some(({ path }) => path === '/leaderboard'))
      .toBe(true);
    await scene.bot.stop('SIGKILL');
    expect(anew()).toEqual([]);
    await scene.forwardTo(due + pause);
    await scene.start();
    await recorded(scene, 1);
    const [message, ...others] = anew();
    expect(others).toEqual([]);
    expect(message && textOf(message).includes('⏰ Late')).toBe(isLate);
  });

  it('before its message came to Discord, posts it after the next start', async () => {
    const due = nextDue();
    scene.discord.fault({ kind: 'stall', method: 'POST', route: MESSAGES });
    const sent = () =>
      scene.discord.requests.filter(({ method, route }) => method === 'POST' && route === MESSAGES).length;
    const before = sent();
    await scene.forwardTo(due);
    await expect.poll(sent).toBe(before + 1);
    await scene.bot.stop('SIGKILL');
    expect(anew()).toEqual([]);
    await scene.start();
    await recorded(scene, 1);
    expect(anew()).toHaveLength(1);
  });

  it('does not send a message again whose answer was lost', async () => {
    const due = nextDue();
    scene.discord.fault({ kind: 'execute-then-reset', method: 'POST', route: MESSAGES, times: 4 });
    await scene.forwardTo(due);
    await expect.poll(anew).toHaveLength(1);
    scene.discord.clearFaults();
    await scene.forwardTo(due + 10 * MINUTE);
    await expect.poll(() => listed(scene)).toContain(`/${anew()[0]?.id})`);
    expect(anew()).toHaveLength(1);
  });
});

describe('a channel that is closed to the bot at the due time', () => {
  const scene = useScene({ ...POSTING, expected: { refusals: [403] } });

  it('is told once in the audit channel; its schedule rests until it is edited', async () => {
    const schedule = await addSchedule(scene, HALF_HOURLY);
    boardsOf(scene).deny(PermissionFlagsBits.SendMessages);
    const due = nextHalfHour(scene);
    await scene.forwardTo(due);
    const notice = await scene.stage.audit.message();
    expect(textOf(notice)).toMatch(
      /Top kills in <#\d+> \(schedule `\w+`\) rests from now on\. I may not post/u,
    );
    expect(textOf(notice)).toContain(`\`/leaderboard schedule edit\` of \`${schedule}\` wakes it`);
    await scene.bot.log(({ msg }) => msg === 'a due time ended without a post');
    boardsOf(scene).deny(0n);
    await scene.forwardTo(due + HOUR);
    expect(await listed(scene)).toContain('💤 **1** resting');
    await scene.bot.stop();
    await scene.start();
    await scene.forwardTo(due + 2 * HOUR);
    expect(await listed(scene)).toContain('💤 **1** resting');
    expect(boardsOf(scene).messages).toEqual([]);

    const { text } = await ask(scene, 'edit', { schedule });
    expect(text).toContain('✅ Schedule changed');
    await scene.forwardTo(nextHalfHour(scene));
    await recorded(scene, 1);
    expect(boardsOf(scene).messages).toHaveLength(1);
    expect(scene.stage.audit.messages).toHaveLength(1);
  });
});

describe('DCSServerBot that does not answer at the due time', () => {
  const scene = useScene(POSTING);
  /** A quarter of an hour in all. */
  const PAUSES = [30 * SECOND, MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE];
  const attempts = () =>
    scene.bot.logs.filter(({ msg }) => msg === 'the data of a post are not to be had').length;

  /** Lets the bot try as often as it does. */
  const wearOut = async (due: number): Promise<void> => {
    const before = attempts();
    await scene.forwardTo(due);
    for (const [index, pause] of PAUSES.entries()) {
      await expect.poll(attempts, { timeout: 10_000 }).toBe(before + index + 1);
      expect(boardsOf(scene).messages).toHaveLength(known);
      // The time of the next attempt is written down after the entry.
      await expect.poll(() => listed(scene)).toMatch(/⏳ Tried/u);
      await scene.forward(pause + SECOND);
    }
    await expect.poll(attempts, { timeout: 10_000 }).toBe(before + PAUSES.length + 1);
  };
  const at = (time: string) => Date.parse(`2026-11-${time}:00Z`);
  let known = 0;

  it('leaves nothing half: without an earlier post the audit channel is told, once', async () => {
    await addSchedule(scene, { mode: 'post', when: 'daily 10:00' });
    await scene.dcs.goDown();
    await wearOut(at('22T10:00'));
    const notice = await scene.stage.audit.message();
    expect(textOf(notice)).toMatch(/Top kills in <#\d+> .*was not posted: .*DCSServerBot/u);
    expect(textOf(notice)).toContain(`The next post is due <t:${at('23T10:00') / 1000}:R>`);
    expect(await listed(scene)).toMatch(/Last ⏭️ skipped/u);
    await wearOut(at('23T10:00'));
    expect(boardsOf(scene).messages).toEqual([]);
    expect(scene.stage.audit.messages).toHaveLength(1);
  });

  it('is asked again, and posts what it says when it is back', async () => {
    const before = attempts();
    await scene.forwardTo(at('24T10:00'));
    await expect.poll(attempts, { timeout: 10_000 }).toBe(before + 1);
    await scene.dcs.comeBack();
    await scene.forward(31 * SECOND);
    await recorded(scene, 1);
    known = 1;
    const [post] = boardsOf(scene).messages;
    expect(post && textOf(post)).not.toContain('does not answer');
  });

  it('leaves the last known figures to be posted, with their age, after a quarter of an hour', async () => {
    const [fresh] = boardsOf(scene).messages;
    const madeAt = Math.floor(Date.parse(fresh?.timestamp ?? '') / 1000);
    await scene.dcs.goDown();
    await wearOut(at('25T10:00'));
    await recorded(scene, 2);
    known = 2;
    const [, old] = boardsOf(scene).messages;
    if (fresh === undefined || old === undefined) throw new Error('nothing was posted');
    const asOf = Number(/⚠️ DCSServerBot does not answer: .* of <t:(\d+):R>/u.exec(textOf(old))?.[1]);
    expect(Math.abs(asOf - madeAt)).toBeLessThanOrEqual(5);
    expect(placesOf(old).map(({ name, value }) => [name, value])).toEqual(
      placesOf(fresh).map(({ name, value }) => [name, value]),
    );
    expect(
      textOf(await scene.stage.audit.message((told) => told.id !== scene.stage.audit.messages[0]?.id)),
    ).toMatch(/was posted with the last known data/u);
    expect(scene.stage.audit.messages).toHaveLength(2);
  });

  it('keeps an admin who posts by hand from nothing but the post', async () => {
    const schedule = /`(\w+)`/u.exec(await listed(scene))?.[1] ?? '';
    await scene.dcs.comeBack();
    await runNow(scene, schedule);
    expect(boardsOf(scene).messages).toHaveLength(known + 1);
  });
});
