import { notFound } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { type Order, pageOf } from './paging.ts';
import { COUNTS, PAGING } from './query.ts';
import { iso, ref, resource } from './resources.ts';
import { FEATURES, fitsOption, type SimFeature, type SimFeatureOption } from './seed-games.ts';

/** By what servers can be searched for. */
export const gameFeatureEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/game-features',
    params: { ...PAGING, 'fields[gameFeature]': 'text', 'filter[game]': 'text' },
    answer: listFeatures,
  },
  {
    method: 'GET',
    path: '/game-features/{feature}/relationships/options',
    params: {
      ...PAGING,
      'page[size]': { least: 1, most: 500 },
      'fields[gameFeatureOption]': 'text',
      'filter[count]': COUNTS,
      'filter[players]': COUNTS,
      sort: ['count', '-count', 'players', '-players'],
    },
    answer: listOptions,
  },
];

function listFeatures(call: SimCall) {
  const games = call.query.list('filter[game]');
  const found = FEATURES.filter(({ game }) => games?.includes(game) ?? true);
  const { page, links } = pageOf(call, found, {
    key: ({ game, display }) => `${game} ${display}`,
    id: ({ id }) => id,
  });
  const data = page.map((feature) => featureResource(call, feature));
  // A list that fits on one page comes without links at times.
  return { status: 200, body: Object.keys(links).length === 0 ? { data } : { data, links } };
}

function featureResource(call: SimCall, { id, game, display, type, mode }: SimFeature) {
  const typeOptions = mode === undefined ? {} : { allowMultiple: true, boolMode: mode };
  const attributes = { display, featureType: type, typeOptions };
  return resource(call, 'gameFeature', id, attributes, { game: ref('game', game) });
}

interface Counted {
  readonly option: SimFeatureOption;
  readonly count: number;
  readonly players: number;
}

function listOptions(call: SimCall) {
  const feature = FEATURES.find(({ id }) => id === call.path['feature']);
  if (feature === undefined) throw notFound();
  const counts = boundsOf(call.query.text('filter[count]'));
  const players = boundsOf(call.query.text('filter[players]'));
  const found = feature.options
    .map((option) => counted(call, feature, option))
    .filter((one) => isWithin(one.count, counts) && isWithin(one.players, players));
  const { page, links } = pageOf(call, found, orderOf(call));
  const data = page.map(({ option, ...sums }) =>
    resource(
      call,
      'gameFeatureOption',
      option.id,
      { display: option.display, updatedAt: iso(Math.floor(call.now / 3_600_000) * 3_600_000), ...sums },
      { gameFeature: ref('gameFeature', feature.id) },
    ),
  );
  return { status: 200, body: { data, links: 'next' in links ? links : { ...links, next: null } } };
}

/** The rest of the world and the servers that the world knows. */
function counted({ world }: SimCall, feature: SimFeature, option: SimFeatureOption): Counted {
  const here = world.servers.filter(
    (server) => server.status === 'online' && fitsOption(feature, option, server),
  );
  const players = here.reduce((sum, server) => sum + server.players, option.players);
  return { option, count: option.count + here.length, players };
}

function orderOf({ query }: SimCall): Order<Counted> {
  const [sort = 'count'] = query.list('sort') ?? [];
  const padded = (value: number): string => String(value).padStart(10, '0');
  return {
    key: ({ count, players }) => padded(sort.endsWith('players') ? players : count),
    id: ({ option }) => option.id,
    descending: sort.startsWith('-'),
  };
}

/** Of a text that looks like `COUNTS`; both ends are included. */
function boundsOf(text = '10:'): readonly [least: number, most: number] {
  const [least = '', most = ''] = text.split(':');
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)];
}

function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most;
}
