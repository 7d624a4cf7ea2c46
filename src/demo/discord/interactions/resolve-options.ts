import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { showChannel, showMember, showRole } from '../gateway/payloads.ts';
import type { Channel, Guild, Person } from '../model.ts';
import { showUpload, type TypedFile, takeUpload } from '../uploads.ts';
import type { World } from '../world.ts';
import type { SentOption } from './options.ts';

/** What Discord's client offers in options, and where it takes files to. */
export interface Places {
  /** Undefined when there is no such channel in the guild. */
  readonly typeOfChannel: (id: string) => number | undefined;
  readonly hasRole: (id: string) => boolean;
  readonly hasPerson: (id: string) => boolean;
  /** Returns the file's id. */
  readonly upload: (file: TypedFile) => string;
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
    hasPerson: (id) => world.people.has(id),
    upload: (file) => takeUpload(world, file),
  };
}

/** The channels, roles, people and files that options name, as the interaction carries them beside the options. */
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
  const guild = world.guilds.get(guildId ?? '');
  const guildRoles = guild?.roles ?? [];
  const roles = ids(Type.Role).flatMap((id) =>
    guildRoles.filter((role) => role.id === id).map((role) => [id, showRole(role)]),
  );
  const people = ids(Type.User).flatMap((id) => world.people.get(id) ?? []);
  const attachments = ids(Type.Attachment).flatMap((id) => {
    const upload = world.uploads.get(id);
    return upload === undefined ? [] : [[id, showUpload(world, upload)]];
  });
  const resolved = {
    channels,
    roles,
    users: people.map((person) => [person.id, world.person(person)]),
    members: guild === undefined ? [] : people.flatMap((person) => showResolved(world, guild, person)),
    attachments,
  };
  const filled = Object.entries(resolved).filter(([, entries]) => entries.length > 0);
  if (filled.length === 0) return {};
  return {
    resolved: Object.fromEntries(filled.map(([kind, entries]) => [kind, Object.fromEntries(entries)])),
  };
}

/** Who is in the guild; of the others Discord tells the user alone. */
function showResolved(world: World, guild: Guild, person: Person): [string, object][] {
  if (world.gone.has(person.id)) return [];
  const { user: _, deaf: _deaf, mute: _mute, ...partial } = showMember(world, guild, person);
  return [[person.id, { ...partial, permissions: person.permissions.toString() }]];
}

function leavesOf(options: readonly SentOption[]): readonly SentOption[] {
  return options.flatMap((option) => (option.options === undefined ? [option] : leavesOf(option.options)));
}
