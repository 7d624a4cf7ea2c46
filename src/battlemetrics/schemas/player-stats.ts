import type { z } from 'zod';
import { defineResource, nullableNumber, numbersByName, toOne } from '../resource.ts';

const resource = defineResource('playerStats', {
  attributes: {
    /** Different players seen. */
    uniquePlayers: nullableNumber,
    /** Fewest and most players online at once. */
    minPlayers: nullableNumber,
    maxPlayers: nullableNumber,
    /** By ISO 3166-1 alpha-2, and `unknown`. */
    uniquePlayersByCountry: numbersByName,
    /** How long sessions lasted on average, and the first one of new players; seconds. */
    sessionDuration: nullableNumber,
    firstTimeSessionDuration: nullableNumber,
  },
  relationships: {
    organization: toOne('organization'),
    server: toOne('server'),
    game: toOne('game'),
    orgGroup: toOne('orgGroup'),
  },
});

/** Who was seen on an organization's servers during a time. It has no id. Document: "Player Stats". */
export const playerStats = {
  ...resource,
  schema: resource.schema.omit({ id: true }),
  sparse: (fields: readonly string[]) => resource.sparse(fields).omit({ id: true }),
};
export type PlayerStats = z.output<typeof playerStats.schema>;
