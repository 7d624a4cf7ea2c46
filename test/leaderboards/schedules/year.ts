import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { ConnectionRefusedError } from '../../../src/http/errors.ts';
import { createAdminNotices } from '../../../src/leaderboards/admin-notice.ts';
import type { PostContent } from '../../../src/leaderboards/posts/post-content.ts';
import { createDueWindows } from '../../../src/leaderboards/schedules/due-windows.ts';
import { createScheduler, type Scheduler } from '../../../src/leaderboards/schedules/scheduler.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Schedule } from '../../../src/store/schedule.ts';
import type { Store } from '../../../src/store/store.ts';
import { silent } from '../../store/open.ts';
import { KillSwitch } from './kill-switch.ts';
import { postOf } from './plain-post.ts';
import { type Fate, StrictDiscord } from './strict-discord.ts';
import { type Plan, settingsOf } from './year-plans.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const START = Date.parse('2026-03-01T00:10Z');
export const END = Date.parse('2027-03-01T00:10Z');

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
export class Year {
  readonly random: () => number;
  readonly #plans: readonly Plan[];
  readonly #windowOf = createDueWindows();
  readonly path = databaseInMemory();
  readonly discord: StrictDiscord;
  /** What Discord's clock says; the bot's own is off by `#skew`. */
  time = START;
  #skew = 0;
  /** The bot's clock at the begin and the end of each time that it was up. */
  readonly up: { readonly from: number; to: number }[] = [];
  kills = 0;
  restarts = 0;

  constructor(seed: number, plans: readonly Plan[]) {
    this.#plans = plans;
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
    for (const [index, plan] of this.#plans.entries()) {
      await store.schedules.add(settingsOf(plan, index), '1');
      // One after the other, so that their order is the same in each run.
      this.time += 1;
    }
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
    const killSwitch = new KillSwitch(() => deadly && this.chance(0.006));
    const posts = killSwitch.wire(this.discord);
    const scheduler = createScheduler({
      store: killSwitch.wire(store),
      posts,
      channels: posts,
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
    if (open.length === 0 && this.chance(0.05)) {
      const standing = this.discord.messages.filter(({ deleted }) => !deleted);
      const last = standing.at(-this.between(1, 4));
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

/** A real file, in memory where the system has such a place: nobody pulls the plug here, and a year has many commits. */
function databaseInMemory(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'squawk-year-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'squawk.db');
}
