import { describe, expect, it } from 'vitest';
import { clock, saying, simulator } from './harness.ts';

const PLAYER = '1000000040';
const PATH = `/players/${PLAYER}/relationships/notes`;
const ORGANIZATION = { organization: { data: { type: 'organization', id: '25069' } } };
const note = (change: object = {}, relationships: object = ORGANIZATION) => ({
  body: {
    data: { type: 'playerNote', attributes: { note: 'Was warned', shared: false, ...change }, relationships },
  },
});

describe('a note about a player', () => {
  it('comes back as HTML, with who wrote it', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now });
    const made = await ask('POST', PATH, note({ note: 'a <b> & "c"\nsecond' }));
    expect(made).toMatchObject({
      status: 201,
      json: {
        data: {
          type: 'playerNote',
          id: expect.stringMatching(/^\d+$/),
          attributes: {
            note: '<p>a &lt;b&gt; &amp; "c"<br>second</p>',
            shared: false,
            createdAt: new Date(now()).toISOString(),
          },
          relationships: {
            player: { data: { id: PLAYER } },
            user: { data: { id: '900001' } },
            ...ORGANIZATION,
          },
        },
      },
    });
    const { id } = Object(made.json).data;
    expect((await ask('GET', `${PATH}/${id}`)).json).toMatchObject(Object(made.json));
    expect((await ask('GET', `${PATH}?include=user`)).json).toMatchObject({
      data: [{ id }],
      included: [{ type: 'user', attributes: { nickname: 'token-owner' } }],
    });
  });

  it('is changed as a whole, and deleted for good', async () => {
    const { ask } = await simulator();
    const { id } = Object((await ask('POST', PATH, note())).json).data;
    const change = (attributes: object) => ({ body: { data: { type: 'playerNote', id, attributes } } });
    const part = await ask('PATCH', `${PATH}/${id}`, change({ note: 'New' }));
    expect(part).toMatchObject({ status: 400, json: saying("must have required property 'shared'") });
    const whole = await ask('PATCH', `${PATH}/${id}`, change({ note: 'New', shared: true }));
    expect(whole).toMatchObject({
      status: 200,
      json: { data: { attributes: { note: '<p>New</p>', shared: true } } },
    });
    expect(await ask('DELETE', `${PATH}/${id}`)).toMatchObject({ status: 204, text: '' });
    for (const method of ['GET', 'DELETE']) expect((await ask(method, `${PATH}/${id}`)).status).toBe(404);
    expect((await ask('PATCH', `${PATH}/${id}`, change({ note: 'x', shared: true }))).status).toBe(404);
  });

  it('is personal without an organization, and left out where those are', async () => {
    const { ask } = await simulator();
    await ask('POST', PATH, note());
    const personal = await ask('POST', PATH, note({}, {}));
    expect(personal.json).not.toHaveProperty('data.relationships.organization');
    const count = async (query: string) => Object((await ask('GET', `${PATH}${query}`)).json).data.length;
    expect(await count('')).toBe(2);
    expect(await count('?filter[personal]=false')).toBe(1);
  });

  it('belongs to one player', async () => {
    const { ask } = await simulator();
    const { id } = Object((await ask('POST', PATH, note())).json).data;
    expect((await ask('GET', `/players/1000000041/relationships/notes/${id}`)).status).toBe(404);
    const other = { ...ORGANIZATION, player: { data: { type: 'player', id: '1000000041' } } };
    expect((await ask('POST', PATH, note({}, other))).status).toBe(403);
    expect((await ask('POST', '/players/1/relationships/notes', note())).status).toBe(404);
  });

  it('of others can be read where it is shared, and not changed', async () => {
    const { sim, ask } = await simulator();
    const theirs = { id: '1', playerId: PLAYER, note: 'Theirs', shared: true, createdAt: 0, personal: false };
    sim.world.notes.push({ ...theirs, organizationId: '7', userId: '900002' });
    expect((await ask('GET', `${PATH}/1?include=user`)).json).toMatchObject({
      data: { relationships: { organization: { data: { id: '7' } } } },
      included: [{ attributes: { nickname: 'web-admin' } }],
    });
    expect((await ask('DELETE', `${PATH}/1`)).status).toBe(403);
  });

  it.each([
    ['without text', note({ note: '' }), 'must NOT have fewer than 1 characters'],
    ['that is no text', note({ note: 7 }), 'must be string'],
    [
      'that says not whether it is shared',
      note({ shared: undefined }),
      "must have required property 'shared'",
    ],
    ['with an unknown attribute', note({ pinned: true }), 'must NOT have additional properties'],
    [
      'of an organization by its name',
      note({}, { organization: { data: { type: 'organization', id: 'Example' } } }),
      'must match pattern "^\\d+$"',
    ],
  ])('%s is refused', async (_name, options, detail) => {
    const { sim, ask } = await simulator();
    const before = sim.world.notes.length;
    expect(await ask('POST', PATH, options)).toMatchObject({ status: 400, json: saying(detail) });
    expect(sim.world.notes).toHaveLength(before);
  });

  it('takes the scope of each, and is answered by nothing for who may not read', async () => {
    const { ask } = await simulator({ tokens: [{ token: 'writer', scopes: ['note:create'] }] });
    const writer = { token: 'writer' };
    expect(await ask('POST', PATH, { ...writer, ...note() })).toMatchObject({ status: 201, text: '' });
    expect((await ask('GET', PATH, writer)).status).toBe(403);
    expect((await ask('DELETE', `${PATH}/1`, writer)).status).toBe(403);
    expect((await ask('PATCH', `${PATH}/1`, { ...writer, ...note() })).status).toBe(403);
  });
});
