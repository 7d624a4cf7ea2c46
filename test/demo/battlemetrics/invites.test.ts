import { describe, expect, it } from 'vitest';
import { saying, simulator } from './harness.ts';

const organization = (id: string) => ({ data: { type: 'organization', id } });
const invite = (attributes?: object, organizationId = '25069') => ({
  body: {
    data: {
      type: 'banListInvite',
      ...(attributes && { attributes }),
      relationships: { organization: organization(organizationId) },
    },
  },
});

async function stage() {
  const { sim, ask } = await simulator();
  const id = sim.world.banLists[0]?.id ?? '';
  return { sim, ask, id, path: `/ban-lists/${id}/relationships/invites` };
}

describe('invites to a ban list of the simulated API', () => {
  it('are good for one use and no permission unless they say otherwise', async () => {
    const { ask, path, id } = await stage();
    const none = { permManage: false, permCreate: false, permUpdate: false, permDelete: false };
    const plain = await ask('POST', path, invite());
    expect(plain).toMatchObject({
      status: 201,
      json: {
        data: {
          type: 'banListInvite',
          id: expect.stringMatching(/^[A-z0-9_-]{7,14}$/),
          attributes: { uses: 0, limit: 1, ...none },
          relationships: {
            banList: { data: { type: 'banList', id } },
            organization: organization('25069'),
            user: { data: { type: 'user', id: '900001' } },
          },
        },
      },
    });
    const open = await ask('POST', path, invite({ limit: null, permCreate: true }));
    expect(open.json).toMatchObject({ data: { attributes: { limit: null, ...none, permCreate: true } } });
    expect(Object(open.json).data.id).not.toBe(Object(plain.json).data.id);
  });

  it('are listed page by page, found by their code, and gone once deleted', async () => {
    const { sim, ask, path } = await stage();
    const codes: string[] = [];
    for (const limit of [1, 2, 3]) {
      codes.push(Object((await ask('POST', path, invite({ limit }))).json).data.id);
    }
    const first = await ask(
      'GET',
      `${path}?page[size]=2&include=banList,user,organization&fields[banListInvite]=limit`,
    );
    expect(first.json).toMatchObject({
      data: [{ attributes: { limit: 1 } }, { attributes: { limit: 2 } }],
      included: [
        { type: 'organization' },
        { type: 'user' },
        { type: 'banList', attributes: { action: 'kick' } },
      ],
    });
    expect(first.text).not.toContain('uses');
    const next = await ask('GET', String(Object(first.json).links.next).slice(sim.url.length));
    expect(next.json).toMatchObject({ data: [{ id: codes[2] }] });
    expect((await ask('GET', `/ban-list-invites/${codes[0]}`)).json).toMatchObject({
      data: { id: codes[0], attributes: { limit: 1 } },
      included: [],
    });
    expect(await ask('DELETE', `${path}/${codes[0]}`)).toMatchObject({ status: 204, text: '' });
    expect((await ask('DELETE', `${path}/${codes[0]}`)).status).toBe(404);
    expect((await ask('GET', `/ban-list-invites/${codes[0]}`)).status).toBe(404);
    expect((await ask('GET', path)).json).toMatchObject({ data: { length: 2 } });
  });

  it('of others show the name of the list and nothing more', async () => {
    const { ask } = await stage();
    const answer = await ask('GET', '/ban-list-invites/neighbour01?include=banList,organization');
    expect(answer.json).toMatchObject({
      data: { attributes: { uses: 0, limit: 1 } },
      included: [
        { type: 'organization', id: '30001' },
        { type: 'banList', attributes: { name: "Neighbours' bans" } },
      ],
    });
    expect(answer.text).not.toContain('defaultReasons');
  });

  it.each([
    ['a limit of zero', invite({ limit: 0 }), 400, 'must be >= 1'],
    ['an unknown permission', invite({ permRead: true }), 400, 'must NOT have additional properties'],
    ['a permission that is no boolean', invite({ permCreate: 'yes' }), 400, 'must be boolean'],
    [
      'no organization',
      { body: { data: { type: 'banListInvite', relationships: {} } } },
      400,
      "must have required property 'organization'",
    ],
    ['another organization', invite({}, '30001'), 403, 'You do not have permission to perform this action.'],
  ])('are not made with %s', async (_name, options, status, detail) => {
    const { ask, path } = await stage();
    expect(await ask('POST', path, options)).toMatchObject({ status, json: saying(detail) });
    expect((await ask('GET', path)).json).toMatchObject({ data: [] });
  });

  it('are not for those who do not manage the list', async () => {
    const { sim, ask } = await stage();
    const foreign = `/ban-lists/${sim.world.network.otherBanLists[0]?.id}/relationships/invites`;
    expect((await ask('GET', foreign)).status).toBe(403);
    expect((await ask('POST', foreign, invite())).status).toBe(403);
    expect((await ask('DELETE', `${foreign}/neighbour01`)).status).toBe(403);
    expect((await ask('GET', foreign.replace(/[0-9a-f]{8}-/, '00000000-'))).status).toBe(404);
  });

  it('do not take unknown parameters', async () => {
    const { ask, path } = await stage();
    expect((await ask('GET', `${path}?filter[uses]=1`)).status).toBe(400);
    expect((await ask('GET', `${path}?include=server`)).status).toBe(400);
    expect((await ask('GET', '/ban-list-invites/neighbour01?page[size]=1')).status).toBe(400);
  });
});
