import type { Logger } from 'pino';
import type { AccessLevel } from '../../config/access.ts';
import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Call } from '../http/call.ts';
import type { Posts } from '../message/posts.ts';
import { UserError } from '../message/user-error.ts';
import type { ModerationAction, Moderator } from '../store/moderation-action.ts';
import type { FlagRequest } from '../store/moderation-request.ts';
import { sleep } from '../store/sleep.ts';
import type { Store } from '../store/store.ts';
import { createCarryOut } from './actions/carry-out.ts';
import { type ConfirmListener, createQuestions } from './actions/questions.ts';
import { createAudit } from './audit/audit.ts';
import { createDrafts, type Drafts } from './bans/ban-drafts.ts';
import { type BanFinder, createBanFinder } from './bans/ban-finder.ts';
import { createFlags, type Flags } from './flags/flags.ts';
import { createPlayerFinder, type PlayerFinder } from './players/player-finder.ts';
import { createServerFinder, type ServerFinder } from './servers/server-finder.ts';

/** Declared in config/ban-presets-file.ts once that is there. */
interface BanPreset {
  readonly name: string;
  readonly reason: string;
  readonly duration: string;
}

export interface ModerationOptions {
  readonly battlemetrics: BattleMetrics;
  readonly store: Pick<Store, 'actions' | 'playerWatches' | 'watchedVisits' | 'flagExpiries' | 'outsideBans'>;
  readonly posts: Posts;
  readonly config: {
    readonly organizationId: string;
    /** Empty: the servers of the organization. */
    readonly serverIds: readonly string[];
    readonly banListId?: string;
    readonly auditChannelId: string;
    /** Names of flags that mark staff, whom one bans by mistake only. */
    readonly staffFlags: readonly string[];
    readonly permanentBansNeedApproval: boolean;
    /** What `/rcon` may send; empty allows nothing. */
    readonly rconCommands: readonly string[];
    /** IANA name: in it dates are read and written. */
    readonly timezone: string;
    /** BattleMetrics' user who owns the token; reserved slots name it. */
    readonly tokenUserId?: string;
  };
  readonly banPresets: readonly BanPreset[];
  /** What somebody may do at this moment; undefined for who is no member of the guild. */
  readonly levelOf: (userId: string) => Promise<AccessLevel | undefined>;
  /** Whether this process still is the one that writes. */
  readonly mayWrite?: () => Promise<boolean>;
  readonly now: () => number;
  readonly log: Logger;
  /** For tests: waits before each look after an ambiguous failure, and before each new post, milliseconds. */
  readonly lookDelaysMs?: readonly number[];
  readonly auditRetryDelaysMs?: readonly number[];
}

/** Everything that changes something at BattleMetrics in the name of a moderator. */
export interface Moderation {
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
  readonly bans: BanFinder;
  readonly flags: Flags;
  readonly drafts: Drafts;
  /**
   * Carries a draft out, once, however often it is confirmed. Of an action that is settled it returns what became
   * of it.
   * @throws UserError when it is unknown, another moderator's, or being carried out at this moment.
   */
  confirm(
    actionId: string,
    moderator: Moderator,
    call: Call,
    listener?: ConfirmListener,
  ): Promise<ModerationAction>;
  /** @throws UserError as `confirm`. */
  cancel(actionId: string, moderator: Moderator): Promise<ModerationAction>;
  /** Puts a flag on a player or takes it off, without a question before it. */
  flag(
    request: Omit<FlagRequest, 'playerId'>,
    moderator: Moderator,
    call: Call,
    listener?: ConfirmListener,
  ): Promise<ModerationAction>;
  /** One more look at what became of an `unknown` action, by any moderator. @throws UserError when there is none. */
  lookAgain(actionId: string, call: Call): Promise<ModerationAction>;
  /** Finds out in the background what became of what an earlier process left, and posts what is owed. */
  start(): Promise<void>;
  /** Ends all waiting; what is not known yet stays `sending` and is found at the next start. */
  stop(): Promise<void>;
}

const FLAG_LAPSES_MS = 60_000;
/**
 * What is on the wire when the bot stops gets that long to be recorded, beside what the commands in flight and the
 * transport get; later it is looked for at the next start.
 */
const STOP_WITHIN_MS = 1_000;

export function createModeration(options: ModerationOptions): Moderation {
  const { battlemetrics, store, posts, config, now, log } = options;
  const { actions } = store;
  const { organizationId, serverIds } = config;
  const { lookDelaysMs, auditRetryDelaysMs } = options;
  const audit = createAudit({
    actions,
    posts,
    channelId: config.auditChannelId,
    log,
    ...(auditRetryDelaysMs === undefined ? {} : { retryDelaysMs: auditRetryDelaysMs }),
  });
  const carryOut = createCarryOut({
    battlemetrics,
    organizationId,
    now,
    actions,
    audit,
    log,
    ...(lookDelaysMs === undefined ? {} : { lookDelaysMs }),
  });
  const players = createPlayerFinder({ battlemetrics, organizationId, serverIds });
  const servers = createServerFinder({ battlemetrics, organizationId, serverIds });
  const bans = createBanFinder({ battlemetrics, organizationId });
  const background = new Set<Promise<unknown>>();

  /** Remembers work until it ends, for `stop` gives it a moment. */
  const keep = <T>(work: Promise<T>): Promise<T> => {
    background.add(work);
    const forget = () => background.delete(work);
    work.then(forget, forget);
    return work;
  };

  const questions = createQuestions({ actions, carryOut, keep, now, log });

  return {
    players,
    servers,
    bans,
    flags: createFlags(battlemetrics, organizationId),
    drafts: createDrafts({
      actions,
      players,
      servers,
      bans,
      now,
      ...(config.banListId === undefined ? {} : { banListId: config.banListId }),
    }),

    confirm: questions.confirm,
    cancel: questions.cancel,
    lookAgain: questions.lookAgain,

    async flag(request, moderator, call, listener = {}) {
      const { playerId } = request.subject;
      if (playerId === null) {
        throw new UserError(
          'flag-player-unknown',
          'BattleMetrics does not know this Steam ID, and only players that it knows can have flags.',
        );
      }
      const draft = await actions.create({
        moderator,
        request: { ...request, playerId },
        lapsesAt: now() + FLAG_LAPSES_MS,
      });
      return questions.carryOut(draft, call, listener);
    },

    async start() {
      await actions.lapse();
      const left = (await actions.inState('sending')).filter(({ id }) => !questions.isRunning(id));
      if (left.length > 0) {
        log.warn(
          { actions: left.map(({ id }) => id) },
          'an earlier process left actions open; looking for them',
        );
      }
      for (const action of left) {
        keep(carryOut.resume(action)).catch((error: unknown) => {
          log.error({ err: error, actionId: action.id }, 'an open action could not be finished');
        });
      }
      void keep(audit.catchUp());
    },

    async stop() {
      carryOut.stop();
      await settledWithin(background, STOP_WITHIN_MS);
      await settledWithin([audit.stop()], STOP_WITHIN_MS);
    },
  };
}

async function settledWithin(work: Iterable<Promise<unknown>>, ms: number): Promise<void> {
  const enough = new AbortController();
  const time = sleep(ms, enough.signal).catch(() => undefined);
  await Promise.race([Promise.allSettled(work), time]);
  enough.abort();
}
