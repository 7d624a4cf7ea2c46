import { describe, expect, it } from 'vitest';
import { ConnectionRefusedError } from '../../src/http/errors.ts';
import { createAdminNotices } from '../../src/leaderboards/admin-notice.ts';
import { createDueWindows } from '../../src/leaderboards/due-windows.ts';
import type { PostContent, PostMoment, PreparedPost } from '../../src/leaderboards/post-content.ts';
import { createScheduler, type Scheduler } from '../../src/leaderboards/scheduler.ts';
import { readWhen } from '../../src/leaderboards/when.ts';
import type { BoardSpec } from '../../src/store/board.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Schedule, ScheduleSettings } from '../../src/store/schedule.ts';
import type { Store } from '../../src/store/store.ts';
import { silent, temporaryDatabase } from '../store/open.ts';
import { type DailyTimes, dueTimes } from './due-times.ts';
import { KillSwitch } from './kill-switch.ts';
import { type Fate, StrictDiscord } from './strict-discord.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-01T00:10Z');
const END = Date.parse('2027-03-01T00:10Z');
/** Up for less than that between a due time and the next one, a post may be missed. */
const ENOUGH = 90 * MINUTE;

const SPEC: BoardSpec = { board: 'kdr', period: 'all', order: 'plain', minimum: 0, top: 3, server: null };

type Plan = DailyTimes & Pick<ScheduleSettings, 'when' | 'mode'> & Partial<ScheduleSettings>;

/** Times inside of gaps and repeated hours of three zones. */
const PLANS: readonly Plan[] = [
  { when: 'daily 02:30', timezone: 'Europe/Berlin', times: ['02:30'], mode: 'edit' },
  { when: 'every 12 hours', timezone: 'Europe/Berlin', times: ['00:00', '12:00'], mode: 'post' },
  {
    when: 'daily 01:30',
    timezone: 'America/New_York',
    times: ['01:30'],
    mode: 'post',
    pin: true,
    deletePrevious: true,
  },
  { when: '30 2 * * *', timezone: 'America/New_York', times: ['02:30'], mode: 'post' },
  { when: 'daily 02:15', timezone: 'Australia/Lord_Howe', times: ['02:15'], mode: 'post' },
  { when: 'daily 01:45', timezone: 'Australia/Lord_Howe', times: ['01:45'], mode: 'edit', pin: true },
  {
    when: 'sundays 2:30',
    timezone: 'Europe/Berlin',
    times: ['02:30'],
    on: ({ weekday }) => weekday === 0,
    mode: 'post',
    pin: true,
  },
  {
    when: 'monthly 1 09:00',
    timezone: 'America/New_York',
    times: ['09:00'],
    on: ({ day }) => day === 1,
    mode: 'edit',
  },
  {
    when: 'last day of the month 20:00',
    timezone: 'Australia/Lord_Howe',
    times: ['20:00'],
    on: ({ lastOfMonth }) => lastOfMonth,
    mode: 'post',
  },
];

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A year in which everything goes wrong that can. */
class Year {
  readonly random: () => number;
  readonly #windowOf = createDueWindows();
  readonly path = temporaryDatabase();
  readonly discord: StrictDiscord;
  /** What Discord's clock says; the bot's own is off by `#skew`. */
  time = START;
  #skew = 0;
  /** The bot's clock at the begin and the end of each time that it was up. */
  readonly up: { readonly from: number; to: number }[] = [];
  kills = 0;
  restarts = 0;

  constructor(seed: number) {
    this.random = randomFrom(seed);
    this.discord = new StrictDiscord(
      () => this.time,
      (call) => this.#fateOf(call),
    );
  }

  readonly now = (): number => this.time + this.#skew;

  chance(share: number): boolean {
    return this.random() < share;
  }

  between(least: number, most: number): number {
    return Math.floor(least + this.random() * (most - least));
  }

