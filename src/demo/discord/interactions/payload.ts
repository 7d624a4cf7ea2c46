import { showChannel, showMember } from '../gateway/payloads.ts';
import { ATTACHMENT_SIZE_LIMIT } from '../messages.ts';
import type { MessageRecord } from '../model.ts';
import type { World } from '../world.ts';
import type { Interaction } from './interaction.ts';

/**
 * INTERACTION_CREATE's data.
 * https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
 */
export function interactionPayload(
  world: World,
  interaction: Interaction,
  data: object,
  message: MessageRecord | undefined,
): object {
  const { channel, user } = interaction;
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const person = world.person(user);
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    data,
    token: interaction.token,
    version: 1,
    ...(guild === undefined
      ? { user: person, context: 1 }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: { ...showMember(world, guild, user), permissions: user.permissions.toString() },
          context: 0,
        }),
    channel_id: channel.id,
    channel: showChannel(world, channel),
    ...(message === undefined ? {} : { message: message.message }),
    locale: 'en-US',
    app_permissions: world.botPermissions(channel).toString(),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: guild === undefined ? { '1': user.id } : { '0': guild.id },
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
  };
}
