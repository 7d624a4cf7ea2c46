import type { Call } from '../../http/call.ts';
import { ApiError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import { LimiterError } from '../../ratelimit/limiter.ts';
import { isBlank } from '../../render/escape.ts';
import type { Moderator } from '../../store/moderation-action.ts';
import type { PlayerWatch, PlayerWatches } from '../../store/player-watches.ts';
import type { Flags } from '../flags/flags.ts';
import type { PlayerFinder } from '../players/player-finder.ts';

export interface WatchWish {
  /** One player, or everybody who has a flag. */
  readonly kind: PlayerWatch['kind'];
  /** Which one, as it was typed. */
  readonly text: string;
  readonly reason?: string | undefined;
  /** Pinged instead of the moderator. */
  readonly roleId?: string | undefined;
}

export interface ListedWatch extends PlayerWatch {
  /** The watched flag was deleted at BattleMetrics: nobody can have it any more. */
  readonly gone: boolean;
}

/** Whom moderators want to be told about when they join one of our servers. */
export interface Watches {
  /**
   * Watches somebody, or anew with another reason, role and moderator.
   * @throws UserError for somebody unknown, a reason that is too long, or too many watches; ApiError, LimiterError.
   */
  add(wish: WatchWish, moderator: Moderator, call: Call): Promise<PlayerWatch>;
  /** By its id; undefined when there is none. */
  remove(id: string): Promise<PlayerWatch | undefined>;
  /** Oldest first. With a call it is looked up whether watched flags still are; without an answer they count as such. */
  list(call?: Call): Promise<readonly ListedWatch[]>;
  /** Whether the player is watched by name; who has a watched flag is not meant. */
  isWatched(playerId: string): Promise<boolean>;
}

interface WatchesOptions {
  readonly watches: PlayerWatches;
  readonly players: PlayerFinder;
  readonly flags: Pick<Flags, 'all' | 'resolve'>;
}

/** More are not watched but recorded: nobody reads so many pings. */
export const MOST_WATCHES = 200;
const LONGEST_REASON = 200;

export function createWatches({ watches, players, flags }: WatchesOptions): Watches {
  const resolve = async (
    { kind, text }: WatchWish,
    call: Call,
  ): Promise<{ readonly id: string; readonly name: string }> => {
    if (kind === 'flag') return flags.resolve(text, call);
    const player = await players.resolve(text, call);
    if (player.known) return player;
    throw new UserError(
      'watch-player-unknown',
      'BattleMetrics does not know this Steam ID yet, so it cannot be seen joining. Watch the player once they were on a server.',
    );
  };

  /** Undefined when nobody can say. */
  const flagsThatAre = async (call: Call): Promise<ReadonlySet<string> | undefined> => {
    try {
      return new Set((await flags.all(call)).map(({ id }) => id));
    } catch (error) {
      if (error instanceof ApiError || error instanceof LimiterError || error instanceof UserError)
        return undefined;
      throw error;
    }
  };

  return {
    async add(wish, moderator, call) {
      const reason = wish.reason?.trim() ?? '';
      if (reason.length > LONGEST_REASON) {
        throw new UserError(
          'watch-reason-too-long',
          `The reason has ${reason.length} characters, and ${LONGEST_REASON} are shown. Shorten it.`,
        );
      }
      const { id: targetId, name: targetName } = await resolve(wish, call);
      const [known, all] = await Promise.all([watches.find(wish.kind, targetId), watches.list()]);
      if (known === undefined && all.length >= MOST_WATCHES) {
        throw new UserError(
          'watch-too-many',
          `There are ${all.length} watches already. Remove some that nobody needs any more; \`/watch list\` shows them.`,
        );
      }
      return watches.add({
        kind: wish.kind,
        targetId,
        targetName,
        reason: isBlank(reason) ? null : reason,
        roleId: wish.roleId ?? null,
        moderator: { id: moderator.id, name: moderator.name },
      });
    },

    remove: (id) => watches.remove(id),

    async list(call) {
      const all = await watches.list();
      const asksForFlags = call !== undefined && all.some(({ kind }) => kind === 'flag');
      const existing = asksForFlags ? await flagsThatAre(call) : undefined;
      return all.map((watch) => ({
        ...watch,
        gone: watch.kind === 'flag' && existing !== undefined && !existing.has(watch.targetId),
      }));
    },

    isWatched: async (playerId) => (await watches.find('player', playerId)) !== undefined,
  };
}
