const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * Milliseconds to wait before connecting anew: up to a second, then up to two, doubling up to a minute; half of it by
 * chance, so that clients who lost their connection together do not come back together.
 * @param failures how many there were before in a row
 * @param chance from 0 to below 1
 */
export function reconnectDelay(failures: number, chance: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return (most / 2) * (1 + chance);
}
