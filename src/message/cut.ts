const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const FENCE = '```';
/** Longer clusters are stacked accents that somebody typed as a prank; those are cut between code points. */
const LONGEST_CLUSTER = 64;

/**
 * Shortens a text to `max` UTF-16 units with an ellipsis, never inside a visible character. Discord counts code
 * points in some places and units in others; units are never fewer.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max <= 0) return '';
  return `${text.slice(0, boundaryBefore(text, max - 1))}…`;
}

/** As `cut`, and closes a code block that the end was cut from, so that what follows is not swallowed by it. */
export function cutMarkdown(text: string, max: number): string {
  if (text.length <= max) return text;
  const plain = cut(text, max);
  if (!leavesFenceOpen(plain)) return plain;
  const tail = `\n${FENCE}`;
  const shorter = cut(text, max - tail.length);
  // The shorter cut may have lost the opening fence itself.
  return leavesFenceOpen(shorter) ? shorter + tail : shorter;
}

function leavesFenceOpen(text: string): boolean {
  return text.split(FENCE).length % 2 === 0;
}

function boundaryBefore(text: string, index: number): number {
  const start = SEGMENTER.segment(text).containing(index)?.index ?? index;
  if (index - start <= LONGEST_CLUSTER) return start;
  return isLowSurrogate(text.charCodeAt(index)) ? index - 1 : index;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
