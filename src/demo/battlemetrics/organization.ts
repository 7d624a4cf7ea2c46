import { forbidden } from './api-error.ts';
import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import { resource } from './resources.ts';
import type { World } from './world.ts';

/** @throws SimError 403 where the path names another organization than the token owner's */
export function ownOrganizationId({ world, path }: SimCall): string {
  if (path['organization'] !== world.organization.id) throw forbidden();
  return world.organization.id;
}

export function organizationName({ organization, network }: World, id: string): string | undefined {
  return [organization, ...network.organizations].find((one) => one.id === id)?.name;
}

/**
 * Any organization.
 * @param as the name that the request's `fields[…]` calls it by
 * @returns undefined for one that the world does not know
 */
export function organizationById(
  call: SimCall,
  id: string,
  as: 'organization' | 'owner' = 'organization',
): Json | undefined {
  const name = organizationName(call.world, id);
  if (name === undefined) return undefined;
  const attributes = { name, tz: 'Etc/UTC', locale: 'en', banTemplate: null };
  return { ...resource(call, as, id, attributes, {}), type: 'organization' };
}
