import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Guild, Person } from './model.ts';
import { ALL_PERMISSIONS, hasPermission } from './permissions.ts';
import type { World } from './world.ts';

export interface PersonOptions {
  readonly id?: string;
  readonly username?: string;
  readonly displayName?: string;
  readonly nick?: string;
  /** Ids of roles. */
  readonly roles?: readonly string[];
  /** Beyond those of the roles; a role of their own holds them. */
  readonly permissions?: bigint;
}

/** Makes a person in a guild, or replaces the one with this id. */
export function makePerson(world: World, guildId: string, options: PersonOptions): Person {
  const { permissions = 0n, roles = [] } = options;
  const username = options.username ?? `user${world.people.size + 1}`;
  const role = { name: `Of ${username}`, permissions, mentionable: false };
  const own = permissions === 0n ? [] : [world.addRole(guildOf(world, guildId), role)];
  return put(world, guildId, {
    id: options.id ?? world.snowflake(),
    username,
    displayName: options.displayName ?? username,
    nick: options.nick ?? null,
    roles: [...roles, ...own],
  });
}

/** @throws RangeError when there is no such person. */
export function changeRoles(
  world: World,
  guildId: string,
  personId: string,
  change: (roles: readonly string[]) => readonly string[],
): Person {
  const person = world.people.get(personId);
  if (person === undefined) throw new RangeError(`no person ${personId}`);
  return put(world, guildId, { ...person, roles: change(person.roles) });
}

function put(world: World, guildId: string, person: Omit<Person, 'permissions'>): Person {
  const { roles, ownerId } = guildOf(world, guildId);
  const granted = roles
    .filter(({ id }) => id === guildId || person.roles.includes(id))
    .reduce((all, { permissions }) => all | permissions, 0n);
  const mayAll = person.id === ownerId || hasPermission(granted, PermissionFlagsBits.Administrator);
  const whole: Person = { ...person, permissions: mayAll ? ALL_PERMISSIONS : granted };
  world.people.set(whole.id, whole);
  return whole;
}

function guildOf(world: World, guildId: string): Guild {
  const guild = world.guilds.get(guildId);
  if (guild === undefined) throw new RangeError(`no guild ${guildId}`);
  return guild;
}
