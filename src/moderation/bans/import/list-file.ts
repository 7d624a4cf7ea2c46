import { UserError } from '../../../message/user-error.ts';

/**
 * The text of a ban list, whose encoding its first bytes tell: Windows' editors write UTF-16 and marks at the beginning.
 * @throws UserError when it is no text.
 */
export function readListFile(data: Uint8Array): string {
  const encoding = encodingOf(data);
  let text: string;
  try {
    // Takes the mark at the beginning off.
    text = new TextDecoder(encoding, { fatal: true }).decode(data);
  } catch {
    throw notText();
  }
  if (text.includes('\0')) throw notText();
  if (text.trim() === '') throw new UserError('import-empty', 'That file is empty. Nothing was imported.');
  return text;
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function notText(): UserError {
  return new UserError(
    'import-not-text',
    'That file is no text that I can read. A ban list is a text file in UTF-8: save it as such, and try again.',
  );
}
