import { OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';

/** Discord sends permissions as decimal digits, for they need more bits than a number has. */
const bits = z
  .string()
  .regex(/^\d{1,40}$/u)
  .transform(BigInt);

export const overwrite = z.object({ id: z.string(), type: z.number(), allow: bits, deny: bits });
export const role = z.object({ id: z.string(), permissions: bits, mentionable: z.boolean().default(false) });
export const member = z.object({
  roles: z.array(z.string()),
  /** Until then the member is timed out; a time that is over says nothing. */
  communication_disabled_until: z.string().nullish(),
});

export interface Standing {
  /** The id of the guild is also that of everybody's role. */
  readonly guildId: string;
  readonly userId: string;
  readonly roleIds: readonly string[];
  readonly roles: readonly z.output<typeof role>[];
  /** Of the channel; of a thread, those of the channel it is in. */
  readonly overwrites: readonly z.output<typeof overwrite>[];
  readonly timedOut: boolean;
}

/**
 * What a member may do in a channel, unless it is the guild's owner, who may do everything.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export function permissionsIn({ guildId, userId, roleIds, roles, overwrites, timedOut }: Standing): bigint {
  const base = roles
    .filter(({ id }) => id === guildId || roleIds.includes(id))
    .reduce((all, { permissions }) => all | permissions, 0n);
  if ((base & P.Administrator) !== 0n) return ALL;
  const ofRoles = overwrites.filter(({ type }) => type === OverwriteType.Role);
  const layers = [
    ofRoles.filter(({ id }) => id === guildId),
    ofRoles.filter(({ id }) => id !== guildId && roleIds.includes(id)),
    overwrites.filter(({ type, id }) => type === OverwriteType.Member && id === userId),
  ];
  const permissions = layers.reduce(
    (held, layer) => (held & ~union(layer, 'deny')) | union(layer, 'allow'),
    base,
  );
  return timedOut ? permissions & LEFT_IN_TIMEOUT : permissions;
}

const LEFT_IN_TIMEOUT: bigint = P.ViewChannel | P.ReadMessageHistory;
const ALL: bigint = Object.values(P).reduce((all, bit) => all | bit, 0n);

function union(layer: Standing['overwrites'], key: 'allow' | 'deny'): bigint {
  return layer.reduce((all, entry) => all | entry[key], 0n);
}
