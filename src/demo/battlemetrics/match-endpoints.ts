import { invalid } from './api-error.ts';
import { Body } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, pageOf } from './paging.ts';
import { PLAYER_FIELDS } from './player-endpoints.ts';
import { PAGING } from './query.ts';
import { identifierResource, maySee, playerResource } from './resources.ts';

/** Finding players by their identifiers. */
export const matchEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/players/match', params: matchParams(), answer: matchIdentifiers },
  { method: 'POST', path: '/players/quick-match', params: matchParams(), answer: matchIdentifiers },
];
function matchParams() {
  return {
    ...PAGING,
    ...PLAYER_FIELDS,
    'filter[servers]': 'text',
    include: ['player', 'server', 'organization', 'playerFlag', 'flagPlayer'],
  } as const;
}

function matchIdentifiers(call: SimCall) {
  const list = new Body(call.body, '', ['data'], ['data']).raw('data');
  if (!Array.isArray(list)) throw invalid('must be array', { pointer: '/data' });
  if (list.length > 100) throw invalid('must NOT have more than 100 items', { pointer: '/data' });
  const wanted = list.map((item: unknown, index) => {
    const entry = new Body(item, `/data/${index}`, ['type', 'attributes'], ['type', 'attributes']);
    if (entry.raw('type') !== 'identifier') throw invalid('must be equal to one of the allowed values');
    const attributes = entry.object('attributes', ['type', 'identifier'], ['type', 'identifier']);
    return { type: attributes.text('type', 1, 64), identifier: attributes.text('identifier', 1, 255) };
  });
  const matches = call.world.players.flatMap((player) =>
    player.identifiers
      .filter((known) => wanted.some((one) => one.type === known.type && one.identifier === known.identifier))
      .filter((known) => maySee(call, player, known))
      .map((identifier) => ({ player, identifier })),
  );
  const { page, links } = pageOf(call, matches, {
    key: ({ player }) => player.id.padStart(20, '0'),
    id: ({ identifier }) => identifier.id,
  });
  const extra = new Collection();
  if (call.query.includes('player')) extra.add(...page.map(({ player }) => playerResource(call, player)));
  const data = page.map(({ player, identifier }) => identifierResource(call, player, identifier));
  return { status: 200, body: { data, included: extra.toJSON(), links } };
}
