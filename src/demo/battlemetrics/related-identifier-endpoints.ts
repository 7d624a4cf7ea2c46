import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, pageOf } from './paging.ts';
import { findPlayer, PLAYER_FIELDS } from './player-endpoints.ts';
import { activeFlags } from './player-filter.ts';
import { PAGING } from './query.ts';
import {
  flagPlayerResource,
  flagResource,
  identifierAttributes,
  identifierResource,
  maySee,
  playerResource,
  resource,
} from './resources.ts';
import type { SimIdentifier, SimPlayer } from './world.ts';

/** Of an identifier that more players share, nobody is named. */
const MOST_SHARING = 20;

/** Others who have the same identifiers. */
export const relatedIdentifierEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/players/{player}/relationships/related-identifiers',
    params: {
      ...PAGING,
      'fields[flagPlayer]': PLAYER_FIELDS['fields[flagPlayer]'],
      'fields[identifier]': PLAYER_FIELDS['fields[identifier]'],
      'fields[player]': PLAYER_FIELDS['fields[player]'],
      'fields[playerFlag]': PLAYER_FIELDS['fields[playerFlag]'],
      'relations[flagPlayer]': 'text',
      'relations[identifier]': 'text',
      'relations[player]': 'text',
      'relations[playerFlag]': 'text',
      'filter[identifiers]': 'text',
      'filter[matchIdentifiers]': 'text',
      include: ['player', 'identifier', 'playerFlag', 'flagPlayer'],
    },
    answer: listRelated,
  },
];

interface Known {
  readonly player: SimPlayer;
  readonly identifier: SimIdentifier;
}

function listRelated(call: SimCall) {
  const player = findPlayer(call, 'player');
  const types = call.query.list('filter[matchIdentifiers]');
  const own = player.identifiers.filter(
    (identifier) => maySee(call, player, identifier) && (types?.includes(identifier.type) ?? true),
  );
  const { page, links } = pageOf(call, own, {
    key: ({ id }) => id.padStart(20, '0'),
    id: ({ id }) => id,
    pageSize: 100,
  });
  const extra = new Collection();
  const data = page.map((identifier) => {
    const sharing = everybodyWith(call, identifier);
    const common = sharing.length > MOST_SHARING;
    const shown = common ? [] : sharing.filter((other) => isShown(call, player, other));
    include(call, shown, extra);
    const { relationships } = identifierResource(call, player, identifier);
    return {
      ...resource(call, 'relatedIdentifier', identifier.id, identifierAttributes(identifier), {
        ...Object(relationships),
        relatedPlayers: { data: shown.map((other) => ({ type: 'player', id: other.player.id })) },
        relatedIdentifiers: { data: shown.map((other) => ({ type: 'identifier', id: other.identifier.id })) },
      }),
      ...(common ? { meta: { commonIdentifier: true } } : {}),
    };
  });
  return { status: 200, body: { data, included: extra.toJSON(), links } };
}

/** Each player once, also those whose identifier the token may not see: they count. */
function everybodyWith({ world }: SimCall, { type, identifier }: SimIdentifier): Known[] {
  return world.players.flatMap((player) => {
    const known = player.identifiers.find((one) => one.type === type && one.identifier === identifier);
    return known === undefined ? [] : [{ player, identifier: known }];
  });
}

function isShown(call: SimCall, player: SimPlayer, other: Known): boolean {
  return other.player !== player && maySee(call, other.player, other.identifier);
}

function include(call: SimCall, others: readonly Known[], extra: Collection): void {
  const { query, world } = call;
  const types = query.list('filter[identifiers]');
  for (const { player, identifier } of others) {
    if (query.includes('player')) extra.add(playerResource(call, player));
    if (query.includes('identifier') && (types?.includes(identifier.type) ?? true)) {
      extra.add(identifierResource(call, player, identifier));
    }
    if (!call.can('flag:read')) continue;
    const entries = activeFlags(call, player);
    if (query.includes('flagPlayer')) extra.add(...entries.map((entry) => flagPlayerResource(call, entry)));
    if (query.includes('playerFlag')) {
      const flags = world.flags.filter(({ id }) => entries.some(({ flagId }) => flagId === id));
      extra.add(...flags.map((flag) => flagResource(call, flag)));
    }
  }
}
