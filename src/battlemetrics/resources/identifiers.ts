import { z } from 'zod';
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
  relationships: { player: toOne, organizations: toMany },
});
export type Identifier = ResourceOf<typeof identifier>;

/** An identifier to look for. */
export interface NewIdentifier {
  readonly type: 'identifier';
  readonly attributes: { readonly type: string; readonly identifier: string };
}
