import type { Logger } from 'pino';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import type { ModerationAction, Moderator } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import { randomKey } from '../../store/random-key.ts';
import type { CarryOut } from './carry-out.ts';

/** What a moderator is told while an action is carried out. */
export interface ConfirmListener {
  /** The action was claimed and is being sent. */
  readonly onSending?: () => Promise<void>;
  /** It is unclear whether it happened, and looking for it begins; that may take minutes. */
  readonly onLooking?: () => Promise<void>;
  /** Of an import: so many of so many bans are there. */
  readonly onProgress?: (done: number, of: number) => Promise<void>;
}

interface Claim {
  /** The second moderator, for a proposal. */
  readonly approver?: Moderator | undefined;
  /** Rejects when it must not be claimed (any more); one at a time together with the claim. */
  readonly guard?: (() => Promise<void>) | undefined;
}

/** The only way into `sending`. */
export interface Claims {
  /**
   * Claims a draft or a proposal and carries it out. Whoever loses the claim is told what the other made of it.
   * @throws UserError when it is being carried out at this moment.
   */
  run(
    action: ModerationAction,
    call: Call,
    listener: ConfirmListener,
    claim?: Claim,
  ): Promise<ModerationAction>;
  /** The same; but who comes while this process carries it out hears how it ends. */
  follow(action: ModerationAction, call: Call, listener: ConfirmListener): Promise<ModerationAction>;
  /** Whether this process is carrying the action out, which is then none that an earlier one left. */
  isRunning(actionId: string): boolean;
}

interface ClaimOptions {
  readonly actions: ModerationActions;
  readonly carryOut: CarryOut;
  /** Remembers work until it ends. */
  readonly keep: <T>(work: Promise<T>) => Promise<T>;
  readonly now: () => number;
  readonly log: Logger;
}

/** Of bans that were drafted before drafts had one. */
const UID_LENGTH = 12;

export function createClaims({ actions, carryOut, keep, now, log }: ClaimOptions): Claims {
  const running = new Map<string, Promise<ModerationAction>>();
  let turn: Promise<unknown> = Promise.resolve();

  const take = async (action: ModerationAction, approver: Moderator | undefined) => {
    const mark =
      action.request.kind === 'ban' ? { uid: action.uid ?? randomKey(UID_LENGTH), timestamp: now() } : {};
    return actions.move(action.id, action.state, 'sending', {
      ...mark,
      ...(approver === undefined ? {} : { approver }),
    });
  };

  const guarded = (guard: () => Promise<void>, claim: () => ReturnType<typeof take>) => {
    const mine = turn.then(guard).then(claim);
    turn = mine.catch(() => undefined);
    return mine;
  };

  /** What a moderator sees meanwhile is not worth failing for. */
  const tell = async (telling: (() => Promise<void>) | undefined) => {
    try {
      await telling?.();
    } catch (error) {
      log.warn({ err: error }, 'a moderator could not be told how an action goes on');
    }
  };

  const claimAndRun = async (
    action: ModerationAction,
    call: Call,
    { onSending, onLooking, onProgress }: ConfirmListener,
    { approver, guard }: Claim,
    lost: (action: ModerationAction) => ModerationAction,
  ): Promise<ModerationAction> => {
    const claim = () => take(action, approver);
    const claimed = await (guard === undefined ? claim() : guarded(guard, claim));
    if (claimed === undefined) return lost((await actions.get(action.id)) ?? action);
    log.info(
      {
        actionId: claimed.id,
        kind: claimed.request.kind,
        moderatorId: claimed.moderator.id,
        ...(approver === undefined ? {} : { approverId: approver.id }),
      },
      'moderation action confirmed',
    );
    // Not waited for: Discord being slow must not hold up a confirmed write.
    void tell(onSending);
    return keep(
      carryOut.run(claimed, call, {
        onLooking: () => void tell(onLooking),
        onProgress: (done, of) => void tell(onProgress && (() => onProgress(done, of))),
      }),
    );
  };

  const start = async (
    action: ModerationAction,
    call: Call,
    listener: ConfirmListener,
    claim: Claim,
    lost: (action: ModerationAction) => ModerationAction,
  ): Promise<ModerationAction> => {
    const work = claimAndRun(action, call, listener, claim, lost);
    running.set(action.id, work);
    try {
      return await work;
    } finally {
      running.delete(action.id);
    }
  };

  return {
    async run(action, call, listener, claim = {}) {
      if (running.has(action.id)) throw inProgress();
      return start(action, call, listener, claim, settledOrBusy);
    },

    async follow(action, call, listener) {
      const work = running.get(action.id);
      if (work !== undefined) return work;
      return action.state === 'draft' ? start(action, call, listener, {}, (same) => same) : action;
    },

    isRunning: (actionId) => running.has(actionId),
  };
}

/** @throws UserError when the action is being carried out at this moment. */
export function settledOrBusy(action: ModerationAction): ModerationAction {
  if (action.state !== 'sending') return action;
  throw inProgress();
}

function inProgress(): UserError {
  return new UserError(
    'action-in-progress',
    'This is already being carried out. Nothing is sent twice; wait for its result here or in the audit channel.',
  );
}
