import { invalid } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { noise, playersAt, SAMPLE_MS, staysOn } from './history-crowd.ts';
import {
  DAY,
  dataPoint,
  type Point,
  RESOLUTIONS,
  RETENTION,
  type Resolution,
  spans,
  summary,
} from './history-points.ts';
import type { Range } from './query.ts';
import { downtime, OUTAGES_KEPT_MS, outagesOf } from './server-outages.ts';
import { groupOf } from './server-records.ts';
import { findServer } from './server-resource.ts';
import type { SimServer, SimSession } from './world.ts';

const PERIOD = { start: 'time', stop: 'time' } as const;

/** Time series of a server. None of them takes a page. */
export const serverHistoryEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/servers/{server}/player-count-history',
    params: { ...PERIOD, resolution: { oneOf: RESOLUTIONS } },
    answer: (call) => series(call, playerCounts),
  },
  history('rank-history', (call, server, period) =>
    server.unranked === true ? [] : ranks(server.id, server.rank, call.now, period),
  ),
  history('group-rank-history', (call, server, period) => {
    const group = groupOf(call.world, server.id);
    if (group === undefined) throw invalid('The server does not belong to a group');
    return group.rank === null ? [] : ranks(group.id, group.rank, call.now, period);
  }),
  // Seconds.
  history('time-played-history', (call, server, period) =>
    daily(call, server, period, (stays, from) =>
      Math.round(stays.reduce((sum, stay) => sum + secondsWithin(stay, from, call.now), 0)),
    ),
  ),
  history('first-time-history', (call, server, period) =>
    daily(
      call,
      server,
      period,
      (stays, from) => stays.filter(({ firstTime, start }) => firstTime && start >= from).length,
    ),
  ),
  history('unique-player-history', uniquePlayers),
  {
    method: 'GET',
    path: '/servers/{server}/relationships/downtime',
    params: { ...PERIOD, resolution: { oneOf: ['60', '1440'] } },
    answer: (call) => series(call, downtimes),
  },
];

type Series = (call: SimCall, server: SimServer, period: Range) => readonly Point[];

function history(name: string, points: Series): Endpoint {
  return {
    method: 'GET',
    path: `/servers/{server}/${name}`,
    params: PERIOD,
    answer: (call) => series(call, points),
  };
}

function series(call: SimCall, points: Series) {
  const from = Date.parse(call.query.required('start'));
  const to = Date.parse(call.query.required('stop'));
  const server = findServer(call, 'server');
  const known = { from: Math.max(from, server.createdAt), to: Math.min(to, call.now) };
  return { status: 200, body: { data: points(call, server, known).map((point) => dataPoint(call, point)) } };
}

/** Older points than are kept are left out. */
function playerCounts({ world, query, now }: SimCall, server: SimServer, { from, to }: Range): Point[] {
  const resolution = resolutionOf(query.text('resolution'));
  const length = resolution === 'raw' ? SAMPLE_MS : Number(resolution) * 60_000;
  // An hour has all its samples, and a day one in six.
  const step = length > 60 * 60_000 ? 6 * SAMPLE_MS : SAMPLE_MS;
  const kept = now - RETENTION[resolution] * DAY;
  const all = staysOn(world, server.id);
  return spans(Math.max(from, kept), to, length).map((time) => {
    const stays = all.filter(({ start, stop }) => start <= time + length && (stop ?? now) >= time);
    const count = (at: number): number => playersAt(world, server, { time: at, now, stays });
    if (resolution === 'raw') return { time, value: count(time) };
    return summary(time, spans(time, Math.min(time + length - 1, now), step).map(count), length);
  });
}

function resolutionOf(text: string | undefined): Resolution {
  return RESOLUTIONS.find((resolution) => resolution === text) ?? '30';
}

/** Of each day; that of today is the one that the server has. */
function ranks(of: string, rank: number, now: number, { from, to }: Range): Point[] {
  return spans(from, to, DAY).map((time) => {
    const past = Math.max(1, Math.round(rank * (0.8 + 0.4 * noise(`${of} ${time}`))));
    return { time, value: time > now - DAY ? rank : past };
  });
}

function daily(
  { world, now }: SimCall,
  server: SimServer,
  { from, to }: Range,
  measure: (stays: readonly SimSession[], from: number) => number,
): Point[] {
  const all = staysOn(world, server.id);
  return spans(from, to, DAY).map((time) => {
    const stays = all.filter(({ start, stop }) => start < time + DAY && (stop ?? now) >= time);
    return { time, value: measure(stays, time) };
  });
}

function uniquePlayers({ world, now }: SimCall, server: SimServer, { from, to }: Range): Point[] {
  const perPlayer = world.players.map((player) => staysOn({ ...world, players: [player] }, server.id));
  return spans(from, to, DAY).map((time) => {
    const there = perPlayer.filter((stays) =>
      stays.some(({ start, stop }) => start < time + DAY && (stop ?? now) >= time),
    );
    return { time, value: there.length };
  });
}

/** Seconds of a session on the day that begins then. */
export function secondsWithin({ start, stop }: SimSession, day: number, now: number): number {
  return Math.max(0, Math.min(stop ?? now, day + DAY) - Math.max(start, day)) / 1_000;
}

/** Seconds. By the hour it is kept as long as outages are. */
function downtimes({ world, query, now }: SimCall, server: SimServer, { from, to }: Range): Point[] {
  const length = query.text('resolution') === '60' ? DAY / 24 : DAY;
  const kept = length === DAY ? from : Math.max(from, now - OUTAGES_KEPT_MS);
  const outages = outagesOf(world, server, now);
  return spans(kept, to, length).map((time) => ({
    time,
    value: downtime(outages, time, Math.min(time + length, now), now),
  }));
}
