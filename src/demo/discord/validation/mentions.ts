import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, SimulatedMessage } from '../model.ts';
import { hasPermission } from '../permissions.ts';
import type { World } from '../world.ts';
import type { AllowedMentions } from './message.ts';

type Pinged = Pick<SimulatedMessage, 'mentions' | 'mention_roles' | 'mention_everyone'>;

/**
 * Who a content of the bot pings. Without `allowed_mentions` everybody whom it names; embeds never ping. Roles that
 * are not mentionable, and everyone, want the permission for them.
 * https://discord.com/developers/docs/resources/message#allowed-mentions-object
 */
export function pinged(
  world: World,
  channel: Channel,
  content: string,
  allowed: AllowedMentions | undefined,
): Pinged {
  const parses = (kind: 'users' | 'roles' | 'everyone') =>
    allowed === undefined || allowed.parse?.includes(kind) === true;
  const may = (kind: 'users' | 'roles', id: string) => parses(kind) || allowed?.[kind]?.includes(id) === true;
  const ids = (pattern: RegExp) => [...new Set(Array.from(content.matchAll(pattern), ([, id]) => id ?? ''))];
  const mayAll = hasPermission(world.botPermissions(channel), PermissionFlagsBits.MentionEveryone);
  const roles = world.guilds.get(channel.guildId ?? '')?.roles ?? [];
  return {
    mentions: ids(/<@!?(\d{15,20})>/g).flatMap((id) => {
      const person = world.people.get(id);
      return person !== undefined && may('users', id) ? [world.person(person)] : [];
    }),
    mention_roles: ids(/<@&(\d{15,20})>/g).filter(
      (id) => may('roles', id) && roles.some((role) => role.id === id && (role.mentionable || mayAll)),
    ),
    mention_everyone: mayAll && parses('everyone') && /@(?:everyone|here)\b/.test(content),
  };
}
