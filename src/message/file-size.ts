import { LIMITS } from './limits.ts';
import type { MessageFile } from './message.ts';
import { UserError } from './user-error.ts';

/** Bytes of all files of a message together. */
export function sizeOfFiles(files: readonly MessageFile[] = []): number {
  return files.reduce((sum, { data }) => sum + data.length, 0);
}

/** @throws UserError `file-too-large` when Discord would not take the files with one message. */
export function requireSendable(files: readonly MessageFile[] = []): void {
  const size = sizeOfFiles(files);
  if (size <= LIMITS.fileBytes) return;
  throw new UserError(
    'file-too-large',
    `That makes a file of ${showBytes(size)}, and Discord takes at most ${showBytes(LIMITS.fileBytes)}. Ask for less of it at a time.`,
    { size },
  );
}

/** `812 bytes`, `1.5 KiB`, `10 MiB`. */
export function showBytes(count: number): string {
  if (count < 1024) return `${count} bytes`;
  const kibibytes = count / 1024;
  return kibibytes < 1024 ? `${rounded(kibibytes)} KiB` : `${rounded(kibibytes / 1024)} MiB`;
}

function rounded(value: number): string {
  return value.toFixed(1).replace(/\.0$/u, '');
}
