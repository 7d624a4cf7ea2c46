import type { FlagExpiries } from '../../store/flag-expiries.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';

/**
 * The record of actions, which keeps in step with it when flags are over: written down with the draft, so before the
 * flag is sent; void once the flag was taken off or put on anew, whoever did it and by which button.
 */
export function recordingExpiries(
  actions: ModerationActions,
  expiries: Pick<FlagExpiries, 'add' | 'ofPlayer' | 'move'>,
): ModerationActions {
  const remember = async ({ id: actionId, request }: ModerationAction): Promise<void> => {
    if (request.kind !== 'flag-add' || request.expiry === undefined) return;
    const { playerId, flagId, expiry } = request;
    await expiries.add({ actionId, playerId, flagId, expiresAt: expiry.at, whenOver: expiry.whenOver });
  };

  const endEarlier = async ({ id, request, confirmedAt }: ModerationAction): Promise<void> => {
    if (request.kind !== 'flag-add' && request.kind !== 'flag-remove') return;
    for (const { actionId, flagId, state } of await expiries.ofPlayer(request.playerId)) {
      if (actionId === id || flagId !== request.flagId) continue;
      const other = await actions.get(actionId);
      // What is found out late says nothing about what was done since.
      if ((other?.confirmedAt ?? 0) <= (confirmedAt ?? 0)) await expiries.move(actionId, state, 'over');
    }
  };

  return {
    ...actions,
    async create(asked) {
      const action = await actions.create(asked);
      await remember(action);
      return action;
    },
    async move(id, from, to, changes) {
      const action = await actions.move(id, from, to, changes);
      if (action?.state === 'done') await endEarlier(action);
      return action;
    },
  };
}
