import { cleanText, codeText } from './escape.ts';

/** Monospace columns that fit in an embed on a phone held upright without wrapping (360 to 390 pixels). */
export const PHONE_COLUMNS = 32;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Regional_Indicator}|.\ufe0f|[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6])/u;
const WITHOUT_WIDTH = /^[\p{M}\p{Cf}]+$/u;

/** Monospace columns that a text takes: two for East Asian characters and emoji, none for marks and controls. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (WIDE.test(segment)) width += 2;
    else if (!WITHOUT_WIDTH.test(segment)) width += 1;
  }
  return width;
}

/** The beginning of a text that fits in so many columns, with `…` where something was cut. */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = width + displayWidth(segment);
    if (next > columns - 1) break;
    kept += segment;
    width = next;
  }
  return `${kept.trimEnd()}…`;
}

export interface Row {
  /** Short figures of one's own making, set flush right. */
  readonly figures: readonly string[];
  /** A name from outside; escaped and cut here. */
  readonly name: string;
}

/**
 * A table as a fenced code block, for phones. The name stands last: fonts draw scripts and emoji in widths of their own,
 * and right-to-left names turn what follows them, so nothing may stand behind a name.
 */
export function renderTable(
  head: { readonly figures: readonly string[]; readonly name: string },
  rows: readonly Row[],
  columns: number = PHONE_COLUMNS,
): string {
  const widths = head.figures.map((title, index) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row.figures[index] ?? ''))),
  );
  const room = columns - widths.reduce((sum, width) => sum + width + 1, 0);
  const line = (figures: readonly string[], name: string): string =>
    [...widths.map((width, index) => padStart(figures[index] ?? '', width)), name].join(' ');
  const body = rows.map((row) =>
    line(row.figures, codeText(cutToWidth(cleanText(row.name), Math.max(room, 8)))),
  );
  return ['```', line(head.figures, head.name), ...body, '```'].join('\n');
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
