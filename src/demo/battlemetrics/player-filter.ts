import type { SimCall } from './endpoint.ts';
import type { Range } from './query.ts';
import { maySee } from './resources.ts';
import { asksOfServers, fitsServer } from './server-filter.ts';
import { lasts } from './session-resource.ts';
import { sessionsOf } from './sessions.ts';
import { ownServerIds, type SimPlayer } from './world.ts';

/** Whom `GET /players` lists. */

export function fitsPlayer(call: SimCall, player: SimPlayer): boolean {
  const { world, query } = call;
  const own = ownServerIds(world);
  const ours = player.visits.some(({ serverId }) => own.has(serverId));
  const everybody = query.flag('filter[public]') ?? true;
  const servers = query.list('filter[servers]');
  const organizations = query.list('filter[organizations]') ?? query.list('filter[organization]');
  const flags = query.list('filter[playerFlags]');
  const online = query.flag('filter[online]');
  const at = query.time('filter[sessions][at]');
  const search = query.text('filter[search]');
  return (
    (everybody ? !player.private : ours) &&
    (servers === undefined || player.visits.some(({ serverId }) => servers.includes(serverId))) &&
    (organizations === undefined || (organizations.includes(world.organization.id) && ours)) &&
    (flags === undefined || activeFlags(call, player).some(({ flagId }) => flags.includes(flagId))) &&
    (online === undefined || visitsOf(call, player).some((visit) => visit.online) === online) &&
    (at === undefined || (at <= call.now && sessionsOf(player).some((session) => lasts(session, at)))) &&
    fitsTimes(call, player) &&
    fitsServers(call, player) &&
    (search === undefined || score(call, player, search) > 0)
  );
}

/** When they were seen first and last, on any server. */
function fitsTimes({ query }: SimCall, { visits }: SimPlayer): boolean {
  const firstSeen = Math.min(...visits.map((visit) => visit.firstSeen));
  const lastSeen = Math.max(...visits.map((visit) => visit.lastSeen));
  return (
    isWithin(firstSeen, query.range('filter[firstSeen]')) &&
    isWithin(lastSeen, query.range('filter[lastSeen]')) &&
    lastSeen >= (query.time('filter[after]') ?? Number.NEGATIVE_INFINITY) &&
    lastSeen <= (query.time('filter[before]') ?? Number.POSITIVE_INFINITY)
  );
}

/** Who was ever on such a server. */
function fitsServers(call: SimCall, { visits }: SimPlayer): boolean {
  if (!asksOfServers(call, 'filter[server]')) return true;
  return call.world.servers.some(
    (server) =>
      visits.some(({ serverId }) => serverId === server.id) && fitsServer(call, server, 'filter[server]'),
  );
}

function isWithin(time: number, range: Range | undefined): boolean {
  return range === undefined || (time >= range.from && time <= range.to);
}

export function activeFlags({ world }: SimCall, player: SimPlayer) {
  return world.flagPlayers.filter(
    ({ playerId, removedAt }) => playerId === player.id && removedAt === undefined,
  );
}

export function visitsOf({ query }: SimCall, player: SimPlayer) {
  const wanted = query.list('filter[servers]');
  return player.visits
    .filter(({ serverId }) => wanted?.includes(serverId) ?? true)
    .toSorted((a, b) => b.lastSeen - a.lastSeen);
}

/** Fuzzy: every word has to be in one of the visible identifiers, in any case and without accents. */
export function score(call: SimCall, player: SimPlayer, search: string): number {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const texts = player.identifiers
    .filter((identifier) => maySee(call, player, identifier))
    .map(({ identifier }) => plain(identifier));
  if (texts.includes(words.join(' '))) return 3;
  if (texts.some((text) => words.every((word) => text.split(/\s+/).includes(word)))) return 2;
  return texts.some((text) => words.every((word) => text.includes(word))) ? 1 : 0;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
