import type { Message } from '../message/message.ts';
import type { Exclusion, ExclusionReason } from '../store/exclusions.ts';
import { COLOURS } from './colours.ts';
import { escapeText, plainText } from './escape.ts';
import { count } from './numbers.ts';
import { relativeTime } from './timestamps.ts';

const MOST_SHOWN = 20;
const NAME_LENGTH = 80;

const REASONS: Readonly<Record<ExclusionReason, string>> = {
  banned: 'banned',
  staff: 'staff',
  other: 'another reason',
  'opt-out': 'own wish',
};

const CANNOT_TELL =
  '⚠️ At the moment I cannot tell which pilot is yours; a wish is kept and holds as soon as I can.';

const STATISTICS = 'Your statistics stay as they are, and `/stats` still shows them.';
const MAY_APPEAR =
  'your name **may still appear**. Ask an admin to leave you off by it (`/leaderboard exclude add`).';

/** How a wish to be hidden is kept on the boards of DCS. */
const HOLDS: Readonly<Record<PrivacySources['dcs'], readonly string[]>> = {
  tells: [
    STATISTICS,
    'It goes by the DCS pilot that is linked to your Discord account; if there is none, link one with `/linkme`.',
  ],
  'cannot-tell': [STATISTICS, `${CANNOT_TELL} Until then ${MAY_APPEAR}`],
  none: [],
};

/** Who is on no board, newest first; for admins. Their keys are private and not shown. */
export function exclusionList(exclusions: readonly Exclusion[]): Message {
  const newest = [...exclusions].sort((a, b) => b.createdAt - a.createdAt);
  const lines = newest.slice(0, MOST_SHOWN).map(line);
  const more = exclusions.length - MOST_SHOWN;
  return {
    embeds: [
      {
        title: '🙈 Left off the leaderboards',
        color: exclusions.length === 0 ? COLOURS.quiet : COLOURS.accent,
        description: [
          ...(lines.length === 0 ? ['Nobody: everybody with enough to show is ranked.'] : lines),
          ...(more > 0
            ? [`and ${count(more)} more; \`/leaderboard exclude remove\` finds them by name`]
            : []),
        ].join('\n'),
      },
    ],
  };
}

/** `Viper · staff · a1b2c3`: the name of a choice. */
export function exclusionChoiceName({ id, name, reason }: Exclusion): string {
  return `${plainText(name, 60)} · ${REASONS[reason]} · ${id}`;
}

export function exclusionAdded(exclusion: Exclusion): Message {
  return done('🙈 Left off the leaderboards', COLOURS.good, [
    line(exclusion),
    'Boards show it from their next post on.',
  ]);
}

export function exclusionRemoved({ name }: Exclusion): Message {
  return done('👋 Back on the leaderboards', COLOURS.good, [
    `**${escapeText(name, NAME_LENGTH)}** may be ranked again, from the next post on.`,
  ]);
}

/** Whose leaderboards there are, and whether DCSServerBot says which pilot belongs to a Discord account. */
export interface PrivacySources {
  readonly dcs: 'tells' | 'cannot-tell' | 'none';
  readonly battlemetrics: boolean;
}

/** The answer to `/privacy`: how it is now, and how to change it. */
export function renderPrivacy(optedOut: boolean, { dcs, battlemetrics }: PrivacySources): Message {
  if (!optedOut) {
    return done('👁️ You are shown', COLOURS.accent, [
      'Our leaderboards rank you like everybody else.',
      ...(dcs === 'cannot-tell' ? [CANNOT_TELL] : []),
      'To be left off, use `/privacy` and pick *Hide me from the leaderboards*.',
    ]);
  }
  // Nothing is hidden while nobody knows whom to hide, and nobody should believe otherwise.
  return done('🙈 You are hidden', dcs === 'tells' && !battlemetrics ? COLOURS.good : COLOURS.warning, [
    'Our leaderboards and digests leave you out, from the next post on.',
    ...HOLDS[dcs],
    ...(battlemetrics
      ? [`⚠️ BattleMetrics knows no Discord accounts: on its boards of time played ${MAY_APPEAR}`]
      : []),
    'To be shown again, use `/privacy` and pick *Show me on the leaderboards*.',
  ]);
}

function line({ id, name, reason, createdBy, createdAt }: Exclusion): string {
  const by = reason === 'opt-out' ? '' : ` by <@${createdBy}>`;
  return `\`${id}\` **${escapeText(name, NAME_LENGTH)}** · ${REASONS[reason]}${by} ${relativeTime(createdAt)}`;
}

function done(title: string, color: number, lines: readonly string[]): Message {
  return { embeds: [{ title, color, description: lines.join('\n') }] };
}
