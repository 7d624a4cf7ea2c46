import { gameId, keyPage } from '../arguments/params.ts';
import { one, operation, page } from '../operation.ts';
import { game } from '../schemas/game.ts';

const cache = { ttlMs: 10 * 60_000, staleForMs: 24 * 60 * 60_000 };

export const games = {
  /** The games that BattleMetrics knows, a hundred a page. */
  list: operation({
    method: 'GET',
    path: '/games',
    params: {},
    section: 'Game',
    summary: 'Lists the games that BattleMetrics knows.',
    query: { page: keyPage({ standard: 100 }) },
    fields: [game],
    answer: page(game),
    cache,
  }),
  /** One game. */
  get: operation({
    method: 'GET',
    path: '/games/{id}',
    params: { id: gameId() },
    section: 'Game',
    summary: 'Shows a game, its players and servers.',
    fields: [game],
    answer: one(game),
    cache,
  }),
};
