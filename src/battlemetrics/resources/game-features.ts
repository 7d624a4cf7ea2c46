import { group, keyPage, numberRange, optional, sort, text, uuid } from '../arguments/params.ts';
import { operation, page } from '../operation.ts';
import { gameFeature } from '../schemas/game-feature.ts';
import { gameFeatureOption } from '../schemas/game-feature-option.ts';

const cache = { ttlMs: 60 * 60_000, staleForMs: 24 * 60 * 60_000 };

export const gameFeatures = {
  /** What servers can be searched by: the keys of `filter.features`. */
  list: operation({
    method: 'GET',
    path: '/game-features',
    params: {},
    section: 'Game Features',
    summary: 'Lists what servers of games can be searched by.',
    query: { filter: group({ game: optional(text('id of a game')) }), page: keyPage() },
    fields: [gameFeature],
    answer: page(gameFeature),
    cache,
  }),
  /** What a feature can be: the values of `filter.features`. Those with fewer than ten servers or players are left out. */
  options: operation({
    method: 'GET',
    path: '/game-features/{feature}/relationships/options',
    params: { feature: uuid('id of the feature') },
    section: 'Game Feature Options',
    summary: 'Lists what a feature of a game can be.',
    query: {
      filter: group({
        count: optional(numberRange('how many servers have it; 10: if left out')),
        players: optional(numberRange('how many players they have; 10: if left out')),
      }),
      page: keyPage({ most: 500 }),
      sort: sort('count', 'count', 'players'),
    },
    fields: [gameFeatureOption],
    answer: page(gameFeatureOption),
    cache,
  }),
};
