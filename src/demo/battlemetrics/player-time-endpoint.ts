import { invalid, notFound } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { DAY, dataPoint, spans } from './history-points.ts';
import { findPlayer } from './player-endpoints.ts';
import { iso } from './resources.ts';
import { secondsWithin } from './server-history-endpoints.ts';
import { sessionsOf } from './sessions.ts';

const MOST_MONTHS = 3;

/** How long a player was on a server, by day. */
export const playerTimeEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/players/{player}/time-played-history/{server}',
    params: { start: 'time', stop: 'time' },
    answer: timePlayed,
  },
];

/** "Start and stop are truncated to the date." The day of `stop` is the last one. */
function timePlayed(call: SimCall) {
  const { world, query, path, now } = call;
  const player = findPlayer(call, 'player');
  const serverId = path['server'];
  if (!world.servers.some(({ id }) => id === serverId)) throw notFound();
  const start = dayOf(Date.parse(query.required('start')));
  const stop = dayOf(Date.parse(query.required('stop')));
  const latest = new Date(start);
  latest.setUTCMonth(latest.getUTCMonth() + MOST_MONTHS);
  if (stop < start || stop > latest.getTime()) {
    throw invalid('start must be within three months of stop', { parameter: 'start' });
  }
  const stays = sessionsOf(player).filter((session) => session.serverId === serverId);
  const data = spans(start, Math.min(stop, now), DAY).map((time) => {
    const value = Math.round(stays.reduce((sum, stay) => sum + secondsWithin(stay, time, now), 0));
    return dataPoint(call, { time, value });
  });
  return { status: 200, body: { meta: { start: iso(start), stop: iso(stop) }, data } };
}

function dayOf(time: number): number {
  return Math.floor(time / DAY) * DAY;
}
