import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanText,
  codeText,
  escapeText,
  inlineCode,
  plainText,
  secretText,
} from '../../src/render/escape.ts';
import { readMarkdown } from './discord-markdown.ts';

const HOSTILE = [
  '*bold*',
  '**double bold**',
  '_italic_',
  '__underline__',
  '~~strike~~',
  '||spoiler||',
  '`code`',
  '``two``',
  '```block```',
  '[link](https://evil.example/)',
  '<https://evil.example/>',
  'https://discord.gg/abc',
  'HTTP://evil.example',
  'steam://run/1',
  'discord.gg/abc',
  '# heading',
  '## heading',
  '-# subtext',
  '- list',
  '* list',
  '+ list',
  '1. list',
  '12) list',
  '> quote',
  '>>> quote',
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!123456789012345678>',
  '<@&123456789012345678>',
  '<#987654321098765432>',
  '</ban:123456789012345678>',
  '<id:customize>',
  '<t:1700000000:R>',
  '<:kappa:123456789012345678>',
  '<a:kappa:123456789012345678>',
  '<mailto:a@b.example>',
  ':smile:',
  '\\*already escaped\\*',
  '\\\\**twice**',
];

const LITERAL = [
  ...HOSTILE,
  "O'Brien",
  'back\\slash',
  'D\'Artagnan "The Blade"',
  '[104th] Falcon',
  '~TF-51~ Razor_51',
  'VFA-113 | Jester_45',
  '=VF-103= Jolly_Roger',
  '<script>alert(1)</script>',
  '&amp; &lt;b&gt;',
  '100% Pilot',
  '$money$ {curly} (parens)',
  'Владимир Орёл',
  '한국 조종사',
  '日本語パイロット',
  '👨‍👩‍👧‍👦 Family',
  '🇩🇪 Bär',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Jock',
  '✈️ Ace',
  'combining e\u0301',
  'double  space',
  'क्‍ष',
];

const fragment = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.constantFrom(
    '*',
    '_',
    '~',
    '|',
    '`',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '#',
    '-',
    '+',
    ':',
    '@',
    '/',
    '\\',
    '.',
    '1',
    ' ',
    'a',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const hostileText = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''));

const withoutIsolates = (text: string): string => text.replace(/[\u2068\u2069]/gu, '');

describe('escapeText', () => {
  it.each(LITERAL)('shows %j as it was typed', (text) => {
    const { constructs, visible } = readMarkdown(escapeText(text));
    expect(constructs).toEqual([]);
    expect(visible).toBe(text);
  });

  it.each(HOSTILE)('would be needed: %j unescaped does something or loses a character', (text) => {
    const { constructs, visible } = readMarkdown(text);
    expect(constructs.length > 0 || visible !== text).toBe(true);
  });

  it('leaves no construct in any text, wherever the text is put, and keeps what is seen of it', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('', 'By ', '**', '🥇 '), (text, before) => {
        const escaped = escapeText(text);
        const alone = readMarkdown(escaped);
        expect(alone.constructs).toEqual([]);
        expect(withoutIsolates(alone.visible)).toBe(cleanText(text));
        if (before !== '**') expect(readMarkdown(before + escaped).constructs).toEqual([]);
        else
          expect(
            readMarkdown(`**${escaped}**`).constructs.filter((name) => !/bold|italic/u.test(name)),
          ).toEqual([]);
      }),
    );
  });

  it('cuts between characters and never within an escape, to the length that was asked for', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 8, max: 40 }), (text, maxLength) => {
        const cut = escapeText(text, maxLength);
        expect(cut.length).toBeLessThanOrEqual(maxLength);
        const { constructs, visible } = readMarkdown(cut);
        expect(constructs).toEqual([]);
        const seen = withoutIsolates(visible);
        expect(cleanText(text).startsWith(seen.replace(/…$/u, '')) || seen === cleanText(text)).toBe(true);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('keeps a family emoji whole or leaves it out when cutting', () => {
    expect(escapeText('ab👨‍👩‍👧‍👦', 10)).toBe('ab…');
  });

  it('keeps an escaped name inside bold text from ending or joining it', () => {
    expect(
      readMarkdown(`**${escapeText('a**')}** b`).constructs.filter((name) => name === 'bold'),
    ).toHaveLength(1);
  });
});

describe('what is seen of a text', () => {
  it.each([
    ['tab\there', 'tab here'],
    ['two\r\nlines', 'two lines'],
    ['line\u2028separator', 'line separator'],
    ['nul\0byte', 'nul byte'],
    ['rtl\u202eoverride', 'rtloverride'],
    ['iso\u2066late', 'isolate'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['hang\u3164ul fil\u115fler', 'hangul filler'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['a\u200db', 'ab'],
    ['lone\ud800surrogate', 'lone\ufffdsurrogate'],
    ['  trimmed  ', 'trimmed'],
    [`far${' '.repeat(50)}away`, 'far  away'],
    ['\u0301leading mark', 'leading mark'],
    ['\u200b\u200b', '(blank)'],
    ['', '(blank)'],
  ])('is without what hides or moves others: %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
    expect(readMarkdown(escapeText(text)).visible).toBe(expected);
  });

  it('keeps three marks on a letter and drops the tower above them', () => {
    expect(plainText(`Z${'\u0335'.repeat(40)}a`)).toBe(`Z${'\u0335'.repeat(3)}a`);
    expect(plainText('Z\u0337a\u0338l\u0335g\u0337o\u0337')).toBe('Z\u0337a\u0338l\u0335g\u0337o\u0337');
  });

  it('isolates right-to-left names, so that what stands beside them stays in order', () => {
    expect(escapeText('طيار عربي')).toBe('\u2068طيار عربي\u2069');
    expect(plainText('طيار عربي', 6)).toBe('\u2068طيا…\u2069');
    expect(codeText('שלום')).toBe('\u2068שלום\u2069');
  });

  it('is found in time proportional to its length', () => {
    const started = performance.now();
    for (const unit of ['\u0335', '*', '\u200b', ' ', '\u{1F3F4}\u{E0067}', '👨‍', '[', '`'])
      escapeText(unit.repeat(20_000), 100);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('codeText', () => {
  it('never lets a fence be closed from inside', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(codeText(text)).not.toMatch(/``|[\r\n]/u);
      }),
    );
    expect(codeText('*a* `b`')).toBe('*a* `b`');
  });
});

describe('inlineCode and secretText', () => {
  it.each([
    ['203.0.113.10:10308', '`203.0.113.10:10308`', '||`203.0.113.10:10308`||'],
    ['s3cr3t*pw_', '`s3cr3t*pw_`', '||`s3cr3t*pw_`||'],
    ['a`b', 'a\\`b', '||a\\`b||'],
    ['a||b', '`a||b`', '`a||b`'],
  ])('show %j so that it can be copied and nothing ends early', (text, code, secret) => {
    expect(inlineCode(text)).toBe(code);
    expect(secretText(text)).toBe(secret);
  });
});
