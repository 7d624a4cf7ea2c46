import { invalid, notFound } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { PAGING } from './query.ts';
import type { SimPlayer } from './world.ts';

/** Who spent the most time on a server. */
export const leaderboardEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/servers/{server}/relationships/leaderboards/time',
    params: {
      ...PAGING,
      'page[offset]': 'far-offset',
      'fields[leaderboardPlayer]': 'text',
      'filter[period]': 'text',
      'filter[player]': 'integer',
    },
    answer: timeLeaderboard,
  },
];

const MOST_OFFSET = 1_000;
const TIME = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})';
const PERIOD = new RegExp(`^(${TIME}):(${TIME})$`);

/** Epoch milliseconds. */
interface Period {
  readonly from: number;
  readonly to: number;
}

interface Place {
  readonly id: string;
  readonly name: string;
  /** Seconds. */
  readonly value: number;
  readonly rank: number;
}

function timeLeaderboard(call: SimCall) {
  const { world, path, query } = call;
  const period = periodOf(query.text('filter[period]'));
  const serverId = path['server'] ?? '';
  if (!world.servers.some(({ id }) => id === serverId)) throw notFound();
  const wanted = query.text('filter[player]');
  const places = placesOf(call, serverId, period).filter(({ id }) => wanted === undefined || id === wanted);
  const size = query.count('page[size]') ?? 10;
  const start = startOf(call, size);
  const shown = places.slice(start, start + size);
  const next = start + size;
  return {
    status: 200,
    body: {
      data: shown.map((place) => resource(call, place)),
      links: {
        ...(start > 0 ? { prev: call.offsetLink(Math.max(0, start - size)) } : {}),
        ...(next < places.length && next <= MOST_OFFSET ? { next: call.offsetLink(next) } : {}),
      },
    },
  };
}

function resource({ query }: SimCall, { id, name, value, rank }: Place) {
  const fields = query.fields('leaderboardPlayer');
  const attributes = Object.entries({ name, value, rank });
  return {
    type: 'leaderboardPlayer',
    id,
    attributes: Object.fromEntries(attributes.filter(([field]) => fields?.includes(field) ?? true)),
  };
}

/** Undefined: all time. */
function periodOf(text: string | undefined): Period | undefined {
  const at = { parameter: 'filter[period]' };
  if (text === undefined) throw invalid("must have required property 'period'", at);
  if (text === 'AT') return undefined;
  const [, from, to] = PERIOD.exec(text) ?? [];
  if (from === undefined || to === undefined) throw invalid('must match pattern', at);
  const period = { from: Date.parse(from), to: Date.parse(to) };
  if (!(period.from <= period.to)) throw invalid('must match pattern', at);
  return period;
}

/** A key is the value and the rank of the row beside the page. */
function startOf({ query }: SimCall, size: number): number {
  const rank = Number(/,(\d+)$/.exec(query.text('page[key]') ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(rank)) return query.count('page[offset]') ?? 0;
  return query.text('page[rel]') === 'prev' ? Math.max(0, rank - 1 - size) : rank;
}

function placesOf({ world, now }: SimCall, serverId: string, period: Period | undefined): Place[] {
  return world.players
    .map((player) => ({ player, value: Math.round(secondsOn(player, serverId, period, now)) }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value || Number(a.player.id) - Number(b.player.id))
    .map(({ player: { id, name }, value }, index) => ({ id, name, value, rank: index + 1 }));
}

/**
 * All time is what the visit counts. Of a period it is the part of the kept sessions that lies in it; where no sessions
 * are kept, the share of the visit's time that the period has of the time between first and last seen.
 */
function secondsOn(player: SimPlayer, serverId: string, period: Period | undefined, now: number): number {
  const visit = player.visits.find((candidate) => candidate.serverId === serverId);
  if (visit === undefined) return 0;
  if (period === undefined) return visit.timePlayed;
  if (player.sessions !== undefined) {
    return player.sessions
      .filter((session) => session.serverId === serverId)
      .reduce((sum, { start, stop }) => sum + overlap(period, { from: start, to: stop ?? now }) / 1_000, 0);
  }
  const seen = { from: visit.firstSeen, to: visit.lastSeen };
  return (visit.timePlayed * overlap(period, seen)) / Math.max(1, seen.to - seen.from);
}

/** Milliseconds. */
function overlap(a: Period, b: Period): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
