import type { AccessLevel } from '../../../config/access.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import type { ModerationAction, Moderator } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { ActionRequest } from '../../store/moderation-request.ts';
import { randomKey } from '../../store/random-key.ts';
import type { Audit } from '../audit/audit.ts';
import {
  isForGood,
  isStillModerator,
  noModeratorAnyMore,
  PROPOSAL_LAPSES_MS,
  refuseOwnApproval,
} from './approval.ts';
import { type Claims, type ConfirmListener, settledOrBusy } from './claims.ts';
import { refuseWithoutScope } from './needed-scope.ts';
import type { Asked, Order } from './order.ts';
import { refuseSecondImport } from './second-import.ts';
import { refuseSecondUndo, undoRequest } from './undo.ts';

export type { ConfirmListener } from './claims.ts';

/** The questions that drafts are, and what becomes of them when they are answered. */
export interface Questions {
  /**
   * Writes a draft that waits for its confirmation. The same request key gives the draft that is there, whatever has
   * become of it.
   */
  ask<R extends ActionRequest>(request: R, order: Order): Promise<Asked<R>>;
  /**
   * Carries out what needs no question before it, once: the same request key gives what became of the first one,
   * which is still `sending` when an earlier process began it.
   */
  perform(request: ActionRequest, order: Order, listener?: ConfirmListener): Promise<ModerationAction>;
  /**
   * Carries a draft out, once, however often it is confirmed; one that needs approval becomes a proposal. Of an action
   * that is settled it returns what became of it.
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
  /**
   * Carries a proposal out in its asker's name.
   * @throws UserError when it is the approver's own, its asker is no moderator any more (which ends it), Discord does
   * not say so, or as `confirm`.
   */
  approve(
    actionId: string,
    approver: Moderator,
    call: Call,
    listener?: ConfirmListener,
  ): Promise<ModerationAction>;
  /** Ends a proposal; who asked may take it back so. @throws UserError as `confirm`. */
  decline(actionId: string, moderator: Moderator): Promise<ModerationAction>;
  /**
   * Writes the draft of what undoes an action.
   * @throws UserError when it can't be undone (any more), or was changed since; ApiError, LimiterError.
   */
  undo(actionId: string, order: Order): Promise<Asked>;
  /** One more look at what became of an `unknown` action, by any moderator. @throws UserError when there is none. */
  lookAgain(actionId: string, call: Call): Promise<ModerationAction>;
}

interface QuestionOptions {
  readonly actions: ModerationActions;
  readonly claims: Claims;
  readonly audit: Audit;
  /** As `CarryOut.lookAgain`. */
  readonly look: (action: ModerationAction, call: Call) => Promise<ModerationAction>;
  /** Rejects when what an action did is not as it left it; as `refuseChanged`. */
  readonly mustBeAsLeft: (action: ModerationAction, call: Call) => Promise<void>;
  /** Rejects when what an action is to replace or undo is not as it was shown; as `refuseOutdated`. */
  readonly mustBeUpToDate: (action: ModerationAction, call: Call) => Promise<void>;
  readonly permanentBansNeedApproval: boolean;
  readonly levelOf: (userId: string) => Promise<AccessLevel | undefined>;
  /** Whether the token surely lacks a scope of BattleMetrics. */
  readonly lacksScope: (scope: string) => Promise<boolean>;
  readonly now: () => number;
}

/** A preview that is older shows what may no longer be so. */
const DRAFT_LAPSES_MS = 10 * 60_000;
/** What is claimed at once lapses when the process ends in between. */
const PERFORM_LAPSES_MS = 60_000;
const UID_LENGTH = 12;

