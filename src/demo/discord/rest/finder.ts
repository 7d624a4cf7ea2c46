import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Channel, MessageRecord } from '../model.ts';
import { hasPermission } from '../permissions.ts';
import type { World } from '../world.ts';
import { missingAccess, missingPermissions, unknownChannel, unknownMessage } from './discord-error.ts';
import { param, type RestRequest } from './route.ts';

/** Finds what a request is about. */
export interface Finder {
  /** @throws DiscordError when there is no such channel, or the bot may not do there what is needed. */
  find(request: RestRequest, ...needed: readonly bigint[]): Channel;
  /** @throws DiscordError as above, or when the channel has no such message. */
  findMessage(request: RestRequest, ...needed: readonly bigint[]): MessageRecord;
}

export function createFinder(world: World): Finder {
  const find: Finder['find'] = (request, ...needed) => {
    const channel = world.channels.get(param(request, 'channel'));
    if (channel === undefined) throw unknownChannel();
    const permissions = world.botPermissions(channel);
    const guild = world.guilds.get(channel.guildId ?? '');
    if (guild?.botIsMember === false || !hasPermission(permissions, P.ViewChannel)) throw missingAccess();
    if (!needed.every((bit) => hasPermission(permissions, bit))) throw missingPermissions();
    return channel;
  };
  return {
    find,
    findMessage: (request, ...needed) => {
      const channel = find(request, ...needed);
      const record = world.messages.get(param(request, 'message'));
      // Ephemeral messages are no messages of the channel: the bot reaches them by their interaction alone.
      if (record === undefined || record.deleted || record.ephemeralFor !== undefined) throw unknownMessage();
      if (record.channel !== channel) throw unknownMessage();
      return record;
    },
  };
}
