import type { APIEmbedField } from 'discord-api-types/v10';
import type { Message } from '../../message/message.ts';
import type { BanRequest } from '../../store/moderation-request.ts';
import { COLOURS } from '../colours.ts';
import { escapeText, inlineCode } from '../escape.ts';
import { counted } from '../numbers.ts';
import { confirmRow } from './action-buttons.ts';
import { identifierLines, identifierMenu } from './ban-identifiers.ts';
import { banLine } from './ban-lines.ts';
import { warningLines } from './ban-warnings.ts';
import { wordsOf } from './kinds/kinds.ts';
import { fieldOf, fittingLines, textLines } from './lines.ts';
import { openingLines, rivalFields } from './question-parts.ts';
import type { BanPreview, UnbanPreview } from './views.ts';
import { banLink, durationText, endText, scopeText, subjectText, untilText } from './words.ts';

const MOST_SERVERS = 4;
const NOTE_LENGTH = 600;
const NOTE_LINES = 5;
const BANS_LENGTH = 900;
const WARNINGS_LENGTH = 1200;

/** The dry run of a ban: what would happen, and what speaks against it. @param now epoch milliseconds */
export function banPreview(preview: BanPreview, now: number): Message {
  const { action, activeBans, moreBans, needsApproval, playersSee, warnings, rivals } = preview;
  const { request } = action;
  const warned = fittingLines(warningLines(warnings), WARNINGS_LENGTH);
  const bans = fittingLines(
    activeBans.map((ban) => banLine(ban, now)),
    BANS_LENGTH,
  );
  return {
    embeds: [
      {
        title: wordsOf(request).question,
        color: COLOURS.bad,
        description: [...openingLines(action, needsApproval), ...(warned === '' ? [] : ['', warned])].join(
          '\n',
        ),
        fields: [
          { name: 'Player', value: subjectLine(request) },
          { name: 'Players will see', value: escapeText(playersSee, 900) },
          { name: 'Until', value: untilLines(preview, now), inline: true },
          { name: 'Where', value: whereLines(preview), inline: true },
          { name: 'Identifiers', value: identifierLines(preview) },
          ...fieldOf('Note (private)', textLines(request.note, escapeText, NOTE_LENGTH, NOTE_LINES)),
          ...fieldOf('⚠️ Already banned', moreBans ? `${bans}\nand more` : bans),
          ...rivalFields(rivals),
        ],
        footer: { text: 'DCS servers are not covered: ban there with DCSServerBot.' },
      },
    ],
    components: [...identifierMenu(preview), confirmRow(action, needsApproval)],
  };
}

/** The question before a ban is lifted. */
export function unbanPreview({ action, ban, rivals }: UnbanPreview): Message {
  const { request, cause } = action;
  const words = wordsOf(request);
  const fields: readonly APIEmbedField[] = [
    { name: 'Player', value: subjectText(request.subject) },
    { name: 'Ban', value: `${banLink(ban.id)}: ${escapeText(ban.reason, 800)}` },
    { name: 'Would end', value: ban.expires === null ? 'Never' : endText(ban.expires), inline: true },
    ...fieldOf('What happens', words.consequence?.(request) ?? ''),
    ...rivalFields(rivals),
  ];
  return {
    embeds: [
      {
        title: words.question,
        color: COLOURS.warning,
        description: [
          ...openingLines(action, false),
          ...(cause.kind === 'undo' ? [`↩️ It undoes action \`${cause.of}\`.`] : []),
        ].join('\n'),
        fields: [...fields],
      },
    ],
    components: [confirmRow(action, false)],
  };
}

function subjectLine({ subject }: BanRequest): string {
  if (subject.playerId !== null || subject.steamId === null) return subjectText(subject);
  return `Steam ID ${inlineCode(subject.steamId)}\nBattleMetrics does not know it yet: the ban waits for it.`;
}

function untilLines({ action: { request }, needsApproval }: BanPreview, now: number): string {
  const { durationMs } = request;
  if (durationMs === null) return '**For good**';
  return `${untilText(durationMs, now)}\n${durationText(durationMs)}, counted from ${needsApproval ? 'the approval' : 'your confirmation'}`;
}

function whereLines({ action: { request }, servers }: BanPreview): string {
  const scope = scopeText(request.scope);
  if (servers === undefined || request.scope.kind === 'server') return scope;
  if (servers.length === 0) return `${scope}: none now`;
  return `${scope}\n${counted(servers.length, 'server')}:\n${serverLines(servers)}`;
}

/** One on each line: names of servers hold commas and bars themselves. */
function serverLines(servers: readonly string[]): string {
  const lines = servers.slice(0, MOST_SERVERS).map((name) => escapeText(name, 36));
  return [
    ...lines,
    ...(servers.length > MOST_SERVERS ? [`and ${servers.length - MOST_SERVERS} more`] : []),
  ].join('\n');
}