  async live(): Promise<readonly Schedule[]> {
    let store = await this.#open();
    for (const [index, plan] of PLANS.entries()) await store.schedules.add(settingsOf(plan, index), '1');
    const schedules = await store.schedules.all();
    await store.close();
    while (this.time < END) {
      store = await this.#open();
      const life = { from: this.now(), to: this.now() };
      this.up.push(life);
      const engine = this.#engine(store);
      while (this.time < END && !(await this.#tick(engine))) {
        life.to = this.now();
        if (this.chance(0.01)) {
          await engine.scheduler.stop();
          this.restarts += 1;
          break;
        }
        await this.#wait(store, schedules);
      }
      await engine.killSwitch.settled();
      await store.close();
      if (engine.killSwitch.dead) this.kills += 1;
      this.time += this.chance(0.03) ? this.between(0, 15 * HOUR) : this.between(0, 2 * MINUTE);
    }
    await this.#quietEnd();
    return schedules;
  }

  /** How long it was up between two moments of its clock. */
  upBetween(from: number, to: number): number {
    return this.up.reduce(
      (sum, life) => sum + Math.max(0, Math.min(to, life.to) - Math.max(from, life.from)),
      0,
    );
  }

  #open(): Promise<Store> {
    return openStore({ path: this.path, now: this.now, log: silent });
  }

  #engine(store: Store, deadly = true): { readonly scheduler: Scheduler; readonly killSwitch: KillSwitch } {
    const killSwitch = new KillSwitch(() => deadly && this.chance(0.004));
    const posts = killSwitch.wire(this.discord);
    const scheduler = createScheduler({
      store: killSwitch.wire(store),
      posts,
      content: killSwitch.wire(this.#content()),
      notices: createAdminNotices({ posts, channelId: undefined, now: this.now, log: silent }),
      now: this.now,
      log: silent,
      mayWrite: killSwitch.wire({ ask: async () => true }).ask,
    });
    return { scheduler, killSwitch };
  }

  /** @returns whether it was killed meanwhile */
  async #tick({ scheduler, killSwitch }: { scheduler: Scheduler; killSwitch: KillSwitch }): Promise<boolean> {
    await Promise.race([scheduler.tick(), killSwitch.killed]);
    return killSwitch.dead;
  }

  /** Until shortly after something is due, or to be tried again; clocks are put right and wrong meanwhile. */
  async #wait(store: Store, schedules: readonly Schedule[]): Promise<void> {
    const now = this.now();
    const open = await store.occurrences.open();
    const times = [
      ...schedules.map((schedule) => this.#windowOf(schedule, now).next ?? Number.POSITIVE_INFINITY),
      ...open.map(({ nextTryAt }) => nextTryAt ?? now),
    ];
    const ahead = Math.max(0, Math.min(...times) - now);
    this.time += this.chance(0.1) ? this.between(0, ahead + MINUTE) : ahead + this.between(0, 30_000);
    if (this.chance(0.05)) this.#skew = this.between(-15 * MINUTE, 15 * MINUTE);
    if (open.length === 0 && this.chance(0.01)) {
      const standing = this.discord.messages.filter(({ deleted }) => !deleted);
      const last = standing.at(-1);
      // A moderator tidies up.
      if (last !== undefined) last.deleted = true;
    }
  }

  /** What is left is done by an engine that nothing happens to. */
  async #quietEnd(): Promise<void> {
    const store = await this.#open();
    this.#skew = 0;
    const engine = this.#engine(store, false);
    for (let round = 0; round < 40; round += 1) {
      await this.#tick(engine);
      this.time += 6 * MINUTE;
    }
    expect(await store.occurrences.open()).toEqual([]);
    expect(await store.occurrences.untidy()).toEqual([]);
    await store.close();
  }

  #fateOf(call: string): Fate {
    const dice = this.time >= END ? 1 : this.random();
    if (dice < 0.03) return 'lost';
    if (dice < 0.06) return 'done-but-lost';
    if (dice < 0.08 && call === 'send') return { arrivesAfterMs: this.between(1_000, 2 * MINUTE) };
    return 'well';
  }

  #content(): PostContent {
    const fails = () => this.time < END && this.chance(0.06);
    return {
      prepare: async (schedule, moment) => {
        if (fails()) {
          throw new ConnectionRefusedError('refused', {
            api: 'DCSServerBot',
            method: 'GET',
            url: 'http://dcs',
          });
        }
        return postOf(schedule, moment);
      },
      lastKnown: async (schedule, moment) => (fails() ? undefined : postOf(schedule, moment)),
    };
  }
}

