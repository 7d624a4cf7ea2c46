import type { Message } from '../../message/message.ts';
import type { Subject } from '../../store/moderation-request.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { relativeTime } from '../timestamps.ts';
import { subjectText } from './words.ts';

interface ListedFlag {
  readonly name: string;
  readonly description: string | null;
  /** Epoch milliseconds. */
  readonly addedAt: number | undefined;
}

const MOST_SHOWN = 15;

/** The flags that a player has now. */
export function flagList(subject: Subject, flags: readonly ListedFlag[]): Message {
  const lines = flags.slice(0, MOST_SHOWN).map(({ name, description, addedAt }) => {
    const since = addedAt === undefined ? '' : ` since ${relativeTime(addedAt)}`;
    const about = description === null || description === '' ? '' : `\n-# ${escapeText(description, 100)}`;
    return `🚩 **${escapeText(name, 80)}**${since}${about}`;
  });
  if (flags.length > MOST_SHOWN) lines.push(`and ${flags.length - MOST_SHOWN} more`);
  return {
    embeds: [
      {
        title: 'Flags',
        color: COLOURS.accent,
        description: [subjectText(subject), ...(lines.length === 0 ? ['No flags.'] : lines)].join('\n'),
      },
    ],
  };
}
