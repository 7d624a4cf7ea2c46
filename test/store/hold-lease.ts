import { pino } from 'pino';
import { openStore } from '../../src/store/open-store.ts';

// A process of its own that takes the lease of the database named on its command line and keeps it until killed.
const [path = ''] = process.argv.slice(2);
const store = await openStore({ path, now: Date.now, log: pino({ level: 'silent' }) });
await store.acquireLease({ onLost: () => process.exit(3) });
process.stdout.write('held\n');
setInterval(() => undefined, 60_000);
