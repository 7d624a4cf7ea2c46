/** What is wrong with the database, as an operator needs to know it. */
export type StoreFailure =
  | 'unusable-path'
  | 'corrupt'
  | 'locked'
  | 'too-new'
  | 'copy-failed'
  | 'migration-failed';

/** The database cannot be used; the message says what to do and is fit to be the last line before the exit. */
export class StoreError extends Error {
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.failure = failure;
  }
}

/** SQLite's extended codes (SQLITE_BUSY_SNAPSHOT, …) begin with the name of the primary one. */
const BY_CODE: readonly [prefix: string, failure: StoreFailure][] = [
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
];

/** Turns what libsql throws while opening into something to act on; `path` is the operator's own setting. */
export function explainOpenFailure(path: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const failure = BY_CODE.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'unusable-path';
  return new StoreError(failure, messageOf(failure, path, error), { cause: error });
}

function messageOf(failure: StoreFailure, path: string, error: unknown): string {
  if (failure === 'corrupt') {
    return `The database ${path} is damaged or no SQLite file. Put a backup in its place, or move it away and start anew: the record of past bans is in it.`;
  }
  if (failure === 'locked') {
    return `The database ${path} is locked by another program. Close what holds it open, then start again.`;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `The database ${path} cannot be opened or written (${reason}). Check that DATABASE_URL names a file, that its folder may be written, and that the disk has room.`;
}
