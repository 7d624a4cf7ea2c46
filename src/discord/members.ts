import type { REST } from 'discord.js';
import { PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import { type AccessLevel, levelOf } from '../../config/access.ts';
import type { Config } from '../../config/env.ts';
import { member, role } from './channel-permissions.ts';
import { explained, failureOf } from './post-failure.ts';

const guildShape = z.object({ owner_id: z.string(), roles: z.array(role) });

/** What people of the community may do who do not ask at this moment; asked of Discord each time. */
export interface Members {
  /**
   * The highest level that a person has now; undefined for who is no longer in the community.
   * @throws PostError `unavailable` when Discord does not answer.
   */
  levelOf(userId: string): Promise<AccessLevel | undefined>;
}

export interface MembersOptions {
  readonly rest: REST;
  readonly guildId: string;
  readonly access: Config['access'];
}

/** Asks Discord's REST API, which unlike an interaction does not say what a member may do: it follows from the roles. */
export function createMembers({ rest, guildId, access }: MembersOptions): Members {
  return {
    levelOf: (userId) =>
      explained(userId, async () => {
        const [known, guild] = await Promise.all([
          memberOf(rest, guildId, userId),
          rest.get(Routes.guild(guildId)).then((found) => guildShape.parse(found)),
        ]);
        if (known === undefined) return undefined;
        const held = guild.roles.filter(({ id }) => id === guildId || known.roles.includes(id));
        const permissions =
          guild.owner_id === userId
            ? PermissionFlagsBits.Administrator
            : held.reduce((all, { permissions: of }) => all | of, 0n);
        return levelOf({ roles: known.roles, permissions: String(permissions) }, access);
      }),
  };
}

/** Undefined for whoever is not in the guild. */
async function memberOf(rest: REST, guildId: string, userId: string) {
  try {
    return member.parse(await rest.get(Routes.guildMember(guildId, userId)));
  } catch (error) {
    if (failureOf(error) === 'gone') return undefined;
    throw error;
  }
}
