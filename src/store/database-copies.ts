import { closeSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'libsql';
import { StoreError } from './store-error.ts';

/** How many copies stay beside the database. */
const COPIES_KEPT = 5;
/** A copy is compared in pieces of so many bytes. */
const CHUNK_BYTES = 65_536;

/**
 * Copies the database as it was last committed to `squawk.db.v1.bak` beside it, 1 being its shape; a later copy of that
 * shape is `squawk.db.v1.bak-2`. No copy is overwritten, and one that holds the same already is enough.
 *
 * The caller holds the write lock, on another connection: nobody else makes a copy, and what is half written is
 * nobody's work in progress.
 * @returns the name of the copy, without its folder.
 * @throws StoreError `copy-failed`; nothing half written is left.
 */
export function copyDatabase(path: string, version: number): string {
  const partial = `${path}.v${version}.bak.partial`;
  try {
    discard(partial);
    writeCopy(path, partial);
    return basename(giveName(partial, `${path}.v${version}.bak`));
  } catch (error) {
    discard(partial);
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      'copy-failed',
      `Before an update changes the database, it is copied beside itself, and that failed (${reason}). Nothing was changed. Make sure that the disk has room for a second ${basename(path)} and that its folder may be written, then start again.`,
      { cause: error },
    );
  }
}

/** Removes old copies of the database: the newest five stay, among them the one just made. */
export function pruneCopies(path: string, justMade: string): void {
  const folder = dirname(path);
  const others = readdirSync(folder)
    .filter((name) => isCopyOf(basename(path), name) && name !== justMade)
    .map((name) => ({ name, madeAt: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.madeAt - a.madeAt);
  for (const { name } of others.slice(COPIES_KEPT - 1)) rmSync(join(folder, name), { force: true });
}

/** With the journal of its own that SQLite leaves where the disk is full. */
function discard(partial: string): void {
  for (const file of [partial, `${partial}-journal`]) {
    try {
      rmSync(file, { force: true });
    } catch {
      // What can't be removed stands in the way of the copy, and that is what the operator hears.
    }
  }
}

function writeCopy(path: string, target: string): void {
  // Made beforehand with the rights of the database, for the copy is as private; SQLite takes an empty file.
  closeSync(openSync(target, 'wx', statSync(path).mode & 0o777));
  const database = new Database(path);
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
  const file = openSync(target, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Moves a finished copy to the first name that is free, unless a copy before that one holds the same. */
function giveName(partial: string, wanted: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (statSync(name, { throwIfNoEntry: false }) === undefined) {
      renameSync(partial, name);
      return name;
    }
    if (holdSame(partial, name)) {
      rmSync(partial);
      return name;
    }
  }
}

function isCopyOf(database: string, name: string): boolean {
  return name.startsWith(`${database}.v`) && /^\d+\.bak(-\d+)?$/.test(name.slice(database.length + 2));
}

function holdSame(one: string, other: string): boolean {
  if (statSync(one).size !== statSync(other).size) return false;
  const files = [openSync(one, 'r'), openSync(other, 'r')] as const;
  try {
    const chunks = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)] as const;
    for (;;) {
      const lengths = [readSync(files[0], chunks[0]), readSync(files[1], chunks[1])] as const;
      if (lengths[0] !== lengths[1]) return false;
      if (lengths[0] === 0) return true;
      if (!chunks[0].subarray(0, lengths[0]).equals(chunks[1].subarray(0, lengths[1]))) return false;
    }
  } finally {
    for (const file of files) closeSync(file);
  }
}
