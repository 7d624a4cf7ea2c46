import { guard } from 'lit/directives/guard.js';
import type { PageState } from '../protocol.ts';
import { toNodes } from './dom.ts';
import { parseMarkdown } from './markdown/blocks.ts';
import { parseInline } from './markdown/inline.ts';
import type { Surroundings } from './markdown/tree.ts';

/** Discord's markdown as nodes; they stay the same ones, opened spoilers included, as long as the text does. */
export function markdown(text: string, state: PageState, theme: string) {
  return guard([text, theme], () => toNodes(parseMarkdown(text, around(state))));
}

/** The same for what holds no headings, lists and quotes: titles, and names of fields. */
export function inlineMarkdown(text: string, state: PageState, theme: string) {
  return guard([text, theme], () => toNodes(parseInline(text, around(state))));
}

function around({ people, roles, channels }: PageState): Surroundings {
  return {
    now: Date.now(),
    locale: undefined,
    names: {
      people: Object.fromEntries(people.map(({ id, name }) => [id, name])),
      roles,
      channels: Object.fromEntries(channels.map(({ id, name }) => [id, name])),
    },
  };
}

/** When a message was sent, in Discord's words. */
export function showSent(at: number, now: number): string {
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(at);
  const day = (when: number) => new Date(when).toDateString();
  if (day(at) === day(now)) return `Today at ${time}`;
  if (day(at) === day(now - 86_400_000)) return `Yesterday at ${time}`;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' }).format(at);
}
