import type { Logger } from 'pino';
import type { Call } from '../../http/call.ts';
import type { ActionResult, ActionState, ModerationAction } from '../../store/moderation-action.ts';
import type { ActionChanges, ModerationActions } from '../../store/moderation-actions.ts';
import { sleep } from '../../store/sleep.ts';
import type { Audit } from '../audit/audit.ts';
import type { Progress, WriteDependencies } from '../writes/write.ts';
import { look } from './look.ts';
import { send } from './send.ts';
import { undoUntil } from './undo.ts';
import { decided, type LastLook, refused, undecided, type Verdict } from './verdict.ts';

export interface CarryOutOptions extends WriteDependencies {
  readonly actions: ModerationActions;
  readonly audit: Audit;
  readonly log: Logger;
  /** Waits before each look after an ambiguous failure, milliseconds. */
  readonly lookDelaysMs?: readonly number[];
}

/** What is worth telling while an action is carried out. */
export interface CarryOutListener {
  /** The call failed in a way that says nothing, and the search begins. */
  readonly onLooking: () => void;
  /** Of an import: so many of so many bans are there. */
  readonly onProgress: (done: number, of: number) => void;
}

/** Takes actions from `sending` to their end. */
export interface CarryOut {
  /**
   * Sends an action that was just claimed, and finds out what became of it.
   * @returns the settled action; still `sending` when the bot stops meanwhile, to be found at the next start.
   */
  run(action: ModerationAction, call: Call, listener: CarryOutListener): Promise<ModerationAction>;
  /** Finds out what became of an action that an earlier process left in `sending`. Sends nothing. */
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

export function createCarryOut(options: CarryOutOptions): CarryOut {
  const { actions, audit, log, now } = options;
  const delays = options.lookDelaysMs ?? LOOK_DELAYS_MS;
  const stopping = new AbortController();

  /** What BattleMetrics has done is known here alone until it is written down, so a busy database is tried again. */
  const record = async <T>(action: ModerationAction, write: () => Promise<T>): Promise<T> => {
    for (const delay of RECORD_DELAYS_MS) {
      try {
        return await write();
      } catch (error) {
        log.error(
          { err: error, actionId: action.id },
          'what became of an action could not be recorded; trying again',
        );
      }
      await sleep(delay, stopping.signal).catch(() => undefined);
    }
    return write();
  };

  const settle = async (action: ModerationAction, verdict: Verdict): Promise<ModerationAction> => {
    const { state, result, error } = verdict;
    const { cause, request, moderator } = action;
    // Before the end of the undo itself: a process that ends in between looks for it anew and comes here again.
    if (state === 'done' && cause.kind === 'undo') {
      await record(action, () => actions.undone(cause.of, action.id));
      void audit.show(cause.of);
    }
    const whole = { ...action, result: result ?? action.result };
    const changes: ActionChanges = {
      error,
      ...(result === undefined ? {} : { result }),
      ...(state === 'done' ? { undoUntil: undoUntil(whole, now()) } : {}),
    };
    const moveFrom = (from: ActionState) =>
      record(action, () => actions.move(action.id, from, state, changes));
    const settled =
      (await moveFrom(action.state)) ??
      // Another process gave up looking while this one still waited for its answer.
      (state === 'unknown' ? undefined : await moveFrom('unknown'));
    if (settled === undefined) return (await actions.get(action.id)) ?? action;
    log.info(
      { actionId: action.id, kind: request.kind, state, moderatorId: moderator.id, cause: cause.kind },
      'moderation action settled',
    );
    void audit.show(action.id);
    return settled;
  };

  const showSending = async (action: ModerationAction) => {
    try {
      await actions.showSending(action.id);
      void audit.show(action.id);
    } catch (error) {
      log.warn(
        { err: error, actionId: action.id },
        'the audit channel could not be told how an action goes on',
      );
    }
  };

  /**
   * Looks until something is decided or all looks are used up.
   * @returns undefined when the bot stops: it stays `sending`, and the next start looks again.
   */
  const lookUntilKnown = async (
    action: ModerationAction,
    isEnough: (last: LastLook) => boolean,
  ): Promise<LastLook | undefined> => {
    await showSending(action);
    let last: LastLook = { kind: 'unreadable' };
    for (const delay of delays) {
      try {
        await sleep(delay, stopping.signal);
        const { signal } = stopping;
        last = await look(action, options, { class: 'moderator', signal, deadline: now() + 60_000 });
      } catch (error) {
        if (stopping.signal.aborted) return undefined;
        log.warn(
          { err: error, actionId: action.id },
          'could not look what became of an action; looking again',
        );
        last = { kind: 'unreadable' };
      }
      if (isEnough(last)) return last;
    }
    return last;
  };

  const isDecided = (action: ModerationAction) => (last: LastLook) =>
    last.kind !== 'unreadable' && decided(action, last) !== undefined;

  const conclude = (action: ModerationAction, last: LastLook | undefined) => {
    if (last === undefined) return action;
    const verdict = last.kind === 'unreadable' ? undefined : decided(action, last);
    return settle(action, verdict ?? undecided(action, last));
  };

  /** The answer is empty for tokens that may not read; the id is worth one look, and is not the point. */
  const withId = async (action: ModerationAction, result: ActionResult, call: Call) => {
    if (!lacksId(action, result)) return result;
    try {
      const finding = await look(action, options, call);
      return finding.kind === 'happened' ? { ...finding.result, ...result } : result;
    } catch (error) {
      log.warn(
        { err: error, actionId: action.id },
        'a write was carried out, the id of what it made could not be read',
      );
      return result;
    }
  };

  return {
    async run(claimed, call, { onLooking, onProgress }) {
      let action = claimed;
      const progress: Progress = async (result) => {
        await actions.progress(action.id, result);
        const { imported: before = 0 } = action.result ?? {};
        action = { ...action, result };
        if (action.request.kind !== 'ban-import') return;
        const { imported = 0 } = result;
        const all = action.request.entries.length;
        onProgress(imported, all);
        if (imported > before && imported < all) await showSending(action);
      };
      for (;;) {
        const outcome = await send(action, options, call, stopping.signal, progress);
        if (outcome.kind === 'done') {
          const result = await withId(action, outcome.result, call);
          return settle(action, { state: 'done', result, error: null });
        }
        if (outcome.kind === 'failed') {
          log.warn({ err: outcome.cause, actionId: action.id }, 'a write was not carried out');
          return settle(action, refused(action, outcome.error));
        }
        log.warn({ err: outcome.error, actionId: action.id }, 'a write may have happened; looking for it');
        onLooking();
        const last = await lookUntilKnown(action, isDecided(action));
        if (last?.kind !== 'begun') return conclude(action, last);
        // Nothing is lost: the next batch follows.
        const { result } = last;
        await record(action, () => progress(result));
      }
    },

    async resume(action) {
      return conclude(action, await lookUntilKnown(action, isDecided(action)));
    },

    async lookAgain(action, call) {
      const finding = await look(action, options, call);
      const verdict = decided(action, finding);
      if (verdict !== undefined) return settle(action, verdict);
      return finding.kind === 'not-so' ? settle(action, undecided(action, finding)) : action;
    },

    stop() {
      stopping.abort();
    },
  };
}

/** Whether something was made whose id is not known, without which it can't be undone from here. */
function lacksId({ request }: ModerationAction, result: ActionResult): boolean {
  switch (request.kind) {
    case 'ban':
      return result.banId === undefined;
    case 'note-add':
      return result.noteId === undefined;
    case 'slot-add':
      return result.slotId === undefined;
    case 'flag-create':
      return result.flagId === undefined;
    default:
      return false;
  }
}
