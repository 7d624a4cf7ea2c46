import { invalid, notFound } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { pageOf } from './paging.ts';
import { findPlayer } from './player-endpoints.ts';
import { PAGING, RANGE } from './query.ts';
import {
  allStays,
  includedWith,
  lasts,
  SESSION_ORDER,
  type Stay,
  sessionResource,
} from './session-resource.ts';
import { sessionsOf } from './sessions.ts';

const FIELDS = {
  'fields[identifier]': 'text',
  'fields[player]': 'text',
  'fields[server]': 'text',
  'fields[session]': 'text',
} as const;
const INCLUDE = ['player', 'identifier', 'server'];
/** At least one of them is needed. */
const FILTERS = ['at', 'games', 'identifiers', 'organizations', 'players', 'range', 'servers'];

/** When and where players were online. */
export const sessionEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/players/{player}/relationships/sessions',
    params: {
      ...PAGING,
      'fields[identifier]': 'text',
      'fields[server]': 'text',
      'fields[session]': 'text',
      'filter[organizations]': 'text',
      'filter[servers]': 'text',
      include: ['identifier', 'server'],
    },
    answer: (call) => {
      const player = findPlayer(call, 'player');
      const stays = sessionsOf(player).map((session) => ({ player, session }));
      return listStays(
        call,
        stays.filter((stay) => isWanted(call, stay)),
      );
    },
  },
  {
    method: 'GET',
    path: '/sessions',
    params: {
      ...PAGING,
      ...FIELDS,
      'filter[at]': 'time',
      'filter[games]': 'text',
      'filter[identifiers]': 'text',
      'filter[organizations]': 'text',
      'filter[players]': 'text',
      'filter[range]': RANGE.from,
      'filter[servers]': 'text',
      include: INCLUDE,
    },
    answer: listSessions,
  },
  {
    method: 'GET',
    path: '/sessions/{session}',
    params: { ...FIELDS, include: INCLUDE },
    answer: (call) => {
      const stay = findStay(call);
      const data = sessionResource(call, stay.player, stay.session);
      return { status: 200, body: { data, included: includedWith(call, [stay]).toJSON() } };
    },
  },
  {
    method: 'GET',
    path: '/sessions/{session}/relationships/coplay',
    params: { ...PAGING, ...FIELDS, 'page[offset]': 'far-offset', include: INCLUDE },
    answer: listCoplay,
  },
];

function listSessions(call: SimCall) {
  const { query } = call;
  const at = query.time('filter[at]');
  const range = query.range('filter[range]');
  if (FILTERS.every((name) => query.text(`filter[${name}]`) === undefined)) {
    throw invalid('must have at least one filter', { parameter: 'filter' });
  }
  if (at !== undefined && range !== undefined) {
    throw invalid('filter[at] can not be combined with filter[range]', { parameter: 'filter[at]' });
  }
  const found = allStays(call).filter(
    (stay) =>
      isWanted(call, stay) &&
      (at === undefined || (at <= call.now && lasts(stay.session, at))) &&
      (range === undefined ||
        (stay.session.start >= range.from && (stay.session.stop ?? call.now) <= range.to)),
  );
  return listStays(call, found);
}

/** Who was on the same server meanwhile; not the session itself. */
function listCoplay(call: SimCall) {
  const { session } = findStay(call);
  const stop = session.stop ?? call.now;
  const found = allStays(call).filter(
    ({ session: other }) =>
      other !== session &&
      other.id !== session.id &&
      other.serverId === session.serverId &&
      other.start <= stop &&
      (other.stop ?? call.now) >= session.start,
  );
  return listStays(call, found);
}

function listStays(call: SimCall, stays: readonly Stay[]) {
  const { page, links } = pageOf(call, stays, SESSION_ORDER);
  const data = page.map(({ player, session }) => sessionResource(call, player, session));
  return { status: 200, body: { data, links, included: includedWith(call, page).toJSON() } };
}

function findStay(call: SimCall): Stay {
  const stay = allStays(call).find(({ session }) => session.id === call.path['session']);
  if (stay === undefined) throw notFound();
  return stay;
}

function isWanted({ world, query }: SimCall, { player, session }: Stay): boolean {
  const server = world.servers.find(({ id }) => id === session.serverId);
  const identifiers = query.list('filter[identifiers]');
  return (
    (query.list('filter[servers]')?.includes(session.serverId) ?? true) &&
    (query.list('filter[organizations]')?.includes(server?.organizationId ?? '') ?? true) &&
    (query.list('filter[games]')?.includes(server?.game ?? '') ?? true) &&
    (query.list('filter[players]')?.includes(player.id) ?? true) &&
    (identifiers === undefined || player.identifiers.some(({ id }) => identifiers.includes(id)))
  );
}
