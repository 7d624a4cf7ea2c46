import type { z } from 'zod';
import type { Call } from '../http/call.ts';
import { ApiError } from '../http/errors.ts';
import type { RankingPage } from './dcsserverbot.ts';
import type {
  CarrierPilot,
  HighscorePeriod,
  Highscores,
  LeaderboardColumn,
  LeaderboardRow,
  Pilot,
  ServerAttendance,
  TrueSkillRow,
  WireVersion,
} from './model.ts';
import type { DcsRequest, DcsRequests } from './requests.ts';
import { bodyOf, told } from './told.ts';
import { UnsupportedByVersionError } from './unsupported.ts';
import type { VersionMemory } from './version.ts';
import { wireAttendance } from './wire/attendance.ts';
import { wireCarrierPilots } from './wire/landings.ts';
import { byLastSeen, wirePilots } from './wire/pilots.ts';
import { wireHighscores, wireLeaderboard, wireTrueSkill } from './wire/rankings.ts';
import type { TellingEndpoint } from './wire/recognise.ts';

/** How long an answer is as good as new, in milliseconds. */
const TTL = { pilots: 15_000, ranking: 60_000 } as const;
const MOST_ROWS = 1_000;

const COLUMNS: Readonly<Record<LeaderboardColumn, string>> = {
  kills: 'kills',
  kills_pvp: 'PvP kills',
  kdr: 'K/D',
  kdr_pvp: 'PvP K/D',
  playtime: 'play time',
  credits: 'credits',
};

export interface CurrentReadingsOptions {
  readonly requests: DcsRequests;
  readonly memory: VersionMemory;
  /** The version that the server is believed to speak. */
  readonly version: (call: Call) => Promise<WireVersion>;
  /** The same, found out anew. */
  readonly versionNow: (call: Call) => Promise<WireVersion>;
}

/** A question, and how to read its answer. */
interface Question<T> {
  /** What is wanted, in words for people. */
  readonly feature: string;
  readonly endpoint: TellingEndpoint;
  readonly request: DcsRequest;
  readonly schema: z.ZodType<T>;
  readonly ttlMs?: number;
}

/**
 * The questions that the current version alone can answer. Nothing is asked of a server that speaks the documented
 * one; a server that turns out to speak it by its answer was downgraded.
 */
export class CurrentReadings {
  readonly #options: CurrentReadingsOptions;

  constructor(options: CurrentReadingsOptions) {
    this.#options = options;
  }

  /** @throws TypeError for an id that is not of digits. */
  async pilotsOf(discordId: string, call: Call): Promise<Pilot[]> {
    if (!/^[1-9]\d{0,19}$/.test(discordId))
      throw new TypeError('a Discord id is a number of up to 20 digits');
    const pilots = await this.#ask(
      {
        feature: 'the pilots of a Discord account',
        endpoint: 'pilots',
        request: { path: '/getuser', form: { discord_id: discordId } },
        schema: wirePilots,
        ttlMs: TTL.pilots,
      },
      call,
    );
    // Whoever takes the field for an unknown one and answers with everybody shall not make them one person.
    return pilots.filter((pilot) => pilot.discordId === discordId).sort(byLastSeen);
  }

  /** @throws RangeError for a page that cannot be. */
  async leaderboard(
    what: LeaderboardColumn,
    page: RankingPage & { readonly query?: string },
    call: Call,
  ): Promise<LeaderboardRow[]> {
    const { offset = 0, query } = page;
    return await this.#ask(
      {
        feature: `the leaderboard by ${COLUMNS[what]}`,
        endpoint: 'leaderboard',
        request: { path: '/leaderboard', query: { what, ...(query && { query }), ...queryOf(page) } },
        schema: wireLeaderboard({ offset, filtered: Boolean(query) }),
      },
      call,
    );
  }

  /** @throws RangeError for a page that cannot be. */
  async trueSkill(page: RankingPage, call: Call): Promise<TrueSkillRow[]> {
    return await this.#ask(
      {
        feature: 'the TrueSkill ranking',
        endpoint: 'trueskill',
        request: { path: '/trueskill', query: queryOf(page) },
        schema: wireTrueSkill(page.offset ?? 0),
      },
      call,
    );
  }

  /** @throws RangeError for a limit that cannot be. */
  async highscores(
    { period, limit, server }: Omit<RankingPage, 'offset'> & { readonly period: HighscorePeriod },
    call: Call,
  ): Promise<Highscores> {
    return await this.#ask(
      {
        feature: 'high scores',
        endpoint: 'highscore',
        request: { path: '/highscore', query: { period, limit: limitOf(limit), ...serverOf(server) } },
        schema: wireHighscores,
      },
      call,
    );
  }

  carrierLandings({ server }: { readonly server?: string }, call: Call): Promise<CarrierPilot[]> {
    return this.#ask(
      {
        feature: 'carrier landings',
        endpoint: 'greenieboard',
        request: { path: '/greenieboard', form: serverOf(server) },
        schema: wireCarrierPilots,
      },
      call,
    );
  }

  attendance(call: Call): Promise<ServerAttendance> {
    return this.#ask(
      {
        feature: 'the attendance of the servers',
        endpoint: 'attendance',
        request: { path: '/server_attendance' },
        schema: wireAttendance,
      },
      call,
    );
  }

  async #ask<T>(question: Question<T>, call: Call): Promise<T> {
    const { requests, memory, version, versionNow } = this.#options;
    const { feature, endpoint, request, schema, ttlMs = TTL.ranking } = question;
    if ((await version(call)) === 'documented') throw new UnsupportedByVersionError(feature, 'documented');
    try {
      const schemaOf = (spoken: WireVersion): z.ZodType<T> => {
        if (spoken === 'documented') throw new UnsupportedByVersionError(feature, spoken);
        return schema;
      };
      return await requests.read(
        request,
        { ttlMs },
        call,
        (answer) => told(memory, endpoint, bodyOf(answer), schemaOf).value,
      );
    } catch (error) {
      if (!(error instanceof ApiError) || !OF_ANOTHER_VERSION.has(error.kind)) throw error;
      const spoken = await versionNow(call).catch(() => undefined);
      if (spoken === 'documented') throw new UnsupportedByVersionError(feature, spoken);
      throw error;
    }
  }
}

/** How a server fails that does not know the endpoint, its method or a field, or that answers in its own way. */
const OF_ANOTHER_VERSION: ReadonlySet<ApiError['kind']> = new Set([
  'not-found',
  'rejected',
  'server-error',
  'schema-mismatch',
]);

/** @throws RangeError: the server fails on a limit below nought, and gives everything for none. */
function limitOf(limit: number): string {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS)
    throw new RangeError(`a page has 1 to ${MOST_ROWS} rows`);
  return String(limit);
}

function queryOf({ limit, offset = 0, server }: RankingPage): Record<string, string> {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new RangeError('a page begins at row 0 or later');
  return { limit: limitOf(limit), offset: String(offset), ...serverOf(server) };
}

const serverOf = (server: string | undefined): Record<string, string> =>
  server === undefined ? {} : { server_name: server };
