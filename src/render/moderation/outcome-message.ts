import type { Message } from '../../message/message.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import { COLOURS } from '../colours.ts';
import { count } from '../numbers.ts';
import { relativeTime } from '../timestamps.ts';
import { lookAgainRows } from './action-buttons.ts';
import { wordsOf } from './kinds/kinds.ts';
import { partOf } from './states.ts';
import { subjectText } from './words.ts';

const BAR_LENGTH = 12;

/** While an action is sent: no buttons, so that nothing can be pressed twice. */
export function sendingMessage(): Message {
  return plain(COLOURS.quiet, 'Being carried out…', 'BattleMetrics is being told.');
}

/** After a failure that says nothing about what happened. */
export function lookingMessage(): Message {
  return plain(
    COLOURS.warning,
    'Looking whether it happened…',
    'BattleMetrics did not answer properly, so it may or may not have been carried out. Nothing is sent again; I look for it for about three minutes. You need not wait: the audit channel will tell as well.',
  );
}

/** How far an import got. */
export function importProgress(done: number, of: number): Message {
  const share = of <= 0 ? 1 : Math.min(1, Math.max(0, done / of));
  // Full only when nothing is left to do.
  const full = Math.floor(share * BAR_LENGTH);
  const bar = '▰'.repeat(full) + '▱'.repeat(BAR_LENGTH - full);
  return plain(
    COLOURS.quiet,
    'Importing…',
    `${bar} **${count(done)}** of ${count(of)}\n-# You need not wait: the audit channel will tell as well.`,
  );
}

/** What the asker is told of what a second moderator must approve. */
function proposalMessage(action: ModerationAction): Message {
  const { request, lapsesAt } = action;
  const lines = [
    subjectText(request.subject),
    'Nothing has happened yet. Another moderator can approve it in the audit channel.',
    lapsesAt === null ? '' : `It lapses ${relativeTime(lapsesAt)}.`,
  ];
  return plain(COLOURS.warning, '🕓 Waits for a second moderator', lines.join('\n'));
}

/** What a moderator is told about an action in the state that it is in. */
export function outcomeMessage(action: ModerationAction): Message {
  const { error, confirmedAt } = action;
  switch (action.state) {
    case 'done':
      return doneMessage(action);
    case 'proposed':
      return proposalMessage(action);
    case 'failed':
      return partOf(action) === undefined
        ? plain(
            COLOURS.quiet,
            '❌ Nothing was changed',
            `${error ?? ''}\nTo try again, use the command anew.`,
          )
        : partMessage(action);
    case 'unknown':
      return unknownMessage(action);
    case 'sending':
      return plain(
        COLOURS.warning,
        'Still being carried out',
        'It is not known yet what became of it. The audit channel will tell; nothing is sent twice.',
      );
    case 'cancelled':
      return plain(
        COLOURS.quiet,
        confirmedAt === null ? 'Cancelled' : '🚫 Not approved',
        `Nothing was changed.\n${error ?? ''}`,
      );
    case 'lapsed':
      return plain(
        COLOURS.quiet,
        'This question has lapsed',
        confirmedAt === null
          ? 'It was open for too long to still be right. Nothing was changed; use the command anew.'
          : 'No second moderator approved it in time. Nothing was changed; use the command anew.',
      );
    case 'draft':
      return plain(COLOURS.quiet, 'Not confirmed yet', 'Nothing was changed.');
  }
}

function doneMessage(action: ModerationAction): Message {
  const { request, undoUntil, undoneBy } = action;
  if (partOf(action) !== undefined) return partMessage(action);
  const [title, ...lines] = wordsOf(request).done(action);
  if (undoUntil !== null && undoneBy === null) {
    lines.push(`-# The audit channel has an Undo button, which goes ${relativeTime(undoUntil)}.`);
  }
  return plain(request.kind === 'ban' ? COLOURS.bad : COLOURS.good, title, aboutSubject(action, lines));
}

/** An import that ended before its end. */
function partMessage(action: ModerationAction): Message {
  const [title, ...lines] = wordsOf(action.request).done(action);
  return plain(
    COLOURS.warning,
    title,
    [
      ...lines,
      action.error ?? 'To go on, import the same file again: what is there already is left out.',
    ].join('\n'),
  );
}

function unknownMessage(action: ModerationAction): Message {
  const rows = lookAgainRows(action);
  const look = rows.length === 0 ? '.' : ': on BattleMetrics, or with the button in a while.';
  return {
    ...plain(
      COLOURS.warning,
      '⚠️ It is unknown whether this happened',
      `${action.error ?? ''}\nDo not repeat it before you have looked${look}`,
    ),
    components: rows,
  };
}

/** Flags are told of in a sentence that begins with the player. */
function aboutSubject({ request }: ModerationAction, lines: readonly string[]): string {
  const { subject, kind } = request;
  if (subject.playerId === null && subject.name === null && subject.steamId === null) return lines.join('\n');
  const sentence = kind === 'flag-add' || kind === 'flag-remove';
  return `${subjectText(subject)}${sentence ? ' ' : '\n'}${lines.join('\n')}`;
}

function plain(color: number, title: string, description: string): Message {
  return { embeds: [{ title, color, description: description.trim() }], components: [] };
}
