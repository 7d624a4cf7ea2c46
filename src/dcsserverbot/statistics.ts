import type { Logger } from 'pino';
import type { Call } from '../http/call.ts';
import type { Pilot, PilotStatistics, StatisticsResult } from './model.ts';
import type { Readings } from './readings.ts';
import type { VersionMemory } from './version.ts';
import { pilot } from './wire/pilots.ts';
import type { StatisticsAnswer } from './wire/statistics.ts';

/** Whom somebody asks for: a name, and what an earlier answer told to know the pilot from namesakes. */
export interface AskedPilot {
  readonly nick: string;
  readonly date?: string;
  readonly ucid?: string;
}

/** The pilot of exactly this name, or why there is not one. */
export type Identified =
  | { readonly kind: 'one'; readonly pilot: Pilot }
  | Extract<StatisticsResult, { kind: 'unknown' | 'ambiguous' }>;

/**
 * Who of the pilots found is meant. Names that differ in case are other pilots. Where there is a UCID, it decides;
 * a date that went stale still tells who cannot be meant, for `last_seen` only moves forward.
 */
export function identify(asked: AskedPilot, found: readonly Pilot[]): Identified {
  const namesakes = found.filter(({ nick }) => nick === asked.nick);
  const before = asked.date === undefined ? undefined : pilot(asked.nick, asked.date).lastSeen;
  const candidates = namesakes.filter(({ ucid, date, lastSeen }) => {
    if (asked.ucid !== undefined && ucid !== undefined) return ucid === asked.ucid;
    return date === asked.date || before === undefined || lastSeen === undefined || lastSeen >= before;
  });
  const exact = candidates.filter(({ date }) => date === asked.date);
  const [one, ...others] = exact.length === 1 ? exact : candidates;
  if (one === undefined) return { kind: 'unknown', similar: found };
  return others.length === 0 ? { kind: 'one', pilot: one } : { kind: 'ambiguous', pilots: candidates };
}

/** POST /stats for a person's question, whatever the version and however old the date. */
export class StatisticsReader {
  readonly #readings: Readings;
  readonly #memory: VersionMemory;
  readonly #log: Logger;

  constructor(readings: Readings, memory: VersionMemory, log: Logger) {
    this.#readings = readings;
    this.#memory = memory;
    this.#log = log;
  }

  async read(asked: AskedPilot, call: Call): Promise<StatisticsResult> {
    const known = knownPilot(asked);
    if (known !== undefined) {
      const result = await this.#ofPilot(known, call);
      if (result !== undefined) return result;
    }
    // The date went stale, or there was none. The list that tells the new one may be old itself, once.
    let fresh = known !== undefined;
    let found = await this.#readings.pilots(asked.nick, call, fresh);
    for (;;) {
      const identified = identify(asked, found);
      if (identified.kind === 'one') {
        const result = await this.#ofPilot(identified.pilot, call);
        if (result !== undefined) return result;
      }
      if (fresh) return identified.kind === 'one' ? { kind: 'unknown', similar: found } : identified;
      if (identified.kind === 'ambiguous') return identified;
      fresh = true;
      found = await this.#readings.pilots(asked.nick, call, fresh);
    }
  }

  /** Undefined if the server knows nobody of this name and date. */
  async #ofPilot(one: Pilot, call: Call): Promise<StatisticsResult | undefined> {
    // The current version has the last session behind a second call; both go at once where the version is known. A
    // server before 2026 has it in the first answer, and answers the second one with all time.
    const early = this.#memory.version === 'current' ? this.#lastSession(one, call) : undefined;
    const { value: answer, version } = await this.#readings.statistics(one, { lastSession: false }, call);
    if (answer.kind === 'unknown') return undefined;
    if (answer.kind === 'no-flights') return { kind: 'no-flights', pilot: one };
    if (version !== 'current' || answer.statistics.lastSession !== undefined) {
      return { kind: 'found', pilot: one, statistics: answer.statistics };
    }
    const lastSession = lastSessionOf(await (early ?? this.#lastSession(one, call)));
    return {
      kind: 'found',
      pilot: one,
      statistics: { ...answer.statistics, ...(lastSession && { lastSession }) },
    };
  }

  /** Undefined if the call fails: the numbers of all time are worth showing without it. */
  async #lastSession(one: Pilot, call: Call): Promise<StatisticsAnswer | undefined> {
    try {
      return (await this.#readings.statistics(one, { lastSession: true }, call)).value;
    } catch (error) {
      this.#log.debug({ err: error }, 'the last session of a pilot could not be read');
      return undefined;
    }
  }
}

/** Undefined without a date that can be one: a server fails on any other text. */
function knownPilot({ nick, date, ucid }: AskedPilot): Pilot | undefined {
  if (date === undefined) return undefined;
  const known = pilot(nick, date, ucid === undefined ? {} : { ucid });
  return known.lastSeen === undefined ? undefined : known;
}

function lastSessionOf(answer: StatisticsAnswer | undefined): PilotStatistics['lastSession'] {
  if (answer?.kind !== 'found' || answer.statistics.kills === undefined) return undefined;
  return { kills: answer.statistics.kills, deaths: answer.statistics.deaths, metric: 'all' };
}
