import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';

/** A server that a board can be restricted to. */
export interface BoardServer {
  /** Of DCS the name. */
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
}

/** Servers of an organization that are considered. */
const MOST_SERVERS = 500;

export async function dcsServers(dcs: DcsServerBot, call: Call): Promise<readonly BoardServer[]> {
  return (await dcs.servers(call)).map(({ name }) => ({ id: name, name }));
}

/** @param serverIds empty: those of the organization */
export async function battleMetricsServers(
  battlemetrics: BattleMetrics,
  { organizationId, serverIds }: { readonly organizationId: string; readonly serverIds: readonly string[] },
  call: Call,
): Promise<readonly BoardServer[]> {
  const filter =
    serverIds.length === 0 ? { organizations: [organizationId] } : { ids: { whitelist: serverIds } };
  const query = { filter, fields: { server: ['name'] as const }, page: { size: 100 } };
  const found: BoardServer[] = [];
  const servers = battlemetrics.servers.list.all(query, call, { limit: MOST_SERVERS });
  for await (const { id, attributes } of servers) found.push({ id, name: attributes.name });
  return found;
}

/** @throws UserError when the text is neither the id, the name, nor a part of one name alone. */
export function chooseServer(servers: readonly BoardServer[], text: string): BoardServer {
  const wanted = text.trim().toLowerCase();
  const exact = servers.filter(
    ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  const fitting =
    exact.length > 0 ? exact : servers.filter(({ name }) => name.toLowerCase().includes(wanted));
  const [first, second] = fitting;
  if (first !== undefined && second === undefined && wanted !== '') return first;
  throw new UserError(
    first === undefined ? 'server-unknown' : 'server-ambiguous',
    first === undefined
      ? 'That is none of our servers. Pick one of the suggestions of `server` while you type.'
      : 'Several of our servers fit. Pick one of the suggestions of `server` while you type.',
  );
}
