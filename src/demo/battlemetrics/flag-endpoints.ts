import { invalid, notFound, SimError } from './api-error.ts';
import { Body } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, pageOf } from './paging.ts';
import { findPlayer } from './player-endpoints.ts';
import { PAGING } from './query.ts';
import { flagPlayerId, flagPlayerResource, flagResource, iso, organizationResource } from './resources.ts';

export const flagEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/player-flags',
    scope: 'flag:read',
    params: { ...PAGING, 'filter[personal]': 'boolean', include: ['organization'] },
    answer: (call) => {
      const personal = call.query.flag('filter[personal]');
      const shown = call.world.flags.filter((flag) => personal === undefined || flag.personal === personal);
      const { page, links } = pageOf(call, shown, {
        key: ({ createdAt }) => iso(createdAt),
        id: ({ id }) => id,
      });
      const extra = new Collection();
      if (call.query.includes('organization')) extra.add(organizationResource(call));
      const data = page.map((flag) => flagResource(call, flag));
      return { status: 200, body: { data, included: extra.toJSON(), links } };
    },
  },
  {
    method: 'GET',
    path: '/player-flags/{id}',
    scope: 'flag:read',
    answer: (call) => ({ status: 200, body: { data: flagResource(call, findFlag(call, call.path['id'])) } }),
  },
  {
    method: 'GET',
    path: '/players/{player}/relationships/flags',
    scope: 'flag:read',
    params: { ...PAGING, include: ['playerFlag', 'organization'] },
    answer: listFlags,
  },
  {
    method: 'POST',
    path: '/players/{player}/relationships/flags',
    scope: 'flag:create',
    answer: addFlags,
  },
  {
    method: 'DELETE',
    path: '/players/{player}/relationships/flags/{flag}',
    scope: 'flag:delete',
    answer: (call) => {
      const player = findPlayer(call, 'player');
      const entry = call.world.flagPlayers.find(
        ({ playerId, flagId }) => playerId === player.id && flagId === call.path['flag'],
      );
      if (entry === undefined) throw notFound();
      if (entry.removedAt !== undefined) throw invalid('Flag is already removed');
      entry.removedAt = call.now;
      return { status: 200, body: { data: flagPlayerResource(call, entry) } };
    },
  },
];

export function findFlag({ world }: SimCall, id: unknown) {
  const flag = world.flags.find((candidate) => candidate.id === id);
  if (flag === undefined) throw notFound();
  return flag;
}

/** Those that were taken away stay in the list. */
function listFlags(call: SimCall) {
  const player = findPlayer(call, 'player');
  const entries = call.world.flagPlayers.filter(({ playerId }) => playerId === player.id);
  const { page, links } = pageOf(call, entries, { key: ({ addedAt }) => iso(addedAt), id: flagPlayerId });
  const extra = new Collection();
  if (call.query.includes('playerFlag')) {
    extra.add(...page.map(({ flagId }) => flagResource(call, findFlag(call, flagId))));
  }
  if (call.query.includes('organization')) extra.add(organizationResource(call));
  const data = page.map((entry) => flagPlayerResource(call, entry));
  return { status: 200, body: { data, included: extra.toJSON(), links } };
}

function addFlags(call: SimCall) {
  const { world, now } = call;
  const player = findPlayer(call, 'player');
  const list = new Body(call.body, '', ['data'], ['data']).raw('data');
  if (!Array.isArray(list)) throw invalid('must be array', { pointer: '/data' });
  const flags = list.map((item: unknown, index) => {
    const entry = new Body(item, `/data/${index}`, ['type', 'id'], ['type', 'id']);
    if (entry.raw('type') !== 'playerFlag') throw invalid('must be equal to one of the allowed values');
    return findFlag(call, entry.raw('id'));
  });
  const existing = (flagId: string) =>
    world.flagPlayers.find((entry) => entry.playerId === player.id && entry.flagId === flagId);
  for (const { id } of flags) {
    const entry = existing(id);
    if (entry !== undefined && entry.removedAt === undefined) {
      throw new SimError(409, 'Conflict', 'Flag is already assigned to the player');
    }
  }
  const added = flags.map(({ id }) => {
    const entry = existing(id) ?? { playerId: player.id, flagId: id, addedAt: now, removedAt: undefined };
    if (!world.flagPlayers.includes(entry)) world.flagPlayers.push(entry);
    entry.addedAt = now;
    entry.removedAt = undefined;
    return entry;
  });
  return { status: 201, body: { data: added.map((entry) => flagPlayerResource(call, entry)) } };
}
