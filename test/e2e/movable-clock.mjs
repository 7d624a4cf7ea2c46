// Loaded into a bot before its own code by NODE_OPTIONS. Its system clock is ahead of the real one by the milliseconds in
// the file `clock` of its working directory, read at the start and at every SIGUSR2. Whatever waits for a moment that is
// passed by that goes off at once, so that a test need not wait.
import { readFileSync } from 'node:fs';

/** Shorter waits are those of a question that is on its way. */
const LONG_MS = 1_000;
const realNow = Date.now;
const { setTimeout: set, clearTimeout: clear } = globalThis;
const waiting = new Map();
let ahead = readAhead();

Date.now = () => realNow() + ahead;

globalThis.setTimeout = Object.assign((work, ms, ...args) => {
  const go = () => {
    waiting.delete(timer);
    work(...args);
  };
  const timer = set(go, ms);
  if (ms >= LONG_MS) waiting.set(timer, { at: Date.now() + ms, go });
  return timer;
}, set);

globalThis.clearTimeout = (timer) => {
  waiting.delete(timer);
  clear(timer);
};

process.on('SIGUSR2', () => {
  ahead = readAhead();
  for (const [timer, { at, go }] of [...waiting]) {
    if (at > Date.now()) continue;
    clear(timer);
    go();
  }
  process.stdout.write(`${JSON.stringify({ level: 30, msg: 'clock moved', ahead })}\n`);
});

function readAhead() {
  try {
    return Number(readFileSync('clock', 'utf8'));
  } catch {
    return 0;
  }
}
