import type { Config } from '../../config/env.ts';
import type { Action, Command } from './command.ts';
import type { ServiceName } from './context.ts';

/** `Partial<Services>` is one. */
export type Available = Readonly<Partial<Record<ServiceName, unknown>>>;

export interface SelectionOptions {
  readonly commands: readonly Command[];
  /** Which services are there, by anything but undefined; `deploy` knows them without building them. */
  readonly services: Available;
  readonly config: Config;
  /**
   * What cannot work here for a reason found at start, such as a scope that the token lacks: by the name of a
   * command, or of a subcommand as `flag add`.
   */
  readonly unavailable?: Readonly<Record<string, string>>;
}

export interface Selection {
  /** What is to be registered and answered. */
  readonly commands: readonly Command[];
  /** What is not, and why; `name` is a command or, as `flag add`, one subcommand of it. For the log. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
  /** Faults in the settings that keep nothing from working. */
  readonly warnings: readonly string[];
}

/** Decides which commands the community gets, with the reason for every one that it does not. */
export function selectCommands({
  commands,
  services,
  config,
  unavailable = {},
}: SelectionOptions): Selection {
  const selected: Command[] = [];
  const leftOut: Selection['leftOut'][number][] = [];
  for (const command of commands) {
    const reason = unavailable[command.name] ?? settingAgainst(command, services, config);
    const offer =
      reason === undefined
        ? offerOf(command, services, unavailable)
        : { missing: [{ name: command.name, reason }] };
    if (offer.command !== undefined) selected.push(offer.command);
    leftOut.push(...offer.missing);
  }
  return { commands: selected, leftOut, warnings: unknownNames(commands, config) };
}

interface Offer {
  readonly command?: Command;
  readonly missing: Selection['leftOut'];
}

function settingAgainst(
  { name, writes }: Command,
  services: Available,
  { access, commandsDisabled }: Config,
): string | undefined {
  if (commandsDisabled.includes(name)) return 'it is named in COMMANDS_DISABLED';
  if (!writes) return undefined;
  // First, for roles and a channel would not help: everything that is written goes there.
  if (services.battlemetrics === undefined) return LACK.battlemetrics;
  if (access.moderatorRoleIds.length === 0 && access.adminRoleIds.length === 0) {
    return 'it changes something, and MODERATOR_ROLE_IDS and ADMIN_ROLE_IDS are both empty';
  }
  return access.auditChannelId === undefined
    ? 'it changes something, and AUDIT_CHANNEL_ID is not set'
    : undefined;
}

/** The command as far as its services are there: a group keeps the subcommands that can work. */
function offerOf(
  command: Command,
  services: Available,
  unavailable: Readonly<Record<string, string>>,
): Offer {
  const { name, body } = command;
  if (body.kind === 'action') {
    const reason = lackOf(body.action, services);
    return reason === undefined ? { command, missing: [] } : { missing: [{ name, reason }] };
  }
  const judged = Object.entries(body.actions).map(([subcommand, action]) => ({
    subcommand,
    action,
    reason: unavailable[`${name} ${subcommand}`] ?? lackOf(action, services),
  }));
  const kept = judged.filter(({ reason }) => reason === undefined);
  const missing = judged.flatMap(({ subcommand, reason }) =>
    reason === undefined ? [] : [{ name: `${name} ${subcommand}`, reason }],
  );
  if (kept.length === 0) return { missing };
  const actions = Object.fromEntries(kept.map(({ subcommand, action }) => [subcommand, action]));
  return { command: { ...command, body: { kind: 'subcommands', actions } }, missing };
}

const NO_API = 'neither DCSSERVERBOT_URL nor BATTLEMETRICS_TOKEN is set';

const LACK: Readonly<Record<ServiceName, string>> = {
  dcs: 'DCSServerBot is not configured: DCSSERVERBOT_URL is not set',
  battlemetrics: 'BattleMetrics is not configured: BATTLEMETRICS_TOKEN is not set',
  moderation: 'bans and flags need BattleMetrics, a role list and AUDIT_CHANNEL_ID',
  leaderboards: `leaderboards need DCSServerBot or BattleMetrics: ${NO_API}`,
  watch: `status boards and notifications need DCSServerBot or BattleMetrics: ${NO_API}`,
};

function lackOf({ needs, needsAny }: Action, services: Available): string | undefined {
  const [lacking] = needs.filter((name) => services[name] === undefined);
  if (lacking !== undefined) return LACK[lacking];
  const some = needsAny.length === 0 || needsAny.some((name) => services[name] !== undefined);
  return some ? undefined : needsAny.map((name) => LACK[name]).join('; ');
}

function unknownNames(commands: readonly Command[], { commandsDisabled }: Config): readonly string[] {
  const known = new Set(commands.map(({ name }) => name));
  return commandsDisabled
    .filter((name) => !known.has(name))
    .map((name) => `COMMANDS_DISABLED names "${name}", but there is no such command`);
}
