import type { Message } from '../../message/message.ts';
import { COLOURS } from '../colours.ts';
import { escapeText, inlineCode } from '../escape.ts';
import { fittingLines } from './lines.ts';
import type { ShownFlagDefinition } from './views.ts';

const LIST_LENGTH = 4_000;

/** The flags that can be put on players. */
export function flagDefinitionList(definitions: readonly ShownFlagDefinition[]): Message {
  return {
    embeds: [
      {
        title: '🚩 Flags',
        color: COLOURS.accent,
        description:
          definitions.length === 0
            ? 'There are none yet. An admin makes one with `/flags create`.'
            : fittingLines(definitions.map(definitionLine), LIST_LENGTH),
      },
    ],
  };
}

function definitionLine({ name, color, description, icon, foreign }: ShownFlagDefinition): string {
  const details = [
    ...(color === null ? [] : [inlineCode(color.slice(0, 20))]),
    ...(icon === null || icon === '' ? [] : [escapeText(icon, 30)]),
    ...(foreign ? ['of another organization'] : []),
  ];
  const about =
    description === null || description.trim() === '' ? '' : `\n-# ${escapeText(description, 90)}`;
  return `**${escapeText(name, 60)}**${details.length === 0 ? '' : ` · ${details.join(' · ')}`}${about}`;
}
