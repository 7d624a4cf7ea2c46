import { MessageType } from 'discord-api-types/v10';
import type { Person, SimulatedAttachment, SimulatedMessage } from '../discord/model.ts';
import type { SeenMessage } from '../discord/simulated-channel.ts';
import type { SimulatedEmbed } from '../discord/validation/embed.ts';
import type { ShownAttachment, ShownMessage } from './protocol.ts';

/** The bot, as the page shows it. */
export const SQUAWK = { name: 'Squawk', avatar: '/avatars/squawk.svg', bot: true } as const;

/** A message of the bot as one person sees it. */
export function showMessage(
  { message, ephemeral, loading }: SeenMessage,
  reader: Person,
  more: Pick<ShownMessage, 'usedBy' | 'failure'>,
): ShownMessage {
  return {
    id: message.id,
    channel: message.channel_id,
    kind: loading ? 'thinking' : 'message',
    author: SQUAWK,
    at: Date.parse(message.timestamp),
    edited: message.edited_timestamp !== null,
    ephemeral,
    content: message.type === MessageType.ChannelPinnedMessage ? PINNED : message.content,
    embeds: message.embeds.map(showEmbed),
    components: message.components,
    attachments: message.attachments.map(showAttachment),
    pinged: [...message.mentions.map(({ id }) => id), ...(pingsRole(message, reader) ? [reader.id] : [])],
    ...more,
  };
}

/** What Discord's client makes of its notice. */
const PINNED = '📌 *pinned a message to this channel.*';

function pingsRole({ mention_roles, mention_everyone }: SimulatedMessage, { roles }: Person): boolean {
  return mention_everyone || mention_roles.some((id) => roles.includes(id));
}

function showAttachment(file: SimulatedAttachment): ShownAttachment {
  const { filename, size, url, content_type, description } = file;
  return {
    filename,
    size,
    url: ownAddress(url) ?? '',
    content_type,
    ...(description === undefined ? {} : { description }),
  };
}

/** Pictures from elsewhere are left out: the page loads nothing from other machines. */
function showEmbed(embed: SimulatedEmbed): SimulatedEmbed {
  const picture = <T extends { readonly url: string }>(media: T | undefined): T | undefined => {
    const url = media === undefined ? undefined : ownAddress(media.url);
    return media === undefined || url === undefined ? undefined : { ...media, url };
  };
  return {
    ...embed,
    image: picture(embed.image),
    thumbnail: picture(embed.thumbnail),
    author: embed.author && { ...embed.author, icon_url: ownAddress(embed.author.icon_url ?? '') },
    footer: embed.footer && { ...embed.footer, icon_url: ownAddress(embed.footer.icon_url ?? '') },
  };
}

/** The page's own address of a file that the bot sent; undefined for anything else. */
function ownAddress(url: string): string | undefined {
  const found = /^http:\/\/127\.0\.0\.1:\d+\/attachments\/\d+\/(\d+)\/\d+\/([\w.-]+)$/.exec(url);
  return found === null ? undefined : `/files/${found[1]}/${found[2]}`;
}
