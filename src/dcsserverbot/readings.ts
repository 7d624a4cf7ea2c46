import type { Call } from '../http/call.ts';
import { parseWith } from '../http/json.ts';
import type { CampaignCredits, DcsServer, Pilot, Squadron, WeaponStatistics, WireVersion } from './model.ts';
import { escapeLike, isPossibleNick, isSameNick, nickContains } from './nick.ts';
import type { DcsRequest, DcsRequests } from './requests.ts';
import { bodyOf, type Told, told } from './told.ts';
import type { VersionMemory } from './version.ts';
import { currentRanking, currentStatistics, currentWeapons } from './wire/current.ts';
import { documentedRanking, documentedStatistics, documentedWeapons } from './wire/documented.ts';
import { byLastSeen, wirePilots } from './wire/pilots.ts';
import { wireServers } from './wire/servers.ts';
import { wireCredits, wireSquadrons } from './wire/squadrons.ts';
import type { StatisticsAnswer } from './wire/statistics.ts';

/** How long an answer is as good as new, in milliseconds. */
const TTL = {
  servers: 10_000,
  pilots: 15_000,
  statistics: 30_000,
  ranking: 60_000,
  squadrons: 60_000,
} as const;

/** Pilots kept of one search: a letter finds thousands in a large community, and every search is cached. */
const MOST_PILOTS = 200;

type Rows = readonly { nick: string; kills: number; deaths: number; kdr: number }[];

/**
 * The questions of the RestAPI one by one, each into the domain's terms. Every answer that gives its version away is
 * heard, and read as that version's, whatever was believed before.
 */
export class Readings {
  readonly #requests: DcsRequests;
  readonly #memory: VersionMemory;

  constructor(requests: DcsRequests, memory: VersionMemory) {
    this.#requests = requests;
    this.#memory = memory;
  }

  /** @param fresh not from the cache: an earlier answer proved to be old. */
  servers(call: Call, fresh = false): Promise<Told<DcsServer[]>> {
    return this.#requests.read({ path: '/servers' }, { ttlMs: TTL.servers, fresh }, call, (answer) =>
      told(this.#memory, 'servers', bodyOf(answer), () => wireServers),
    );
  }

  /** @param fresh not from the cache: an earlier answer proved to be old. */
  async pilots(nick: string, call: Call, fresh = false): Promise<Pilot[]> {
    if (!isPossibleNick(nick)) return [];
    const pattern = escapeLike(nick);
    const found = await this.#getuser(nick, pattern, call, fresh);
    // A server that compares plainly, or escapes by itself, finds nothing that way.
    return found.length === 0 && pattern !== nick ? await this.#getuser(nick, nick, call, fresh) : found;
  }

  squadrons(call: Call): Promise<Squadron[]> {
    return this.#requests.read(
      { path: '/squadrons' },
      { ttlMs: TTL.squadrons },
      call,
      (answer) => told(this.#memory, 'squadrons', bodyOf(answer), () => wireSquadrons).value,
    );
  }

  squadronMembers(name: string, call: Call): Promise<Pilot[]> {
    const request = { path: '/squadron_members', form: { name } };
    return this.#requests.read(request, { ttlMs: TTL.squadrons }, call, (answer) =>
      answer.kind === 'absent'
        ? []
        : told(this.#memory, 'pilots', bodyOf(answer), () => wirePilots).value.sort(byLastSeen),
    );
  }

  ranking(order: 'kdr' | 'kills', call: Call): Promise<Told<Rows>> {
    return this.#requests.read({ path: `/top${order}` }, { ttlMs: TTL.ranking }, call, (answer) =>
      told<Rows>(this.#memory, 'ranking', bodyOf(answer), (version) =>
        version === 'current' ? currentRanking : documentedRanking,
      ),
    );
  }

  statistics(
    { nick, date }: Pilot,
    { lastSession }: { readonly lastSession: boolean },
    call: Call,
  ): Promise<Told<StatisticsAnswer>> {
    const form = { nick, date, ...(lastSession && { last_session: 'true' }) };
    return this.#requests.read({ path: '/stats', form }, { ttlMs: TTL.statistics }, call, (answer) => {
      if (answer.kind === 'absent') return this.#unknownPlayer({ kind: 'unknown' });
      return told<StatisticsAnswer>(this.#memory, 'statistics', bodyOf(answer), (version) =>
        version === 'current' ? currentStatistics : documentedStatistics,
      );
    });
  }

  /** Undefined for a pilot whom the server does not know by this name and date, as far as it says so. */
  async weapons(
    { nick, date }: Pilot,
    version: WireVersion,
    call: Call,
  ): Promise<WeaponStatistics[] | undefined> {
    const order = version === 'documented' ? PK_ENDPOINTS : [...PK_ENDPOINTS].reverse();
    let error: Error | undefined;
    for (const [of, path, schema] of order) {
      const request = { path, form: { nick, date } };
      const reading = await this.#requests.read(request, { ttlMs: TTL.statistics }, call, (answer) => {
        if (answer.kind === 'no-endpoint') return answer;
        this.#memory.learn(of);
        if (answer.kind === 'absent') return undefined;
        const weapons = parseWith(schema, answer.body, answer.details);
        return weapons.sort((a, b) => b.probabilityOfKill - a.probabilityOfKill);
      });
      if (reading === undefined || Array.isArray(reading)) return reading;
      ({ error } = reading);
    }
    throw error;
  }

  /** Undefined for a pilot whom the server does not know by this name and date; an empty list without a campaign. */
  credits({ nick, date }: Pilot, call: Call): Promise<CampaignCredits[] | undefined> {
    const request = { path: '/credits', form: { nick, date } };
    return this.#requests.read(request, { ttlMs: TTL.statistics }, call, (answer) => {
      if (answer.kind === 'absent') {
        this.#memory.learn('current');
        return answer.said.startsWith('No credits') ? [] : undefined;
      }
      const { body, details } = bodyOf(answer);
      const credits = parseWith(wireCredits, body, details);
      return credits.length === 0 && body !== null ? undefined : credits;
    });
  }

  #getuser(nick: string, pattern: string, call: Call, fresh: boolean): Promise<Pilot[]> {
    const request: DcsRequest = { path: '/getuser', form: { nick: pattern } };
    return this.#requests.read(request, { ttlMs: TTL.pilots, fresh }, call, (answer) =>
      told(this.#memory, 'pilots', bodyOf(answer), () => wirePilots)
        .value.filter((pilot) => nickContains(pilot, nick))
        .sort(byLastSeen)
        .filter((pilot, index) => index < MOST_PILOTS || isSameNick(pilot, nick)),
    );
  }

  /** The current version's 404, where the documented one answers `{}`. */
  #unknownPlayer<T>(value: T): Told<T> {
    this.#memory.learn('current');
    return { version: 'current', value };
  }
}

/** By version: the endpoint that it has alone. */
const PK_ENDPOINTS = [
  ['documented', '/missilepk', documentedWeapons],
  ['current', '/weaponpk', currentWeapons],
] as const;
