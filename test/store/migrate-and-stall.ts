import { writeSync } from 'node:fs';
import Database from 'libsql';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';

// A process of its own that migrates the database named on its command line, and never ends its last step.
const [path = ''] = process.argv.slice(2);
const endless = {
  version: MIGRATIONS.length + 1,
  name: 'endless',
  sql: `
    CREATE TABLE half (id INTEGER);
    INSERT INTO half WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n;
  `,
};
let steps = 0;
migrate(new Database(path), [...MIGRATIONS, endless], () => {
  steps++;
  // The clock is read once before each step: all steps but the first one are done, the last one begins.
  if (steps === MIGRATIONS.length) writeSync(1, 'halfway\n');
  return 1_000;
});
