/** What is wrong with arguments that are each well-formed. */
export interface Broken {
  readonly parameter: string;
  /** With its verb: `must be within three months of start`. */
  readonly rule: string;
}

/** A rule between arguments, or between one and the clock. */
export interface Rule {
  /** The whole of it, for `--help`. */
  readonly text: string;
  /** @param now epoch milliseconds */
  broken(args: Readonly<Record<string, unknown>>, now: number): Broken | undefined;
}

const DAY_MS = 86_400_000;
/** How far our clock may be behind the server's. */
const CLOCK_MS = 5 * 60_000;

/** The value under a dotted name: `filter.range`. */
function at(args: Readonly<Record<string, unknown>>, parameter: string): unknown {
  let here: unknown = args;
  for (const key of parameter.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.getOwnPropertyDescriptor(here, key)?.value;
  }
  return here;
}

/** Epoch milliseconds; NaN where there is no time. */
function timeAt(args: Readonly<Record<string, unknown>>, parameter: string): number {
  const value = at(args, parameter);
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

/** `start` and `stop` in their order. @param months how far from each other they may be, in months of the calendar */
export function period({ months }: { readonly months?: number } = {}): Rule {
  const near = months === undefined ? '' : `, and within ${months} months of it`;
  return {
    text: `stop must not be before start${near}`,
    broken(args) {
      const [start, stop] = [timeAt(args, 'start'), timeAt(args, 'stop')];
      if (stop < start) return { parameter: 'stop', rule: 'must not be before start' };
      if (months === undefined || Number.isNaN(start)) return undefined;
      return stop > monthsAfter(start, months)
        ? { parameter: 'stop', rule: `must be within ${months} months of start` }
        : undefined;
    },
  };
}

function monthsAfter(time: number, months: number): number {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, last));
}

/** The sides of a range of times; empty where a side is open. */
function sidesOf(value: unknown): readonly [start: string, stop: string] {
  // The colon between the sides is the one behind which a year begins.
  const [, start = '', stop = ''] =
    /^(.*?):((?:\d{4}.*)?)$/.exec(typeof value === 'string' ? value : '') ?? [];
  return [start, stop];
}

/**
 * Epoch milliseconds of a side of a range; NaN of one that is no time. Without a zone it is in UTC, wherever Squawk
 * runs, and it may have a fraction of minutes, which Date does not know.
 */
function sideTime(side: string): number {
  const minutes = side.replace(/(T\d{2}:\d{2})\.\d+/, '$1');
  return Date.parse(/T[\d:.]+$/.test(minutes) ? `${minutes}Z` : minutes);
}

/**
 * The range of times is of real ones, in their order, and starts in the last days. One that is open to both sides would
 * find everything, so it is none.
 */
export function rangeWithin(parameter: string, days = Number.POSITIVE_INFINITY): Rule {
  const recent = Number.isFinite(days) ? `, and start within the last ${days} days` : '';
  return {
    text: `${parameter} must not end before it starts${recent}`,
    broken(args, now) {
      const value = at(args, parameter);
      if (value === ':') return { parameter, rule: 'must have a start or an end' };
      const sides = sidesOf(value);
      const [start, stop] = [sideTime(sides[0]), sideTime(sides[1])];
      if (sides.some((side) => side !== '' && Number.isNaN(sideTime(side)))) {
        return { parameter, rule: 'must be of times that exist' };
      }
      if (stop < start) return { parameter, rule: 'must not end before it starts' };
      return start < now - days * DAY_MS - CLOCK_MS
        ? { parameter, rule: `must start within the last ${days} days` }
        : undefined;
    },
  };
}

/** The API answers nothing without any of them. */
export function someOf(group: string, ...names: readonly string[]): Rule {
  const rule = `must have at least one of ${names.join(', ')}`;
  return {
    text: `${group} ${rule}`,
    broken: (args) =>
      names.some((name) => at(args, `${group}.${name}`) !== undefined)
        ? undefined
        : { parameter: group, rule },
  };
}

export function notTogether(one: string, other: string): Rule {
  return {
    text: `${one} and ${other} cannot be combined`,
    broken: (args) =>
      at(args, one) === undefined || at(args, other) === undefined
        ? undefined
        : { parameter: one, rule: `cannot be combined with ${other}` },
  };
}

/** Where one is given, the others must be. */
export function together(...names: readonly [string, string, ...string[]]): Rule {
  return {
    text: `${names.join(', ')} go together`,
    broken(args) {
      const given = names.filter((name) => at(args, name) !== undefined);
      const missing = names.find((name) => at(args, name) === undefined);
      const [first] = given;
      if (first === undefined || missing === undefined) return undefined;
      return { parameter: missing, rule: `must be given together with ${first}` };
    },
  };
}

/** `needs` must be given where `parameter` is. */
export function wants(parameter: string, ...needs: readonly [string, ...string[]]): Rule {
  return {
    text: `${parameter} wants ${needs.join(', ')}`,
    broken(args) {
      if (at(args, parameter) === undefined) return undefined;
      const missing = needs.find((name) => at(args, name) === undefined);
      return missing === undefined
        ? undefined
        : { parameter: missing, rule: `must be given where ${parameter} is` };
    },
  };
}
