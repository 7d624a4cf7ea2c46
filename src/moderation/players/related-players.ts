import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { RelatedIdentifier } from '../../battlemetrics/schemas/related-identifier.ts';
import type { Call } from '../../http/call.ts';
import type { RelatedPlayer } from '../../render/moderation/views.ts';
import { withScope } from '../lacking-scope.ts';

/** A hundred identifiers are looked at; that many players are told of. */
const MOST_PLAYERS = 25;

/**
 * Others who share an identifier with a player: who shares most comes first. Document: "Related Player Identifier".
 * @returns also the types of identifiers that so many share that BattleMetrics names nobody
 * @throws UserError when the token lacks the scope, ApiError, LimiterError
 */
export async function relatedPlayers(
  battlemetrics: BattleMetrics,
  player: string,
  call: Call,
): Promise<{ readonly players: readonly RelatedPlayer[]; readonly common: readonly string[] }> {
  const { data, included } = await withScope('rcon:read', 'read identifiers', () =>
    battlemetrics.relatedIdentifiers.list(
      { player, include: ['player'], fields: { player: ['name'] }, page: { size: 100 } },
      call,
    ),
  );
  const { others, common } = sharedBy(player, data);
  const players = others.map(({ id, types }) => ({
    id,
    name: included.get('player', id)?.attributes.name ?? id,
    types,
  }));
  return { players: players.slice(0, MOST_PLAYERS), common };
}

/** Who else has a player's identifiers, who shares most first: never the player, whoever lists him among them. */
export function sharedBy(
  player: string,
  identifiers: readonly RelatedIdentifier[],
): {
  readonly others: readonly Omit<RelatedPlayer, 'name'>[];
  readonly common: readonly string[];
} {
  const types = new Map<string, Set<string>>();
  const common = new Set<string>();
  for (const { attributes, relationships, meta } of identifiers) {
    if (meta.commonIdentifier === true) common.add(attributes.type);
    for (const { id } of relationships.relatedPlayers?.data ?? []) {
      if (id === player) continue;
      types.set(id, (types.get(id) ?? new Set()).add(attributes.type));
    }
  }
  const others = [...types].map(([id, shared]) => ({ id, types: [...shared] }));
  return { others: others.sort((a, b) => weightOf(b) - weightOf(a)), common: [...common] };
}

/** Names are shared by strangers more than anything else is. */
function weightOf({ types }: Pick<RelatedPlayer, 'types'>): number {
  return types.filter((type) => type !== 'name').length * 2 + (types.includes('name') ? 1 : 0);
}
