import { UserError } from '../../../message/user-error.ts';
import { GAME_FORMATS } from './game-formats.ts';
import { readJsonList } from './json-format.ts';
import { isComment, LONGEST_LIST, type ReadList, readLines, tooLong } from './list-entry.ts';
import { readCsv } from './table-formats.ts';

/** Lines by which the format is judged. */
const JUDGED_LINES = 200;

/**
 * Reads a list of bans in whatever of the known formats it is.
 * @throws UserError when it is none of them, or far too long.
 */
export function readList(content: string): ReadList {
  // Of one kind, or a file that was put together from two would be counted wrongly.
  const text = content.replace(/^\ufeff/u, '').replaceAll(/\r\n?/gu, '\n');
  if (/^\s*\[\s*[{\]]/u.test(text)) return readJsonList(text);
  const all = text.split('\n');
  // What looks empty counts, too: a table is read with marks and spaces that `trim` takes off.
  const written = all.filter((line) => line !== '').length;
  if (written > LONGEST_LIST) throw tooLong(`${written} lines`);
  const table = readCsv(text);
  if (table !== undefined) return table;
  const lines = all
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isComment(line))
    .slice(0, JUDGED_LINES);
  const [best] = GAME_FORMATS.map((format) => ({ format, fitting: lines.filter(format.fits).length })).sort(
    (a, b) => b.fitting - a.fitting,
  );
  if (best === undefined || best.fitting === 0) {
    throw new UserError(
      'import-format',
      'I cannot tell what kind of list that is. I read the ban lists of Squad, Arma, Rust and ARK, a list of addresses, JSON, and CSV whose first line names the columns: `type,identifier,reason,duration,note`.',
    );
  }
  return readLines(best.format.name, text, best.format.read);
}
