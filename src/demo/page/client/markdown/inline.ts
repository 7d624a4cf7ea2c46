import { showTime } from './time.ts';
import { element, type Surroundings, type Tree } from './tree.ts';

/** Deeper than people write; what is nested further stays text. */
const DEEPEST = 12;

interface Rule {
  /** Sticky. */
  readonly pattern: RegExp;
  /** Undefined: it is no such thing after all, and the next rule has its turn. */
  readonly make: (
    match: RegExpExecArray,
    inside: (text: string) => Tree[],
    around: Surroundings,
  ) => Tree | undefined;
}

const group = (match: RegExpExecArray, index: number): string => match[index] ?? '';
const wraps =
  (tag: 'em' | 's' | 'strong' | 'u'): Rule['make'] =>
  (match, inside) =>
    element(tag, inside(group(match, 1)));

/** In Discord's order: the first that fits, counts. */
const RULES: readonly Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/y, make: (match) => group(match, 1) },
  {
    pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y,
    make: (match) => element('code', [group(match, 2).replace(/^ (?=.*`)|(?<=`.*) $/g, '')]),
  },
  {
    pattern: /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y,
    make: (match, inside) =>
      element('discord-spoiler', inside(group(match, 1)), {
        role: 'button',
        tabindex: '0',
        'aria-label': 'Spoiler',
      }),
  },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, make: wraps('strong') },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, make: wraps('u') },
  { pattern: /~~((?:\\[\s\S]|[^\\])+?)~~/y, make: wraps('s') },
  { pattern: /\*(?![\s*])((?:\\[\s\S]|\*\*|[^\\*])+?)(?<!\s)\*(?!\*)/y, make: wraps('em') },
  { pattern: /(?<!\w)_((?:\\[\s\S]|__|[^\\_])+?)_(?!\w)/y, make: wraps('em') },
  {
    pattern: /\[((?:\\[\s\S]|[^\]\\])+)\]\(\s*<?(https?:\/\/[^\s)>]+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/iy,
    make: (match, inside) => link(group(match, 2), inside(group(match, 1))),
  },
  { pattern: /<(https?:\/\/[^\s>]+)>/iy, make: (match) => link(group(match, 1), [group(match, 1)]) },
  {
    pattern: /https?:\/\/[^\s<]*[^\s<.,:;"')\]|*_~`]/iy,
    make: (match) => link(group(match, 0), [group(match, 0)]),
  },
  { pattern: /<t:(-?\d{1,14})(?::([tTdDfFR]))?>/y, make: timestamp },
  {
    pattern: /<@(!|&)?(\d{15,20})>/y,
    make: (match, _inside, { names }) =>
      group(match, 1) === '&'
        ? mention('role', names.roles[group(match, 2)] ?? 'unknown-role')
        : mention('user', names.people[group(match, 2)] ?? 'unknown-user'),
  },
  {
    pattern: /<#(\d{15,20})>/y,
    make: (match, _inside, { names }) => mention('channel', names.channels[group(match, 1)] ?? 'unknown'),
  },
  { pattern: /<\/([-_'\p{L}\p{N} ]{1,98}):\d{1,20}>/uy, make: (match) => mention('slash', group(match, 1)) },
  // Pictures of custom emoji would come from Discord; their names do.
  { pattern: /<a?(:\w{2,32}:)\d{15,20}>/y, make: (match) => group(match, 1) },
  { pattern: /\n/y, make: () => element('br', []) },
];

/** Characters at which no rule begins. */
const PLAIN = /[^\\`|*_~[<hH\n]+/y;

/** Markdown within a line or paragraph. */
export function parseInline(text: string, around: Surroundings, depth = 0): Tree[] {
  const tree: Tree[] = [];
  const add = (part: Tree): void => {
    const last = tree.at(-1);
    if (typeof part === 'string' && typeof last === 'string') tree[tree.length - 1] = last + part;
    else if (part !== '') tree.push(part);
  };
  const inside = (inner: string) => (depth >= DEEPEST ? [inner] : parseInline(inner, around, depth + 1));
  let at = 0;
  while (at < text.length) {
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(text);
    if (plain !== null) {
      add(plain[0]);
      at += plain[0].length;
      continue;
    }
    const found = ruleAt(text, at, inside, around);
    add(found?.part ?? text.charAt(at));
    at += found?.length ?? 1;
  }
  return tree;
}

function ruleAt(
  text: string,
  at: number,
  inside: (text: string) => Tree[],
  around: Surroundings,
): { readonly part: Tree; readonly length: number } | undefined {
  for (const { pattern, make } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const part = match === null ? undefined : make(match, inside, around);
    if (match !== null && part !== undefined) return { part, length: match[0].length };
  }
  return undefined;
}

/** Only addresses of the web lead anywhere. */
function link(address: string, children: readonly Tree[]): Tree | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return element('a', children, { href: url.href, target: '_blank', rel: 'noopener noreferrer' });
}

function mention(type: 'user' | 'role' | 'channel' | 'slash', name: string): Tree {
  return element('discord-mention', [name], { type });
}

function timestamp(match: RegExpExecArray, _inside: unknown, around: Surroundings): Tree | undefined {
  const seconds = Number(group(match, 1));
  const style = match[2] ?? 'f';
  const shown = showTime(seconds, style, around);
  const title = showTime(seconds, 'F', around);
  if (shown === undefined || title === undefined) return undefined;
  return element('discord-time', [shown], {
    'data-timestamp': String(seconds),
    'data-style': style,
    title,
  });
}
