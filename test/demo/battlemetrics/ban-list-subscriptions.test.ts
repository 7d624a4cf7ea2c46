import { describe, expect, it } from 'vitest';
import {
  ban,
  change,
  list,
  NEIGHBOURS,
  names,
  OWN,
  organization,
  SETTINGS,
  subscribed,
  UNKNOWN,
} from './ban-list-bodies.ts';
import { saying, simulator } from './harness.ts';

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
