import type { Call } from '../../http/call.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { FlagRequest } from '../../store/moderation-request.ts';
import type { Flags } from './flags.ts';

/** How far BattleMetrics' clock may be from ours. */
const CLOCK_SKEW_MS = 15 * 60_000;
/** Of one player, the latest: older ones were before the flag in question. */
const MOST_ACTIONS = 500;

/** The action that put a flag on; undefined for any other. */
export async function flagAddOf(
  actionId: string,
  actions: Pick<ModerationActions, 'get'>,
): Promise<ModerationAction<FlagRequest> | undefined> {
  const action = await actions.get(actionId);
  if (action?.request.kind !== 'flag-add') return undefined;
  return { ...action, request: action.request };
}

/**
 * Whether the flag that an action put on is not there any more, or is there for another reason: it was taken off or
 * put on anew since, with this bot or at BattleMetrics.
 * @throws ApiError, LimiterError; Error when only old answers are to be had.
 */
export async function hasEnded(
  action: ModerationAction<FlagRequest>,
  {
    actions,
    flags,
  }: { readonly actions: Pick<ModerationActions, 'search'>; readonly flags: Pick<Flags, 'of'> },
  call: Call,
): Promise<boolean> {
  const { playerId, flagId } = action.request;
  const since = action.confirmedAt ?? action.createdAt;
  const later = await actions.search(
    { player: playerId, kinds: ['flag-add', 'flag-remove'], states: ['done'], from: since },
    MOST_ACTIONS,
  );
  const changed = later.some(
    ({ id, request, confirmedAt }) =>
      id !== action.id &&
      (request.kind === 'flag-add' || request.kind === 'flag-remove') &&
      request.playerId === playerId &&
      request.flagId === flagId &&
      (confirmedAt ?? 0) >= since,
  );
  if (changed) return true;
  let stale = false;
  const onStale = () => {
    stale = true;
  };
  const has = await flags.of(playerId, { ...call, onStale });
  if (stale) throw new Error('BattleMetrics does not say which flags the player has now');
  const flag = has.find(({ id }) => id === flagId);
  if (flag === undefined) return true;
  const putOnAnew = (flag.addedAt ?? 0) > (action.settledAt ?? since) + CLOCK_SKEW_MS;
  return putOnAnew;
}
