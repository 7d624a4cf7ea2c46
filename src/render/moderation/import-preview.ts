import type { Message } from '../../message/message.ts';
import type { BanImportEntry } from '../../store/moderation-request.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { count, counted } from '../numbers.ts';
import { confirmRow } from './action-buttons.ts';
import { wordsOf } from './kinds/kinds.ts';
import { fieldOf, fittingLines } from './lines.ts';
import { openingLines, rivalFields } from './question-parts.ts';
import type { BanImportPreview } from './views.ts';
import { scopeText, shortEndText } from './words.ts';

const MOST_ENTRIES = 5;
const MOST_PROBLEMS = 5;

/** The dry run of an import: how many bans it would make, the first of them, and what was left out. */
export function importPreview(preview: BanImportPreview): Message {
  const { action, rivals, problems } = preview;
  const { request } = action;
  const { entries, fileName, scope } = request;
  return {
    embeds: [
      {
        title: wordsOf(request).question,
        color: COLOURS.bad,
        description: [
          ...openingLines(action, false),
          `**${counted(entries.length, 'ban')}** of ${escapeText(fileName, 150)}, read as ${escapeText(preview.format, 60)}`,
        ].join('\n'),
        fields: [
          { name: 'Where', value: scopeText(scope) },
          {
            name: entries.length > MOST_ENTRIES ? 'The first of them' : 'Bans',
            value: fittingLines(entries.slice(0, MOST_ENTRIES).map(entryLine), 1000, entries.length),
          },
          ...fieldOf('Left out', leftOut(preview)),
          ...fieldOf(
            '⚠️ Could not be read',
            fittingLines(
              problems
                .slice(0, MOST_PROBLEMS)
                .map(({ line, problem }) => `Line ${count(line)}: ${escapeText(problem, 120)}`),
              800,
              problems.length,
            ),
          ),
          ...rivalFields(rivals),
        ],
        footer: { text: 'DCS servers are not covered: ban there with DCSServerBot.' },
      },
    ],
    components: [confirmRow(action, false)],
  };
}

function leftOut({ alreadyBanned, repeated }: BanImportPreview): string {
  return [
    ...(alreadyBanned > 0 ? [`${count(alreadyBanned)} banned already`] : []),
    ...(repeated > 0 ? [`${count(repeated)} twice in the file`] : []),
  ].join('\n');
}

function entryLine({ identifiers, reason, expires }: BanImportEntry): string {
  const first = identifiers.find((identifier) => typeof identifier !== 'number');
  const who =
    first === undefined
      ? counted(identifiers.length, 'identifier')
      : `${escapeText(first.type, 30)} ${escapeText(first.identifier, 50)}`;
  return `${who} ${shortEndText(expires)}: ${escapeText(reason, 60)}`;
}
