import type { Logger } from 'pino';
import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import { ApiError } from '../../http/errors.ts';
import { LimiterError } from '../../ratelimit/limiter.ts';
import { outsideBanMark, outsideBanMessage } from '../../render/moderation/outside-ban.ts';
import { outsideBansMark, outsideBansMessage } from '../../render/moderation/outside-bans.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { OutsideBan, OutsideBans } from '../../store/outside-bans.ts';
import type { OncePosted, PostOnce } from '../post-once.ts';
import { bansSince } from './bans-since.ts';

export interface OutsideBansOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly actions: Pick<ModerationActions, 'ownUids'>;
  readonly outsideBans: OutsideBans;
  readonly postOnce: PostOnce;
  /** Whether this process still may change something; asked after each wait for an API. */
  readonly mayWrite: () => Promise<boolean>;
  readonly now: () => number;
  readonly log: Logger;
}

/** How far before the newest known ban is looked, for bans become visible late and clocks differ. */
const OVERLAP_MS = 60 * 60_000;
/** Posted one by one in a round, so that the channel stays readable. */
const MOST_POSTS = 10;
/** When more are to be posted, what goes beyond `MOST_POSTS` is told in one message. */
const MOST_ONE_BY_ONE = 20;
const DAY_MS = 86_400_000;
/** A ban is remembered for longer than it is looked back. */
const REMEMBERED_MS = 90 * DAY_MS;
/** Stands for the first look in the place of a ban: what was made before is not told. */
const FIRST_LOOK = 'first-look';

/**
 * A round of the feed of bans that nobody made with this bot: it reads what was made since the last one, and posts
 * each to the audit channel, once. What there is at the very first look counts as known. Never rejects because of an API.
 */
export function createOutsideBans(options: OutsideBansOptions): (call: Call) => Promise<void> {
  const { actions, outsideBans, postOnce, mayWrite, now, log } = options;
  /** Bans that this process wrote down, of which no earlier one can have posted anything. */
  const fresh = new Set<string>();
  let prunedAt: number | undefined;

  /** @returns how many more may be posted; undefined while more must not become owed. */
  const post = async (most: number): Promise<number | undefined> => {
    const owed = await outsideBans.owed();
    if (owed.length > MOST_ONE_BY_ONE && !(await postSummary(owed.slice(MOST_POSTS)))) return undefined;
    let left = most;
    for (const ban of owed.slice(0, most)) {
      // The channel does not take anything now.
      if ((await postBan(ban)).kind === 'later') return 0;
      await outsideBans.sent([ban.banId]);
      fresh.delete(ban.banId);
      left -= 1;
    }
    return left;
  };

  const postBan = async (ban: OutsideBan): Promise<OncePosted> => {
    const { banId, madeAt } = ban;
    const once = {
      nonce: `ob-${banId}`,
      mark: outsideBanMark(banId),
      fresh: fresh.has(banId),
      since: madeAt,
    };
    const posted = await postOnce({ ...once, message: outsideBanMessage(ban) });
    if (posted.kind !== 'refused') return posted;
    // AutoMod reads names and reasons, too; that there is a ban can be said without them.
    const bare = { ...ban, player: undefined, reason: '', server: undefined, author: undefined };
    return postOnce({ ...once, message: outsideBanMessage(bare) });
  };

  /**
   * Before the others, and before more become owed: a process that takes this up must come to the same message.
   * @returns false when it could not be posted yet
   */
  const postSummary = async (rest: readonly OutsideBan[]): Promise<boolean> => {
    const [first] = rest;
    const last = rest.at(-1);
    if (first === undefined || last === undefined) return true;
    const told = { count: rest.length, first, last };
    const posted = await postOnce({
      nonce: `os-${first.banId}`,
      mark: outsideBansMark(told),
      message: outsideBansMessage(told),
      fresh: fresh.has(first.banId),
      since: first.madeAt,
    });
    if (posted.kind === 'later') return false;
    const ids = rest.map(({ banId }) => banId);
    await outsideBans.sent(ids);
    for (const id of ids) fresh.delete(id);
    return true;
  };

  /** Writes down what was made since. */
  const read = async (call: Call): Promise<void> => {
    const latest = await outsideBans.latest();
    const at = now();
    const since = Math.min(latest ?? at, at) - OVERLAP_MS;
    const found = await bansSince({ ...options, since, now: at }, call);
    if (found === undefined) {
      log.warn('BattleMetrics does not say which bans were made; looking again later');
      return;
    }
    if (found.more) log.warn({ since }, 'more bans were made since than are read; the oldest are not told');
    const known = await outsideBans.known(found.bans.map(({ banId }) => banId));
    const bans = found.bans.filter(({ banId }) => !known.has(banId));
    const own = await actions.ownUids(bans.flatMap(({ uid }) => (uid === null ? [] : [uid])));
    const isTold = ({ uid }: OutsideBan) => latest !== undefined && (uid === null || !own.has(uid));
    const rows = bans.map((ban) =>
      isTold(ban)
        ? { banId: ban.banId, madeAt: ban.madeAt, post: 'owed' as const, ban }
        : { banId: ban.banId, madeAt: ban.madeAt, post: 'none' as const, ban: null },
    );
    if (latest === undefined) rows.push({ banId: FIRST_LOOK, madeAt: at, post: 'none', ban: null });
    if (rows.length === 0 || !(await mayWrite())) return;
    await outsideBans.add(rows);
    for (const { banId, post } of rows) if (post === 'owed') fresh.add(banId);
  };

  const prune = async (): Promise<void> => {
    if (prunedAt !== undefined && Math.abs(now() - prunedAt) < DAY_MS) return;
    prunedAt = now();
    const latest = await outsideBans.latest();
    // Without the newest one the next look would be the first.
    if (latest !== undefined)
      await outsideBans.prune(Math.min(now() - REMEMBERED_MS, latest - 2 * OVERLAP_MS));
  };

  return async (call) => {
    const left = await post(MOST_POSTS);
    if (left === undefined) return;
    try {
      await read(call);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof LimiterError)) throw error;
      log.warn({ err: error }, 'bans made elsewhere could not be read; looking again later');
      return;
    }
    await post(left);
    await prune();
  };
}
