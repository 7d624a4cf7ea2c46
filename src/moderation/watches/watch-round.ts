import type { Logger } from 'pino';
import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import { ApiError } from '../../http/errors.ts';
import { LimiterError } from '../../ratelimit/limiter.ts';
import { watchPing } from '../../render/moderation/watch-ping.ts';
import type { PlayerWatch, PlayerWatches } from '../../store/player-watches.ts';
import type { WatchedVisit, WatchedVisits } from '../../store/watched-visits.ts';
import type { Flags } from '../flags/flags.ts';
import type { PostOnce } from '../post-once.ts';
import type { OwnServer, ServerFinder } from '../servers/server-finder.ts';
import { type PresentPlayer, presentPlayers } from './present-players.ts';

export interface WatchRoundOptions {
  readonly battlemetrics: BattleMetrics;
  readonly watches: Pick<PlayerWatches, 'list'>;
  readonly visits: WatchedVisits;
  readonly servers: Pick<ServerFinder, 'all'>;
  readonly flags: Pick<Flags, 'of'>;
  readonly postOnce: PostOnce;
  /** Whether this process still may change something; asked after each wait for an API. */
  readonly mayWrite: () => Promise<boolean>;
  readonly now: () => number;
  readonly log: Logger;
}

/** A player who is away for no longer is still on the same visit: a change of server, a crash of the game. */
const BRIDGED_MS = 5 * 60_000;
/** A visit that nobody could look at for that long is over: who is there afterwards has come anew. */
const LONGEST_BLINDNESS_MS = 6 * 60 * 60_000;
/** A ping that comes later is no news. */
const STALE_MS = 15 * 60_000;
/** Servers are added to a community seldom. */
const SERVERS_KNOWN_FOR_MS = 10 * 60_000;

/**
 * Makes one look at who is on our servers, and pings once a visit for those who are watched. Nothing is asked while
 * nobody is watched. A failure of an API is logged, and nobody has left because of it.
 */
