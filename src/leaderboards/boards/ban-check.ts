import type { Logger } from 'pino';
import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import { ApiError } from '../../http/errors.ts';
import { LimiterError } from '../../ratelimit/limiter.ts';

/** How long a player counts as banned or not, milliseconds. */
const KNOWN_MS = 10 * 60_000;
/** How long nobody is asked about after the API refused to tell: the token's scopes may change. */
const REFUSED_MS = 30 * 60_000;
/** Players that are remembered. */
const MOST_PLAYERS = 2_000;

interface BanCheckOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly now: () => number;
  readonly log: Logger;
}

/** Whether players are banned by the community, remembered for some minutes. */
export class BanCheck {
  readonly #options: BanCheckOptions;
  readonly #known = new Map<string, { readonly banned: boolean; readonly at: number }>();
  /** Epoch milliseconds; undefined once it tells. */
  #refusedAt: number | undefined;

  constructor(options: BanCheckOptions) {
    this.#options = options;
  }

  /** What is remembered; undefined for nothing. */
  remembered(playerId: string): boolean | undefined {
    const known = this.#known.get(playerId);
    return known !== undefined && this.#options.now() - known.at < KNOWN_MS ? known.banned : undefined;
  }

  /** Whether somebody has a ban that holds. Nobody, as far as a token without the right to read bans can tell. */
  async isBanned(playerId: string, call: Call): Promise<boolean> {
    const known = this.remembered(playerId);
    if (known !== undefined) return known;
    const { battlemetrics, organizationId, now } = this.#options;
    if (this.#refusedAt !== undefined && now() - this.#refusedAt < REFUSED_MS) return false;
    try {
      const bans = await battlemetrics.bans.list(
        { filter: { organization: organizationId, player: playerId }, page: { size: 1 } },
        call,
      );
      const banned = bans.data.length > 0;
      this.#refusedAt = undefined;
      if (this.#known.size >= MOST_PLAYERS) this.#known.clear();
      this.#known.set(playerId, { banned, at: now() });
      return banned;
    } catch (error) {
      if (call.signal?.aborted === true) throw error;
      if (!(error instanceof ApiError) && !(error instanceof LimiterError)) throw error;
      this.#noteFailure(error);
      return false;
    }
  }

  #noteFailure(error: ApiError | LimiterError): void {
    const { log, now } = this.#options;
    if (error instanceof ApiError && error.kind === 'unauthorized') {
      const known = this.#refusedAt !== undefined;
      this.#refusedAt = now();
      if (known) return;
      log.warn(
        { err: error },
        'The token may not read bans, so banned players stay on the leaderboards until they are excluded',
      );
      return;
    }
    log.warn({ err: error }, 'It could not be seen whether a player of a leaderboard is banned');
  }
}
