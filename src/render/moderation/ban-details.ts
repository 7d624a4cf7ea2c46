import type { APIEmbedField } from 'discord-api-types/v10';
import { cut } from '../../message/cut.ts';
import type { Message } from '../../message/message.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { dateTime, relativeTime } from '../timestamps.ts';
import { identifierLine } from './ban-identifiers.ts';
import { fieldOf, fittingLines, textLines } from './lines.ts';
import { recordLine } from './record-line.ts';
import { filledReason } from './templates.ts';
import type { BanDetails } from './views.ts';
import { banUrl, endText, subjectText } from './words.ts';

/** One ban with everything that is known of it, for moderators alone. @param now epoch milliseconds */
export function banDetails(ban: BanDetails, now: number): Message {
  const over = ban.expires !== null && ban.expires <= now;
  const fields: readonly APIEmbedField[] = [
    {
      name: 'Player',
      value: subjectText({ playerId: ban.playerId, name: ban.player ?? null, steamId: null }),
    },
    { name: 'Reason', value: escapeText(filledReason(ban, now), 700) },
    { name: over ? 'Ended' : 'Until', value: endText(ban.expires), inline: true },
    { name: 'Where', value: whereText(ban), inline: true },
    ...fieldOf('Made', madeText(ban), true),
    ...fieldOf('Note (private)', textLines(ban.note ?? '', escapeText, 800)),
    {
      name: 'Identifiers',
      value: fittingLines(ban.identifiers.length === 0 ? ['None'] : ban.identifiers.map(identifierLine), 800),
    },
    ...fieldOf('🛡️ Our servers are exempted', exemptionText(ban)),
    ...fieldOf('Done with this bot', fittingLines(ban.record.map(recordLine), 800)),
    { name: 'What you can do', value: commands(ban, over) },
  ];
  return {
    embeds: [
      {
        title: `${over ? '▫️' : '🔨'} Ban ${ban.id}`,
        url: banUrl(ban.id),
        color: over ? COLOURS.quiet : COLOURS.bad,
        fields: [...fields],
        ...(ban.uid === null ? {} : { footer: { text: `uid ${ban.uid}` } }),
      },
    ],
  };
}

function whereText({ orgWide, server, banListId }: BanDetails): string {
  const where = orgWide
    ? 'All servers of the organization'
    : `One server: ${escapeText(server ?? 'unknown', 100)}`;
  return banListId === undefined ? where : `${where}\n-# on a ban list`;
}

function madeText({ madeAt, author }: BanDetails): string {
  const when = madeAt === undefined ? [] : [`${dateTime(madeAt)} (${relativeTime(madeAt)})`];
  const by = author === undefined ? [] : [`by ${escapeText(author, 60)}`];
  return [...when, ...by].join('\n');
}

function exemptionText({ exemptions }: BanDetails): string {
  if (!exemptions.ok) return `⚠️ Could not be read: ${cut(exemptions.error, 300)}`;
  const lines = exemptions.value.map(({ reason }) =>
    reason === null || reason === '' ? 'No reason given' : escapeText(reason, 200),
  );
  return fittingLines(lines, 500);
}

function commands({ id, exemptions }: BanDetails, over: boolean): string {
  const exempt = exemptions.ok && exemptions.value.length > 0;
  return [
    ...(over ? [] : [`\`/unban ban:${id}\` lifts it`]),
    `\`/ban-edit ban:${id}\` changes it`,
    ...(over
      ? []
      : [
          exempt
            ? `\`/exemption remove ban:${id}\` lets it hold here again`
            : `\`/exemption add ban:${id}\` lets the player in here`,
        ]),
  ].join('\n');
}
