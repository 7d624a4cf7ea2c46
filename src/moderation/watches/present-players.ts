import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { FlagPlayer } from '../../battlemetrics/schemas/flag-player.ts';
import type { Call } from '../../http/call.ts';
import type { OwnServer } from '../servers/server-finder.ts';

/** Somebody who is on one of our servers. */
export interface PresentPlayer {
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
  readonly serverId: string;
  /** UUIDs; empty where flags were not asked for. */
  readonly flagIds: ReadonlySet<string>;
}

/** Ids in one question, for an address can be only so long. */
const SERVERS_AT_ONCE = 100;
/** Taken for present where BattleMetrics gives a time and does not say whether the player is online, milliseconds. */
const SEEN_JUST_NOW_MS = 3 * 60_000;

interface Reading {
  readonly battlemetrics: BattleMetrics;
  readonly servers: readonly OwnServer[];
  readonly withFlags: boolean;
  readonly now: () => number;
}

/**
 * Who is on these servers now, by all pages of `GET /players` (document: "Player").
 * @returns undefined when only old answers are to be had, which prove nothing about now.
 * @throws ApiError, LimiterError
 */
export async function presentPlayers(
  { battlemetrics, servers, withFlags, now }: Reading,
  call: Call,
): Promise<readonly PresentPlayer[] | undefined> {
  const found = new Map<string, PresentPlayer>();
  let stale = false;
  const fresh: Call = {
    ...call,
    onStale: () => {
      stale = true;
    },
  };
  for (let at = 0; at < servers.length; at += SERVERS_AT_ONCE) {
    const ids = servers.slice(at, at + SERVERS_AT_ONCE).map(({ id }) => id);
    const ours = new Set(ids);
    const query = {
      // Without `public` the whole world is listed; `online` alone would be online anywhere.
      filter: { public: false, online: true, servers: ids },
      include: ['server' as const, ...(withFlags ? (['flagPlayer', 'playerFlag'] as const) : [])] as const,
      fields: { player: ['name'] as const, server: ['name'] as const },
      page: { size: 100 },
    };
    for await (const page of battlemetrics.players.list.pages(query, fresh)) {
      if (stale) return undefined;
      const flags = flagsByPlayer(page.included.all('flagPlayer'));
      for (const { id, attributes, relationships } of page.data) {
        const server = (relationships.servers?.data ?? []).find(
          (one) => ours.has(one.id) && isOnline(one.meta, now()),
        );
        if (server === undefined) continue;
        found.set(id, {
          id,
          name: attributes.name,
          serverId: server.id,
          flagIds: flags.get(id) ?? new Set(),
        });
      }
    }
  }
  return [...found.values()];
}

function isOnline(
  meta: { readonly online?: boolean; readonly lastSeen?: string | null } | undefined,
  now: number,
): boolean {
  return meta?.online ?? Date.parse(meta?.lastSeen ?? '') > now - SEEN_JUST_NOW_MS;
}

/** Flags that were taken away stay in BattleMetrics' list. */
function flagsByPlayer(entries: readonly FlagPlayer[]): ReadonlyMap<string, ReadonlySet<string>> {
  const flags = new Map<string, Set<string>>();
  for (const { id, attributes, relationships } of entries) {
    if (attributes.removedAt !== null) continue;
    // The id is `{player}:{flag}`, where a relationship is left out.
    const [playerOfId, flagOfId] = id.split(':');
    const player = relationships.player?.data?.id ?? playerOfId;
    const flag = relationships.playerFlag?.data?.id ?? flagOfId;
    if (player === undefined || flag === undefined) continue;
    flags.set(player, (flags.get(player) ?? new Set()).add(flag));
  }
  return flags;
}