export function createQuestions(options: QuestionOptions): Questions {
  const { actions, claims, audit, levelOf, now } = options;

  const needsApproval = (request: ActionRequest) => options.permanentBansNeedApproval && isForGood(request);

  const create = async <R extends ActionRequest>(
    request: R,
    { moderator, requestKey, cause }: Order,
    lapsesAfterMs: number,
  ): Promise<ModerationAction<R>> => {
    await refuseWithoutScope(request, options.lacksScope);
    const action = await actions.create({
      moderator,
      request,
      requestKey,
      lapsesAt: now() + lapsesAfterMs,
      ...(cause === undefined ? {} : { cause }),
      ...(request.kind === 'ban' ? { uid: randomKey(UID_LENGTH) } : {}),
    });
    // What was asked first counts: a replay may have read other things meanwhile.
    const stored = action.request;
    if (isOfKind(stored, request)) return { ...action, request: stored };
    throw new TypeError(`the request key ${requestKey} belongs to another kind of action`);
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

  /** What still may be decided, or what became of it. */
  const open = async (action: ModerationAction): Promise<ModerationAction> => {
    const { id, state, lapsesAt } = action;
    if ((state !== 'draft' && state !== 'proposed') || lapsesAt === null || lapsesAt > now()) return action;
    const lapsed = (await actions.move(id, state, 'lapsed')) ?? (await mustGet(id));
    void audit.show(id);
    return lapsed;
  };

  /** The proposal, or what became of it. @throws UserError for a question that was not confirmed yet. */
  const proposal = async (actionId: string): Promise<ModerationAction> => {
    const action = await open(await mustGet(actionId));
    if (action.state !== 'draft') return action;
    throw new UserError('action-not-proposed', 'Who asked for this has not confirmed it yet.');
  };

  const end = async (action: ModerationAction, error: string): Promise<ModerationAction> => {
    const ended = await actions.move(action.id, 'proposed', 'cancelled', { error });
    void audit.show(action.id);
    return ended ?? settledOrBusy(await mustGet(action.id));
  };

  const claim = async (
    action: ModerationAction,
    call: Call,
    listener: ConfirmListener,
    approver?: Moderator,
  ): Promise<ModerationAction> => {
    const { cause, request } = action;
    try {
      await options.mustBeUpToDate(action, call);
    } catch (error) {
      // Pressed twice, it is the first press that changed it.
      const latest = await mustGet(action.id);
      if (latest.state === action.state) throw error;
      return settledOrBusy(latest);
    }
    const guard = async () => {
      if (cause.kind === 'undo') await refuseSecondUndo(actions, await mustGet(cause.of), request);
      if (request.kind === 'ban-import') await refuseSecondImport(actions, action, request);
    };
    const isGuarded = cause.kind === 'undo' || request.kind === 'ban-import';
    return claims.run(action, call, listener, { approver, ...(isGuarded && { guard }) });
  };

  const ask = async <R extends ActionRequest>(request: R, order: Order): Promise<Asked<R>> => {
    await actions.lapse();
    const action = await create(request, order, DRAFT_LAPSES_MS);
    const others = (await actions.open(request)).filter(({ id }) => id !== action.id);
    const waits = ({ state }: ModerationAction) => state === 'draft' || state === 'proposed';
    return {
      action,
      rivals: {
        drafts: others.filter((one) => waits(one) && one.moderator.id !== order.moderator.id),
        unsettled: others.filter((one) => !waits(one)),
      },
      needsApproval: needsApproval(action.request),
    };
  };

  return {
    ask,

    async perform(request, order, listener = {}) {
      if (needsApproval(request)) throw new TypeError('what needs approval must be asked first');
      const action = await open(await create(request, order, PERFORM_LAPSES_MS));
      return claims.follow(action, order.call, listener);
    },

    async confirm(actionId, moderator, call, listener = {}) {
      const action = await open(await own(actionId, moderator));
      if (action.state !== 'draft') return settledOrBusy(action);
      if (!needsApproval(action.request)) return claim(action, call, listener);
      const lapsesAt = now() + PROPOSAL_LAPSES_MS;
      const proposed = await actions.move(actionId, 'draft', 'proposed', { lapsesAt });
      void audit.show(actionId);
      return proposed ?? settledOrBusy(await mustGet(actionId));
    },

    async cancel(actionId, moderator) {
      const action = await open(await own(actionId, moderator));
      if (action.state !== 'draft') return settledOrBusy(action);
      return (await actions.move(actionId, 'draft', 'cancelled')) ?? settledOrBusy(await mustGet(actionId));
    },

    async approve(actionId, approver, call, listener = {}) {
      const action = await proposal(actionId);
      if (action.state !== 'proposed') return settledOrBusy(action);
      refuseOwnApproval(action, approver);
      if (await isStillModerator(levelOf, action.moderator)) return claim(action, call, listener, approver);
      const error = noModeratorAnyMore(action.moderator);
      const ended = await end(action, error);
      // Somebody else may have approved it while Discord was asked.
      if (ended.state !== 'cancelled') return ended;
      throw new UserError(
        'approval-asker-left',
        `${error} Nothing was sent; ask for it yourself if it is right.`,
      );
    },

    async decline(actionId, moderator) {
      const action = await proposal(actionId);
      if (action.state !== 'proposed') return settledOrBusy(action);
      const isOwn = action.moderator.id === moderator.id;
      return end(action, isOwn ? `Taken back by <@${moderator.id}>.` : `Declined by <@${moderator.id}>.`);
    },

    async undo(actionId, order) {
      const undone = await mustGet(actionId);
      const request = await undoRequest(actions, undone, now());
      await options.mustBeAsLeft(undone, order.call);
      return ask(request, { ...order, cause: { kind: 'undo', of: actionId } });
    },

    async lookAgain(actionId, call) {
      const action = await mustGet(actionId);
      return action.state === 'unknown' ? options.look(action, call) : settledOrBusy(action);
    },
  };
}

function isOfKind<R extends ActionRequest>(stored: ActionRequest, asked: R): stored is R {
  return stored.kind === asked.kind;
}
