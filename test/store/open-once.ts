import { pino } from 'pino';
import { openStore } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store-error.ts';

// A process of its own that opens the database named on its command line, and prints what became of it.
const [path = ''] = process.argv.slice(2);
try {
  const store = await openStore({ path, now: Date.now, log: pino({ level: 'silent' }) });
  await store.close();
  process.stdout.write('opened');
} catch (error) {
  process.stdout.write(error instanceof StoreError ? `${error.failure}: ${error.message}` : String(error));
}
