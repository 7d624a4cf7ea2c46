import { describe, expect, it } from 'vitest';
import {
  ban,
  list,
  NEIGHBOURS,
  names,
  ORGANIZATIONS,
  OWN,
  organization,
  SETTINGS,
  subscribed,
  UNKNOWN,
} from './ban-list-bodies.ts';
import { saying, simulator } from './harness.ts';

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