export function createWatchRound(options: WatchRoundOptions): (call: Call) => Promise<void> {
  const { battlemetrics, watches, visits, servers, flags, postOnce, mayWrite, now, log } = options;
  let known: { readonly at: number; readonly servers: readonly OwnServer[] } | undefined;
  /** When it was last seen who is there, by this process. */
  let lookedAt: number | undefined;
  /** Players whose visit this process wrote down, and whether they were on before anybody could see them join. */
  const begun = new Map<string, { readonly alreadyOn: boolean }>();

  const ownServers = async (call: Call): Promise<readonly OwnServer[]> => {
    if (known === undefined || Math.abs(now() - known.at) >= SERVERS_KNOWN_FOR_MS) {
      known = { at: now(), servers: await servers.all(call) };
    }
    return known.servers;
  };

  /** Undefined when it cannot be seen who is there. */
  const look = async (
    all: readonly PlayerWatch[],
    call: Call,
  ): Promise<readonly PresentPlayer[] | undefined> => {
    try {
      const withFlags = all.some(({ kind }) => kind === 'flag');
      const reading = { battlemetrics, servers: await ownServers(call), withFlags, now };
      const present = await presentPlayers(reading, call);
      if (present === undefined) log.warn('BattleMetrics does not say who is on our servers just now');
      return present;
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof LimiterError)) throw error;
      log.warn({ err: error }, 'it could not be seen who is on our servers; looking again later');
      return undefined;
    }
  };

  /** Keeps the visits in step with who is there. */
  const follow = async (all: readonly PlayerWatch[], present: readonly PresentPlayer[], at: number) => {
    const before = lookedAt;
    const blind = before === undefined || Math.abs(at - before) > BRIDGED_MS;
    const watched = present.filter((player) => watchesOf(player, all).length > 0);
    await visits.endBefore(now() - LONGEST_BLINDNESS_MS);
    await visits.stillThere(watched.map(({ id }) => id));
    await visits.endBefore(now() - BRIDGED_MS);
    for (const player of watched) {
      const { id: playerId, name: playerName, serverId } = player;
      if (!(await visits.begin({ playerId, playerName, serverId }))) continue;
      const alreadyOn = blind || watchesOf(player, all).every(({ createdAt }) => createdAt > before);
      begun.set(playerId, { alreadyOn });
    }
    lookedAt = at;
  };

  /** Whoever is not seen may have left since, and is asked for: a ping is owed all the same. */
  const flagsOf = async (
    { playerId }: WatchedVisit,
    present: readonly PresentPlayer[] | undefined,
    all: readonly PlayerWatch[],
    call: Call,
  ): Promise<ReadonlySet<string>> => {
    const seen = present?.find(({ id }) => id === playerId);
    if (seen !== undefined) return seen.flagIds;
    if (all.every(({ kind }) => kind !== 'flag')) return new Set();
    return new Set((await flags.of(playerId, call)).map(({ id }) => id));
  };

  const ping = async (
    visit: WatchedVisit,
    present: readonly PresentPlayer[] | undefined,
    all: readonly PlayerWatch[],
    call: Call,
  ): Promise<void> => {
    const { playerId, playerName, serverId, beganAt } = visit;
    const mine = begun.get(playerId);
    const done = async () => {
      await visits.pinged(playerId);
      begun.delete(playerId);
    };
    if (now() - beganAt > STALE_MS) {
      log.warn({ playerId, beganAt }, 'a ping about a watched player could not be posted in time');
      return done();
    }
    const hits = watchesOf({ id: playerId, flagIds: await flagsOf(visit, present, all, call) }, all);
    // Nobody wants to know any more.
    if (hits.length === 0) return done();
    const server = known?.servers.find(({ id }) => id === serverId)?.name ?? `Server ${serverId}`;
    const mark = visitKey(visit);
    const posted = await postOnce({
      nonce: mark,
      mark: `v1:player:card:${playerId}`,
      message: watchPing({
        watch: hits,
        player: { id: playerId, name: playerName },
        server,
        alreadyOn: mine?.alreadyOn ?? true,
        at: beganAt,
      }),
      pings: pingsOf(hits),
      fresh: mine !== undefined,
      since: beganAt,
    });
    // What Discord does not take now, it will not take later: the log has it.
    if (posted.kind !== 'later') await done();
  };

  return async (call) => {
    const all = await watches.list();
    if (all.length === 0) {
      lookedAt = undefined;
      for (const { playerId } of await visits.owed()) await visits.pinged(playerId);
      await visits.endBefore(now() - BRIDGED_MS);
      return;
    }
    const at = now();
    const present = await look(all, call);
    if (!(await mayWrite())) return;
    if (present !== undefined) await follow(all, present, at);
    for (const visit of await visits.owed()) {
      try {
        await ping(visit, present, all, call);
      } catch (error) {
        log.warn({ err: error, playerId: visit.playerId }, 'a ping is owed still; trying again later');
      }
    }
  };
}

function watchesOf(
  player: Pick<PresentPlayer, 'id' | 'flagIds'>,
  all: readonly PlayerWatch[],
): readonly PlayerWatch[] {
  return all.filter(({ kind, targetId }) =>
    kind === 'player' ? targetId === player.id : player.flagIds.has(targetId),
  );
}

/** The role of each watch, or else the moderator who wants to know. */
function pingsOf(hits: readonly PlayerWatch[]) {
  const roleIds = new Set(hits.flatMap(({ roleId }) => (roleId === null ? [] : [roleId])));
  const userIds = new Set(hits.flatMap(({ roleId, moderator }) => (roleId === null ? [moderator.id] : [])));
  return { roleIds: [...roleIds], userIds: [...userIds] };
}

/** The same for each attempt at the ping of one visit; 24 characters at most for ids of up to 20 digits. */
function visitKey({ playerId, beganAt }: WatchedVisit): string {
  return `w${beganAt.toString(36)}-${BigInt(playerId).toString(36)}`;
}
