import type { Message } from '../../message/message.ts';

/** One page of a list, without its page buttons. */
export interface ListPage {
  readonly message: Message;
  /** The page that is shown, from 0: a list may have become shorter. */
  readonly page: number;
  /** 1 at least. */
  readonly pages: number;
}

/** What stands on one page; a page beyond either end gives the one at that end. */
export function pageItems<T>(
  items: readonly T[],
  size: number,
  page: number,
): { readonly shown: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { shown: items.slice(at * size, (at + 1) * size), page: at, pages };
}
