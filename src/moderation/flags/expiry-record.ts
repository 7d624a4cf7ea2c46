import type { FlagExpiries } from '../../store/flag-expiries.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';

/**
 * The record of actions, which keeps in step with it when flags are over: written down with the draft, so before the
 * flag is sent; void once the flag was taken off or put on anew, whoever did it and by which button.
 */
export function recordingExpiries(
  actions: ModerationActions,
  expiries: Pick<FlagExpiries, 'add' | 'supersede'>,
): ModerationActions {
  return {
    ...actions,
    async create(asked) {
      const action = await actions.create(asked);
      await remember(action, expiries);
      return action;
    },
    async move(id, from, to, changes) {
      const action = await actions.move(id, from, to, changes);
      if (action?.state === 'done') await endOlder(action, expiries);
      return action;
    },
  };
}

async function remember(
  { id: actionId, request }: ModerationAction,
  expiries: Pick<FlagExpiries, 'add'>,
): Promise<void> {
  if (request.kind !== 'flag-add' || request.expiry === undefined) return;
  const { playerId, flagId, expiry } = request;
  await expiries.add({ actionId, playerId, flagId, expiresAt: expiry.at, whenOver: expiry.whenOver });
}

async function endOlder(
  { id, request }: ModerationAction,
  expiries: Pick<FlagExpiries, 'supersede'>,
): Promise<void> {
  if (request.kind === 'flag-add') await expiries.supersede(request.playerId, request.flagId, id);
  if (request.kind === 'flag-remove') await expiries.supersede(request.playerId, request.flagId);
}
