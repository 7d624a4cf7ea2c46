/**
 * PostgreSQL's `name ILIKE pattern`: `%` stands for any text, `_` for one character, a backslash takes the next
 * one literally. Undefined where PostgreSQL refuses: a NUL in the text.
 */
export function ilike(name: string, pattern: string): boolean | undefined {
  if (pattern.includes('\0')) return undefined;
  let source = '';
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    if (character === '%') source += '[^]*';
    else if (character === '_') source += '[^]';
    else if (character === '\\') {
      index += 1;
      source += literal(characters[index] ?? '');
    } else source += literal(character);
  }
  return new RegExp(`^${source}$`, 'iu').test(name);
}

const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
