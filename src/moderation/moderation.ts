import type { Logger } from 'pino';
import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Call } from '../http/call.ts';
import type { Posts } from '../message/posts.ts';
import { UserError } from '../message/user-error.ts';
import type { FlagRequest, ModerationAction, Moderator } from '../store/moderation-action.ts';
import { randomKey } from '../store/random-key.ts';
import { sleep } from '../store/sleep.ts';
import type { Store } from '../store/store.ts';
import { createAudit } from './audit.ts';
import { createCarryOut } from './carry-out.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createFlags, type Flags } from './flags.ts';
import { createPlayerFinder, type PlayerFinder } from './player-finder.ts';
import { createServerFinder, type ServerFinder } from './server-finder.ts';

export interface ModerationOptions {
  readonly battlemetrics: BattleMetrics;
  readonly store: Pick<Store, 'actions'>;
  readonly posts: Posts;
  readonly config: {
    readonly organizationId: string;
    /** Empty: the servers of the organization. */
    readonly serverIds: readonly string[];
    readonly banListId?: string;
    readonly auditChannelId: string;
  };
  readonly now: () => number;
  readonly log: Logger;
  /** For tests: waits before each look after an ambiguous failure, and before each new post, milliseconds. */
  readonly lookDelaysMs?: readonly number[];
  readonly auditRetryDelaysMs?: readonly number[];
}

/** What a moderator is told while an action is carried out. */
export interface ConfirmListener {
  /** The action was claimed and is being sent. */
  readonly onSending?: () => Promise<void>;
  /** It is unclear whether it happened, and looking for it begins; that may take minutes. */
  readonly onLooking?: () => Promise<void>;
}

/** Everything that changes something at BattleMetrics in the name of a moderator. */
export interface Moderation {
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
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

const UID_LENGTH = 12;
const FLAG_LAPSES_MS = 60_000;
/** What is on the wire when the bot stops gets that long to be recorded; later it is looked for at the next start. */
const STOP_WITHIN_MS = 2_000;

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
  const background = new Set<Promise<unknown>>();
  /** Ids of actions that this process is carrying out, which are none that an earlier one left. */
  const running = new Set<string>();

  /** Remembers work until it ends, for `stop` gives it a moment. */
  const keep = <T>(work: Promise<T>): Promise<T> => {
    background.add(work);
    const forget = () => background.delete(work);
    work.then(forget, forget);
    return work;
  };

  /** The only way into `sending`: whoever loses the claim is told what the other made of it. */
  const claimAndRun = async (
    draft: ModerationAction,
    call: Call,
    listener: ConfirmListener,
  ): Promise<ModerationAction> => {
    if (running.has(draft.id)) throw inProgress();
    running.add(draft.id);
    try {
      const mark = draft.request.kind === 'ban' ? { uid: randomKey(UID_LENGTH), timestamp: now() } : {};
      const claimed = await actions.move(draft.id, 'draft', 'sending', mark);
      if (claimed === undefined) return settledOrBusy(await mustGet(draft.id));
      log.info(
        { actionId: claimed.id, kind: claimed.request.kind, moderatorId: claimed.moderator.id },
        'moderation action confirmed',
      );
      // Not waited for: Discord being slow must not hold up a confirmed write.
      void tell(listener.onSending);
      return await keep(carryOut.run(claimed, call, () => void tell(listener.onLooking)));
    } finally {
      running.delete(draft.id);
    }
  };

  /** What a moderator sees meanwhile is not worth failing for. */
  const tell = async (listener: (() => Promise<void>) | undefined) => {
    try {
      await listener?.();
    } catch (error) {
      log.warn({ err: error }, 'a moderator could not be told how an action goes on');
    }
  };

  const mustGet = async (actionId: string): Promise<ModerationAction> => {
    const action = await actions.get(actionId);
    if (action !== undefined) return action;
    throw new UserError('action-unknown', 'I do not know this question any more. Use the command anew.');
  };

  const own = async (actionId: string, moderator: Moderator): Promise<ModerationAction> => {
    const action = await mustGet(actionId);
    if (action.moderator.id === moderator.id) return action;
    throw new UserError(
      'action-not-yours',
      'Only the moderator who asked can answer this. Use the command yourself if you want to act.',
    );
  };

  /** A draft that still may be decided, or what became of it. */
  const open = async (action: ModerationAction): Promise<ModerationAction> => {
    if (action.state === 'draft' && action.lapsesAt !== null && action.lapsesAt <= now()) {
      return (await actions.move(action.id, 'draft', 'lapsed')) ?? mustGet(action.id);
    }
    return action;
  };

  return {
    players,
    servers,
    flags: createFlags(battlemetrics),
    drafts: createDrafts({
      battlemetrics,
      actions,
      players,
      servers,
      organizationId,
      now,
      ...(config.banListId === undefined ? {} : { banListId: config.banListId }),
    }),

    async confirm(actionId, moderator, call, listener = {}) {
      const action = await open(await own(actionId, moderator));
      return action.state === 'draft' ? claimAndRun(action, call, listener) : settledOrBusy(action);
    },

    async cancel(actionId, moderator) {
      const action = await open(await own(actionId, moderator));
      if (action.state !== 'draft') return settledOrBusy(action);
      return (await actions.move(actionId, 'draft', 'cancelled')) ?? settledOrBusy(await mustGet(actionId));
    },

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
      return claimAndRun(draft, call, listener);
    },

    async lookAgain(actionId, call) {
      const action = await mustGet(actionId);
      if (action.state !== 'unknown') return settledOrBusy(action);
      return carryOut.lookAgain(action, call);
    },

    async start() {
      await actions.lapse();
      const left = (await actions.inState('sending')).filter(({ id }) => !running.has(id));
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
      await audit.stop();
    },
  };
}

/** @throws UserError when the action is being carried out at this moment. */
function settledOrBusy(action: ModerationAction): ModerationAction {
  if (action.state !== 'sending') return action;
  throw inProgress();
}

function inProgress(): UserError {
  return new UserError(
    'action-in-progress',
    'This is already being carried out. Nothing is sent twice; wait for its result here or in the audit channel.',
  );
}

async function settledWithin(work: Iterable<Promise<unknown>>, ms: number): Promise<void> {
  const enough = new AbortController();
  const time = sleep(ms, enough.signal).catch(() => undefined);
  await Promise.race([Promise.allSettled(work), time]);
  enough.abort();
}
