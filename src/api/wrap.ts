/** Columns of the help texts. */
export const HELP_COLUMNS = 80;

/**
 * Breaks a text into lines.
 * @param first what the first line begins with; the others are indented by `indent` blanks
 */
export function wrap(text: string, first: string, indent: number, columns = HELP_COLUMNS): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = ' '.repeat(indent);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
