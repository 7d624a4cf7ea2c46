import { describe, expect, it } from 'vitest';
import { specOf } from '../../../src/leaderboards/boards/spec-of.ts';
import type { BoardWish, ScheduleBook, ScheduleWish } from '../../../src/leaderboards/leaderboards.ts';
import { createScheduleBook } from '../../../src/leaderboards/schedules/schedule-book.ts';
import type { ChannelCheck, ChannelPermission, Channels } from '../../../src/message/channels.ts';
import { PostError } from '../../../src/message/posts.ts';
import { UserError } from '../../../src/message/user-error.ts';
import { Engine, HOUR, NOON } from './engine.ts';
import { postOf, SPEC } from './plain-post.ts';

const call = { class: 'moderator' } as const;
const WISH: ScheduleWish = {
  kind: 'board',
  board: 'kdr',
  channelId: '1180000000000000001',
  when: 'daily 18:00',
};

interface Scene {
  readonly engine: Engine;
  readonly book: ScheduleBook;
  /** What Discord says of the channel. */
  check: ChannelCheck | PostError;
  canPing: boolean;
  readonly asked: ChannelPermission[][];
  /** Boards that were to be looked up. */
  readonly wishes: BoardWish[];
  woken: number;
}

async function startScene(): Promise<Scene> {
  const engine = await Engine.start();
  const asked: ChannelPermission[][] = [];
  const wishes: BoardWish[] = [];
  const channels: Channels = {
    check: async (_, needed) => {
      asked.push([...needed]);
      if (scene.check instanceof PostError) throw scene.check;
      return scene.check;
    },
    canPing: async () => scene.canPing,
    isMember: async () => true,
    sees: async () => true,
    nameOf: () => undefined,
  };
  const book = createScheduleBook({
    store: engine.store,
    scheduler: {
      run: (...args) => engine.scheduler.run(...args),
      wake: () => {
        scene.woken += 1;
      },
    },
    content: {
      prepare: async (schedule, moment) => postOf(schedule, moment),
      lastKnown: async () => undefined,
    },
    channels,
    specOf: async (wish) => {
      wishes.push(wish);
      const server = wish.server === undefined ? null : { id: wish.server, name: wish.server };
      return { ...SPEC, board: wish.board, minimum: wish.minimum ?? 20, top: wish.top ?? 10, server };
    },
    timezone: 'Europe/Berlin',
    now: () => engine.now,
  });
  const scene: Scene = { engine, book, check: { kind: 'ok' }, canPing: true, asked, wishes, woken: 0 };
  return scene;
}

async function refusal(promise: Promise<unknown>): Promise<UserError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw new Error(`expected a UserError, not ${String(error)}`);
}

