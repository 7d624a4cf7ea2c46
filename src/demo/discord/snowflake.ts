/** Discord's epoch, the first second of 2015, in milliseconds. */
const EPOCH = 1_420_070_400_000n;

/** Makes ids as Discord does: unique, and growing as long as the clock does not run backwards. */
export function createSnowflakes(now: () => number): () => string {
  let serial = 0n;
  return () => {
    serial = (serial + 1n) & 0x3f_ffffn;
    return (((BigInt(Math.trunc(now())) - EPOCH) << 22n) | serial).toString();
  };
}
