import type { Person } from './discord/model.ts';
import type { DiscordSimulator } from './discord/simulator.ts';
import { runCommand } from './run-command.ts';

export interface FirstWatchesOptions {
  readonly discord: Pick<DiscordSimulator, 'command'>;
  /** Who wants to know. */
  readonly moderator: Person;
  /** Takes a reply out of the moderator's sight: nobody asked for it. */
  readonly dismiss: (messageId: string) => void;
}

/**
 * Lets a moderator of the demo watch everybody with a flag, with the command that anybody can type there: some of them
 * are on within minutes, and come and go.
 * @throws Error with the bot's own words where it refuses.
 */
export async function beginWatching({
  discord,
  moderator: user,
  dismiss,
}: FirstWatchesOptions): Promise<void> {
  await runCommand({ discord, user, dismiss, done: /Watching/u }, 'watch add', {
    flag: 'Watch',
    reason: 'Look at them when you are on, and write a note',
  });
}