describe('a new schedule', () => {
  it('is kept with what was said and the defaults, and says when it is next due', async () => {
    const { book, engine, ...scene } = await startScene();
    const { schedule, nextAt, last } = await book.add(WISH, '7', call);
    expect(schedule).toMatchObject({
      content: { kind: 'board', spec: { board: 'kdr' } },
      channelId: WISH.channelId,
      when: 'daily 18:00',
      cron: '0 18 * * *',
      timezone: 'Europe/Berlin',
      mode: 'edit',
      pin: false,
      deletePrevious: false,
      mentionRoleId: null,
      createdBy: '7',
      source: 'discord',
    });
    // Six in the evening in Berlin, in summer.
    expect(nextAt).toBe(NOON + 4 * HOUR);
    expect(last).toBeUndefined();
    expect(await engine.store.schedules.all()).toEqual([schedule]);
    expect(scene.asked).toEqual([['View Channel', 'Send Messages', 'Embed Links', 'Read Message History']]);
  });

  it('wakes the engine, for it may be due at once', async () => {
    const scene = await startScene();
    await scene.book.add(WISH, '7', call);
    expect(scene.woken).toBe(1);
  });

  it('that is a digest is posted anew each time', async () => {
    const { book } = await startScene();
    const { schedule } = await book.add({ ...WISH, kind: 'digest', when: 'sundays 20:00' }, '7', call);
    expect(schedule.mode).toBe('post');
  });

  it.each([
    [{ when: 'whenever' }, 'when-unreadable', '`whenever`'],
    [{ when: '0 0 30 2 *' }, 'when-never', 'no such date'],
    [{ timezone: 'Mars/Olympus' }, 'timezone-unknown', '`Mars/Olympus`'],
    [{ when: 'every 4 minutes' }, 'schedule-too-often', '5 min'],
    [{ when: 'every 10 minutes', mode: 'post' }, 'schedule-too-often', '15 min'],
    [{ when: '0,1 9 * * 1' }, 'schedule-too-often', '1 min'],
    [{ kind: 'digest', when: 'every 12 hours' }, 'schedule-too-often', 'once a day'],
    [{ mentionRoleId: '1180000000000000009' }, 'schedule-mention-in-edit', '`mode`'],
    [{ deletePrevious: true }, 'schedule-delete-in-edit', '`mode`'],
  ] as const)('of %j is refused as %s', async (change, identifier, text) => {
    const { book, engine } = await startScene();
    const error = await refusal(book.add({ ...WISH, ...change }, '7', call));
    expect(error.identifier).toBe(identifier);
    expect(error.message).toContain(text);
    expect(await engine.store.schedules.all()).toEqual([]);
  });

  it.each([
    { when: 'every 5 minutes' },
    { when: 'every 15 minutes', mode: 'post' },
    // A day of 23 hours is a day.
    { kind: 'digest', when: 'daily 18:00' },
    { mode: 'post', mentionRoleId: '1180000000000000009', deletePrevious: true, pin: true },
  ] as const)('of %j is accepted', async (change) => {
    const { book } = await startScene();
    expect((await book.add({ ...WISH, ...change }, '7', call)).schedule.state).toBe('active');
  });

  it.each([
    [{ kind: 'unknown' }, 'channel-unknown', 'View Channel'],
    [{ kind: 'wrong-type' }, 'channel-wrong-type', 'text or announcement channel'],
    [
      { kind: 'lacks', permissions: ['Send Messages', 'Embed Links'] },
      'channel-permissions',
      'Send Messages, Embed Links',
    ],
    [new PostError('unavailable', '1', 'no answer'), 'channel-unchecked', 'try again'],
  ] as const)('in a channel of which Discord says %j is refused as %s', async (check, identifier, text) => {
    const scene = await startScene();
    scene.check = check;
    const error = await refusal(scene.book.add(WISH, '7', call));
    expect(error.identifier).toBe(identifier);
    expect(error.message).toContain(text);
    if (identifier !== 'channel-unchecked') expect(error.message).toContain('<#1180000000000000001>');
    expect(await scene.engine.store.schedules.all()).toEqual([]);
  });

  it('that pins needs to be allowed to', async () => {
    const scene = await startScene();
    await scene.book.add({ ...WISH, pin: true }, '7', call);
    expect(scene.asked[0]).toContain('Pin Messages');
  });

  it('with a role that cannot be pinged is refused', async () => {
    const scene = await startScene();
    scene.canPing = false;
    const wish = { ...WISH, mode: 'post', mentionRoleId: '1180000000000000009' } as const;
    const error = await refusal(scene.book.add(wish, '7', call));
    expect(error.identifier).toBe('role-not-mentionable');
    expect(error.message).toContain('<@&1180000000000000009>');
  });

  it('is the last one that fits when it is the twenty-fifth; those of the file do not count', async () => {
    const { book, engine } = await startScene();
    const { schedule } = await book.add(WISH, '7', call);
    await engine.store.schedules.syncFile([{ id: 'from-file', settings: schedule }]);
    for (let count = 1; count < 25; count += 1) await book.add(WISH, '7', call);
    const error = await refusal(book.add(WISH, '7', call));
    expect(error.identifier).toBe('schedules-full');
    expect(error.message).toContain('25');
  });
});

