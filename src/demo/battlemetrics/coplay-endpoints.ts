import { invalid } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { findPlayer } from './player-endpoints.ts';
import { PAGING, RANGE, type Range } from './query.ts';
import { resource } from './resources.ts';
import { sessionsOf } from './sessions.ts';
import type { SimPlayer, SimSession } from './world.ts';

/** How long players were on the same servers at the same time. */
export const coplayEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/players/{player}/relationships/coplay',
    params: {
      ...PAGING,
      'page[offset]': { least: 0, most: 100 },
      'fields[coplayRelation]': 'text',
      'filter[organizations]': 'text',
      'filter[period]': RANGE.from,
      'filter[players]': 'text',
      'filter[servers]': 'text',
    },
    answer: listCoplay,
  },
];

const MOST_AGE_MS = 30 * 86_400_000;
const MOST_OFFSET = 100;

function listCoplay(call: SimCall) {
  const { world, query, now } = call;
  const player = findPlayer(call, 'player');
  for (const name of ['organizations', 'period', 'players', 'servers']) query.required(`filter[${name}]`);
  const period = query.range('filter[period]') ?? { from: now, to: now };
  if (period.from < now - MOST_AGE_MS) {
    throw invalid('The start of the range must be within 30 days of the current date', {
      parameter: 'filter[period]',
    });
  }
  const mine = staysOf(call, player);
  const wanted = query.list('filter[players]') ?? [];
  const found = world.players
    .filter((other) => other !== player && wanted.includes(other.id))
    .map((other) => ({ other, duration: together(mine, staysOf(call, other), period, now) }))
    .filter(({ duration }) => duration > 0)
    .toSorted((a, b) => b.duration - a.duration || Number(a.other.id) - Number(b.other.id));
  const size = query.count('page[size]') ?? 10;
  const start = startOf(call, size);
  const next = start + size;
  const data = found.slice(start, next).map(({ other: { id, name }, duration }) => {
    const { relationships: _, ...relation } = resource(call, 'coplayRelation', id, { name, duration }, {});
    return relation;
  });
  const links = {
    ...(start > 0 ? { prev: call.offsetLink(Math.max(0, start - size)) } : {}),
    ...(next < found.length && next <= MOST_OFFSET ? { next: call.offsetLink(next) } : {}),
  };
  return { status: 200, body: { data, links } };
}

/** A key is the offset and something that does not matter. */
function startOf({ query }: SimCall, size: number): number {
  const place = Number(/^(\d+)/.exec(query.text('page[key]') ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(place)) return query.count('page[offset]') ?? 0;
  return query.text('page[rel]') === 'prev' ? Math.max(0, place - size) : place;
}

/** On servers and of organizations that are asked for. */
function staysOf({ world, query }: SimCall, player: SimPlayer): SimSession[] {
  const servers = query.list('filter[servers]') ?? [];
  const organizations = query.list('filter[organizations]') ?? [];
  return sessionsOf(player).filter(({ serverId }) => {
    const server = world.servers.find(({ id }) => id === serverId);
    return servers.includes(serverId) && organizations.includes(server?.organizationId ?? '');
  });
}

/** Seconds that both were on the same server within the period. */
function together(
  mine: readonly SimSession[],
  others: readonly SimSession[],
  { from, to }: Range,
  now: number,
): number {
  let sum = 0;
  for (const one of mine) {
    for (const other of others) {
      if (one.serverId !== other.serverId) continue;
      const start = Math.max(one.start, other.start, from);
      const stop = Math.min(one.stop ?? now, other.stop ?? now, to);
      sum += Math.max(0, stop - start);
    }
  }
  return Math.round(sum / 1_000);
}
