import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import { noteResource } from './note-resource.ts';
import type { Collection } from './paging.ts';
import {
  flagPlayerResource,
  flagResource,
  identifierResource,
  maySee,
  organizationResource,
  ref,
  resource,
} from './resources.ts';
import type { SimPlayerCounter } from './server-records.ts';
import type { SimPlayer } from './world.ts';

/** What comes with players besides the servers. */

/** Collects identifiers, notes, counters, flags and the organization; gives the flags that belong into the relationships. */
export function include(call: SimCall, player: SimPlayer, extra: Collection) {
  const { world, query } = call;
  if (query.includes('identifier') || query.includes('identifiers')) {
    const types = query.list('filter[identifiers]');
    const shown = player.identifiers.filter(
      (identifier) => maySee(call, player, identifier) && (types?.includes(identifier.type) ?? true),
    );
    extra.add(...shown.map((identifier) => identifierResource(call, player, identifier)));
  }
  if (query.includes('organization')) extra.add(organizationResource(call));
  if (query.includes('playerNote') && call.can('note:read')) {
    const notes = world.notes.filter(({ playerId }) => playerId === player.id);
    extra.add(...notes.map((note) => noteResource(call, note)));
  }
  if (query.includes('playerCounter')) {
    const counters = (world.playerCounters ?? []).filter(({ playerId }) => playerId === player.id);
    extra.add(...counters.map((counter) => counterResource(call, counter)));
  }
  if (!call.can('flag:read')) return undefined;
  const entries = world.flagPlayers.filter(({ playerId }) => playerId === player.id);
  if (query.includes('playerFlag')) {
    const flags = world.flags.filter(({ id }) => entries.some(({ flagId }) => flagId === id));
    extra.add(...flags.map((flag) => flagResource(call, flag)));
  }
  if (!query.includes('flagPlayer')) return undefined;
  extra.add(...entries.map((entry) => flagPlayerResource(call, entry)));
  return entries;
}

function counterResource(call: SimCall, { id, playerId, name, value }: SimPlayerCounter): Json {
  const relationships = {
    player: ref('player', playerId),
    organization: ref('organization', call.world.organization.id),
  };
  return resource(call, 'playerCounter', id, { name, value }, relationships);
}
