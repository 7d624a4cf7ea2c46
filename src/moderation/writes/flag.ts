import type { Call } from '../../http/call.ts';
import { ConflictError, NotFoundError, RejectedError } from '../../http/errors.ts';
import type { ActionResult } from '../../store/moderation-action.ts';
import type { FlagRequest } from '../../store/moderation-request.ts';
import { asDone } from './already.ts';
import type { Write, WriteDependencies } from './write.ts';

/** A flag on a player. Document: "Flag Player". */
export const flagWrite: Write<FlagRequest> = {
  send({ request }, deps, call) {
    if (request.kind === 'flag-remove') return remove(request, deps, call);
    const data = [{ type: 'playerFlag' as const, id: request.flagId }];
    return asDone(
      () => deps.battlemetrics.flagPlayers.add({ player: request.playerId, data }, call),
      ConflictError,
    );
  },

  async look({ request }, { battlemetrics }, call) {
    const { kind, playerId, flagId } = request;
    const entries = battlemetrics.flagPlayers.list.all({ player: playerId, page: { size: 100 } }, call);
    let has = false;
    for await (const { attributes, relationships } of entries) {
      if (attributes.removedAt === null && relationships.playerFlag?.data?.id === flagId) has = true;
    }
    return has === (kind === 'flag-add') ? { kind: 'happened', result: {} } : { kind: 'not-so' };
  },
};

async function remove(
  { playerId, flagId }: FlagRequest,
  { battlemetrics }: WriteDependencies,
  call: Call,
): Promise<ActionResult> {
  try {
    return await asDone(
      () => battlemetrics.flagPlayers.remove({ player: playerId, flag: flagId }, call),
      NotFoundError,
    );
  } catch (error) {
    if (error instanceof RejectedError && /already removed/iu.test(error.apiMessage ?? '')) {
      return { alreadySo: true };
    }
    throw error;
  }
}
