import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { formatCustomId } from '../message/custom-id.ts';

/** A button that leads back to `/leaderboard`. A disabled one needs a key of its own, too. */
export function leaderboardButton(
  label: string,
  action: string,
  key: string,
  disabled = false,
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: formatCustomId({ command: 'leaderboard', action, key }),
    ...(disabled ? { disabled } : {}),
  };
}

/** ◀ label ▶. `key` gives the key of a page; pages count from 0. */
export function pageButtons(
  action: string,
  key: (page: number) => string,
  page: number,
  label: string,
  hasNext: boolean,
): APIButtonComponentWithCustomId[] {
  return [
    leaderboardButton('◀', action, key(page - 1), page === 0),
    leaderboardButton(label, action, key(page), true),
    leaderboardButton('▶', action, key(page + 1), !hasNext),
  ];
}
