import { OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';

/** Discord sends permissions as decimal digits, for they need more bits than a number has. */
const bits = z
  .string()
  .regex(/^\d{1,40}$/u)
  .transform(BigInt);

export const overwrite = z.object({ id: z.string(), type: z.number(), allow: bits, deny: bits });
export const role = z.object({ id: z.string(), permissions: bits, mentionable: z.boolean().default(false) });
export const member = z.object({ roles: z.array(z.string()) });

export interface Standing {
  /** The id of the guild is also that of everybody's role. */
  readonly guildId: string;
  readonly userId: string;
  readonly roleIds: readonly string[];
  readonly roles: readonly z.output<typeof role>[];
  /** Of the channel; of a thread, those of the channel it is in. */
  readonly overwrites: readonly z.output<typeof overwrite>[];
}

/**
 * What a member may do in a channel. The guild's owner, who may do everything, is never a bot.
 * https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export function permissionsIn({ guildId, userId, roleIds, roles, overwrites }: Standing): bigint {
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
  return layers.reduce(
    (permissions, layer) => (permissions & ~union(layer, 'deny')) | union(layer, 'allow'),
    base,
  );
}

const ALL: bigint = Object.values(P).reduce((all, bit) => all | bit, 0n);

function union(layer: Standing['overwrites'], key: 'allow' | 'deny'): bigint {
  return layer.reduce((all, entry) => all | entry[key], 0n);
}
