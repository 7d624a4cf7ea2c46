import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { PlayerFlag } from '../../battlemetrics/schemas/player-flag.ts';
import type { Call } from '../../http/call.ts';
import { withScope } from '../lacking-scope.ts';

/**
 * Whose a flag is, as seen by the organization: its own, another's that shares it, or none of its business. Personal
 * ones have a user and no organization.
 */
export function ownerOf(
  { relationships, meta }: PlayerFlag,
  organizationId: string,
): 'ours' | 'shared' | 'others' {
  const owner = relationships.organization?.data?.id;
  if (owner === undefined) return relationships.user === undefined ? 'ours' : 'others';
  if (owner === organizationId) return 'ours';
  return meta.shared === true ? 'shared' : 'others';
}

/** All flags that the organization can put on players: its own, and those that others share with it. */
export async function readFlags(
  battlemetrics: BattleMetrics,
  organizationId: string,
  call: Call,
): Promise<readonly PlayerFlag[]> {
  return withScope('flag:read', 'read flags', async () => {
    const flags: PlayerFlag[] = [];
    const query = { filter: { personal: false }, page: { size: 100 } };
    for await (const flag of battlemetrics.playerFlags.list.all(query, call)) {
      if (ownerOf(flag, organizationId) !== 'others') flags.push(flag);
    }
    return flags;
  });
}
