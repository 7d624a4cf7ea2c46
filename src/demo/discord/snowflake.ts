/** Discord's epoch, the first second of 2015, in milliseconds. */
const EPOCH = 1_420_070_400_000n;
const SNOWFLAKE = /^\d{15,20}$/;

/** Whether the text has the form of one of Discord's ids. */
export function isSnowflake(text: string): boolean {
  return SNOWFLAKE.test(text);
}

/** When an id was made, epoch milliseconds. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH);
}

/** Makes ids as Discord does: unique, and growing as long as the clock does not run backwards. */
export function createSnowflakes(now: () => number): () => string {
  let serial = 0n;
  return () => {
    serial = (serial + 1n) & 0x3f_ffffn;
    return (((BigInt(Math.trunc(now())) - EPOCH) << 22n) | serial).toString();
  };
}
