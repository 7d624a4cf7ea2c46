import type { DiscordSpoiler } from '@skyra/discord-components-core';
import { showTime } from './markdown/time.ts';
import type { Tree } from './markdown/tree.ts';

/** Nodes for a tree, one by one: nothing is ever parsed as HTML. */
export function toNodes(tree: readonly Tree[]): Node[] {
  return tree.map((part) => {
    if (typeof part === 'string') return document.createTextNode(part);
    const node = document.createElement(part.tag);
    for (const [name, value] of Object.entries(part.attributes ?? {})) node.setAttribute(name, value);
    node.append(...toNodes(part.children));
    return node;
  });
}

/** "5 minutes ago" becomes "6 minutes ago" without anybody doing anything. */
export function tickTimes(root: ParentNode, now: number): void {
  for (const node of root.querySelectorAll<HTMLElement>('discord-time[data-style="R"]')) {
    const shown = showTime(Number(node.dataset['timestamp']), 'R', { now, locale: undefined });
    if (shown !== undefined && node.textContent !== shown) node.textContent = shown;
  }
}

/** Spoilers open at a click, and by the keyboard. */
export function openSpoiler(event: Event): void {
  if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
  const found = event.target instanceof Element ? event.target.closest('discord-spoiler') : null;
  if (found === null || found.hasAttribute('activated')) return;
  event.preventDefault();
  (found as DiscordSpoiler).activated = true;
}
