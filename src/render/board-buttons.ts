import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { formatCustomId } from '../message/custom-id.ts';
import type { BoardPeriod } from '../store/board.ts';
import { BOARD_PERIOD_WORDS } from './board-figures.ts';
import type { BoardLinks } from './board-links.ts';
import { leaderboardButton, pageButtons } from './leaderboard-button.ts';
import { count } from './numbers.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Below a post for everybody: what they open is for the eyes of whoever pressed. `allLabel` leads to all places. */
export function postRows(links: BoardLinks, shown: BoardPeriod, allLabel = '📄 All places'): Row[] {
  const all = leaderboardButton(allLabel, 'all', keyOf(links));
  return [row(links.tellsWho ? [whereButton(links), all] : [all]), ...periodMenu('period', links, shown)];
}

/**
 * Below a page of a board, which the buttons replace: ◀ 11–20 ▶, the own place, other periods.
 * @param page from 0
 */
export function pageRows(
  links: BoardLinks,
  page: number,
  places: { readonly first: number; readonly last: number } | undefined,
  shown: BoardPeriod,
): Row[] {
  const paged = page > 0 || links.pages;
  const label = places === undefined ? '–' : `${count(places.first)}–${count(places.last)}`;
  const buttons = [
    ...(paged ? pageButtons('page', (index) => `${keyOf(links)}.${index}`, page, label, links.pages) : []),
    ...(links.tellsWho ? [whereButton(links)] : []),
  ];
  return [...(buttons.length === 0 ? [] : [row(buttons)]), ...periodMenu('again', links, shown)];
}

function whereButton(links: BoardLinks): APIButtonComponentWithCustomId {
  return leaderboardButton('📍 Where am I?', 'where', keyOf(links));
}

/** The occurrence ends the key, by which a post is found again. */
function keyOf({ viewId, occurrenceId }: BoardLinks): string {
  return occurrenceId === undefined ? viewId : `${viewId}.${occurrenceId}`;
}

function row(components: APIButtonComponentWithCustomId[]): Row {
  return { type: ComponentType.ActionRow, components };
}

/** The periods that are not shown already; nothing when there is no other. */
function periodMenu(
  action: 'period' | 'again',
  links: BoardLinks,
  shown: BoardPeriod,
): APIActionRowComponent<APIStringSelectComponent>[] {
  const others = links.periods.filter((period) => period !== shown);
  if (others.length === 0) return [];
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: formatCustomId({ command: 'leaderboard', action, key: keyOf(links) }),
          placeholder: '🗓️ Another period',
          options: others.map((period) => ({ label: BOARD_PERIOD_WORDS[period], value: period })),
        },
      ],
    },
  ];
}
