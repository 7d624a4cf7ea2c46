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

type Channel = z.output<typeof channelShape>;

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

/** Asks Discord's REST API each time, for what the gateway told at the start may have changed since. */
export function createChannels(rest: REST, guildId: string): Channels {
  const botUser = createBotUser(rest);

  const channelOf = async (id: string): Promise<Channel | undefined> => {
    const found = await unlessHidden(() => rest.get(Routes.channel(id)));
    const channel = found === undefined ? undefined : channelShape.parse(found);
    return channel?.guild_id === guildId ? channel : undefined;
  };

  const rolesOf = async () => z.array(role).parse(await rest.get(Routes.guildRoles(guildId)));

  const permissionsOf = async (channel: Channel, roles: Awaited<ReturnType<typeof rolesOf>>) => {
    const userId = await botUser();
    const { roles: roleIds } = member.parse(await rest.get(Routes.guildMember(guildId, userId)));
    const parent = isThread(channel) ? await channelOf(channel.parent_id ?? '') : channel;
    const overwrites = parent?.permission_overwrites ?? [];
    return permissionsIn({ guildId, userId, roleIds, roles, overwrites });
  };

  return {
    check: (channelId, needed) =>
      explained(channelId, async () => {
        const channel = await channelOf(channelId);
        if (channel === undefined) return { kind: 'unknown' };
        if (!FOR_MESSAGES.includes(channel.type)) return { kind: 'wrong-type' };
        const held = await permissionsOf(channel, await rolesOf());
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
        return ((await permissionsOf(channel, roles)) & P.MentionEveryone) !== 0n;
      }),
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
