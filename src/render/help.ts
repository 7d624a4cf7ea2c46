import { BLANK, LIMITS } from '../message/limits.ts';
import type { Message } from '../message/message.ts';
import { COLOURS } from './colours.ts';

/** A command as the help shows it, as far as one audience may use it. All of it is our own text. */
export interface HelpEntry {
  readonly name: string;
  /** Its options, without subcommands. */
  readonly options: readonly { readonly name: string; readonly required: boolean }[];
  /** With their groups, `schedule add`; empty for a command without. Discord shows their options while one types. */
  readonly subcommands: readonly string[];
  readonly description: string;
  /** Who may use it, in words: `everyone`, `moderators`. */
  readonly audience: string;
}

/** The answer to `/help`: what the asker may use with what it does, the rest by name. */
export function renderHelp(usable: readonly HelpEntry[], others: readonly HelpEntry[]): Message {
  const audiences = [...new Set(usable.map(({ audience }) => audience))];
  const fields = audiences.flatMap((audience) => {
    const lines = usable
      .filter((entry) => entry.audience === audience)
      .map((entry) => `${usage(entry)}\n${entry.description}`);
    return inParts(lines).map((value, index) => ({ name: index === 0 ? `For ${audience}` : BLANK, value }));
  });
  const rest = [...new Set(others.map(({ audience }) => audience))].map((audience) => {
    const names = others
      .filter((entry) => entry.audience === audience)
      // Of a command that the asker may use in part, which part not.
      .map(({ name, subcommands }) =>
        usable.some((entry) => entry.name === name)
          ? `\`/${name} ${inGroups(subcommands)}\``
          : `\`/${name}\``,
      );
    return `-# For ${audience} alone: ${names.join(' ')}`;
  });
  return {
    embeds: [
      {
        title: '🧭 What Squawk can do',
        description: ['Type `/` and the name. Words in `[ ]` may be left out.', ...rest].join('\n'),
        color: COLOURS.accent,
        fields,
      },
    ],
  };
}

/** Joins lines to texts that each fit into a field. */
function inParts(lines: readonly string[]): readonly string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const longer = last === undefined ? line : `${last}\n${line}`;
    if (last === undefined || longer.length > LIMITS.embed.fieldValue) parts.push(line);
    else parts.splice(-1, 1, longer);
  }
  return parts;
}

function usage({ name, options, subcommands }: HelpEntry): string {
  const words =
    subcommands.length > 0
      ? inGroups(subcommands)
      : options.map((option) => (option.required ? option.name : `[${option.name}]`)).join(' ');
  return words === '' ? `**/${name}**` : `**/${name}** \`${words}\``;
}

/** `show · schedule add|list|edit`. */
function inGroups(subcommands: readonly string[]): string {
  const alone = subcommands.filter((name) => !name.includes(' '));
  const groups = new Map<string, string[]>();
  for (const name of subcommands) {
    const [group = '', sub] = name.split(' ');
    if (sub !== undefined) groups.set(group, [...(groups.get(group) ?? []), sub]);
  }
  const grouped = [...groups].map(([group, subs]) => `${group} ${subs.join('|')}`);
  return [...(alone.length > 0 ? [alone.join('|')] : []), ...grouped].join(' · ');
}
