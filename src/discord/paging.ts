import {
  type APIActionRowComponent,
  type APIButtonComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { formatCustomId } from '../message/custom-id.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** From 0. */
  readonly index: number;
  /** 1 at least: an empty list has one empty page. */
  readonly count: number;
}

/** Cuts one page out of a list; an index beyond either end gives the page at that end. */
export function pageOf<T>(items: readonly T[], size: number, index: number): Page<T> {
  const count = Math.max(1, Math.ceil(items.length / size));
  const at = Math.min(Math.max(0, Number.isInteger(index) ? index : 0), count - 1);
  return { items: items.slice(at * size, (at + 1) * size), index: at, count };
}

/** Where the buttons of a paged list lead: a component of the command, with what it needs to find the list again. */
export interface PageLink {
  readonly command: string;
  readonly action: string;
  /** Key of the list's state; may be empty. Must not contain a dot. */
  readonly state?: string;
}

/** ◀ 2 / 5 ▶, or nothing when there is a single page. */
export function pageButtons(
  link: PageLink,
  { index, count }: Pick<Page<unknown>, 'index' | 'count'>,
): APIActionRowComponent<APIButtonComponent>[] {
  if (count <= 1) return [];
  const button = (label: string, to: number, disabled: boolean): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    // A disabled button needs a `custom_id` too, and no two may be equal.
    custom_id: formatCustomId({ command: link.command, action: link.action, key: formatPageKey(link, to) }),
    disabled,
  });
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        button('◀', index - 1, index === 0),
        button(`${index + 1} / ${count}`, index, true),
        button('▶', index + 1, index >= count - 1),
      ],
    },
  ];
}

function formatPageKey({ state = '' }: PageLink, index: number): string {
  return state === '' ? String(index) : `${state}.${index}`;
}

/** Reads the key of a page button, which is untrusted; undefined when it is none. */
export function parsePageKey(key: string): { readonly state: string; readonly index: number } | undefined {
  const match = /^(?:([^.]+)\.)?(\d{1,6})$/u.exec(key);
  if (match === null) return undefined;
  const [, state = '', index] = match;
  return { state, index: Number(index) };
}
