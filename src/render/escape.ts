/**
 * Names and texts from outside are hostile: players call themselves `@everyone`, `[link](https://…)` or a page of
 * combining marks. What leaves this file shows as the characters that were typed, on one line, and does nothing.
 *
 * Discord renders markdown in message content, embed descriptions and field values (all of it), and in embed titles
 * and field names (inline): use `escapeText`. It renders none in embed authors and footers, labels of buttons and
 * menus, and choices of completion, where a backslash would show: use `plainText`. Inside a fence: `codeText`.
 */

/** Shown for a text in which nothing visible is left: Discord refuses empty names and labels. */
const BLANK = '(blank)';
const ELLIPSIS = '…';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Marks stacked on one letter; real scripts use three at most (Hebrew with vowels and cantillation). */
const STACKED_MARKS = /([\p{Mn}\p{Me}]{3})[\p{Mn}\p{Me}]+/gu;
/** Scripts in which the zero-width joiner and non-joiner change what a reader sees. */
const JOINING =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}' +
  '\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}' +
  '\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Inherited}';
/**
 * Invisible characters: joiners, variation selectors, bidirectional controls, fillers, tags. The group holds those that
 * belong to what is seen: flags of regions, emoji presentation, emoji families, joiners inside scripts that need them.
 */
const INVISIBLE = new RegExp(
  '(\\u{1F3F4}[\\u{E0020}-\\u{E007E}]{1,16}\\u{E007F}' +
    '|(?<=\\p{Emoji})\\uFE0F' +
    '|(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})' +
    `|(?<=(?![\\u200C\\u200D])[${JOINING}])[\\u200C\\u200D](?=(?![\\u200C\\u200D])[${JOINING}]))` +
    '|[\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB]',
  'gu',
);
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Characters that begin or end a construct of Discord's markdown wherever they stand. */
const ACTIVE = /[\\`*_~|[\]<>@:/]/gu;
/** Those that do so at the beginning of a line alone: heading, subtext, list. */
const ACTIVE_AT_START = /^[#+-]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A text from outside for places where Discord renders markdown. All of it shows as the characters that were typed.
 * @param maxLength UTF-16 units of the result, escapes included; a longer one is cut between characters, with `…`.
 */
export function escapeText(text: string, maxLength: number = Number.POSITIVE_INFINITY): string {
  let onlyDigits = true;
  let first = true;
  return assemble(cleanText(text), maxLength, (grapheme) => {
    let escaped = grapheme.replace(ACTIVE, '\\$&');
    if (first) escaped = escaped.replace(ACTIVE_AT_START, '\\$&');
    // "1." and "1)" begin a numbered list.
    else if (onlyDigits && /^[.)]/u.test(grapheme)) escaped = `\\${escaped}`;
    first = false;
    onlyDigits &&= /^[0-9]$/u.test(grapheme);
    return escaped;
  });
}

/** A text from outside for places where Discord shows characters as they are: footers, labels, choices. */
export function plainText(text: string, maxLength: number = Number.POSITIVE_INFINITY): string {
  return assemble(cleanText(text), maxLength, (grapheme) => grapheme);
}

/**
 * A text from outside for a line inside a fenced code block. Nothing can be escaped there, so backticks in a row are
 * kept apart by a zero-width space: the fence cannot be closed from inside.
 */
export function codeText(text: string, maxLength: number = Number.POSITIVE_INFINITY): string {
  let afterBacktick = false;
  return assemble(cleanText(text), maxLength, (grapheme) => {
    const apart = afterBacktick && grapheme.startsWith('`') ? `\u200b${grapheme}` : grapheme;
    afterBacktick = grapheme.endsWith('`');
    return apart;
  });
}

/**
 * A text that people copy character by character, as inline code: an address, a password, an id. One that holds
 * backticks is shown escaped instead, for inline code has no escape.
 */
export function inlineCode(text: string): string {
  const cleaned = cleanText(text);
  return cleaned.includes('`') ? escapeText(text) : `\`${cleaned}\``;
}

/** A password, hidden until it is tapped. One with bars would end the spoiler, so it stands open. */
export function secretText(text: string): string {
  return text.includes('|') ? inlineCode(text) : `||${inlineCode(text)}||`;
}

/** What is seen of a text, on one line: no controls, nothing invisible, no towers of marks. Never empty. */
export function cleanText(text: string): string {
  const line = visibleLine(text);
  return line === '' ? BLANK : line;
}

/** Whether nothing of a text can be read: blanks, joiners and other characters that leave no trace. */
export function isBlank(text: string): boolean {
  return visibleLine(text) === '';
}

function visibleLine(text: string): string {
  return (
    text
      .replace(/\p{Cs}/gu, '\ufffd')
      .replace(/\r\n|[\p{Cc}\p{Zl}\p{Zp}\p{Zs}\u2800]/gu, ' ')
      .replace(INVISIBLE, (_, kept: string | undefined) => kept ?? '')
      .replace(STACKED_MARKS, '$1')
      .replace(/ {3,}/gu, '  ')
      // A mark at the beginning would sit on whatever stands before the name.
      .replace(/^[\s\p{M}]+|\s+$/gu, '')
  );
}

/** Renders a clean text character by character up to a length, and keeps its direction from spreading. */
function assemble(text: string, maxLength: number, render: (grapheme: string) => string): string {
  const isolated = RIGHT_TO_LEFT.test(text);
  const room = maxLength - (isolated ? 2 : 0);
  const pieces: string[] = [];
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    const piece = render(segment);
    pieces.push(piece);
    length += piece.length;
    if (length > room) break;
  }
  if (length > room) {
    while (length > room - ELLIPSIS.length) {
      const last = pieces.pop();
      if (last === undefined) break;
      length -= last.length;
    }
    pieces.push(ELLIPSIS);
  }
  const fitted = pieces.join('');
  return isolated ? `${FIRST_STRONG_ISOLATE}${fitted}${POP_ISOLATE}` : fitted;
}
