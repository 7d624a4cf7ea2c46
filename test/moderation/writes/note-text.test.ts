import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noteBody, readNote, withoutSignature } from '../../../src/moderation/writes/note-text.ts';
import { htmlToText } from '../../../src/render/html-text.ts';

const ref = 'aB3dE6gH9jK2mN5p';
const kestrel = { id: '123456789012345678', name: 'Kestrel' };

/** As BattleMetrics gives a note back. */
function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replaceAll('\n', '<br>')}</p>`;
}

const words = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '',
    '— ',
    '\n',
    '— Kestrel (1) with Squawk, ref aB3dE6gH9jK2mN5q',
    'x\n\n— Merlin (200) with Squawk, ref aB3dE6gH9jK2mN5q\n',
    'a) with Squawk, ref aB3dE6gH9jK2mN5q',
    '<b>bold</b> &amp; more',
  ),
);

describe('a note', () => {
  test('begins with what the moderator wrote, and ends with who that was and by which action', () => {
    expect(noteBody(' Seen\nby two \n', { moderator: kestrel, ref })).toBe(
      `Seen\nby two\n\n— Kestrel (123456789012345678) with Squawk, ref ${ref}`,
    );
  });

  test('comes apart again as it was put together, also after it was HTML, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, name) => {
        const body = noteBody(text, { moderator: { ...kestrel, name }, ref });
        for (const back of [body, htmlToText(asHtml(body))]) {
          const note = readNote(back);
          expect(note.signature?.ref).toBe(ref);
          expect(note.signature?.moderator.id).toBe(kestrel.id);
        }
        expect(withoutSignature(body)).toBe(text.trim());
      }),
      { numRuns: 300 },
    );
  });

  test('keeps its words and its lines on the way through HTML', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[\w&<>" ]{1,40}$/), { minLength: 1, maxLength: 5 }),
        (lines) => {
          const body = noteBody(lines.join('\n'), { moderator: kestrel, ref });
          const back = withoutSignature(htmlToText(asHtml(body)));
          expect(words(back)).toBe(words(lines.join('\n')));
        },
      ),
    );
  });

  test('is left as it is when it was not written with Squawk', () => {
    for (const text of ['Hello', '— somebody', `— Kestrel (1) with Squawk, ref ${ref} or so`]) {
      expect(readNote(text)).toEqual({ text, signature: undefined });
    }
  });
});
