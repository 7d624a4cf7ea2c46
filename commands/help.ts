import {
  ACCESS_LEVELS,
  type AccessLevel,
  type Command,
  defineCommand,
  levelFor,
} from '../src/discord/command.ts';
import type { Message } from '../src/message/message.ts';
import { type HelpEntry, renderHelp } from '../src/render/help.ts';

const AUDIENCES: Readonly<Record<AccessLevel, string>> = {
  everyone: 'everyone',
  moderator: 'moderators',
  admin: 'admins',
};

/** `/help` – what the asker may use. */
export const help = defineCommand({
  name: 'help',
  description: 'Show what this bot can do for you',
  access: 'everyone',
  visibility: 'ephemeral',
  options: {},
  run: async (_, { commands, asker }) => {
    const known = replies.get(commands) ?? new Map<AccessLevel, Message>();
    replies.set(commands, known);
    const reply = known.get(asker.level) ?? replyTo(asker.level, commands);
    known.set(asker.level, reply);
    return reply;
  },
});

/** What is registered does not change while the bot runs, and this is what new members ask for, many at once. */
const replies = new WeakMap<readonly Command[], Map<AccessLevel, Message>>();

function replyTo(level: AccessLevel, commands: readonly Command[]): Message {
  const entries = commands.flatMap(entriesOf).sort((a, b) => rankOf(a.access) - rankOf(b.access));
  const isUsable = ({ access }: LevelledEntry): boolean => rankOf(access) <= rankOf(level);
  return renderHelp(
    entries.filter(isUsable),
    entries.filter((entry) => !isUsable(entry)),
  );
}

interface LevelledEntry extends HelpEntry {
  readonly access: AccessLevel;
}

function rankOf(level: AccessLevel): number {
  return ACCESS_LEVELS.indexOf(level);
}

/** One entry for each audience that may use some of the command. */
function entriesOf(command: Command): LevelledEntry[] {
  const { name, description, body } = command;
  const entry = (access: AccessLevel) => ({ name, access, audience: AUDIENCES[access] });
  if (body.kind === 'action') {
    const options = Object.entries(body.action.options).map(([option, { required = false }]) => ({
      name: option,
      required,
    }));
    const { action } = body;
    return [
      {
        ...entry(levelFor(command, action)),
        options,
        subcommands: [],
        description: action.description,
      },
    ];
  }
  return ACCESS_LEVELS.flatMap((access) => {
    const actions = Object.entries(body.actions).filter(([, action]) => levelFor(command, action) === access);
    const [first, second] = actions;
    if (first === undefined) return [];
    // Of a single one its own words say more than those of the whole.
    const words = second === undefined ? first[1].description : description;
    const subcommands = actions.map(([sub]) => sub);
    return [{ ...entry(access), options: [], subcommands, description: words }];
  });
}
