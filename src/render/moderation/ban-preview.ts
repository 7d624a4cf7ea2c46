import { type APIEmbedField, ButtonStyle } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import type { Message } from '../../message/message.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { BanRequest, UnbanRequest } from '../../store/moderation-request.ts';
import { buttonRow } from '../buttons.ts';
import { COLOURS } from '../colours.ts';
import { escapeText, inlineCode, plainText } from '../escape.ts';
import { dateTime, relativeTime } from '../timestamps.ts';
import { actionTitle, banLink, durationText, scopeText, subjectText, untilText } from './words.ts';

/** A ban that holds now. */
export interface ActiveBan {
  readonly id: string;
  /** Hostile text, with BattleMetrics' templates unfilled. */
  readonly reason: string;
  /** Epoch milliseconds; null is for good. */
  readonly expires: number | null;
  readonly orgWide: boolean;
}

/** What a moderator sees before a ban is confirmed. Ephemeral: it holds private identifiers. */
export interface BanPreview {
  readonly action: ModerationAction<BanRequest>;
  readonly identifiers: readonly { readonly type: string; readonly value?: string | undefined }[];
  /** Types that were left out because more than one person can have them. */
  readonly leftOut: readonly string[];
  readonly activeBans: readonly ActiveBan[];
  /** There are more than `activeBans` shows. */
  readonly moreBans: boolean;
  readonly rivals: Rivals;
}

export interface UnbanPreview {
  readonly action: ModerationAction<UnbanRequest>;
  readonly ban: ActiveBan;
  readonly rivals: Rivals;
}

/** What else is going on about the same person. */
export interface Rivals {
  /** Open drafts of other moderators. */
  readonly drafts: readonly ModerationAction[];
  /** What was sent before, by anybody, and may or may not have happened. */
  readonly unsettled: readonly ModerationAction[];
}

const MOST_IDENTIFIERS = 8;
const MOST_BANS = 5;
const MOST_NOTE_LINES = 5;

/** The question before a ban. @param now epoch milliseconds, for the end that it would have. */
export function banPreview(preview: BanPreview, now: number): Message {
  const { action, activeBans } = preview;
  const { request, lapsesAt } = action;
  const fields: APIEmbedField[] = [
    { name: 'Player', value: subjectLine(request) },
    { name: 'Reason (players see it)', value: escapeText(request.reason, 1000) },
    { name: 'Where', value: scopeText(request.scope), inline: true },
    {
      name: 'Until',
      value:
        request.durationMs === null
          ? 'For good'
          : `${untilText(request.durationMs, now)}\n${durationText(request.durationMs)}, counted from your confirmation`,
      inline: true,
    },
    { name: 'Identifiers', value: identifierLines(preview) },
    { name: 'Note (private)', value: noteLines(request.note) },
  ];
  if (activeBans.length > 0) fields.push({ name: 'Already banned', value: banLines(preview) });
  fields.push(...rivalFields(preview.rivals));
  return {
    embeds: [
      {
        title: 'Ban this player?',
        color: COLOURS.bad,
        description: `Nothing has happened yet.${lapsesAt === null ? '' : ` This question lapses ${relativeTime(lapsesAt)}.`}`,
        fields,
        footer: {
          text: 'Holds on the game servers on BattleMetrics. DCS servers are not covered: ban there with DCSServerBot.',
        },
      },
    ],
    components: [confirmButtons('ban', action.id, 'Ban')],
  };
}

/** The question before a ban is lifted. */
export function unbanPreview({ action, ban, rivals }: UnbanPreview): Message {
  const { request, lapsesAt } = action;
  const fields: APIEmbedField[] = [
    { name: 'Player', value: subjectText(request.subject) },
    { name: 'Ban', value: `${banLink(ban.id)}: ${escapeText(ban.reason, 800)}` },
    { name: 'Would end', value: ban.expires === null ? 'Never' : dateTime(ban.expires), inline: true },
    {
      name: 'What happens',
      value:
        request.mode === 'delete'
          ? 'The record is deleted from BattleMetrics for good, with its history.'
          : 'The ban ends now and stays in the history.',
    },
  ];
  fields.push(...rivalFields(rivals));
  return {
    embeds: [
      {
        title: 'Lift this ban?',
        color: COLOURS.warning,
        description: `Nothing has happened yet.${lapsesAt === null ? '' : ` This question lapses ${relativeTime(lapsesAt)}.`}`,
        fields,
      },
    ],
    components: [
      confirmButtons('unban', action.id, request.mode === 'delete' ? 'Delete the ban' : 'Lift the ban'),
    ],
  };
}

function subjectLine({ subject }: BanRequest): string {
  if (subject.playerId !== null) return subjectText(subject);
  return `Steam ID ${inlineCode(subject.steamId ?? '')}\nBattleMetrics does not know it yet: the ban waits for it.`;
}

/** The note as it was written, line by line; the whole of it goes to BattleMetrics. */
function noteLines(note: string): string {
  const lines = note.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const shown = lines.slice(0, MOST_NOTE_LINES).map((line) => escapeText(line, 180));
  if (lines.length > MOST_NOTE_LINES) shown.push('…');
  return shown.join('\n');
}

function identifierLines({ identifiers, leftOut }: BanPreview): string {
  const shown = identifiers.slice(0, MOST_IDENTIFIERS).map(({ type, value }) => {
    const text = value === undefined ? '(hidden from this bot)' : inlineCode(plainText(value, 60));
    return `${escapeText(type, 40)}: ${text}`;
  });
  if (identifiers.length > MOST_IDENTIFIERS) shown.push(`and ${identifiers.length - MOST_IDENTIFIERS} more`);
  if (leftOut.length > 0) {
    const types = leftOut.map((type) => escapeText(type, 40)).join(', ');
    shown.push(`-# Left out, for others may share them: ${types}`);
  }
  return shown.join('\n');
}

function banLines({ activeBans, moreBans }: BanPreview): string {
  const shown = activeBans.slice(0, MOST_BANS).map(({ id, reason, expires, orgWide }) => {
    const until = expires === null ? 'for good' : `until ${dateTime(expires)}`;
    return `${banLink(id)} ${until}, ${orgWide ? 'all servers' : 'one server'}: ${escapeText(reason, 80)}`;
  });
  if (moreBans || activeBans.length > MOST_BANS) shown.push('and more');
  return shown.join('\n');
}

function rivalFields({ drafts, unsettled }: Rivals): readonly APIEmbedField[] {
  const line = (action: ModerationAction, what: string) =>
    `${actionTitle(action)} by ${escapeText(action.moderator.name, 80)}, ${what} ${relativeTime(action.createdAt)}`;
  const field = (name: string, actions: readonly ModerationAction[], what: string) =>
    actions.length === 0
      ? []
      : [
          {
            name,
            value: actions
              .slice(0, MOST_BANS)
              .map((action) => line(action, what))
              .join('\n'),
          },
        ];
  return [
    ...field('⚠️ Another moderator is about to act on this player', drafts, 'begun'),
    ...field('⚠️ May have happened already: look before you repeat it', unsettled, 'sent'),
  ];
}

function confirmButtons(command: 'ban' | 'unban', key: string, label: string) {
  return buttonRow([
    { label, style: ButtonStyle.Danger, customId: formatCustomId({ command, action: 'confirm', key }) },
    {
      label: 'Cancel',
      style: ButtonStyle.Secondary,
      customId: formatCustomId({ command, action: 'cancel', key }),
    },
  ]);
}
