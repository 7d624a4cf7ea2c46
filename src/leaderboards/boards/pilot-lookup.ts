import type { Logger } from 'pino';
import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import type { Pilot } from '../../dcsserverbot/model.ts';
import type { Call } from '../../http/call.ts';
import { ApiError } from '../../http/errors.ts';
import { atMost } from './at-most.ts';
import type { BoardRow } from './board-row.ts';

/** More at once would be felt by a server that has the game to run. */
const AT_ONCE = 4;
/** How long it is believed which pilots an account has, milliseconds. */
const ACCOUNT_MS = 5 * 60_000;
/** How it fails that a server does not answer at all: each further question would wait as long. */
const SILENT: ReadonlySet<ApiError['kind']> = new Set(['refused', 'lost', 'timeout']);
/** Pilots that are remembered. */
const MOST_PILOTS = 5_000;

/** Finds the pilots behind the rows of boards, which carry names and dates alone. */
export class PilotLookup {
  readonly #dcs: DcsServerBot;
  readonly #now: () => number;
  readonly #log: Logger;
  /** By UCID. */
  readonly #met = new Map<string, Pilot>();
  readonly #accounts = new Map<string, { readonly nicks: readonly string[]; readonly at: number }>();

  constructor(dcs: DcsServerBot, { now, log }: { readonly now: () => number; readonly log: Logger }) {
    this.#dcs = dcs;
    this.#now = now;
    this.#log = log;
  }

  /**
   * Who each row is about, by one question for each name. Undefined where that does not tell, or the server does not
   * answer: a board is more than one name.
   */
  async identify(rows: readonly BoardRow[], call: Call): Promise<readonly (Pilot | undefined)[]> {
    const nicks = [...new Set(rows.map(({ name }) => name))];
    const ask = async (nick: string): Promise<readonly Pilot[]> =>
      nick.trim() === '' ? [] : this.#dcs.findPilots(nick, call);
    const found = await this.#askEach(nicks, ask, call);
    const byNick = new Map(nicks.map((nick, index) => [nick, found[index]]));
    return rows.map((row) => {
      const pilot = pilotOf(row, byNick.get(row.name) ?? []);
      if (pilot?.ucid !== undefined) this.#remember(pilot.ucid, pilot);
      return pilot;
    });
  }

  /** The names of the pilots that are linked to each of the accounts; of those that could not be asked none. */
  async namesOf(discordIds: readonly string[], call: Call): Promise<readonly string[]> {
    const ask = async (discordId: string): Promise<readonly string[]> => {
      const known = this.#accounts.get(discordId);
      if (known !== undefined && this.#now() - known.at < ACCOUNT_MS) return known.nicks;
      const nicks = (await this.#dcs.pilotsOf(discordId, call)).map(({ nick }) => nick);
      this.#accounts.set(discordId, { nicks, at: this.#now() });
      return nicks;
    };
    const names = await this.#askEach(discordIds, ask, call);
    return names.flatMap((nicks, index) => nicks ?? this.#accounts.get(discordIds[index] ?? '')?.nicks ?? []);
  }

  /** A pilot as last met on a board, by UCID. */
  met(ucid: string): Pilot | undefined {
    return this.#met.get(ucid);
  }

  /** Everybody who was met on a board. */
  everybodyMet(): readonly Pilot[] {
    return [...this.#met.values()];
  }

  /** Undefined for whom the server does not answer; once it is silent, nobody else is asked about. */
  async #askEach<T, R>(
    items: readonly T[],
    ask: (item: T) => Promise<R>,
    call: Call,
  ): Promise<readonly (R | undefined)[]> {
    let silent = false;
    return atMost(AT_ONCE, items, async (item) => {
      if (silent) return undefined;
      try {
        return await ask(item);
      } catch (error) {
        if (!(error instanceof ApiError) || call.signal?.aborted === true) throw error;
        this.#log.warn({ err: error }, 'A pilot of a leaderboard could not be looked up');
        silent ||= SILENT.has(error.kind);
        return undefined;
      }
    });
  }

  #remember(ucid: string, pilot: Pilot): void {
    this.#met.delete(ucid);
    this.#met.set(ucid, pilot);
    const [oldest] = this.#met.keys();
    if (this.#met.size > MOST_PILOTS && oldest !== undefined) this.#met.delete(oldest);
  }
}

/**
 * The one of this name who was seen at that time; the only one of the name, whatever the time, for it moves with every
 * flight. Undefined where several could be meant.
 */
function pilotOf({ name, date }: BoardRow, pilots: readonly Pilot[]): Pilot | undefined {
  const namesakes = pilots.filter(({ nick }) => nick === name);
  const fitting = namesakes.length === 1 ? namesakes : namesakes.filter((pilot) => pilot.date === date);
  return fitting.length === 1 ? fitting[0] : undefined;
}
