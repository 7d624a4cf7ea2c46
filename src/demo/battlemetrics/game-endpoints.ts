import { notFound } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { extremes, playersOf, serversOf, total } from './game-population.ts';
import { pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import { only } from './resources.ts';
import { GAMES, type SimGame } from './seed-games.ts';

/** The games that BattleMetrics knows. */
export const gameEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/games',
    params: { ...PAGING, 'fields[game]': 'text' },
    answer: (call) => {
      const { page, links } = pageOf(call, GAMES, { key: ({ id }) => id, id: ({ id }) => id, pageSize: 100 });
      return { status: 200, body: { data: page.map((game) => gameResource(call, game)), links } };
    },
  },
  {
    method: 'GET',
    path: '/games/{game}',
    params: { 'fields[game]': 'text' },
    answer: (call) => {
      const game = GAMES.find(({ id }) => id === call.path['game']);
      if (game === undefined) throw notFound();
      return { status: 200, body: { data: gameResource(call, game) } };
    },
  },
];

/** Games have no relationships at all. */
function gameResource(call: SimCall, game: SimGame) {
  const { world, now, query } = call;
  const { id, name, appid, gamedir, noPlayerList } = game;
  const players = playersOf(world, game, now);
  const servers = serversOf(world, game);
  const [day, week, month] = [1, 7, 30].map((days) => extremes(world, game, days, now));
  const attributes = {
    name,
    metadata: { appid, gamedir, ...(noPlayerList === undefined ? {} : { noPlayerList }) },
    players: total(players),
    servers: total(servers),
    serversByCountry: Object.fromEntries(servers),
    playersByCountry: Object.fromEntries(players),
    maxPlayers30D: month?.most,
    maxPlayers7D: week?.most,
    maxPlayers24H: day?.most,
    minPlayers30D: month?.least,
    minPlayers7D: week?.least,
    minPlayers24H: day?.least,
  };
  return { type: 'game', id, attributes: only(attributes, query.fields('game')) };
}
