import {
  type APIActionRowComponent,
  type APIButtonComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';

/**
 * Buttons below a list that has several pages, none for a single one. `customId` leads to the page of that number,
 * from 0; the button in the middle only says where one is.
 */
export function renderPager(
  page: number,
  pages: number,
  customId: (page: number) => string,
): APIActionRowComponent<APIButtonComponent>[] {
  if (pages < 2) return [];
  const button = (label: string, target: number, enabled: boolean, suffix: string): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    // Discord refuses two components of one custom_id, so a dead button needs an id of its own.
    custom_id: enabled ? customId(target) : `${customId(page)}${suffix}`,
    disabled: !enabled,
  });
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        button('◀ Back', page - 1, page > 0, 'b'),
        button(`${page + 1} / ${pages}`, page, false, 'p'),
        button('More ▶', page + 1, page < pages - 1, 'm'),
      ],
    },
  ];
}
