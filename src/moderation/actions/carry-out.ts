import type { Logger } from 'pino';
import type { Call } from '../../http/call.ts';
import type { ActionResult, ActionState, ModerationAction } from '../../store/moderation-action.ts';
import type { ActionChanges, ModerationActions } from '../../store/moderation-actions.ts';
import { sleep } from '../../store/sleep.ts';
import type { Audit } from '../audit/audit.ts';
import { look } from './look.ts';
import { type SendDependencies, send } from './send.ts';

export interface CarryOutOptions extends SendDependencies {
  readonly actions: ModerationActions;
  readonly audit: Audit;
  readonly log: Logger;
  /** Waits before each look after an ambiguous failure, milliseconds. */
  readonly lookDelaysMs?: readonly number[];
}

/** Takes actions from `sending` to their end. */
export interface CarryOut {
  /**
   * Sends an action that was just claimed, and finds out what became of it.
   * @param onLooking told when the call failed in a way that says nothing, and the search begins.
   * @returns the settled action; still `sending` when the bot stops meanwhile, to be found at the next start.
   */
  run(action: ModerationAction, call: Call, onLooking?: () => void): Promise<ModerationAction>;
  /** Finds out what became of an action that an earlier process left in `sending`. */
  resume(action: ModerationAction): Promise<ModerationAction>;
  /** One more look at an `unknown` action. @throws ApiError or LimiterError */
  lookAgain(action: ModerationAction, call: Call): Promise<ModerationAction>;
  /** Ends all waiting between looks. */
  stop(): void;
}

/** Three minutes, with growing gaps: a proxy that lost an answer has delivered or dropped the request by then. */
const LOOK_DELAYS_MS: readonly number[] = [1_000, 3_000, 8_000, 15_000, 30_000, 60_000, 60_000];

/** As long as the lease outlives a database that cannot be written; then the process ends anyway. */
const RECORD_DELAYS_MS: readonly number[] = [500, 2_000, 5_000, 15_000];

const NOT_SO =
  'No answer of BattleMetrics was seen, and afterwards it was not as asked. Asking again does no harm.';
const NOT_SEEN =
  'No answer of BattleMetrics was seen, and the ban was not found afterwards, which does not prove that it was not made.';
const NOT_READABLE =
  'No answer of BattleMetrics was seen, and it could not be asked afterwards what became of this.';

export function createCarryOut(options: CarryOutOptions): CarryOut {
  const { actions, audit, log, now } = options;
  const delays = options.lookDelaysMs ?? LOOK_DELAYS_MS;
  const stopping = new AbortController();

  /** What BattleMetrics has done is known here alone until it is written down, so a busy database is tried again. */
  const record = async (action: ModerationAction, to: ActionState, changes: ActionChanges) => {
    for (const delay of RECORD_DELAYS_MS) {
      try {
        return await actions.move(action.id, action.state, to, changes);
      } catch (error) {
        log.error(
          { err: error, actionId: action.id, state: to },
          'what became of an action could not be recorded; trying again',
        );
      }
      await sleep(delay, stopping.signal).catch(() => undefined);
    }
    return actions.move(action.id, action.state, to, changes);
  };

  const settle = async (
    action: ModerationAction,
    to: ActionState,
    changes: ActionChanges,
  ): Promise<ModerationAction> => {
    const settled = await record(action, to, changes);
    if (settled === undefined) return (await actions.get(action.id)) ?? action;
    log.info(
      { actionId: action.id, kind: action.request.kind, state: to, moderatorId: action.moderator.id },
      'moderation action settled',
    );
    void audit.show(action.id);
    return settled;
  };

  /** @returns undefined when the finding decides nothing yet. */
  const tryLook = async (action: ModerationAction, call: Call) => {
    const finding = await look(action, options, call);
    if (finding.kind === 'happened') {
      return { finding, settled: await settle(action, 'done', { result: finding.result, error: null }) };
    }
    return { finding, settled: undefined };
  };

  const lookUntilKnown = async (action: ModerationAction): Promise<ModerationAction> => {
    let lastFinding: 'not-seen' | 'not-so' | 'unreadable' = 'unreadable';
    for (const delay of delays) {
      try {
        await sleep(delay, stopping.signal);
      } catch {
        return action; // stopping: it stays `sending`, and the next start looks again
      }
      try {
        const { finding, settled } = await tryLook(action, {
          class: 'moderator',
          signal: stopping.signal,
          deadline: now() + 60_000,
        });
        if (settled !== undefined) return settled;
        lastFinding = finding.kind === 'not-so' ? 'not-so' : 'not-seen';
      } catch (error) {
        if (stopping.signal.aborted) return action;
        log.warn(
          { err: error, actionId: action.id },
          'could not look what became of an action; looking again',
        );
        lastFinding = 'unreadable';
      }
    }
    if (lastFinding === 'not-so') return settle(action, 'failed', { error: NOT_SO });
    return settle(action, 'unknown', { error: lastFinding === 'not-seen' ? NOT_SEEN : NOT_READABLE });
  };

  /** The answer is empty for tokens without `ban:read`; the id is worth one look, and is not the point. */
  const withBanId = async (action: ModerationAction, result: ActionResult, call: Call) => {
    if (action.request.kind !== 'ban' || result.banId !== undefined) return result;
    try {
      const finding = await look(action, options, call);
      return finding.kind === 'happened' ? finding.result : result;
    } catch (error) {
      log.warn({ err: error, actionId: action.id }, 'the ban was made, its id could not be read');
      return result;
    }
  };

  return {
    async run(action, call, onLooking) {
      const outcome = await send(action, options, call, stopping.signal);
      if (outcome.kind === 'done') {
        return settle(action, 'done', { result: await withBanId(action, outcome.result, call) });
      }
      if (outcome.kind === 'failed') {
        log.warn({ err: outcome.cause, actionId: action.id }, 'a write was not carried out');
        return settle(action, 'failed', { error: outcome.error });
      }
      log.warn({ err: outcome.error, actionId: action.id }, 'a write may have happened; looking for it');
      onLooking?.();
      return lookUntilKnown(action);
    },

    resume: lookUntilKnown,

    async lookAgain(action, call) {
      const { finding, settled } = await tryLook(action, call);
      if (settled !== undefined) return settled;
      return finding.kind === 'not-so' ? settle(action, 'failed', { error: NOT_SO }) : action;
    },

    stop() {
      stopping.abort();
    },
  };
}
