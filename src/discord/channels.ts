import type { REST } from 'discord.js';
import { ChannelType, PermissionFlagsBits as P, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { ChannelPermission, Channels } from '../message/channels.ts';
import { createBotUser } from './bot-user.ts';
import { member, overwrite, permissionsIn, role } from './channel-permissions.ts';
import { explained, failureOf } from './post-failure.ts';

const channelShape = z.object({
  id: z.string(),
  type: z.number(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(overwrite).default([]),
});

const guildShape = z.object({ owner_id: z.string(), roles: z.array(role) });

type Channel = z.output<typeof channelShape>;
type Member = z.output<typeof member>;
type Roles = readonly z.output<typeof role>[];

const THREADS: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];
const FOR_MESSAGES: readonly number[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ...THREADS];

const BITS: Readonly<Record<ChannelPermission, bigint>> = {
  'View Channel': P.ViewChannel,
  'Send Messages': P.SendMessages,
  'Embed Links': P.EmbedLinks,
  'Read Message History': P.ReadMessageHistory,
  'Pin Messages': P.PinMessages,
  'Mention Everyone': P.MentionEveryone,
};

export interface ChannelsOptions {
  readonly rest: REST;
  readonly guildId: string;
  /** As the gateway told it, which costs no call. */
  readonly nameOf: Channels['nameOf'];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Asks Discord's REST API each time, for what the gateway told at the start may have changed since. */
export function createChannels({ rest, guildId, nameOf, now }: ChannelsOptions): Channels {
  const botUser = createBotUser(rest);

  const channelOf = async (id: string): Promise<Channel | undefined> => {
    const found = await unlessHidden(() => rest.get(Routes.channel(id)));
    const channel = found === undefined ? undefined : channelShape.parse(found);
    return channel?.guild_id === guildId ? channel : undefined;
  };

  const rolesOf = async () => z.array(role).parse(await rest.get(Routes.guildRoles(guildId)));

  /** Undefined for whoever is not in the guild. */
  const memberOf = async (userId: string): Promise<Member | undefined> => {
    const found = await unlessHidden(() => rest.get(Routes.guildMember(guildId, userId)));
    return found === undefined ? undefined : member.parse(found);
  };

  const permissionsOf = async (userId: string, known: Member, channel: Channel, roles: Roles) => {
    const { roles: roleIds, communication_disabled_until: silentUntil } = known;
    const parent = isThread(channel) ? await channelOf(channel.parent_id ?? '') : channel;
    const overwrites = parent?.permission_overwrites ?? [];
    const timedOut = typeof silentUntil === 'string' && Date.parse(silentUntil) > now();
    return permissionsIn({ guildId, userId, roleIds, roles, overwrites, timedOut });
  };

  const ownPermissions = async (channel: Channel, roles: Roles) => {
    const userId = await botUser();
    const own = member.parse(await rest.get(Routes.guildMember(guildId, userId)));
    return permissionsOf(userId, own, channel, roles);
  };

  return {
    check: (channelId, needed) =>
      explained(channelId, async () => {
        const channel = await channelOf(channelId);
        if (channel === undefined) return { kind: 'unknown' };
        if (!FOR_MESSAGES.includes(channel.type)) return { kind: 'wrong-type' };
        const held = await ownPermissions(channel, await rolesOf());
        const permissions = needed.filter((name) => (held & bitOf(name, channel)) === 0n);
        return permissions.length === 0 ? { kind: 'ok' } : { kind: 'lacks', permissions };
      }),
    canPing: (channelId, roleId) =>
      explained(channelId, async () => {
        const roles = await rolesOf();
        const found = roles.find(({ id }) => id === roleId);
        // Everybody's role is pinged by `@everyone`, not by a mention of the role.
        if (found === undefined || roleId === guildId) return false;
        if (found.mentionable) return true;
        const channel = await channelOf(channelId);
        if (channel === undefined) return false;
        return ((await ownPermissions(channel, roles)) & P.MentionEveryone) !== 0n;
      }),
    isMember: (userId) => explained(userId, async () => (await memberOf(userId)) !== undefined),
    sees: (userId, channelId) =>
      explained(channelId, async () => {
        const [known, channel] = await Promise.all([memberOf(userId), channelOf(channelId)]);
        if (known === undefined || channel === undefined) return false;
        const guild = guildShape.parse(await rest.get(Routes.guild(guildId)));
        if (guild.owner_id === userId) return true;
        return ((await permissionsOf(userId, known, channel, guild.roles)) & P.ViewChannel) !== 0n;
      }),
    nameOf,
  };
}

/** In threads, Send Messages is of no account. */
function bitOf(name: ChannelPermission, channel: Channel): bigint {
  return name === 'Send Messages' && isThread(channel) ? P.SendMessagesInThreads : BITS[name];
}

function isThread({ type }: Channel): boolean {
  return THREADS.includes(type);
}

/** Undefined for what is not there, or not for the bot. */
async function unlessHidden(get: () => Promise<unknown>): Promise<unknown> {
  try {
    return await get();
  } catch (error) {
    // Refused is an id that is none.
    if (failureOf(error) === 'unavailable') throw error;
    return undefined;
  }
}
