import { cleanText } from '../render/escape.ts';

/**
 * Names of players, and what an API says, are hostile text in a terminal too: escape sequences move the cursor, change
 * the title, or hide what stands there.
 */

/** What JSON writes as it is and a terminal might obey: DEL, the C1 controls, and what turns the direction of text. */
const ACTIVE_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]/g;

/** The same in text, whose lines and tabs stay. */
const ACTIVE_IN_TEXT = new RegExp(`(?![\\n\\t])\\p{Cc}|${ACTIVE_IN_JSON.source}`, 'gu');

/** JSON for people. It means the same as any other, and holds nothing that a terminal obeys. */
export function safeJson(value: unknown): string {
  const json = JSON.stringify(
    value,
    (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner),
    2,
  );
  return (json ?? 'null').replace(
    ACTIVE_IN_JSON,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text with its lines and tabs, and without what a terminal obeys. */
export function safeLines(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(ACTIVE_IN_TEXT, '\ufffd');
}

/** One line of it. */
export function safeLine(text: string): string {
  return cleanText(text);
}
