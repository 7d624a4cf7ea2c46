import { z } from 'zod';
import { list, text } from '../arguments/params.ts';
import { defineResource, nullableText, type ResourceOf, toMany, toOne } from '../resource.ts';

/** What the API says of an identifier, wherever it stands. */
export const identifierAttributes = {
  /** An open set: the document lists 17, and `reforgerUUID` occurs beyond them. */
  type: z.string(),
  /** Left out when it is private and the token may not see it. */
  identifier: z.string().exactOptional(),
  lastSeen: nullableText,
  /** For moderators alone; never shown in public. */
  private: z.boolean().default(true),
  /** Open: a Steam profile, for instance. As private as the identifier. */
  metadata: z.record(z.string(), z.unknown()).nullable().default(null),
};

/** What a player is known by: a Steam ID, an address, a name. Document: "Player Identifier". */
export const identifier = defineResource('identifier', {
  attributes: identifierAttributes,
  relationships: { player: toOne('player'), organizations: toMany('organization') },
});
export type Identifier = ResourceOf<typeof identifier>;

/** The identifiers to look for; the API takes a hundred a call. Document: "Player Match Identifiers". */
export const newIdentifiers = list(
  z.strictObject({
    type: z.literal('identifier'),
    attributes: z.strictObject({
      type: text('its type, such as steamID'),
      identifier: text('the identifier itself'),
    }),
  }),
  'what to look for: 1 to 100 identifiers',
  { least: 0 },
).refine(({ length }) => length >= 1 && length <= 100, 'must have 1 to 100 identifiers');
