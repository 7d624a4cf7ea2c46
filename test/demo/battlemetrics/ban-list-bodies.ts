import { type Ask, simulator } from './harness.ts';

export const OWN = '25069';
export const NEIGHBOURS = '30001';
export const UNKNOWN = '00000000-0000-4000-8000-000000000000';

export const organization = (id: string) => ({ data: { type: 'organization', id } });
export const SETTINGS = {
  action: 'log',
  defaultIdentifiers: ['steamID'],
  defaultReasons: ['{{uid}}'],
  defaultAutoAddEnabled: false,
  defaultNativeEnabled: true,
  nativeBanTTL: 60,
  nativeBanTempMaxExpires: null,
  nativeBanPermMaxExpires: null,
};
export const ORGANIZATIONS = { organization: organization(OWN), owner: organization(OWN) };
export const list = (attributes: object, relationships: object = ORGANIZATIONS) => ({
  body: { data: { type: 'banList', attributes, relationships } },
});
export const change = (attributes: object, relationships?: object) => ({
  body: { data: { type: 'banList', attributes, ...(relationships && { relationships }) } },
});
/** Of the lists that the community has. */
export const names = async (ask: Ask) =>
  Object((await ask('GET', '/ban-lists')).json).data.map(
    ({ attributes }: { attributes: { name: string } }) => attributes.name,
  );
export const ban = (banListId: string) => ({
  body: {
    data: {
      type: 'ban',
      attributes: { reason: 'Cheating', expires: null, identifiers: [500000001] },
      relationships: {
        organization: organization(OWN),
        banList: { data: { type: 'banList', id: banListId } },
      },
    },
  },
});

/** The list of the neighbours, to which the community is subscribed by their invite. */
export async function subscribed() {
  const stage = await simulator();
  const id = stage.sim.world.network.otherBanLists[0]?.id ?? '';
  const accepted = await stage.ask(
    'POST',
    '/ban-lists/accept-invite',
    list({ ...SETTINGS, code: 'neighbour01' }),
  );
  return { ...stage, id, accepted };
}