function settingsOf(plan: Plan, index: number): ScheduleSettings {
  const { cron, words } = readWhen(plan.when);
  return {
    content: { kind: 'board', spec: SPEC },
    channelId: `channel-${index}`,
    when: words,
    cron,
    timezone: plan.timezone,
    mode: plan.mode,
    pin: plan.pin ?? false,
    deletePrevious: plan.deletePrevious ?? false,
    mentionRoleId: null,
  };
}

/** Says which due time it is for, in the text and by the occurrence in its button. */
function postOf(schedule: Schedule, { dueAt, occurrenceId, now }: PostMoment): PreparedPost {
  return {
    message: {
      content: nameOf(schedule.id, dueAt),
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 2, label: 'All', custom_id: `v1:leaderboard:all:view.${occurrenceId}` },
          ],
        },
      ],
    },
    shown: {
      board: {
        spec: SPEC,
        version: 'current',
        metric: 'all',
        covers: 'all',
        entries: [],
        ranked: { count: 0, more: false },
        asOf: now,
      },
    },
  };
}

function nameOf(scheduleId: string, dueAt: number): string {
  return `${scheduleId} ${new Date(dueAt).toISOString()}`;
}

describe('a year of schedules in three zones, with crashes, lost answers and clocks that jump', () => {
  const seeds = process.env['SEED'] ? [Number(process.env['SEED'])] : [1, 2, 3, Date.now() % 1_000_000];
  it.each(seeds)('has exactly one post for each due time (seed %i)', { timeout: 60_000 }, async (seed) => {
    const year = new Year(seed);
    const schedules = await year.live();
    /** Messages that showed a due time: new ones, and those that were edited to it. */
    const shown = new Map<string, Set<string>>();
    for (const { messageId, message } of year.discord.showings) {
      const name = message.content ?? '';
      shown.set(name, (shown.get(name) ?? new Set()).add(messageId));
    }
    const wrong: string[] = [];
    let excused = 0;
    let counted = 0;
    for (const [index, plan] of PLANS.entries()) {
      const schedule = schedules.find(({ channelId }) => channelId === `channel-${index}`);
      if (schedule === undefined) throw new Error('a schedule is missing');
      const due = dueTimes(plan, START, END + 40 * DAY);
      for (const [place, dueAt] of due.entries()) {
        if (dueAt >= END - 2 * HOUR) break;
        const name = nameOf(schedule.id, dueAt);
        const posts = shown.get(name)?.size ?? 0;
        shown.delete(name);
        counted += 1;
        if (posts === 1) continue;
        const mayMiss = year.upBetween(dueAt, due[place + 1] ?? END) < ENOUGH;
        if (posts === 0 && mayMiss) excused += 1;
        else wrong.push(`${plan.when} ${plan.timezone}: ${posts} posts of ${name}`);
      }
      const standing = year.discord.standing(schedule.channelId);
      if (plan.mode === 'edit' || plan.deletePrevious) {
        if (standing.length > 1) wrong.push(`${plan.when}: ${standing.length} messages stand`);
      }
      if (plan.pin && standing.filter(({ pinned }) => pinned).length > 1)
        wrong.push(`${plan.when}: pins stay`);
    }
    const invented = [...shown.keys()].filter(
      (name) => Date.parse(name.split(' ')[1] ?? '') < END - 2 * HOUR,
    );
    process.stderr.write(
      JSON.stringify({
        seed,
        kills: year.kills,
        restarts: year.restarts,
        counted,
        excused,
        calls: year.discord.calls.length,
      }) + '\n',
    );
    expect({ wrong, invented }, `seed ${seed}`).toEqual({ wrong: [], invented: [] });
    // A year in which little happened would prove little.
    expect(year.kills).toBeGreaterThan(50);
    expect(excused / counted).toBeLessThan(0.02);
  });
});
