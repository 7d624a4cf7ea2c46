import type { Message } from '../../message/message.ts';
import type { PlayerWatch } from '../../store/player-watches.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { relativeTime } from '../timestamps.ts';
import { type ListPage, pageItems } from './list-page.ts';
import { subjectText } from './words.ts';

/** A watch, and whether its flag was deleted at BattleMetrics, so that nobody can have it any more. */
type ListedWatch = PlayerWatch & { readonly gone?: boolean };

const PER_PAGE = 8;

/** Whom we watch, who wanted it and why. */
export function watchList(watches: readonly ListedWatch[], wanted: number): ListPage {
  const { shown, page, pages } = pageItems(watches, PER_PAGE, wanted);
  const lines = shown.map((watch) => {
    const why = watch.reason === null ? '' : `\n${escapeText(watch.reason, 200)}`;
    const gone = watch.gone === true ? '\n⚠️ This flag does not exist any more.' : '';
    return `${targetText(watch)}${why}${gone}\n-# ${pingText(watch)}, since ${relativeTime(watch.createdAt)}`;
  });
  return {
    message: {
      embeds: [
        {
          title: '👁️ Watched',
          color: COLOURS.accent,
          description: lines.length === 0 ? 'Nobody. `/watch add` begins.' : lines.join('\n'),
        },
      ],
    },
    page,
    pages,
  };
}

/** The answer to `/watch add`, and to the button of a player's card. */
export function watchAdded(watch: PlayerWatch): Message {
  return {
    embeds: [
      {
        title: '👁️ Watching',
        color: COLOURS.good,
        description: [
          targetText(watch),
          ...(watch.reason === null ? [] : [escapeText(watch.reason, 300)]),
          `${pingText(watch)} in the audit channel, once a visit to our servers on BattleMetrics.`,
        ].join('\n'),
      },
    ],
    components: [],
  };
}

/** The answer to `/watch remove`. */
export function watchRemoved(watch: PlayerWatch): Message {
  return {
    embeds: [{ title: 'Watched no more', color: COLOURS.quiet, description: targetText(watch) }],
  };
}

function targetText({ kind, targetId, targetName }: PlayerWatch): string {
  return kind === 'player'
    ? subjectText({ playerId: targetId, name: targetName, steamId: null })
    : `Everybody with the flag 🚩 **${escapeText(targetName, 100)}**`;
}

function pingText({ roleId, moderator }: PlayerWatch): string {
  return roleId === null ? `Pings <@${moderator.id}>` : `Pings <@&${roleId}> for <@${moderator.id}>`;
}
