/** The range that Discord's clients show; beyond it they print the markup itself. */
const MAX_MS = 8_640_000_000_000_000;

/** Shown in the reader's own time zone and language. `R` counts: "in 5 minutes". */
type TimestampStyle = 't' | 'd' | 'f' | 'R';

function timestamp(ms: number, style: TimestampStyle): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > MAX_MS) return 'unknown';
  return `<t:${Math.floor(ms / 1000)}:${style}>`;
}

/** "in 2 hours", "3 days ago", kept up to date by Discord. Epoch milliseconds. */
export function relativeTime(ms: number): string {
  return timestamp(ms, 'R');
}

/** "22 November 2026 07:57" in the reader's time zone. Epoch milliseconds. */
export function dateTime(ms: number): string {
  return timestamp(ms, 'f');
}

/** "07:57" in the reader's time zone. Epoch milliseconds. */
export function timeOfDay(ms: number): string {
  return timestamp(ms, 't');
}

const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "3 days ago" for places where Discord renders no timestamps: choices, menus, footers. Epoch milliseconds. */
export function relativeInWords(ms: number, now: number): string {
  const seconds = (ms - now) / 1000;
  if (!Number.isFinite(seconds)) return 'unknown';
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  return seconds > 0 ? 'in less than a minute' : 'just now';
}

/** "2026-11-22 07:57 UTC" for places where Discord renders no timestamps. Epoch milliseconds. */
export function dateTimeInWords(ms: number): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > MAX_MS) return 'unknown';
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** "45 s", "24 min", "1 h 24 min", "2 d 3 h", "289 h 25 min" with `unit` hour as the largest. Whole seconds. */
export function duration(seconds: number, largest: 'day' | 'hour' = 'day'): string {
  if (!Number.isFinite(seconds)) return 'unknown';
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  if (hours === 0) return `${minutes} min`;
  if (largest === 'hour' || hours < 24) return join(hours.toLocaleString('en-US'), 'h', minutes, 'min');
  return join(Math.floor(hours / 24).toLocaleString('en-US'), 'd', hours % 24, 'h');
}

function join(large: string, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
