import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Config } from './env.ts';

/** From least to most; each level may do what those before it may. */
export const ACCESS_LEVELS = ['everyone', 'moderator', 'admin'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** Of a member, as Discord sends them with every interaction. */
export interface Standing {
  readonly roles: readonly string[];
  /** Bit field in decimal: what the member may do in the channel, everything for the guild's owner. */
  readonly permissions: string;
}

/**
 * The highest level that a member has: `admin` by role or by Discord's Administrator permission, `moderator` by
 * role. Discord's other permissions count for nothing, so that one list says who moderates.
 */
export function levelOf(member: Standing, access: Config['access']): AccessLevel {
  const holdsOneOf = (ids: readonly string[]) => ids.some((id) => member.roles.includes(id));
  if (isAdministrator(member.permissions) || holdsOneOf(access.adminRoleIds)) return 'admin';
  return holdsOneOf(access.moderatorRoleIds) ? 'moderator' : 'everyone';
}

/** Whether `level` may do what needs `needed`. */
export function reaches(level: AccessLevel, needed: AccessLevel): boolean {
  return ACCESS_LEVELS.indexOf(level) >= ACCESS_LEVELS.indexOf(needed);
}

function isAdministrator(permissions: string): boolean {
  if (!/^\d{1,40}$/u.test(permissions)) return false;
  return (BigInt(permissions) & PermissionFlagsBits.Administrator) !== 0n;
}
