import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import type { ActionResult, ModerationAction } from '../../store/moderation-action.ts';
import type { ActionRequest } from '../../store/moderation-request.ts';

export interface WriteDependencies {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  /** BattleMetrics' user who owns the token, where the token says so. */
  readonly tokenUserId?: string;
  readonly now: () => number;
}

/**
 * What the server says about an action that may have happened.
 * `not-seen` proves nothing: it may still be on its way. `not-so`: it is not as asked, and asking again does no harm.
 * `begun`: all of an import that was begun is there, and there is more to send. `unknowable`: nothing can be asked.
 */
export type Finding =
  | { readonly kind: 'happened'; readonly result: ActionResult }
  | { readonly kind: 'begun'; readonly result: ActionResult }
  | { readonly kind: 'not-seen'; readonly result?: ActionResult }
  | { readonly kind: 'not-so' }
  | { readonly kind: 'unknowable'; readonly error: string };

/** How far a write that takes several calls has come. */
export type Progress = (result: ActionResult) => Promise<void>;

/** How one kind of action is sent, and recognised afterwards. */
export interface Write<R extends ActionRequest = ActionRequest> {
  /**
   * Sends it, once. Only what stands in the record is sent, so that it can be recognised afterwards.
   * @throws ApiError or LimiterError
   */
  send(
    action: ModerationAction<R>,
    deps: WriteDependencies,
    call: Call,
    progress: Progress,
  ): Promise<ActionResult>;
  /**
   * Asks the server once what became of it.
   * @throws ApiError or LimiterError when it can't be asked.
   */
  look(action: ModerationAction<R>, deps: WriteDependencies, call: Call): Promise<Finding>;
}

/** When the action was confirmed: times that it sets count from there. Epoch milliseconds. */
export function confirmedAt(action: ModerationAction): number {
  return action.confirmedAt ?? action.createdAt;
}
