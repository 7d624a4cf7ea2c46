import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/demo/page/client/markdown/blocks.ts';
import { parseInline } from '../../../src/demo/page/client/markdown/inline.ts';
import {
  ATTRIBUTES,
  type Surroundings,
  TAGS,
  type Tree,
} from '../../../src/demo/page/client/markdown/tree.ts';

const NOW = Date.UTC(2026, 0, 10, 12);
const AROUND: Surroundings = {
  now: NOW,
  locale: 'en-GB',
  names: {
    people: { '1180000000000000051': 'Member' },
    roles: { '1180000000000000031': 'Moderators' },
    channels: { '1180000000000000041': 'general' },
  },
};
const parse = (text: string) => parseMarkdown(text, AROUND);

/** A tree in a line: `strong(text em(more))`. */
function show(tree: readonly Tree[]): string {
  return tree
    .map((part) => (typeof part === 'string' ? part : `${part.tag}(${show(part.children)})`))
    .join('');
}

const flatten = (tree: readonly Tree[]): Exclude<Tree, string>[] =>
  tree.flatMap((part) => (typeof part === 'string' ? [] : [part, ...flatten(part.children)]));

describe('markdown becomes what Discord shows', () => {
  it.each([
    ['plain text', 'plain text'],
    ['**bold** *it* _it_ __under__ ~~gone~~', 'strong(bold) em(it) em(it) u(under) s(gone)'],
    ['***both***', 'strong(em(both))'],
    ['snake_case_name stays', 'snake_case_name stays'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['||a **secret**||', 'discord-spoiler(a strong(secret))'],
    ['`**code**` ``with ` tick``', 'code(**code**) code(with ` tick)'],
    [String.raw`\*no\* \_no\_ \[no\](x) \<@1\>`, '*no* _no_ [no](x) <@1>'],
    ['[text](https://example.org/a)', 'a(text)'],
    ['<https://example.org>', 'a(https://example.org)'],
    ['see https://example.org/x.', 'see a(https://example.org/x).'],
    ['line\nnext', 'linebr()next'],
    ['# One\n## Two\n### Three\n#### Four', 'h1(One)h2(Two)h3(Three)#### Four'],
    ['-# small\nafter', 'small(small)after'],
    ['> a\n> b\nc', 'blockquote(abr()b)c'],
    ['>>> a\nb', 'blockquote(abr()b)'],
    ['before\n- one\n  - inner\n- two\nafter', 'beforeul(li(oneul(li(inner)))li(two))after'],
    ['3. three\n4. four', 'ol(li(three)li(four))'],
    ['```ts\na < b\n```after', 'pre(code(a < b))after'],
    ['text ```one``` text', 'text pre(code(one)) text'],
    ['**never closed', '**never closed'],
    ['<@1180000000000000051> <@&1180000000000000031>', 'discord-mention(Member) discord-mention(Moderators)'],
    ['<#1180000000000000041> </ban:1>', 'discord-mention(general) discord-mention(ban)'],
    ['<:smile:1180000000000000099>', ':smile:'],
  ])('%j', (text, shown) => {
    expect(show(parse(text))).toBe(shown);
  });

  it('shows timestamps by their style, and keeps what no calendar knows as text', () => {
    const seconds = NOW / 1_000;
    expect(show(parse(`<t:${seconds}:D>`))).toBe('discord-time(10 January 2026)');
    expect(show(parse(`<t:${seconds - 100}:R>`))).toBe('discord-time(2 minutes ago)');
    expect(show(parse(`<t:${seconds + 7 * 86_400 - 60}:R>`))).toBe('discord-time(in 7 days)');
    expect(show(parse('<t:99999999999999>'))).toBe('<t:99999999999999>');
  });

  it('leaves headings, lists and quotes alone in titles', () => {
    expect(show(parseInline('# a > b', AROUND))).toBe('# a > b');
  });
});

describe('text from players never becomes markup', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '</discord-embed><iframe src="https://example.org">',
    '&lt;b&gt;',
  ])('%j stays text', (text) => {
    expect(show(parse(text)).replaceAll(/a\((.*?)\)/g, '$1')).toBe(text);
    expect(flatten(parse(text)).every(({ tag }) => tag === 'a')).toBe(true);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](data:text/html,<b>)',
    '<javascript:alert(1)>',
    '[x](JaVaScRiPt:alert(1))',
    '[x](//example.org)',
  ])('%j is no link', (text) => {
    expect(flatten(parse(text)).filter(({ tag }) => tag === 'a')).toEqual([]);
  });

  const pieces = fc.constantFrom(
    ...['**', '*', '_', '__', '~~', '||', '`', '```', '[', '](', ')', '<', '>', '\\', '\n', '# ', '- ', '> '],
    ...[
      '>>> ',
      '-# ',
      '1. ',
      '<t:1:R>',
      '<@',
      '<@&',
      '<#',
      'https://',
      'http://a',
      'javascript:',
      'data:',
      ' ',
    ],
    ...['on', '"', "'", '<b onclick=x>', 'a', 'é', '🛩', '\u202e', '<:x:', '1180000000000000051>', '&amp;'],
  );
  const hostile = fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 60 });

  it('makes nothing but the listed elements, with the listed attributes and addresses of the web', () => {
    const tags: ReadonlySet<string> = new Set(TAGS);
    const attributes: ReadonlySet<string> = new Set(ATTRIBUTES);
    fc.assert(
      fc.property(hostile, (parts) => {
        for (const element of flatten(parse(parts.join('')))) {
          expect(tags).toContain(element.tag);
          for (const [name, value] of Object.entries(element.attributes ?? {})) {
            expect(attributes).toContain(name);
            if (name === 'href') expect(value).toMatch(/^https?:\/\//);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows every letter and digit that was written outside of fences and addresses', () => {
    const markers = fc.constantFrom('**', '*', '_', '__', '~~', '||', '\n', '> ', '- ', '-# ', ' ');
    const words = fc.stringMatching(/^[b-gB-G]{1,5}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(markers, words), { maxLength: 40 }), (parts) => {
        const letters = (text: string) => text.replaceAll(/[^b-gB-G]/g, '');
        const texts = (tree: readonly Tree[]): string =>
          tree.map((part) => (typeof part === 'string' ? part : texts(part.children))).join('');
        expect(letters(texts(parse(parts.join(''))))).toBe(letters(parts.join('')));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['**', '||', '[', '`', '> ', '\\*', '*a', '_ ', '<t:', '- \n', '~~'])(
    'reads a whole embed of %j in no time',
    (piece) => {
      const start = performance.now();
      parse(piece.repeat(Math.floor(4_096 / piece.length)));
      expect(performance.now() - start).toBeLessThan(2_000);
    },
  );
});
