import { parseInline } from './inline.ts';
import { element, type Surroundings, type Tree } from './tree.ts';

const FENCE = /```(?:[\w+\-.#]*\n)?\n*([\s\S]*?)\n*```\n?/y;
const HEADING = /(#{1,3})[ \t]+([^\n]+)\n?/y;
const SUBTEXT = /-#[ \t]+([^\n]+)\n?/y;
const QUOTE_REST = />>>[ \t]([\s\S]+)/y;
const QUOTE = /(?:>[ \t][^\n]*(?:\n|$))+/y;
const LIST = /(?:[ \t]*(?:[-*]|\d{1,9}\.)[ \t]+[^\n]+(?:\n|$))+/y;
const ITEM = /^([ \t]*)(?:[-*]|(\d{1,9})\.)[ \t]+(.+)$/;

/** Where a paragraph ends: before a line that is something else, or a fence that is not escaped. */
const PARAGRAPH_END =
  /\n(?=#{1,3}[ \t]+\S|-#[ \t]+\S|>{1}[ \t]|>>>[ \t]|[ \t]*(?:[-*]|\d{1,9}\.)[ \t]+\S)|(?<!\\)(?=```[\s\S]*?```)/g;

/** Everything that a message or an embed's description can hold. */
export function parseMarkdown(text: string, around: Surroundings, quoted = false): Tree[] {
  const tree: Tree[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at += match[0].length;
    return match;
  };
  while (at < text.length) {
    const lineStart = at === 0 || text[at - 1] === '\n';
    const block = blockAt(take, around, lineStart, quoted);
    if (block !== undefined) {
      tree.push(block);
      continue;
    }
    PARAGRAPH_END.lastIndex = at + 1;
    const end = PARAGRAPH_END.exec(text);
    const stop = end?.index ?? text.length;
    tree.push(...parseInline(text.slice(at, stop), around));
    at = stop + (end?.[0].length ?? 0);
  }
  return tree;
}

function blockAt(
  take: (pattern: RegExp) => RegExpExecArray | null,
  around: Surroundings,
  lineStart: boolean,
  quoted: boolean,
): Tree | undefined {
  const fence = take(FENCE);
  if (fence !== null) return element('pre', [element('code', [fence[1] ?? ''])]);
  if (!lineStart) return undefined;
  const heading = take(HEADING);
  if (heading !== null) {
    const tag = (['h1', 'h2', 'h3'] as const)[(heading[1] ?? '').length - 1] ?? 'h3';
    return element(tag, parseInline(heading[2] ?? '', around));
  }
  const subtext = take(SUBTEXT);
  if (subtext !== null) return element('small', parseInline(subtext[1] ?? '', around));
  if (!quoted) {
    const rest = take(QUOTE_REST)?.[1];
    const lines =
      rest ??
      take(QUOTE)?.[0]
        .replace(/^>[ \t]/gm, '')
        .replace(/\n$/, '');
    if (lines !== undefined) return element('blockquote', parseMarkdown(lines, around, true));
  }
  const list = take(LIST);
  return list === null ? undefined : parseList(list[0].replace(/\n$/, '').split('\n'), around);
}

interface Item {
  readonly indent: number;
  readonly number: string | undefined;
  readonly text: string;
}

function parseList(lines: readonly string[], around: Surroundings): Tree {
  const items = lines.flatMap((line): Item[] => {
    const match = ITEM.exec(line);
    return match === null
      ? []
      : [{ indent: (match[1] ?? '').length, number: match[2], text: match[3] ?? '' }];
  });
  return nest(items, around, 0);
}

/** Items that are indented further belong to the one before them. */
function nest(items: readonly Item[], around: Surroundings, depth: number): Tree {
  const [first] = items;
  const own = first?.indent ?? 0;
  const children: Tree[] = [];
  for (let index = 0; index < items.length; ) {
    let next = index + 1;
    while (next < items.length && (items[next]?.indent ?? 0) > own) next += 1;
    const inner = items.slice(index + 1, next);
    const text = parseInline(items[index]?.text ?? '', around);
    const flat = depth >= 10 ? inner.flatMap((item): Tree[] => [element('br', []), item.text]) : [];
    const nested = inner.length === 0 || depth >= 10 ? flat : [nest(inner, around, depth + 1)];
    children.push(element('li', [...text, ...nested]));
    index = next;
  }
  return first?.number === undefined
    ? element('ul', children)
    : element('ol', children, { start: first.number });
}
