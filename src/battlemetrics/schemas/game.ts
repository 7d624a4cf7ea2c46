import { z } from 'zod';
import { defineResource, nullableNumber, numbersByName, objectOf, type ResourceOf } from '../resource.ts';

/** A game that BattleMetrics knows. Its id is a short name, an open set: `ark`, `squad`, … Document: "Game". */
export const game = defineResource('game', {
  attributes: {
    name: z.string(),
    metadata: z.preprocess(
      (value) => value ?? {},
      objectOf({
        /** Steam's id of the game. */
        appid: z.number().exactOptional(),
        /** Steam's directory of the game, used in queries. */
        gamedir: z.string().exactOptional(),
        /** Nobody outside is told who plays. */
        noPlayerList: z.boolean().exactOptional(),
      }),
    ),
    /** Online now. */
    players: nullableNumber,
    servers: nullableNumber,
    /** By ISO 3166-1 alpha-2; a country that is left out has none. */
    playersByCountry: numbersByName,
    serversByCountry: numbersByName,
    /** Most and fewest players at once, within that many hours or days. */
    maxPlayers24H: nullableNumber,
    maxPlayers7D: nullableNumber,
    maxPlayers30D: nullableNumber,
    minPlayers24H: nullableNumber,
    minPlayers7D: nullableNumber,
    minPlayers30D: nullableNumber,
  },
});
export type Game = ResourceOf<typeof game>;
