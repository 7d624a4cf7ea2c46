import type { Logger } from 'pino';
import { looksLikeHtml } from '../http/api-message.ts';
import type { Call } from '../http/call.ts';
import { parseWith } from '../http/json.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import type { Transport } from '../http/transport.ts';
import { CurrentReadings } from './current-readings.ts';
import type { DcsServerBot } from './dcsserverbot.ts';
import type { LinkResult, Pilot, Ranking, WireVersion } from './model.ts';
import { Readings } from './readings.ts';
import { DcsRequests } from './requests.ts';
import { identify, StatisticsReader } from './statistics.ts';
import { VERSION_GOOD_MS, VersionFinder, VersionMemory } from './version.ts';
import { wireLink } from './wire/link.ts';

export interface DcsServerBotOptions {
  /** To `DCSSERVERBOT_URL`, with `X-API-Key` among its headers where there is a key. */
  readonly transport: Transport;
  readonly cache: ResponseCache;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
  /** What is known of the version, where another client shares it; default: nothing yet. */
  readonly memory?: VersionMemory;
}

/** Tokens of /linkme are good for so long. */
const LINK_TOKEN_MS = 48 * 3_600_000;
const BOARD_ROWS = 10;

/** The client of DCSServerBot's RestAPI in both of its wire versions. */
export function createDcsServerBot(options: DcsServerBotOptions): DcsServerBot {
  const { now, log, memory = new VersionMemory({ now, log }) } = options;
  const requests = new DcsRequests(options);
  const readings = new Readings(requests, memory);
  const statistics = new StatisticsReader(readings, memory, log);

  const versions = new VersionFinder(
    requests,
    memory,
    async (call, fresh) => (await readings.servers(call, fresh)).version,
  );
  const version = (call: Call): Promise<WireVersion> => versions.within(Number.POSITIVE_INFINITY, call);

  const current = new CurrentReadings({
    requests,
    memory,
    version: (call) => versions.believed(call),
    versionNow: (call) => versions.now(call),
  });

  /** Reads of one pilot, and once more with the date of now if the server does not know the pilot by the old one. */
  const withFreshDate = async <T>(
    pilot: Pilot,
    read: (pilot: Pilot) => Promise<T | undefined>,
    call: Call,
  ): Promise<T | undefined> => {
    const value = await read(pilot);
    if (value !== undefined) return value;
    const identified = identify(pilot, await readings.pilots(pilot.nick, call, true));
    if (identified.kind !== 'one' || identified.pilot.date === pilot.date) return undefined;
    return await read(identified.pilot);
  };

  return {
    version,

    servers: async (call) => (await readings.servers(call)).value,

    findPilots: (nick, call) => readings.pilots(nick, call),

    statistics: (pilot, call) => statistics.read(pilot, call),

    async ranking(order, call): Promise<Ranking> {
      const { version: told, value } = await readings.ranking(order, call);
      const spoken = told ?? (await version(call));
      return {
        version: spoken,
        order,
        ...(spoken === 'current'
          ? ({ metric: 'all', period: 'all-time' } as const)
          : ({ metric: 'pvp', period: 'last-month' } as const)),
        pilots: value.slice(0, BOARD_ROWS).map((row, index) => ({ rank: index + 1, ...row })),
      };
    },

    async link(discordId, { force }, call): Promise<LinkResult> {
      if (!/^[1-9]\d{0,19}$/.test(discordId))
        throw new TypeError('a Discord id is a number of up to 20 digits');
      const spoken = await versions.within(VERSION_GOOD_MS, call);
      const request = { path: '/linkme', form: { discord_id: discordId, force: String(force) } };
      const response = await requests.write(request, call);
      if (response.status === 500 && !force && !looksLikeHtml(response.body)) {
        return { kind: 'server-bug', forced: false, version: spoken };
      }
      const answer = requests.answer(request, response);
      if (answer.kind !== 'body') throw answer.error;
      const { token, flags } = parseWith(wireLink, answer.body, answer.details);
      if (token === undefined) {
        return flags.alreadyLinked && !force
          ? { kind: 'already-linked', version: spoken }
          : { kind: 'server-bug', forced: force, flags, version: spoken };
      }
      return {
        kind: 'token',
        token,
        expiresAt: now() + LINK_TOKEN_MS,
        flags,
        stored: spoken === 'current',
        version: spoken,
      };
    },

    squadrons: (call) => readings.squadrons(call),

    squadronMembers: (name, call) => readings.squadronMembers(name, call),

    async weapons(pilot, call) {
      // Each version has an endpoint of its own, and where the guess is wrong the other one is asked.
      const guess = pilot.ucid === undefined ? 'documented' : 'current';
      const read = (one: Pilot) => readings.weapons(one, memory.version ?? guess, call);
      return (await withFreshDate(pilot, read, call)) ?? [];
    },

    async credits(pilot, call) {
      const credits = await withFreshDate(pilot, (one) => readings.credits(one, call), call);
      return credits?.[0];
    },

    pilotsOf: (discordId, call) => current.pilotsOf(discordId, call),

    leaderboard: (what, page, call) => current.leaderboard(what, page, call),

    trueSkill: (page, call) => current.trueSkill(page, call),

    highscores: (page, call) => current.highscores(page, call),

    carrierLandings: (options, call) => current.carrierLandings(options, call),

    attendance: (call) => current.attendance(call),
  };
}
