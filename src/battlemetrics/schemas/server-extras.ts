import { z } from 'zod';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/**
 * What comes beside a server, and what the document names without describing it: their attributes are those that its
 * examples of `fields` show, and none is certain. Document: "GET /servers/{server_id}".
 */

/** How much of the time a server answered, `value`, in the days asked for: `uptime:7`, `uptime:30`, `uptime:90`. */
export const serverUptime = defineResource('serverUptime', {
  attributes: { value: z.number().nullable().exactOptional() },
  relationships: { server: toOne('server') },
});
export type ServerUptime = ResourceOf<typeof serverUptime>;

/** Something that the server announces. */
export const serverEvent = defineResource('serverEvent', {
  attributes: { value: z.unknown().optional() },
  relationships: { server: toOne('server') },
});
export type ServerEvent = ResourceOf<typeof serverEvent>;

const described = {
  /** Text of the community's own: hostile. */
  description: nullableText,
  /** Open. */
  links: z.unknown().optional(),
};

/** How a server, its organization, or its group of the organization describe themselves; public and approved ones alone. */
export const serverDescription = defineResource('serverDescription', {
  attributes: described,
  relationships: { server: toOne('server') },
});
export type ServerDescription = ResourceOf<typeof serverDescription>;

export const orgDescription = defineResource('orgDescription', {
  attributes: described,
  relationships: { organization: toOne('organization') },
});
export type OrgDescription = ResourceOf<typeof orgDescription>;

export const orgGroupDescription = defineResource('orgGroupDescription', {
  attributes: described,
  relationships: { organization: toOne('organization'), orgGroup: toOne('orgGroup') },
});
export type OrgGroupDescription = ResourceOf<typeof orgGroupDescription>;
