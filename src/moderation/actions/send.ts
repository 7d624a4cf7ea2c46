import type { Call } from '../../http/call.ts';
import { ApiError, CallAbortedError, ConflictError } from '../../http/errors.ts';
import { LimiterError } from '../../ratelimit/limiter.ts';
import { explainError } from '../../render/api-error.ts';
import type { ActionResult, ModerationAction } from '../../store/moderation-action.ts';
import { writeOf } from '../writes/table.ts';
import type { Progress, WriteDependencies } from '../writes/write.ts';

/** How sending ended: surely done, surely not done, or nobody knows. `error` is fit for people. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: ActionResult }
  | { readonly kind: 'failed'; readonly error: string; readonly cause: unknown }
  | { readonly kind: 'ambiguous'; readonly error: unknown };

/** A confirmed write waits so long for its turn, milliseconds; then it is dropped unsent and the moderator told. */
const SEND_WITHIN_MS = 5 * 60_000;

/**
 * Sends an action. Not ended by the moderator's leaving: who confirmed wants it done.
 * @param stopping drops it if it is not on its way yet when the bot stops.
 */
export async function send(
  action: ModerationAction,
  deps: WriteDependencies,
  { onWait }: Call,
  stopping: AbortSignal,
  progress: Progress,
): Promise<Outcome> {
  const writing: Call = {
    class: 'write',
    signal: stopping,
    deadline: deps.now() + SEND_WITHIN_MS,
    ...(onWait === undefined ? {} : { onWait }),
  };
  try {
    return { kind: 'done', result: await writeOf(action).send(deps, writing, progress) };
  } catch (error) {
    if (!isSurelyUndone(error, action)) return { kind: 'ambiguous', error };
    return { kind: 'failed', error: explain(error, deps.now()), cause: error };
  }
}

function isSurelyUndone(error: unknown, { request }: ModerationAction): error is ApiError | LimiterError {
  if (error instanceof LimiterError) return true;
  // A conflict of a ban can only be about its own uid, which then came to BattleMetrics in some way.
  const byUid = request.kind === 'ban' || request.kind === 'ban-import';
  if (byUid && error instanceof ConflictError) return false;
  return error instanceof ApiError && error.executed === 'no';
}

function explain(error: ApiError | LimiterError, now: number): string {
  const stopped =
    error instanceof LimiterError
      ? error.reason === 'aborted' || error.reason === 'closed'
      : error instanceof CallAbortedError;
  if (stopped) return 'Squawk stopped before this was sent to BattleMetrics.';
  const { text, advice } = explainError(error, now);
  return `${text} ${advice}`;
}
