import type { InteractionHandle } from './discord/interactions/handle.ts';
import type { OptionValues } from './discord/interactions/options.ts';
import type { Person } from './discord/model.ts';
import type { DiscordSimulator } from './discord/simulator.ts';

export interface FirstPostsOptions {
  readonly discord: DiscordSimulator;
  /** Who sets them up. */
  readonly admin: Person;
  readonly channelId: string;
  /** Lets the world live on for so many milliseconds at once. */
  readonly tick: (ms: number) => void;
  /** Hears of each reply that the admin alone sees. */
  readonly onReply: (handle: InteractionHandle, command: string) => void;
}

/** Long enough for some to rise and some to fall. */
const BETWEEN_POSTS_MS = 10 * 60 * 60_000;

/** What posts itself in the demo; each is posted twice, so that it has something to compare. */
const SCHEDULES: readonly OptionValues[] = [
  { board: 'kills', when: 'sundays 18:00', mode: 'post', delete_previous: true, content: 'digest' },
  { board: 'kdr', when: 'every 5 minutes', mode: 'edit' },
];

/**
 * Lets an admin of the demo set up what posts itself, with the commands that anybody can type there: a board of the
 * servers, the digest of the week, and a leaderboard with movement.
 * @throws Error with the bot's own words where it refuses something.
 */
export async function makeFirstPosts(options: FirstPostsOptions): Promise<void> {
  const { channelId, tick } = options;
  await run(options, 'board servers', { channel: channelId });
  const ids: string[] = [];
  for (const schedule of SCHEDULES) {
    const reply = await run(options, 'leaderboard schedule add', { ...schedule, channel: channelId });
    const id = /`([A-Za-z0-9]{6})`/.exec(reply)?.[1];
    if (id === undefined) throw new Error(`the bot named no schedule: ${reply}`);
    ids.push(id);
  }
  for (const id of ids) await run(options, 'leaderboard schedule run', { schedule: id });
  tick(BETWEEN_POSTS_MS);
  for (const id of ids) await run(options, 'leaderboard schedule run', { schedule: id });
}

/** @returns what the bot answered. */
async function run(
  { discord, admin: user, channelId, onReply }: FirstPostsOptions,
  path: string,
  options: OptionValues,
): Promise<string> {
  const [name = '', ...rest] = path.split(' ');
  const handle = discord.command({ user, channelId, name, subcommand: rest.join(' '), options });
  onReply(handle, `/${path}`);
  const { embeds } = await handle.reply();
  const text = embeds.map(({ title, description }) => `${title ?? ''}\n${description ?? ''}`).join('\n');
  if (!text.startsWith('✅')) throw new Error(`/${path}: ${text}`);
  return text;
}
