import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';

export interface OwnServer {
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
}

/** The community's servers at BattleMetrics. */
export interface ServerFinder {
  all(call: Call): Promise<readonly OwnServer[]>;
  /** @throws UserError when the text is neither the id nor the only fitting name of one of our servers. */
  resolve(text: string, call: Call): Promise<OwnServer>;
}

interface FinderOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  /** Empty: all servers of the organization. */
  readonly serverIds: readonly string[];
}

/** More are not offered; a community with more names its servers in the configuration. */
const MOST_SERVERS = 500;

export function createServerFinder({
  battlemetrics,
  organizationId,
  serverIds,
}: FinderOptions): ServerFinder {
  const all = async (call: Call): Promise<readonly OwnServer[]> => {
    const filter =
      serverIds.length === 0 ? { organizations: [organizationId] } : { ids: { whitelist: serverIds } };
    const found: OwnServer[] = [];
    const query = { filter, fields: { server: ['name'] as const }, page: { size: 100 } };
    for await (const { id, attributes } of battlemetrics.servers.list.all(query, call, {
      limit: MOST_SERVERS,
    })) {
      found.push({ id, name: attributes.name });
    }
    return found;
  };

  return {
    all,
    async resolve(text, call) {
      const wanted = text.trim().toLowerCase();
      const servers = await all(call);
      const byId = servers.find(({ id }) => id === wanted);
      if (byId !== undefined) return byId;
      const exact = servers.filter(({ name }) => name.toLowerCase() === wanted);
      const fitting =
        exact.length > 0 ? exact : servers.filter(({ name }) => name.toLowerCase().includes(wanted));
      const [first, second] = fitting;
      if (first !== undefined && second === undefined && wanted !== '') return first;
      throw new UserError(
        first === undefined ? 'server-unknown' : 'server-ambiguous',
        first === undefined
          ? 'That is none of our servers on BattleMetrics. Pick one of the suggestions of `server` while you type.'
          : 'Several of our servers fit. Pick one of the suggestions of `server` while you type.',
      );
    },
  };
}
