import {
  type APIActionRowComponent,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import { LIMITS } from '../../message/limits.ts';
import { escapeText, inlineCode, plainText } from '../escape.ts';
import { fittingLines } from './lines.ts';
import type { BanPreview, ShownIdentifier } from './views.ts';

const MOST = LIMITS.components.options;
const LINES_LENGTH = 900;
const SHARED = 'others may share it';

/** `steamID: 7656…`, the value to be copied. Private. */
export function identifierLine({ type, value }: ShownIdentifier): string {
  return `${escapeText(type, 40)}: ${value === undefined ? '(hidden from this bot)' : inlineCode(plainText(value, 60))}`;
}

/** What the ban hits, and what it does not. */
export function identifierLines({ identifiers }: BanPreview): string {
  const chosen = identifiers.filter((identifier) => identifier.chosen);
  const leftOut = [
    ...new Set(identifiers.filter((one) => !one.chosen).map(({ type }) => escapeText(type, 40))),
  ];
  const lines = chosen.map(
    (identifier) => `${identifierLine(identifier)}${identifier.shared ? ` ⚠️ ${SHARED}` : ''}`,
  );
  const shown = fittingLines(lines.length === 0 ? ['None'] : lines, LINES_LENGTH - 120);
  if (leftOut.length === 0) return shown;
  return `${shown}\n-# Left out: ${leftOut.slice(0, 3).join(', ')}${leftOut.length > 3 ? '…' : ''}`;
}

/** The menu that chooses which identifiers a ban hits; none where there is nothing to choose. */
export function identifierMenu({
  action,
  identifiers,
}: BanPreview): readonly APIActionRowComponent<APIStringSelectComponent>[] {
  if (identifiers.length < 2) return [];
  // What is not on the menu cannot stay chosen, so the chosen ones come first.
  const offered = [...identifiers].sort((a, b) => Number(b.chosen) - Number(a.chosen)).slice(0, MOST);
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: formatCustomId({ command: 'ban', action: 'identifiers', key: action.id }),
          placeholder: 'Which identifiers the ban hits',
          min_values: 1,
          max_values: offered.length,
          options: offered.map(({ id, type, value, chosen, shared }) => ({
            label: plainText(value === undefined ? type : `${type}: ${value}`, LIMITS.components.optionLabel),
            value: id,
            ...(shared ? { description: SHARED } : {}),
            default: chosen,
          })),
        },
      ],
    },
  ];
}
