import { describe, expect, it } from 'vitest';
import { type Ask, saying, simulator } from './harness.ts';

const OWN = '25069';
const NEIGHBOURS = '30001';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const organization = (id: string) => ({ data: { type: 'organization', id } });
const SETTINGS = {
  action: 'log',
  defaultIdentifiers: ['steamID'],
  defaultReasons: ['{{uid}}'],
  defaultAutoAddEnabled: false,
  defaultNativeEnabled: true,
  nativeBanTTL: 60,
  nativeBanTempMaxExpires: null,
  nativeBanPermMaxExpires: null,
};
const ORGANIZATIONS = { organization: organization(OWN), owner: organization(OWN) };
const list = (attributes: object, relationships: object = ORGANIZATIONS) => ({
  body: { data: { type: 'banList', attributes, relationships } },
});
const change = (attributes: object, relationships?: object) => ({
  body: { data: { type: 'banList', attributes, ...(relationships && { relationships }) } },
});
const names = async (ask: Ask) =>
  Object((await ask('GET', '/ban-lists')).json).data.map(
    ({ attributes }: { attributes: { name: string } }) => attributes.name,
  );
const ban = (banListId: string) => ({
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
async function subscribed() {
  const stage = await simulator();
  const id = stage.sim.world.network.otherBanLists[0]?.id ?? '';
  const accepted = await stage.ask(
    'POST',
    '/ban-lists/accept-invite',
    list({ ...SETTINGS, code: 'neighbour01' }),
  );
  return { ...stage, id, accepted };
}

describe('a ban list of the simulated API', () => {
  it('is listed once it was made, with all that it was made with', async () => {
    const { ask } = await simulator();
    const servers = {
      data: [{ type: 'server', id: '1000101', meta: { action: null, nativeBanTTL: 10 } }],
    };
    const made = await ask(
      'POST',
      '/ban-lists',
      list({ name: 'Ours', ...SETTINGS }, { ...ORGANIZATIONS, servers }),
    );
    const data = {
      type: 'banList',
      attributes: {
        name: 'Ours',
        ...SETTINGS,
        permManage: true,
        permCreate: true,
        permUpdate: true,
        permDelete: true,
      },
      relationships: { ...ORGANIZATIONS, servers },
    };
    expect(made).toMatchObject({ status: 201, json: { data } });
    const listed = await ask('GET', '/ban-lists?include=server,organization,owner&fields[server]=name');
    expect(listed.json).toMatchObject({
      data: [{}, data, {}],
      included: [
        { type: 'organization', id: OWN },
        { type: 'server', id: '1000101', attributes: { name: 'Example Community | Rust | Weekly' } },
      ],
    });
    const id = Object(made.json).data.id;
    expect((await ask('GET', `/ban-lists/${id}`)).json).toMatchObject({
      data: { attributes: { name: 'Ours' } },
    });
    expect((await ask('POST', '/bans', ban(id))).status).toBe(201);
  });

  it.each([
    ['no name', { ...SETTINGS }, ORGANIZATIONS, 400, "must have required property 'name'"],
    [
      'no action',
      { name: 'Ours', defaultAutoAddEnabled: true },
      ORGANIZATIONS,
      400,
      "must have required property 'action'",
    ],
    [
      'an unknown action',
      { name: 'Ours', ...SETTINGS, action: 'ban' },
      ORGANIZATIONS,
      400,
      'must be equal to one of the allowed values',
    ],
    [
      'an unknown key',
      { name: 'Ours', ...SETTINGS, colour: 'red' },
      ORGANIZATIONS,
      400,
      'must NOT have additional properties',
    ],
    [
      'half a minute',
      { name: 'Ours', ...SETTINGS, nativeBanTTL: 0.5 },
      ORGANIZATIONS,
      400,
      'must be integer',
    ],
    [
      'a number among the reasons',
      { name: 'Ours', ...SETTINGS, defaultReasons: [1] },
      ORGANIZATIONS,
      400,
      'must be string',
    ],
    [
      'no owner',
      { name: 'Ours', ...SETTINGS },
      { organization: organization(OWN) },
      400,
      "must have required property 'owner'",
    ],
    [
      'another owner',
      { name: 'Ours', ...SETTINGS },
      { ...ORGANIZATIONS, owner: organization(NEIGHBOURS) },
      403,
      'You do not have permission to perform this action.',
    ],
    [
      "somebody else's server",
      { name: 'Ours', ...SETTINGS },
      { ...ORGANIZATIONS, servers: { data: [{ type: 'server', id: '1000104' }] } },
      403,
      'You do not have permission to perform this action.',
    ],
  ])('is not made with %s', async (_name, attributes, relationships, status, detail) => {
    const { ask } = await simulator();
    const before = await names(ask);
    const answer = await ask('POST', '/ban-lists', list(attributes, relationships));
    expect(answer).toMatchObject({ status, json: saying(detail) });
    expect(await names(ask)).toEqual(before);
  });

  it('has its name alone and its owner for everybody who knows its id', async () => {
    const { sim, ask } = await simulator();
    const id = sim.world.network.otherBanLists[0]?.id;
    expect(await ask('GET', `/ban-lists/${id}?include=owner&fields[owner]=name`)).toMatchObject({
      status: 200,
      json: {
        data: {
          attributes: { name: "Neighbours' bans" },
          relationships: { owner: organization(NEIGHBOURS) },
        },
        included: [{ type: 'organization', id: NEIGHBOURS, attributes: { name: 'Example Neighbours' } }],
      },
    });
    expect((await ask('GET', `/ban-lists/${UNKNOWN}`)).status).toBe(404);
    expect((await ask('GET', `/ban-lists/${id}?include=server`)).status).toBe(400);
  });

  it('tells its owner page by page who is subscribed', async () => {
    const { sim, ask } = await simulator();
    const path = `/ban-lists/${sim.world.banLists[1]?.id}/relationships/organizations`;
    const first = await ask('GET', `${path}?page[size]=1&include=organization`);
    expect(first.json).toMatchObject({
      data: [{ relationships: { organization: organization(OWN), owner: organization(OWN) } }],
      included: [{ id: OWN }],
    });
    const next = await ask('GET', String(Object(first.json).links.next).slice(sim.url.length));
    expect(next.json).toMatchObject({
      data: [
        {
          attributes: { action: 'log', permManage: false },
          relationships: { organization: organization(NEIGHBOURS), owner: organization(OWN) },
        },
      ],
      included: [{ id: NEIGHBOURS }],
    });
    expect(next.json).not.toHaveProperty('links.next');
    expect((await ask('GET', `${path}/${NEIGHBOURS}`)).json).toMatchObject({
      data: { attributes: { action: 'log' } },
    });
    expect((await ask('GET', `${path}/30004`)).status).toBe(404);
    expect((await ask('GET', `${path}?sort=name`)).status).toBe(400);
  });

  it('lets nobody else know who is subscribed', async () => {
    const { ask, id } = await subscribed();
    const path = `/ban-lists/${id}/relationships/organizations`;
    expect((await ask('GET', path)).status).toBe(403);
    expect((await ask('GET', `${path}/${NEIGHBOURS}`)).status).toBe(403);
    expect((await ask('GET', `${path}/${OWN}`)).status).toBe(200);
  });
});

describe('an invite to a ban list', () => {
  it('makes who accepts it a subscriber with its permissions, once', async () => {
    const { sim, ask, accepted, id } = await subscribed();
    expect(accepted).toMatchObject({
      status: 200,
      json: {
        data: {
          id,
          attributes: { name: "Neighbours' bans", action: 'log', permCreate: true, permDelete: false },
          relationships: { organization: organization(OWN), owner: organization(NEIGHBOURS) },
        },
      },
    });
    expect(await names(ask)).toContain("Neighbours' bans");
    expect(sim.world.network.invites[0]?.uses).toBe(1);
    const again = await ask('POST', '/ban-lists/accept-invite', list({ ...SETTINGS, code: 'neighbour01' }));
    expect(again).toMatchObject({ status: 400, json: saying('The invite has reached its limit') });
  });

  it('that has a use left is no second subscription', async () => {
    const { sim, ask } = await subscribed();
    const [first] = sim.world.network.invites;
    if (first !== undefined) sim.world.network.invites.push({ ...first, id: 'neighbour03', limit: null });
    const again = await ask('POST', '/ban-lists/accept-invite', list({ ...SETTINGS, code: 'neighbour03' }));
    expect(again.status).toBe(409);
  });

  it.each([
    ['neighbour02', 400],
    ['no-such-code', 404],
    ['short', 400],
    ['has a space', 400],
  ])('by the code %j is refused', async (code, status) => {
    const { ask } = await simulator();
    const before = await names(ask);
    expect((await ask('POST', '/ban-lists/accept-invite', list({ ...SETTINGS, code }))).status).toBe(status);
    expect(await names(ask)).toEqual(before);
  });

  it('does not let bans be deleted where it does not say so', async () => {
    const { ask, id } = await subscribed();
    const made = await ask('POST', '/bans', ban(id));
    expect(made.status).toBe(201);
    expect((await ask('DELETE', `/bans/${Object(made.json).data.id}`)).status).toBe(403);
  });
});

describe('a subscription to a ban list', () => {
  const path = (id: unknown, organizationId = OWN) =>
    `/ban-lists/${id}/relationships/organizations/${organizationId}`;

  it('is changed in part, without an answer', async () => {
    const { ask, id } = await subscribed();
    const answer = await ask('PATCH', path(id), change({ action: 'none', nativeBanTTL: null }));
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers.get('content-type')).toBeNull();
    expect((await ask('GET', path(id))).json).toMatchObject({
      data: { attributes: { ...SETTINGS, action: 'none', nativeBanTTL: null } },
    });
    const servers = { data: [{ type: 'server', id: '1000102', meta: null }] };
    expect((await ask('PATCH', path(id), change({}, { servers }))).status).toBe(204);
    expect((await ask('GET', path(id))).json).toMatchObject({ data: { relationships: { servers } } });
  });

  it('has a name and permissions that only the owner changes', async () => {
    const { sim, ask, id } = await subscribed();
    expect((await ask('PATCH', path(id), change({ name: 'Ours', action: 'none' }))).status).toBe(403);
    expect((await ask('PATCH', path(id), change({ permDelete: true }))).status).toBe(403);
    // What is as it was is no change.
    const same = change({ name: "Neighbours' bans", permDelete: false });
    expect((await ask('PATCH', path(id), same)).status).toBe(204);
    expect((await ask('GET', path(id))).json).toMatchObject({ data: { attributes: SETTINGS } });
    const own = sim.world.banLists[1]?.id;
    expect((await ask('PATCH', path(own), change({ name: 'Renamed' }))).status).toBe(204);
    expect((await ask('PATCH', path(own, NEIGHBOURS), change({ permDelete: true }))).status).toBe(204);
    expect((await ask('GET', path(own, NEIGHBOURS))).json).toMatchObject({
      data: { attributes: { name: 'Renamed', permDelete: true } },
    });
  });

  it('is not changed with what is unknown', async () => {
    const { sim, ask } = await simulator();
    const own = sim.world.banLists[0]?.id;
    expect((await ask('PATCH', path(own), change({ colour: 'red' }))).status).toBe(400);
    expect((await ask('PATCH', path(own), { body: { data: { id: UNKNOWN } } })).status).toBe(400);
    expect((await ask('PATCH', path(own, '30004'), change({}))).status).toBe(404);
    expect((await ask('PATCH', path(UNKNOWN), change({}))).status).toBe(404);
  });

  it('ends for good', async () => {
    const { ask, id } = await subscribed();
    expect(await ask('DELETE', path(id))).toMatchObject({ status: 204, text: '' });
    expect(await names(ask)).not.toContain("Neighbours' bans");
    expect((await ask('DELETE', path(id))).status).toBe(404);
    expect((await ask('POST', '/bans', ban(id))).status).toBe(403);
  });

  it("ends by the list's owner, who keeps their own", async () => {
    const { sim, ask } = await simulator();
    const own = sim.world.banLists[1]?.id;
    expect((await ask('DELETE', path(own, NEIGHBOURS))).status).toBe(204);
    expect((await ask('GET', path(own, NEIGHBOURS))).status).toBe(404);
    expect((await ask('DELETE', path(own))).status).toBe(403);
  });
});
