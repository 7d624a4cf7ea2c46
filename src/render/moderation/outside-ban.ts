import type { Message } from '../../message/message.ts';
import { COLOURS } from '../colours.ts';
import { counted } from '../numbers.ts';
import { dateTime, relativeTime } from '../timestamps.ts';
import { fieldOf } from './lines.ts';
import { CHANNEL } from './readers.ts';
import type { OutsideBan } from './views.ts';
import { banUrl, endText, subjectText } from './words.ts';

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
      },
    ],
  };
}

/** Many of them at once. Times are epoch milliseconds, of the first and of the last ban. */
export function outsideBansMessage({
  count,
  from,
  until,
}: {
  readonly count: number;
  readonly from: number;
  readonly until: number;
}): Message {
  return {
    embeds: [
      {
        title: `🔨 ${counted(count, 'more ban')} made elsewhere`,
        color: COLOURS.quiet,
        description: `Made between ${dateTime(from)} and ${dateTime(until)}: too many to show each. \`/bans list\` does.`,
      },
    ],
  };
}
