import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlToText } from '../../src/render/html-text.ts';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What a person may type into a note: no bytes that only a program would send. */
const typed = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom('\n', '\n\n', ' ', '<b>', '&lt;', '- '),
    ),
    {
      maxLength: 20,
    },
  )
  .map((pieces) => pieces.join('').replace(/[\u00a0\r]/gu, ' '));

describe('a note in HTML', () => {
  test('becomes lines for paragraphs and breaks', () => {
    expect(htmlToText('<p>First<br>second</p><p>Third</p>')).toBe('First\nsecond\n\nThird');
    expect(htmlToText('<div>One</div>\n<div>Two</div>\n')).toBe('One\nTwo');
    expect(htmlToText('<p>One</p><p><br></p><p>Two</p>')).toBe('One\n\nTwo');
  });

  test('becomes marked lines for lists, also for lists in lists and paragraphs in items', () => {
    expect(
      htmlToText('<p>Seen:</p><ul>\n<li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul><p>End</p>'),
    ).toBe('Seen:\n\n• a\n• b\n  • c\n\nEnd');
    expect(htmlToText('<ol><li>x</li><li>y</li></ol>')).toBe('1. x\n2. y');
  });

  test('keeps the address of a link beside its text, and once where the text is the address', () => {
    expect(htmlToText('<p>See <a href="https://example.org/v?a=1&amp;b=2">the video</a>!</p>')).toBe(
      'See the video (https://example.org/v?a=1&b=2)!',
    );
    expect(htmlToText('<a href="https://example.org/">https://example.org</a>')).toBe('https://example.org');
    expect(htmlToText('<a href="mailto:a@example.org">a@example.org</a>')).toBe('a@example.org');
    expect(htmlToText('<p><img src="https://example.org/1.png" alt="screen"></p>')).toBe(
      'screen (https://example.org/1.png)',
    );
  });

  test('keeps no address that would run something', () => {
    expect(htmlToText('<a href="javascript:alert(1)">click</a>')).toBe('click');
    expect(htmlToText('<p><img src="data:image/png;base64,AAAA"></p>')).toBe('');
  });

  test('loses scripts, styles and unknown tags, not their neighbours', () => {
    expect(htmlToText('<p>a<script>alert("<p>x</p>")</script><style>p{}</style>b <foo bar>c</foo></p>')).toBe(
      'ab c',
    );
  });

  test('is read where nothing but entities is left of it', () => {
    expect(htmlToText('Tom &amp; Jerry &lt;3 &#x1F600;')).toBe('Tom & Jerry <3 😀');
  });

  test('comes back as it was sent when it is text in a paragraph, whatever stands in it', () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(htmlToText(`<p>${escaped(text)}</p>`)).toBe(text.trim());
        expect(htmlToText(`<p>${escaped(text).replaceAll('\n', '<br>')}</p>`)).toBe(text.trim());
      }),
      { numRuns: 300 },
    );
  });
});

describe('a note in plain text', () => {
  test.each(['  a <3 b & c > d\n\n - e ', '<Kestrel> said "no"', 'AT&T; R&D', 'x < p and p > y', ''])(
    'comes back unchanged: %j',
    (text) => {
      expect(htmlToText(text)).toBe(text);
    },
  );
});

describe('a hostile note', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 10 }),
    fc.constantFrom(
      '<p>',
      '</p>',
      '<li>',
      '<ul>',
      '</ul>',
      '</li>',
      '<a href="',
      '">',
      '</a>',
      '<script>',
      '&#',
      '&amp',
      '<!--',
      '<br/',
    ),
  );

  test('never throws', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(typeof htmlToText(pieces.join(''))).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  test('is cut, between characters', () => {
    for (const lead of ['', 'a']) {
      for (const text of [`${lead}${'😀'.repeat(20_000)}`, `<p>${lead}${'😀'.repeat(20_000)}</p>`]) {
        const cut = htmlToText(text);
        expect(cut.length).toBeLessThanOrEqual(10_000);
        expect(cut).toMatch(/😀…$/u);
      }
    }
  });

  test('takes no time that matters, however deep its tags are nested', () => {
    const started = performance.now();
    htmlToText('<a><b><li>'.repeat(50_000));
    htmlToText(`${'<b>'.repeat(12_000)}${'</i>'.repeat(3_500)}`);
    htmlToText('<ul><li>'.repeat(6_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
