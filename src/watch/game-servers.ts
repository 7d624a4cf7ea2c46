import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Server } from '../battlemetrics/schemas/server.ts';
import type { Call } from '../http/call.ts';
import type { GameServer } from '../render/game-server.ts';

/** Which servers of BattleMetrics are ours. */
export interface GameServerScope {
  readonly organizationId: string;
  /** Empty: those of the organization. */
  readonly serverIds: readonly string[];
}

/** Servers of an organization that are listed; beyond it people look at BattleMetrics itself. */
const MOST_SERVERS = 100;

/**
 * The servers that the operator named, in that order, else those of the organization that everyone may see.
 * @throws ApiError, LimiterError
 */
export async function readGameServers(
  battlemetrics: BattleMetrics,
  { serverIds, organizationId }: GameServerScope,
  call: Call,
): Promise<readonly GameServer[]> {
  const filter =
    serverIds.length > 0 ? { ids: { whitelist: serverIds } } : { organizations: [organizationId] };
  const found: Server[] = [];
  const all = battlemetrics.servers.list.all({ filter, page: { size: 100 } }, call, {
    limit: MOST_SERVERS,
  });
  for await (const server of all) found.push(server);
  const shown =
    serverIds.length > 0
      ? found.sort((a, b) => serverIds.indexOf(a.id) - serverIds.indexOf(b.id))
      : found.filter(({ attributes }) => !attributes.private && attributes.status !== 'removed');
  return shown.map(toGameServer);
}

function toGameServer({ id, attributes, relationships }: Server): GameServer {
  const { name, status, players, maxPlayers, details } = attributes;
  const game = relationships.game?.data?.id;
  const map = textOf(details?.['map']);
  const uptime = details?.['rust_uptime'];
  const address = addressOf(attributes);
  return {
    id,
    name,
    status,
    ...(players === null ? {} : { players }),
    ...(maxPlayers === null ? {} : { maxPlayers }),
    ...(game === undefined ? {} : { game }),
    ...(map === undefined ? {} : { map }),
    ...(address === undefined ? {} : { address }),
    ...(typeof uptime === 'number' ? { uptimeSeconds: uptime } : {}),
  };
}

function addressOf({ address, ip, port }: Server['attributes']): string | undefined {
  const host = address ?? ip;
  if (host === null || host === '') return undefined;
  return port === null ? host : `${host}:${port}`;
}

/** `details` differ from game to game: nothing in them is certain. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
