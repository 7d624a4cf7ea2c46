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
}

/** The questions that drafts are, and what becomes of them when they are answered. */
export interface Questions {
  /** As `Moderation.confirm`. */
  confirm(
    actionId: string,
    moderator: Moderator,
    call: Call,
    listener?: ConfirmListener,
  ): Promise<ModerationAction>;
  /** As `Moderation.cancel`. */
  cancel(actionId: string, moderator: Moderator): Promise<ModerationAction>;
  /** Carries a draft out that needs no answer. */
  carryOut(draft: ModerationAction, call: Call, listener: ConfirmListener): Promise<ModerationAction>;
  /** As `Moderation.lookAgain`. */
  lookAgain(actionId: string, call: Call): Promise<ModerationAction>;
  /** Whether this process is carrying the action out, which is then none that an earlier one left. */
  isRunning(actionId: string): boolean;
}

interface QuestionOptions {
  readonly actions: ModerationActions;
  readonly carryOut: CarryOut;
  /** Remembers work until it ends. */
  readonly keep: <T>(work: Promise<T>) => Promise<T>;
  readonly now: () => number;
  readonly log: Logger;
}

const UID_LENGTH = 12;

export function createQuestions({ actions, carryOut, keep, now, log }: QuestionOptions): Questions {
  const running = new Set<string>();

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
    async confirm(actionId, moderator, call, listener = {}) {
      const action = await open(await own(actionId, moderator));
      return action.state === 'draft' ? claimAndRun(action, call, listener) : settledOrBusy(action);
    },

    async cancel(actionId, moderator) {
      const action = await open(await own(actionId, moderator));
      if (action.state !== 'draft') return settledOrBusy(action);
      return (await actions.move(actionId, 'draft', 'cancelled')) ?? settledOrBusy(await mustGet(actionId));
    },

    carryOut: claimAndRun,

    async lookAgain(actionId, call) {
      const action = await mustGet(actionId);
      if (action.state !== 'unknown') return settledOrBusy(action);
      return carryOut.lookAgain(action, call);
    },

    isRunning: (actionId) => running.has(actionId),
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
