const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const twoDecimals = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Shown where a number is not known. */
const UNKNOWN = '–';

/** A count with thousands apart: `1,234`. */
export function count(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? UNKNOWN : whole.format(value);
}

/** A ratio such as K/D with two decimals: `3.32`. */
export function ratio(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? UNKNOWN : twoDecimals.format(value);
}

/** `1 player`, `2 players`. */
export function counted(value: number, one: string, many: string = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
