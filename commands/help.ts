import { ACCESS_LEVELS, type AccessLevel, type Command, defineCommand } from '../src/discord/command.ts';
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
    const reach = ACCESS_LEVELS.indexOf(asker.level);
    const byLevel = [...commands].sort(
      (a, b) => ACCESS_LEVELS.indexOf(a.access) - ACCESS_LEVELS.indexOf(b.access),
    );
    const isUsable = (command: Command): boolean => ACCESS_LEVELS.indexOf(command.access) <= reach;
    return renderHelp(
      byLevel.filter(isUsable).flatMap(entriesOf),
      byLevel.filter((command) => !isUsable(command)).flatMap(entriesOf),
    );
  },
});

function entriesOf({ name, access, body }: Command): HelpEntry[] {
  const actions =
    body.kind === 'action'
      ? [[name, body.action] as const]
      : Object.entries(body.actions).map(([sub, action]) => [`${name} ${sub}`, action] as const);
  return actions.map(([path, { description, options }]) => ({
    name: path,
    description,
    options: Object.entries(options).map(([option, { required = false }]) => ({ name: option, required })),
    audience: AUDIENCES[access],
  }));
}
