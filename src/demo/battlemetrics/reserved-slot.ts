import { notFound } from './api-error.ts';
import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import type { SimReservedSlot } from './records.ts';
import { banIdentifier, iso, ref, resource } from './resources.ts';

export function findSlot({ world, path }: SimCall): SimReservedSlot {
  const slot = world.reservedSlots.find(({ id }) => id === path['id']?.toLowerCase());
  if (slot === undefined) throw notFound();
  return slot;
}

export function slotResource(call: SimCall, slot: SimReservedSlot): Json {
  const { organization } = call.world;
  const attributes = {
    createdAt: iso(slot.createdAt),
    expires: slot.expires === null ? null : iso(slot.expires),
    identifiers: slot.identifiers.map((identifier) => banIdentifier(call, identifier)),
  };
  const relationships = {
    player: ref('player', slot.playerId),
    servers: { data: slot.serverIds?.map((id) => ({ type: 'server', id })) ?? null },
    organization: ref('organization', organization.id),
    user: ref('user', slot.userId),
  };
  return { ...resource(call, 'reservedSlot', slot.id, attributes, relationships), meta: slot.meta };
}
