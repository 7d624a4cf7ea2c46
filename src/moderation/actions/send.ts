import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import {
  ApiError,
  CallAbortedError,
  ConflictError,
  NotFoundError,
  RejectedError,
} from '../../http/errors.ts';
import { LimiterError } from '../../ratelimit/limiter.ts';
import { explainError } from '../../render/api-error.ts';
import type { ActionResult, ModerationAction } from '../../store/moderation-action.ts';
import type { FlagRequest, UnbanRequest } from '../../store/moderation-request.ts';
import { banBody } from '../bans/ban-body.ts';

/** How sending ended: surely done, surely not done, or nobody knows. `error` is fit for people. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: ActionResult }
  | { readonly kind: 'failed'; readonly error: string; readonly cause: unknown }
  | { readonly kind: 'ambiguous'; readonly error: unknown };

export interface SendDependencies {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly now: () => number;
}

/** A confirmed write waits so long for its turn, milliseconds; then it is dropped unsent and the moderator told. */
const SEND_WITHIN_MS = 5 * 60_000;

/**
 * Sends an action, once. Only what stands in the record is sent, so that it can be recognised afterwards.
 * Not ended by the moderator's leaving: who confirmed wants it done.
 * @param stopping drops it if it is not on its way yet when the bot stops.
 */
export async function send(
  action: ModerationAction,
  deps: SendDependencies,
  { onWait }: Call,
  stopping: AbortSignal,
): Promise<Outcome> {
  const writing: Call = {
    class: 'write',
    signal: stopping,
    deadline: deps.now() + SEND_WITHIN_MS,
    ...(onWait === undefined ? {} : { onWait }),
  };
  try {
    return { kind: 'done', result: await write(action, deps, writing) };
  } catch (error) {
    if (!isSurelyUndone(error, action)) return { kind: 'ambiguous', error };
    return { kind: 'failed', error: explain(error, deps.now()), cause: error };
  }
}

function isSurelyUndone(error: unknown, { request }: ModerationAction): error is ApiError | LimiterError {
  if (error instanceof LimiterError) return true;
  // A conflict of a ban can only be about its own uid, which then came to BattleMetrics in some way.
  if (request.kind === 'ban' && error instanceof ConflictError) return false;
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

async function write(action: ModerationAction, deps: SendDependencies, call: Call): Promise<ActionResult> {
  const { request } = action;
  switch (request.kind) {
    case 'ban': {
      const { uid, timestamp } = action;
      if (uid === null || timestamp === null) throw new TypeError('a ban is sent without its uid and time');
      const body = banBody(request, { uid, timestamp }, deps.organizationId);
      const answer = await deps.battlemetrics.bans.create({ data: body }, call);
      return answer === undefined ? {} : { banId: answer.data.id };
    }
    case 'unban':
      return lift(request, action.confirmedAt ?? deps.now(), deps, call);
    case 'flag-add':
      return asDone(() => addFlag(request, deps, call), ConflictError);
    case 'flag-remove':
      return removeFlag(request, deps, call);
  }
}

async function lift(
  { banId, mode }: UnbanRequest,
  at: number,
  { battlemetrics }: SendDependencies,
  call: Call,
): Promise<ActionResult> {
  const result = await asDone(async () => {
    if (mode === 'delete') await battlemetrics.bans.delete({ id: banId }, call);
    else {
      const attributes = { expires: new Date(at).toISOString() };
      await battlemetrics.bans.update({ id: banId, data: { type: 'ban', id: banId, attributes } }, call);
    }
  }, NotFoundError);
  return { ...result, banId };
}

async function addFlag({ playerId, flagId }: FlagRequest, deps: SendDependencies, call: Call) {
  const data = [{ type: 'playerFlag' as const, id: flagId }];
  await deps.battlemetrics.flagPlayers.add({ player: playerId, data }, call);
}

async function removeFlag({ playerId, flagId }: FlagRequest, deps: SendDependencies, call: Call) {
  try {
    return await asDone(async () => {
      await deps.battlemetrics.flagPlayers.remove({ player: playerId, flag: flagId }, call);
    }, NotFoundError);
  } catch (error) {
    if (error instanceof RejectedError && /already removed/iu.test(error.apiMessage ?? '')) {
      return { alreadySo: true };
    }
    throw error;
  }
}

/** Some refusals say that there was nothing left to do; a page of a proxy that knows no such path says nothing. */
async function asDone(
  work: () => Promise<void>,
  already: typeof ConflictError | typeof NotFoundError,
): Promise<ActionResult> {
  try {
    await work();
    return {};
  } catch (error) {
    if (error instanceof already && !error.byWebPage) return { alreadySo: true };
    throw error;
  }
}
