import { notFound } from './api-error.ts';
import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import type { SimFriend } from './organization-records.ts';
import { ref, resource } from './resources.ts';
import { sessionsOf } from './sessions.ts';
import { ownServerIds, type World } from './world.ts';

const STATS_MS = 90 * 86_400_000;

export function friendId({
  organizationId,
  friendId: friend,
}: Pick<SimFriend, 'organizationId' | 'friendId'>) {
  return `${organizationId}:${friend}`;
}

/** The other side, seen from the world's organization. */
export function otherOf({ organization }: World, { organizationId, friendId: friend }: SimFriend): string {
  return organizationId === organization.id ? friend : organizationId;
}

/** What the organization offers to the one in the path, or else what it is offered. @throws SimError 404 */
export function findFriend({ world, path }: SimCall): SimFriend {
  const own = world.organization.id;
  const other = path['friend'];
  const { friends } = world.network;
  const found =
    friends.find((one) => one.organizationId === own && one.friendId === other) ??
    friends.find((one) => one.organizationId === other && one.friendId === own);
  if (found === undefined) throw notFound();
  return found;
}

/** "True if both sides of the organization friendship are sharing data." */
export function isReciprocated(
  { network }: World,
  { organizationId, friendId: friend, accepted }: SimFriend,
): boolean {
  const back = network.friends.find(
    (one) => one.organizationId === friend && one.friendId === organizationId,
  );
  return accepted && back?.accepted === true;
}

export function friendResource(call: SimCall, friend: SimFriend): Json {
  const { accepted, identifiers, notes, flagsShared, flagsUsed } = friend;
  const attributes = { accepted, identifiers, notes, reciprocated: isReciprocated(call.world, friend) };
  const flags = (ids: readonly string[]) => ({ data: ids.map((id) => ({ type: 'playerFlag', id })) });
  const relationships = {
    organization: ref('organization', friend.organizationId),
    friend: ref('organization', friend.friendId),
    flagsShared: flags(flagsShared),
    flagsUsed: flags(flagsUsed),
  };
  return resource(call, 'organizationFriend', friendId(friend), attributes, relationships);
}

/** What an organization shows of itself to those who might become its friends. */
export function organizationStats(call: SimCall, id: string): Json | undefined {
  const stats = statsOf(call, id);
  if (stats === undefined) return undefined;
  const relationships = { organization: ref('organization', id) };
  return resource(call, 'organizationStats', id, stats, relationships);
}

function statsOf({ world, now }: SimCall, id: string): Json | undefined {
  if (id !== world.organization.id) {
    const other = world.network.organizations.find((one) => one.id === id);
    if (other === undefined) return undefined;
    const { gameRanks, identifiers, uniquePlayers } = other;
    return { gameRanks, identifiers, uniquePlayers };
  }
  const own = ownServerIds(world);
  const seen = world.players.filter((player) =>
    sessionsOf(player).some(
      ({ serverId, stop }) => own.has(serverId) && (stop === undefined || stop >= now - STATS_MS),
    ),
  );
  const known = world.players.filter(({ visits }) => visits.some(({ serverId }) => own.has(serverId)));
  return {
    gameRanks: gameRanks(world),
    identifiers: known.reduce((sum, { identifiers }) => sum + identifiers.length, 0),
    uniquePlayers: seen.length,
  };
}

/** "The top rank for each game the organization hosts." */
function gameRanks(world: World): Readonly<Record<string, number>> {
  const own = world.servers.filter(({ organizationId }) => organizationId === world.organization.id);
  const games = [...new Set(own.map(({ game }) => game))];
  return Object.fromEntries(
    games.map((game) => [
      game,
      Math.min(...own.filter((server) => server.game === game).map(({ rank }) => rank)),
    ]),
  );
}
