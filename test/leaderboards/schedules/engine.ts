import { createAdminNotices } from '../../../src/leaderboards/admin-notice.ts';
import type { PostContent, PostMoment } from '../../../src/leaderboards/posts/post-content.ts';
import { createScheduler, type Scheduler } from '../../../src/leaderboards/schedules/scheduler.ts';
import { readWhen } from '../../../src/leaderboards/schedules/when.ts';
import type { Posts } from '../../../src/message/posts.ts';
import type { Occurrence, Schedule, ScheduleSettings } from '../../../src/store/schedule.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestStore, silent, temporaryDatabase } from '../../store/open.ts';
import { postOf, SPEC } from './plain-post.ts';
import { type Fate, StrictDiscord } from './strict-discord.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const NOON = Date.parse('2026-06-01T12:00Z');
export const AUDIT = 'audit';
export const CHANNEL = 'boards';

/** A schedules engine before a strict Discord, with a clock that the test moves. */
export class Engine {
  now = NOON;
  store: Store;
  scheduler: Scheduler;
  readonly discord: StrictDiscord;
  /** What the next calls come to, in order; then all is well. Of one kind of call, or of any. */
  readonly fates: { readonly call?: keyof Posts; readonly fate: Fate }[] = [];
  readonly moments: PostMoment[] = [];
  /** Errors of the next readings, in order; then they succeed. */
  readonly failures: Error[] = [];
  /** What happens while data are read. */
  whileReading: () => Promise<void> = async () => undefined;
  lastKnown = true;
  mayWrite = true;
  readonly path: string;

  private constructor(path: string, store: Store) {
    this.path = path;
    this.store = store;
    this.discord = new StrictDiscord(
      () => this.now,
      (call) => this.#fateOf(call),
    );
    this.scheduler = this.#begin();
  }

  static async start(): Promise<Engine> {
    const path = temporaryDatabase();
    const clock = { engine: undefined as Engine | undefined };
    const store = await openTestStore(path, () => clock.engine?.now ?? NOON);
    clock.engine = new Engine(path, store);
    return clock.engine;
  }

  /** Another process on the same database: nothing in memory is left. */
  restart(): void {
    this.scheduler = this.#begin();
  }

  add(settings: Partial<ScheduleSettings> = {}): Promise<Schedule> {
    const { cron, words } = readWhen(settings.when ?? 'daily 18:00');
    return this.store.schedules.add(
      {
        content: { kind: 'board', spec: SPEC },
        channelId: CHANNEL,
        timezone: 'UTC',
        mode: 'post',
        pin: false,
        deletePrevious: false,
        mentionRoleId: null,
        ...settings,
        when: words,
        cron,
      },
      '1',
    );
  }

  /** Moves the clock, and does what is due then. */
  async tickAt(at: number): Promise<void> {
    this.now = at;
    await this.scheduler.tick();
  }

  async last(schedule: Schedule): Promise<Occurrence> {
    const found = await this.store.occurrences.latest(schedule.id);
    if (found === undefined) throw new Error('nothing was due');
    return found;
  }

  /** What stands in the channel, by the due times in the texts. */
  texts(channelId = CHANNEL): readonly string[] {
    return this.discord
      .standing(channelId)
      .map(({ message }) => (message.content ?? '').replace(/^\S+ /u, ''));
  }

  /** What the admins were told. */
  notices(): readonly string[] {
    return this.discord.standing(AUDIT).map(({ message }) => message.embeds?.[0]?.description ?? '');
  }

  #begin(): Scheduler {
    const { discord: posts } = this;
    const now = () => this.now;
    return createScheduler({
      store: this.store,
      posts,
      channels: posts,
      content: this.#content(),
      notices: createAdminNotices({ posts, channelId: AUDIT, now, log: silent }),
      now,
      log: silent,
      mayWrite: async () => this.mayWrite,
    });
  }

  #content(): PostContent {
    return {
      prepare: async (schedule, moment, call) => {
        await this.whileReading();
        call.signal?.throwIfAborted();
        this.moments.push(moment);
        const failure = this.failures.shift();
        if (failure !== undefined) throw failure;
        return postOf(schedule, moment);
      },
      lastKnown: async (schedule, moment) => (this.lastKnown ? postOf(schedule, moment, 'old') : undefined),
    };
  }

  #fateOf(call: keyof Posts): Fate {
    const [next] = this.fates;
    if (next === undefined || (next.call !== undefined && next.call !== call)) return 'well';
    this.fates.shift();
    return next.fate;
  }
}
