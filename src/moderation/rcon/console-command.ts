import { UserError } from '../../message/user-error.ts';
import { inlineCode } from '../../render/escape.ts';

/** More is no command any more; also the limit of the option. */
const LONGEST = 500;
/** Entries of the list that a refusal names. */
const MOST_LISTED = 25;

/** What some consoles take as the end of one command and the beginning of the next. */
const CHAINING = /[;|&]/u;
/** Also those that break lines nowhere but in consoles, and what is not seen: a command is what it looks like. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/**
 * A console command as it is sent: the line that was typed, if its first words are on the list, in any case.
 * @param allowed beginnings of commands, each whole words
 * @throws UserError when it is not allowed, or not one line of visible text
 */
export function readConsoleCommand(text: string, allowed: readonly string[]): string {
  if (allowed.length === 0) {
    throw new UserError(
      'rcon-off',
      'Console commands are switched off. The operator of this bot can name those that are allowed: `RCON_COMMANDS`.',
    );
  }
  const command = text.trim();
  if (command === '') throw new UserError('rcon-empty', 'Type the command that is to be sent.');
  const { length } = [...command];
  if (length > LONGEST) {
    throw new UserError(
      'rcon-too-long',
      `The command has ${length} characters, and ${LONGEST} are possible. Shorten it.`,
      { length },
    );
  }
  if (UNSEEN.test(command)) {
    throw new UserError(
      'rcon-unseen-characters',
      'The command holds line breaks or other characters that cannot be seen. Type it anew, as one line.',
    );
  }
  if (CHAINING.test(command)) {
    throw new UserError(
      'rcon-chained',
      'The command holds `;`, `|` or `&`, which could begin a second one behind it. Leave them out.',
    );
  }
  if (!allowed.some((words) => beginsWith(command, words))) {
    const more = allowed.length > MOST_LISTED ? ', …' : '';
    throw new UserError(
      'rcon-not-allowed',
      `This command is not on the list of those that are allowed. Allowed are commands that begin with: ${allowed.slice(0, MOST_LISTED).map(inlineCode).join(', ')}${more}.`,
    );
  }
  return command;
}

/** Whole words: `kick` allows `kick Raven`, not `kickall`. Any space between two words is as good as one. */
function beginsWith(command: string, words: string): boolean {
  const wanted = wordsOf(words);
  const given = wordsOf(command);
  return wanted.length > 0 && wanted.every((word, index) => given[index] === word);
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
}
