import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

export const silent = pino({ level: 'silent' });

/** A path in a folder of its own, removed when the test ends. */
export function temporaryDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'squawk-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'squawk.db');
}

/** Opens a store that is closed when the test ends. */
export async function openTestStore(
  path = temporaryDatabase(),
  now: () => number = Date.now,
): Promise<Store> {
  const store = await openStore({ path, now, log: silent });
  onTestFinished(() => store.close());
  return store;
}
