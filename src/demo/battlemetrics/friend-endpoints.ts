import type { Endpoint, SimCall } from './endpoint.ts';
import {
  findFriend,
  friendId,
  friendResource,
  isReciprocated,
  organizationStats,
  otherOf,
} from './friend.ts';
import { organizationById, organizationName, ownOrganizationId } from './organization.ts';
import type { SimFriend } from './organization-records.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import { flagResource } from './resources.ts';

const LIST = '/organizations/{organization}/relationships/friends';

/** Reading what organizations share with each other. */
export const friendEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: LIST,
    params: {
      ...PAGING,
      'fields[organization]': 'text',
      'fields[organizationFriend]': 'text',
      'filter[accepted]': 'boolean',
      'filter[name]': 'text',
      'filter[origin]': 'boolean',
      'filter[reciprocated]': 'boolean',
      include: ['organization'],
      sort: ['name', '-name', 'rank', '-rank'],
    },
    answer: listFriends,
  },
  {
    method: 'GET',
    path: `${LIST}/{friend}`,
    params: {
      'fields[organization]': 'text',
      'fields[organizationFriend]': 'text',
      'fields[playerFlag]': 'text',
      include: ['organization', 'playerFlag', 'organizationStats'],
    },
    answer: (call) => {
      ownOrganizationId(call);
      const friend = findFriend(call);
      return {
        status: 200,
        body: { data: friendResource(call, friend), included: included(call, [friend]).toJSON() },
      };
    },
  },
];

function listFriends(call: SimCall) {
  const { world, query } = call;
  const own = ownOrganizationId(call);
  const accepted = query.flag('filter[accepted]');
  const origin = query.flag('filter[origin]');
  const reciprocated = query.flag('filter[reciprocated]');
  const name = query.text('filter[name]')?.toLowerCase() ?? '';
  const found = world.network.friends.filter(
    (friend) =>
      (friend.organizationId === own || friend.friendId === own) &&
      (accepted === undefined || friend.accepted === accepted) &&
      (origin === undefined || (friend.organizationId === own) === origin) &&
      (reciprocated === undefined || isReciprocated(world, friend) === reciprocated) &&
      nameOf(call, friend).toLowerCase().includes(name),
  );
  const { page, links } = pageOf(call, found, orderOf(call));
  const data = page.map((friend) => friendResource(call, friend));
  return { status: 200, body: { data, included: included(call, page).toJSON(), links } };
}

function nameOf({ world }: SimCall, friend: SimFriend): string {
  return organizationName(world, otherOf(world, friend)) ?? '';
}

function orderOf(call: SimCall): Order<SimFriend> {
  const { world, query } = call;
  const [sort = 'name'] = query.list('sort') ?? [];
  const rankOf = (friend: SimFriend): number => {
    const other = world.network.organizations.find(({ id }) => id === otherOf(world, friend));
    return Math.min(999_999, ...Object.values(other?.gameRanks ?? {}));
  };
  return {
    key: (friend) =>
      sort.endsWith('rank') ? String(rankOf(friend)).padStart(6, '0') : nameOf(call, friend).toLowerCase(),
    id: friendId,
    descending: sort.startsWith('-'),
  };
}

function included(call: SimCall, friends: readonly SimFriend[]): Collection {
  const { world, query } = call;
  const extra = new Collection();
  const flags = [...world.flags, ...world.network.flags];
  for (const friend of friends) {
    const both = [friend.organizationId, friend.friendId];
    if (query.includes('organization')) extra.add(...both.map((id) => organizationById(call, id)));
    if (query.includes('organizationStats')) {
      extra.add(organizationStats(call, otherOf(world, friend)));
    }
    if (query.includes('playerFlag')) {
      const ids = [...friend.flagsShared, ...friend.flagsUsed];
      extra.add(...flags.filter(({ id }) => ids.includes(id)).map((flag) => flagResource(call, flag)));
    }
  }
  return extra;
}
