import type { OptionValues } from './discord/interactions/options.ts';
import type { Person } from './discord/model.ts';
import type { DiscordSimulator } from './discord/simulator.ts';
import { runCommand } from './run-command.ts';

export interface FirstPostsOptions {
  readonly discord: Pick<DiscordSimulator, 'command'>;
  /** Who sets them up. */
  readonly admin: Person;
  readonly channelId: string;
  /** Pinged by the digest. */
  readonly roleId: string;
  /** Lets the world live on for so many milliseconds at once. */
  readonly tick: (ms: number) => void;
  /** Takes a reply out of the admin's sight: nobody asked for it. */
  readonly dismiss: (messageId: string) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Long enough for some to rise and some to fall. */
const BETWEEN_POSTS_MS = 10 * 60 * 60_000;
/** Between posts that come by themselves; in the meantime the world lives through hours. */
const AGAIN_MINUTES = 20;

/**
 * Lets an admin of the demo set up what posts itself, with the commands that anybody can type there: a board of the
 * servers, the digest of the week, and a leaderboard. Both are posted twice, so that they have something to compare.
 * @throws Error with the bot's own words where it refuses something.
 */
export async function makeFirstPosts(options: FirstPostsOptions): Promise<void> {
  const { channelId: channel, roleId, tick, now } = options;
  await run(options, 'board servers', { channel });
  const leaderboard = await schedule(options, {
    board: 'kdr',
    channel,
    when: timesFrom(now()),
    mode: 'edit',
  });
  const digest = await schedule(options, {
    content: 'digest',
    board: 'kills',
    channel,
    when: 'sundays 18:00',
    mode: 'post',
    delete_previous: true,
    mention: roleId,
  });
  await post(options, leaderboard);
  await post(options, digest);
  tick(BETWEEN_POSTS_MS);
  await post(options, leaderboard);
  await post(options, digest);
}

/** In cron: first when as much time has gone by, for a post right after these would show no movement. */
function timesFrom(now: number): string {
  const minute = new Date(now).getUTCMinutes() % AGAIN_MINUTES;
  return `${minute}-59/${AGAIN_MINUTES} * * * *`;
}

/** @returns the id of the new schedule */
async function schedule(options: FirstPostsOptions, wish: OptionValues): Promise<string> {
  const reply = await run(options, 'leaderboard schedule add', wish);
  const id = /`([A-Za-z0-9]{6})`/.exec(reply)?.[1];
  if (id === undefined) throw new Error(`the bot named no schedule: ${reply}`);
  return id;
}

async function post(options: FirstPostsOptions, id: string): Promise<void> {
  await run(options, 'leaderboard schedule run', { schedule: id });
}

/** @returns what the bot answered. */
function run(
  { discord, admin: user, channelId, dismiss }: FirstPostsOptions,
  path: string,
  options: OptionValues,
): Promise<string> {
  return runCommand({ discord, user, channelId, dismiss }, path, options);
}
