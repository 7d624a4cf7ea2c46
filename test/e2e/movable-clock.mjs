// Loaded into a bot before its own code by NODE_OPTIONS: every SIGUSR2 moves its system clock forward, so that a
// test need not wait until an answer is old.
const FORWARD_MS = 5 * 60_000;
const realNow = Date.now;
let moved = 0;
Date.now = () => realNow() + moved;
process.on('SIGUSR2', () => {
  moved += FORWARD_MS;
  process.stdout.write(`${JSON.stringify({ level: 30, msg: 'clock moved', moved })}\n`);
});
