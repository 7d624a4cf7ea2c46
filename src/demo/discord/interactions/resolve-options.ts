import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { showChannel, showRole } from '../gateway/payloads.ts';
import type { Channel, Person } from '../model.ts';
import type { World } from '../world.ts';
import type { SentOption } from './options.ts';

/** What Discord's client offers in options for channels and roles. */
export interface Places {
  /** Undefined when there is no such channel in the guild. */
  readonly typeOfChannel: (id: string) => number | undefined;
  readonly hasRole: (id: string) => boolean;
}

/** The channels and roles of the guild that a channel is in. */
export function placesAround(world: World, { guildId }: Channel): Places {
  const roles = world.guilds.get(guildId ?? '')?.roles ?? [];
  return {
    typeOfChannel: (id) => {
      const channel = world.channels.get(id);
      return channel?.guildId !== undefined && channel.guildId === guildId ? channel.type : undefined;
    },
    hasRole: (id) => roles.some((role) => role.id === id),
  };
}

/** The channels and roles that options name, as the interaction carries them beside the options. */
export function resolvedOptions(
  world: World,
  { guildId }: Channel,
  user: Person,
  options: readonly SentOption[],
): { readonly resolved?: object } {
  const values = leavesOf(options);
  const ids = (type: Type) =>
    values.flatMap((option) => (option.type === type ? [String(option.value)] : []));
  const channels = ids(Type.Channel).flatMap((id) => {
    const channel = world.channels.get(id);
    return channel === undefined
      ? []
      : [[id, { ...showChannel(world, channel), permissions: user.permissions.toString() }]];
  });
  const guildRoles = world.guilds.get(guildId ?? '')?.roles ?? [];
  const roles = ids(Type.Role).flatMap((id) =>
    guildRoles.filter((role) => role.id === id).map((role) => [id, showRole(role)]),
  );
  if (channels.length + roles.length === 0) return {};
  return {
    resolved: {
      ...(channels.length === 0 ? {} : { channels: Object.fromEntries(channels) }),
      ...(roles.length === 0 ? {} : { roles: Object.fromEntries(roles) }),
    },
  };
}

function leavesOf(options: readonly SentOption[]): readonly SentOption[] {
  return options.flatMap((option) => (option.options === undefined ? [option] : leavesOf(option.options)));
}
