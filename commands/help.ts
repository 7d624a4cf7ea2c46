import {
  ACCESS_LEVELS,
  type AccessLevel,
  type Command,
  defineCommand,
  levelFor,
} from '../src/discord/command.ts';
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
    const entries = commands.flatMap(entriesOf).sort((a, b) => rankOf(a.access) - rankOf(b.access));
    const isUsable = ({ access }: LevelledEntry): boolean => rankOf(access) <= rankOf(asker.level);
    return renderHelp(
      entries.filter(isUsable),
      entries.filter((entry) => !isUsable(entry)),
    );
  },
});

interface LevelledEntry extends HelpEntry {
  readonly access: AccessLevel;
}

function rankOf(level: AccessLevel): number {
  return ACCESS_LEVELS.indexOf(level);
}

function entriesOf(command: Command): LevelledEntry[] {
  const { name, body } = command;
  const actions =
    body.kind === 'action'
      ? [[name, body.action] as const]
      : Object.entries(body.actions).map(([sub, action]) => [`${name} ${sub}`, action] as const);
  return actions.map(([path, action]) => {
    const access = levelFor(command, action);
    return {
      name: path,
      description: action.description,
      options: Object.entries(action.options).map(([option, { required = false }]) => ({
        name: option,
        required,
      })),
      audience: AUDIENCES[access],
      access,
    };
  });
}
