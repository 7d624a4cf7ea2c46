import { invalid } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { findServer } from './server-resource.ts';
import { allStays, includedWith, lasts, type Stay, sessionResource } from './session-resource.ts';

/** Who was on a server when. It takes no page and no fields. */
export const serverSessionEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/servers/{server}/relationships/sessions',
    params: { at: 'time', start: 'time', stop: 'time', include: ['player'] },
    answer: listSessions,
  },
];

/** With neither a moment nor a period: who is there now. */
function listSessions(call: SimCall) {
  const { query, now } = call;
  const server = findServer(call, 'server');
  const [start, stop] = [query.time('start'), query.time('stop')];
  if (start !== undefined && stop === undefined) query.required('stop');
  if (stop !== undefined && start === undefined) query.required('start');
  if (start !== undefined && stop !== undefined && start > stop) {
    throw invalid('start must be before stop', { parameter: 'start' });
  }
  const at = query.time('at') ?? (start === undefined ? now : undefined);
  const fits = ({ session }: Stay): boolean =>
    session.serverId === server.id &&
    (at === undefined || (at <= now && lasts(session, at))) &&
    (start === undefined || (session.stop ?? now) >= start) &&
    (stop === undefined || session.start <= stop);
  const stays = allStays(call)
    .filter(fits)
    .toSorted((a, b) => b.session.start - a.session.start);
  const data = stays.map(({ player, session }) => sessionResource(call, player, session));
  const included = includedWith(call, stays).toJSON();
  return { status: 200, body: query.includes('player') ? { data, included } : { data } };
}
