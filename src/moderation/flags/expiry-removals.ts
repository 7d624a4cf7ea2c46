import type { Call } from '../../http/call.ts';
import type { FlagExpiries } from '../../store/flag-expiries.ts';
import { ACTION_STATES, type ModerationAction, type Moderator } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { FlagRequest } from '../../store/moderation-request.ts';

export interface ExpiryRemovalsOptions {
  readonly actions: Pick<ModerationActions, 'create' | 'search'>;
  readonly expiries: Pick<FlagExpiries, 'move'>;
  /** Carries out a draft that needs no answer. */
  readonly carryOut: (draft: ModerationAction, call: Call) => Promise<ModerationAction>;
  readonly now: () => number;
}

/** Takes flags off whose time is over: by actions like any other, whose keys say which attempt they are. */
export interface ExpiryRemovals {
  /** The next attempt in the name of a moderator, not sent yet; one that is waiting already is given back. */
  draft(action: ModerationAction<FlagRequest>, moderator: Moderator): Promise<ModerationAction>;
  /** Sends it. When it is done the flag's time is over for good. */
  carryOut(
    action: ModerationAction<FlagRequest>,
    draft: ModerationAction,
    call: Call,
  ): Promise<ModerationAction>;
  /** Takes up an attempt that was left, or makes the next one when it is time; the latest one is given back. */
  goOn(action: ModerationAction<FlagRequest>, call: Call): Promise<ModerationAction>;
}

/** An attempt is sent at once; one that a crash left behind is no good any more after that. */
const LAPSES_MS = 60_000;
/** What failed is tried again, and each attempt shows in the audit channel. */
const AGAIN_MS = 86_400_000;
/** Of one player: more attempts at one flag are not told apart from each other. */
const MOST_ATTEMPTS = 500;

export function createExpiryRemovals({
  actions,
  expiries,
  carryOut: send,
  now,
}: ExpiryRemovalsOptions): ExpiryRemovals {
  /** Oldest first. */
  const attemptsAt = async ({
    id,
    request,
  }: ModerationAction<FlagRequest>): Promise<readonly ModerationAction[]> => {
    const removals = await actions.search(
      { player: request.playerId, kinds: ['flag-remove'], states: ACTION_STATES },
      MOST_ATTEMPTS,
    );
    return removals.filter(({ cause }) => cause.kind === 'expiry' && cause.of === id).toReversed();
  };

  const create = ({ id, request }: ModerationAction<FlagRequest>, moderator: Moderator, attempt: number) => {
    const { expiry: _, ...asked } = request;
    return actions.create({
      moderator,
      request: { ...asked, kind: 'flag-remove' },
      lapsesAt: now() + LAPSES_MS,
      cause: { kind: 'expiry', of: id },
      requestKey: attempt === 0 ? `expiry-${id}` : `expiry-${id}-${attempt}`,
    });
  };

  const carryOut: ExpiryRemovals['carryOut'] = async (action, draft, call) => {
    const removal = await send(draft, call);
    if (removal.state === 'done') await expiries.move(action.id, 'removing', 'over');
    return removal;
  };

  return {
    carryOut,

    async draft(action, moderator) {
      const attempts = await attemptsAt(action);
      const last = attempts.at(-1);
      if (last?.state === 'draft' && last.moderator.id === moderator.id) return last;
      return create(action, moderator, attempts.length);
    },

    async goOn(action, call) {
      const attempts = await attemptsAt(action);
      const last = attempts.at(-1);
      const again = (by: Moderator) => create(action, by, attempts.length);
      switch (last?.state) {
        case 'done':
          await expiries.move(action.id, 'removing', 'over');
          return last;
        // Under way, or being looked for.
        case 'sending':
          return last;
        case 'draft':
          return carryOut(action, last, call);
        case 'failed':
        case 'unknown':
          if (Math.abs(now() - (last.settledAt ?? last.createdAt)) < AGAIN_MS) return last;
          return carryOut(action, await again(last.moderator), call);
        default:
          return carryOut(action, await again(last?.moderator ?? action.moderator), call);
      }
    },
  };
}
