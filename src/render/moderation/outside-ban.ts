import type { Message } from '../../message/message.ts';
import type { OutsideBan } from '../../store/outside-bans.ts';
import { COLOURS } from '../colours.ts';
import { dateTime, relativeTime } from '../timestamps.ts';
import { fieldOf } from './lines.ts';
import { CHANNEL } from './readers.ts';
import { banUrl, endText, subjectText } from './words.ts';

/** The footer of the message about such a ban, by which it is recognised. */
export function outsideBanMark(banId: string): string {
  return `Ban ${banId}, not made with this bot`;
}

/** A ban that nobody made with this bot, for the audit channel: nothing private, and nothing to press. */
export function outsideBanMessage(ban: OutsideBan): Message {
  const { banId, playerId, player, reason, expires, orgWide, server, author, madeAt } = ban;
  return {
    embeds: [
      {
        title: '🔨 Ban made elsewhere',
        url: banUrl(banId),
        color: COLOURS.quiet,
        fields: [
          { name: 'Player', value: subjectText({ playerId, name: player ?? null, steamId: null }, CHANNEL) },
          ...fieldOf('Reason', reason.trim() === '' ? '' : CHANNEL.text(reason, 900)),
          { name: 'Until', value: endText(expires), inline: true },
          {
            name: 'Where',
            value: orgWide
              ? 'All servers of the organization'
              : `One server: ${CHANNEL.text(server ?? 'unknown', 100)}`,
            inline: true,
          },
          ...fieldOf('By', author === undefined ? '' : CHANNEL.text(author, 100), true),
          { name: 'Made', value: `${dateTime(madeAt)} (${relativeTime(madeAt)})`, inline: true },
        ],
        footer: { text: outsideBanMark(banId) },
      },
    ],
  };
}
