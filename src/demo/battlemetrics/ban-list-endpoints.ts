import { notFound } from './api-error.ts';
import type { Endpoint } from './endpoint.ts';
import { Collection, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import { banListResource, organizationResource } from './resources.ts';

/** The lists that bans stand on. */
export const banListEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/ban-lists',
    params: {
      ...PAGING,
      'fields[banList]': 'text',
      'fields[organization]': 'text',
      'fields[owner]': 'text',
      'fields[server]': 'text',
      include: ['organization', 'owner', 'server'],
    },
    answer: (call) => {
      const { page, links } = pageOf(call, call.world.banLists, {
        key: ({ name }) => name,
        id: ({ id }) => id,
      });
      const extra = new Collection();
      if (call.query.includes('organization') || call.query.includes('owner')) {
        extra.add(organizationResource(call));
      }
      const data = page.map((list) => banListResource(call, list, false));
      return { status: 200, body: { data, included: extra.toJSON(), links } };
    },
  },
  {
    method: 'GET',
    path: '/ban-lists/{id}',
    params: { 'fields[owner]': 'text', include: ['owner'] },
    answer: (call) => {
      const list = call.world.banLists.find(({ id }) => id === call.path['id']);
      if (list === undefined) throw notFound();
      return { status: 200, body: { data: banListResource(call, list, true), included: [] } };
    },
  },
];
