// Loaded into a bot before its own code by NODE_OPTIONS: what became of a lost write is looked for during three minutes,
// and a test has no such patience. The waits between those looks are a hundredth as long.
const { setTimeout: set } = globalThis;

globalThis.setTimeout = Object.assign(
  (work, ms, ...args) => set(work, isBetweenLooks() ? ms / 100 : ms, ...args),
  set,
);

function isBetweenLooks() {
  return new Error().stack?.includes('lookUntilKnown') ?? false;
}
