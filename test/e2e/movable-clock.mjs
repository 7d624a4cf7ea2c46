// Loaded into a bot before its own code by NODE_OPTIONS. Its system clock is ahead of the real one by the milliseconds in
// the file `clock` of its working directory, read at the start and at every SIGUSR2. What the bot does by itself at a moment
// that is passed by then, it does at once, so that a test need not wait. The log says when it begins to wait.
import { readFileSync } from 'node:fs';

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
  const at = Date.now() + ms;
  const { unref } = timer;
  // What nobody waits for keeps no process from ending; a question on its way is nothing that time may end.
  timer.unref = () => {
    waiting.set(timer, { at, go });
    say({ msg: 'waits', ms });
    return unref.call(timer);
  };
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
  say({ msg: 'clock moved', ahead });
});

function say(entry) {
  process.stdout.write(`${JSON.stringify({ level: 20, ...entry })}\n`);
}

function readAhead() {
  try {
    return Number(readFileSync('clock', 'utf8'));
  } catch {
    return 0;
  }
}
