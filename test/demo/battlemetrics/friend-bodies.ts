import type { Ask } from './harness.ts';

export const OWN = '25069';
export const NEIGHBOURS = '30001';
export const REGIMENT = '30002';
export const LEAGUE = '30003';
export const WANDERERS = '30004';
export const PATH = `/organizations/${OWN}/relationships/friends`;

export const flags = (...ids: (string | undefined)[]) => ({
  data: ids.map((id) => ({ type: 'playerFlag', id })),
});
export const item = (id: string, attributes?: object, relationships?: object) => ({
  type: 'organizationFriend',
  id,
  ...(attributes && { attributes }),
  ...(relationships && { relationships }),
});
export const offer = (
  id: string,
  attributes: object = { identifiers: ['ip'], notes: true },
  relationships: object = {},
) => ({
  body: {
    data: {
      type: 'organizationFriend',
      attributes,
      relationships: { friend: { data: { type: 'organization', id } }, ...relationships },
    },
  },
});
export const ids = async (ask: Ask, query = '') =>
  Object((await ask('GET', `${PATH}?${query}`)).json).data.map(({ id }: { id: string }) => id);
