import type { InteractionHandle } from './discord/interactions/handle.ts';
import type { OptionValues } from './discord/interactions/options.ts';
import type { Person } from './discord/model.ts';
import type { DiscordSimulator } from './discord/simulator.ts';

export interface CommandRun {
  readonly discord: Pick<DiscordSimulator, 'command'>;
  readonly user: Person;
  /** Where it is typed; default the first channel. */
  readonly channelId?: string;
  /** Takes the reply out of its asker's sight: nobody at the page asked for it. */
  readonly dismiss: (messageId: string) => void;
  /** How an answer begins that is no refusal; default with a tick. */
  readonly done?: RegExp;
}

/** For each command; the bot has only just started. */
const PATIENCE_MS = 20_000;

/**
 * Types a command in somebody's name, `leaderboard schedule add` for one.
 * @returns what the bot answered.
 * @throws Error with the bot's own words where it refuses.
 */
export async function runCommand(
  { discord, user, channelId, dismiss, done = /^✅/u }: CommandRun,
  path: string,
  options: OptionValues,
): Promise<string> {
  const [name = '', ...rest] = path.split(' ');
  const handle = discord.command({ user, channelId, name, subcommand: rest.join(' '), options });
  const { id, content, embeds } = await replyTo(handle, path);
  dismiss(id);
  const text = [content, ...embeds.flatMap(({ title = '', description = '' }) => [title, description])]
    .filter((part) => part !== '')
    .join('\n');
  if (!done.test(text)) throw new Error(`/${path}: ${text}`);
  return text;
}

async function replyTo(handle: InteractionHandle, path: string): ReturnType<InteractionHandle['reply']> {
  try {
    return await handle.reply(PATIENCE_MS);
  } catch (error) {
    throw new Error(`/${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