describe('a change', () => {
  it('leaves what it does not name', async () => {
    const scene = await startScene();
    const { schedule } = await scene.book.add(
      { ...WISH, timezone: 'UTC', top: 5, minimum: 3, pin: true },
      '7',
      call,
    );
    const changed = await scene.book.edit(schedule.id, { when: 'mondays 09:00' }, call);
    expect(changed.schedule).toMatchObject({
      ...schedule,
      when: 'mondays 09:00',
      cron: '0 9 * * 1',
      updatedAt: changed.schedule.updatedAt,
      countsFrom: changed.schedule.countsFrom,
    });
    // Nobody is asked about a board that stays.
    expect(scene.wishes).toHaveLength(1);
    expect(scene.woken).toBe(2);
  });

  it('of the period keeps the board, its places and its minimum', async () => {
    const { book, wishes } = await startScene();
    const { schedule } = await book.add({ ...WISH, top: 5, minimum: 3 }, '7', call);
    await book.edit(schedule.id, { period: 'week' }, call);
    expect(wishes[1]).toMatchObject({ board: 'kdr', period: 'week', top: 5, minimum: 3 });
  });

  it('of the board begins with its own minimum and period', async () => {
    const { book, wishes } = await startScene();
    const { schedule } = await book.add({ ...WISH, top: 5, minimum: 3 }, '7', call);
    await book.edit(schedule.id, { board: 'playtime' }, call);
    expect(wishes[1]).toMatchObject({ board: 'playtime', top: 5 });
    expect(wishes[1]?.minimum).toBeUndefined();
    expect(wishes[1]?.period).toBeUndefined();
  });

  it('to the mode edit drops the mention and the deletion, which it cannot have', async () => {
    const { book } = await startScene();
    const { schedule } = await book.add(
      { ...WISH, mode: 'post', mentionRoleId: '1180000000000000009', deletePrevious: true },
      '7',
      call,
    );
    const { schedule: changed } = await book.edit(schedule.id, { mode: 'edit' }, call);
    expect(changed).toMatchObject({ mode: 'edit', mentionRoleId: null, deletePrevious: false });
    const error = await refusal(book.edit(schedule.id, { mentionRoleId: '1180000000000000009' }, call));
    expect(error.identifier).toBe('schedule-mention-in-edit');
  });

  it('takes away the role alone, or the one server alone', async () => {
    const scene = await startScene();
    const { schedule } = await scene.book.add(
      { ...WISH, mode: 'post', mentionRoleId: '1180000000000000009', server: 'One', top: 5 },
      '42',
      call,
    );
    const quiet = await scene.book.edit(schedule.id, { drop: 'mention' }, call);
    expect(quiet.schedule).toMatchObject({ mode: 'post', mentionRoleId: null });
    expect(quiet.schedule.content.spec).toEqual(schedule.content.spec);
    const whole = await scene.book.edit(schedule.id, { drop: 'server' }, call);
    expect(whole.schedule.content.spec).toEqual({ ...schedule.content.spec, server: null });
  });

  it('that is refused changes nothing', async () => {
    const scene = await startScene();
    const { schedule } = await scene.book.add(WISH, '7', call);
    scene.check = { kind: 'unknown' };
    await refusal(scene.book.edit(schedule.id, { channelId: '2' }, call));
    expect(await scene.engine.store.schedules.get(schedule.id)).toEqual(schedule);
  });

  it('wakes one that rests, without anything new in it', async () => {
    const { book, engine } = await startScene();
    const { schedule } = await book.add(WISH, '7', call);
    await engine.store.schedules.rest(schedule.id, 'The channel is gone.');
    expect((await book.list())[0]?.nextAt).toBeUndefined();
    const { schedule: woken, nextAt } = await book.edit(schedule.id, {}, call);
    expect(woken.state).toBe('active');
    expect(nextAt).toBe(NOON + 4 * HOUR);
  });
});

describe('the book', () => {
  it.each(['edit', 'remove'] as const)('refuses to %s a schedule of the file', async (what) => {
    const { book, engine } = await startScene();
    const { schedule } = await book.add(WISH, '7', call);
    await engine.store.schedules.syncFile([{ id: 'from-file', settings: schedule }]);
    const error = await refusal(
      what === 'edit' ? book.edit('from-file', {}, call) : book.remove('from-file'),
    );
    expect(error.identifier).toBe('schedule-of-file');
    expect(await engine.store.schedules.all()).toHaveLength(2);
  });

  it('says of an unknown id that there is none, and shows no markup of it', async () => {
    const { book } = await startScene();
    for (const work of [
      () => book.edit('@everyone', {}, call),
      () => book.remove('@everyone'),
      () => book.run('@everyone', call),
      () => book.preview('@everyone', call),
    ]) {
      const error = await refusal(work());
      expect(error.identifier).toBe('schedule-unknown');
      expect(error.message).toContain('`@everyone`');
    }
  });

  it('removes a schedule, and names what it was', async () => {
    const { book, engine } = await startScene();
    const { schedule } = await book.add(WISH, '7', call);
    expect(await book.remove(` ${schedule.id} `)).toEqual(schedule);
    expect(await engine.store.schedules.all()).toEqual([]);
  });

  it('lists what became of the last post', async () => {
    const { book, engine } = await startScene();
    const { schedule } = await book.add(WISH, '7', call);
    await engine.tickAt(NOON + 4 * HOUR);
    expect((await book.list()).map(({ last, nextAt }) => ({ state: last?.state, nextAt }))).toEqual([
      { state: 'posted', nextAt: NOON + 28 * HOUR },
    ]);
    expect((await book.run(schedule.id, call)).messageId).toBe(engine.discord.messages[0]?.id);
  });

  it('previews the next post without sending or keeping anything', async () => {
    const { book, engine } = await startScene();
    const { schedule } = await book.add(WISH, '7', call);
    const message = await book.preview(schedule.id, call);
    expect(message.content).toContain(schedule.id);
    expect(engine.discord.calls).toEqual([]);
    expect(await engine.store.occurrences.latest(schedule.id)).toBeUndefined();
  });
});

describe('a board that is not configured', () => {
  it('is refused before anything else is asked', async () => {
    const options = { dcs: undefined, battlemetrics: undefined };
    expect((await refusal(specOf(options, { board: 'kdr' }, call))).identifier).toBe('board-not-configured');
  });
});
