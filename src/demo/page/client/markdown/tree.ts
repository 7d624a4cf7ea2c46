/**
 * What Discord's markdown becomes: a tree of a few harmless elements, which `dom.ts` turns into nodes one by one. Text
 * stays text on the whole way; there is no step in which it could be read as HTML.
 */
export type Tree = string | TreeElement;

export interface TreeElement {
  readonly tag: Tag;
  readonly attributes?: Readonly<Partial<Record<Attribute, string>>>;
  readonly children: readonly Tree[];
}

/** All elements that markdown can become. */
export const TAGS = [
  'a',
  'blockquote',
  'br',
  'code',
  'discord-mention',
  'discord-spoiler',
  'discord-time',
  'em',
  'h1',
  'h2',
  'h3',
  'li',
  'ol',
  'pre',
  's',
  'small',
  'strong',
  'u',
  'ul',
] as const;
export type Tag = (typeof TAGS)[number];

/** All attributes that they can have. */
export const ATTRIBUTES = [
  'aria-label',
  'data-style',
  'data-timestamp',
  'href',
  'rel',
  'role',
  'start',
  'tabindex',
  'target',
  'title',
  'type',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** What the text alone does not tell. */
export interface Surroundings {
  /** Epoch milliseconds, for relative times. */
  readonly now: number;
  /** BCP 47; undefined for the browser's. */
  readonly locale: string | undefined;
  /** Names by id. */
  readonly names: {
    readonly people: Readonly<Record<string, string>>;
    readonly roles: Readonly<Record<string, string>>;
    readonly channels: Readonly<Record<string, string>>;
  };
}

export function element(
  tag: Tag,
  children: readonly Tree[],
  attributes?: TreeElement['attributes'],
): TreeElement {
  return { tag, children, ...(attributes === undefined ? {} : { attributes }) };
}
