import { ComponentType } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import { LIMITS } from '../../message/limits.ts';
import type { Message } from '../../message/message.ts';
import type { Subject } from '../../store/moderation-request.ts';
import { COLOURS } from '../colours.ts';
import { escapeText, plainText } from '../escape.ts';
import { relativeTime } from '../timestamps.ts';
import { fittingLines } from './lines.ts';
import type { ShownFlag } from './views.ts';
import { subjectText } from './words.ts';

/** So many flags that they are no longer taken in. */
const LIST_LENGTH = 3_000;

/** "**Watch** since … · over in 3 days". */
export function flagLine({ name, addedAt, expiresAt }: ShownFlag): string {
  const since = addedAt === undefined ? '' : ` since ${relativeTime(addedAt)}`;
  const until = expiresAt === undefined ? '' : ` · over ${relativeTime(expiresAt)}`;
  return `**${escapeText(name, 80)}**${since}${until}`;
}

/** The flags that a player has now. */
export function flagList(subject: Subject, flags: readonly ShownFlag[]): Message {
  const lines = flags.map((flag) => {
    const { description } = flag;
    const about = description === null || description === '' ? '' : `\n-# ${escapeText(description, 100)}`;
    return `🚩 ${flagLine(flag)}${about}`;
  });
  return {
    embeds: [
      {
        title: 'Flags',
        color: COLOURS.accent,
        description: `${subjectText(subject)}\n${lines.length === 0 ? 'No flags.' : fittingLines(lines, LIST_LENGTH)}`,
      },
    ],
  };
}

/** Which flag is put on the player. Ephemeral. */
export function flagMenu(
  playerId: string,
  flags: readonly { readonly id: string; readonly name: string; readonly description?: string | null }[],
): Message {
  const most = LIMITS.components.options;
  if (flags.length === 0) {
    return {
      embeds: [
        {
          title: 'No flags',
          color: COLOURS.quiet,
          description: 'The organization has none yet. An admin makes one with `/flags create`.',
        },
      ],
    };
  }
  return {
    embeds: [
      {
        title: 'Which flag?',
        color: COLOURS.accent,
        description: `It is put on ${subjectText({ playerId, name: null, steamId: null })} at once.${flags.length > most ? `\n-# Only ${most} fit here; \`/flag add\` finds the others.` : ''}`,
      },
    ],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: formatCustomId({ command: 'player', action: 'flagged', key: playerId }),
            placeholder: 'Pick a flag',
            options: flags.slice(0, most).map(({ id, name, description }) => ({
              label: plainText(name, LIMITS.components.optionLabel),
              value: id,
              ...(description === undefined || description === null || description.trim() === ''
                ? {}
                : { description: plainText(description, LIMITS.components.optionDescription) }),
            })),
          },
        ],
      },
    ],
  };
}
