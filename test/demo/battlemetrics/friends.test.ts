import { describe, expect, it } from 'vitest';
import { type Ask, saying, simulator } from './harness.ts';

const OWN = '25069';
const NEIGHBOURS = '30001';
const REGIMENT = '30002';
const LEAGUE = '30003';
const WANDERERS = '30004';
const PATH = `/organizations/${OWN}/relationships/friends`;

const flags = (...ids: (string | undefined)[]) => ({ data: ids.map((id) => ({ type: 'playerFlag', id })) });
const item = (id: string, attributes?: object, relationships?: object) => ({
  type: 'organizationFriend',
  id,
  ...(attributes && { attributes }),
  ...(relationships && { relationships }),
});
const offer = (
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
const ids = async (ask: Ask, query = '') =>
  Object((await ask('GET', `${PATH}?${query}`)).json).data.map(({ id }: { id: string }) => id);

describe('friends of an organization of the simulated API', () => {
  it('are listed by name, in both directions', async () => {
    const { ask } = await simulator();
    expect(await ids(ask)).toEqual([
      `${LEAGUE}:${OWN}`,
      `${OWN}:${NEIGHBOURS}`,
      `${NEIGHBOURS}:${OWN}`,
      `${OWN}:${REGIMENT}`,
    ]);
    expect(await ids(ask, 'sort=-rank')).toEqual([
      `${NEIGHBOURS}:${OWN}`,
      `${OWN}:${NEIGHBOURS}`,
      `${OWN}:${REGIMENT}`,
      `${LEAGUE}:${OWN}`,
    ]);
  });

  it.each([
    ['filter[accepted]=false', [`${LEAGUE}:${OWN}`, `${OWN}:${REGIMENT}`]],
    ['filter[origin]=true', [`${OWN}:${NEIGHBOURS}`, `${OWN}:${REGIMENT}`]],
    ['filter[origin]=false', [`${LEAGUE}:${OWN}`, `${NEIGHBOURS}:${OWN}`]],
    ['filter[reciprocated]=true', [`${OWN}:${NEIGHBOURS}`, `${NEIGHBOURS}:${OWN}`]],
    ['filter[name]=REGI', [`${OWN}:${REGIMENT}`]],
  ])('are filtered by %s', async (query, expected) => {
    const { ask } = await simulator();
    expect(await ids(ask, query)).toEqual(expected);
  });

  it('come page by page, with their organizations', async () => {
    const { sim, ask } = await simulator();
    const page = await ask('GET', `${PATH}?page[size]=3&include=organization&fields[organization]=name`);
    expect(page.json).toMatchObject({ data: { length: 3 } });
    expect(Object(page.json).included).toContainEqual({
      type: 'organization',
      id: LEAGUE,
      attributes: { name: 'Example **League** @everyone' },
      relationships: {},
    });
    const next = await ask('GET', String(Object(page.json).links.next).slice(sim.url.length));
    expect(next.json).toMatchObject({ data: [{ id: `${OWN}:${REGIMENT}` }] });
  });

  it('are told of one by one, with their flags and what they are', async () => {
    const { sim, ask } = await simulator();
    const [watched] = sim.world.network.flags;
    const include = 'include=organization,playerFlag,organizationStats&fields[playerFlag]=name';
    const one = await ask('GET', `${PATH}/${NEIGHBOURS}?${include}`);
    expect(one.json).toMatchObject({
      data: {
        id: `${OWN}:${NEIGHBOURS}`,
        attributes: { accepted: true, identifiers: ['steamID', 'ip'], notes: true, reciprocated: true },
        relationships: {
          organization: { data: { id: OWN } },
          friend: { data: { id: NEIGHBOURS } },
          flagsShared: flags(sim.world.flags[0]?.id),
        },
      },
      included: [
        { type: 'organization', id: OWN },
        { type: 'organization', id: NEIGHBOURS },
        {
          type: 'organizationStats',
          id: NEIGHBOURS,
          attributes: { gameRanks: { squad: 44 }, uniquePlayers: 5_200 },
        },
        { type: 'playerFlag', attributes: { name: 'Watch' } },
      ],
    });
    // Nothing is offered to them: what they offer is shown.
    const [, barred] = sim.world.network.flags;
    const offered = await ask('GET', `${PATH}/${LEAGUE}?include=playerFlag`);
    expect(offered.json).toMatchObject({
      data: { id: `${LEAGUE}:${OWN}`, attributes: { accepted: false, identifiers: null } },
      included: [{ type: 'playerFlag', id: barred?.id }],
    });
    expect(watched?.id).not.toBe(barred?.id);
    expect((await ask('GET', `${PATH}/${WANDERERS}`)).status).toBe(404);
  });

  it('of other organizations are none of ours', async () => {
    const { ask } = await simulator();
    const foreign = PATH.replace(OWN, NEIGHBOURS);
    for (const [method, path] of [
      ['GET', foreign],
      ['GET', `${foreign}/${OWN}`],
      ['POST', foreign],
      ['PATCH', `${foreign}/${OWN}`],
      ['DELETE', `${foreign}/${OWN}`],
      ['DELETE', foreign],
    ] as const) {
      expect(await ask(method, path, method === 'POST' ? offer(OWN) : {})).toMatchObject({ status: 403 });
    }
    expect((await ask('GET', `${PATH}?filter[game]=rust`)).status).toBe(400);
    expect((await ask('GET', `${PATH}?include=playerFlag`)).status).toBe(400);
    expect((await ask('GET', `${PATH}?sort=id`)).status).toBe(400);
  });
});

describe('an offer to share data', () => {
  it('is listed once it was made, and not yet accepted', async () => {
    const { sim, ask } = await simulator();
    const flagsShared = flags(sim.world.flags[1]?.id);
    const made = await ask(
      'POST',
      PATH,
      offer(WANDERERS, { identifiers: null, notes: false }, { flagsShared }),
    );
    expect(made).toMatchObject({
      status: 201,
      json: {
        data: {
          type: 'organizationFriend',
          id: `${OWN}:${WANDERERS}`,
          attributes: { accepted: false, identifiers: null, notes: false, reciprocated: false },
          relationships: { flagsShared, flagsUsed: flags() },
        },
      },
    });
    expect(await ids(ask, 'filter[name]=wander')).toEqual([`${OWN}:${WANDERERS}`]);
    expect((await ask('POST', PATH, offer(WANDERERS))).status).toBe(409);
  });

  it.each([
    ['without notes', offer(WANDERERS, { identifiers: [] }), 400, "must have required property 'notes'"],
    [
      'with what the other one says',
      offer(WANDERERS, { identifiers: [], notes: true, accepted: true }),
      400,
      'must NOT have additional properties',
    ],
    [
      'with identifiers that are no texts',
      offer(WANDERERS, { identifiers: [1], notes: true }),
      400,
      'must be string',
    ],
    ['to itself', offer(OWN), 400, 'An organization cannot be its own friend'],
    ['to nobody', offer('1'), 404, 'The requested resource could not be found.'],
    [
      'with an unknown flag',
      offer(WANDERERS, undefined, { flagsShared: flags('00000000-0000-4000-8000-000000000000') }),
      403,
      'You do not have permission to perform this action.',
    ],
    [
      'with a flag that has no id',
      offer(WANDERERS, undefined, { flagsShared: flags('watch') }),
      400,
      'must match format "uuid"',
    ],
  ])('is not made %s', async (_name, options, status, detail) => {
    const { ask } = await simulator();
    const before = await ids(ask);
    expect(await ask('POST', PATH, options)).toMatchObject({ status, json: saying(detail) });
    expect(await ids(ask)).toEqual(before);
  });

  it('is changed by who made it, but not accepted', async () => {
    const { sim, ask } = await simulator();
    const id = `${OWN}:${REGIMENT}`;
    const patch = (attributes: object, relationships?: object) =>
      ask('PATCH', `${PATH}/${REGIMENT}`, { body: { data: item(id, attributes, relationships) } });
    const flagsShared = flags(sim.world.flags[2]?.id);
    // As the document has it: with all that it has, changed or not.
    const all = { accepted: false, identifiers: ['ip', 'steamID'], notes: true };
    const changed = await patch(all, { flagsShared, flagsUsed: flags() });
    const data = { id, attributes: all, relationships: { flagsShared } };
    expect(changed).toMatchObject({ status: 200, json: { data } });
    expect((await ask('GET', `${PATH}/${REGIMENT}`)).json).toMatchObject({ data });
    expect((await patch({ notes: false, accepted: true })).status).toBe(403);
    expect((await patch({ notes: false, colour: 'red' })).status).toBe(400);
    const [theirs] = sim.world.network.flags;
    expect((await patch({ notes: false }, { flagsShared: flags(theirs?.id) })).status).toBe(403);
    expect((await ask('GET', `${PATH}/${REGIMENT}`)).json).toMatchObject({ data });
  });

  it('is accepted by whom it was made to, who chooses among its flags', async () => {
    const { sim, ask } = await simulator();
    const id = `${LEAGUE}:${OWN}`;
    const [watched, barred] = sim.world.network.flags;
    const patch = (attributes: object, relationships?: object) =>
      ask('PATCH', `${PATH}/${LEAGUE}`, { body: { data: item(id, attributes, relationships) } });
    expect((await patch({ notes: false })).status).toBe(403);
    expect((await patch({ accepted: true }, { flagsUsed: flags(watched?.id) })).status).toBe(403);
    const flagsUsed = flags(barred?.id);
    expect(await patch({ accepted: true }, { flagsUsed })).toMatchObject({
      status: 200,
      json: { data: { attributes: { accepted: true, reciprocated: false }, relationships: { flagsUsed } } },
    });
    // Once they share too, both do.
    await ask('POST', PATH, offer(LEAGUE));
    const back = sim.world.network.friends.find(({ friendId }) => friendId === LEAGUE);
    if (back !== undefined) back.accepted = true;
    expect(await ids(ask, 'filter[reciprocated]=true&filter[name]=league')).toHaveLength(2);
  });

  it('is named by its path', async () => {
    const { ask } = await simulator();
    const patch = (id: string) =>
      ask('PATCH', `${PATH}/${REGIMENT}`, { body: { data: item(id, { notes: true }) } });
    expect((await patch(`${OWN}:${NEIGHBOURS}`)).status).toBe(400);
    expect((await patch(REGIMENT)).status).toBe(400);
    expect((await patch(`${REGIMENT}:${OWN}`)).status).toBe(404);
    expect((await patch(`${REGIMENT}:${NEIGHBOURS}`)).status).toBe(403);
  });

  it('ends in one direction at a time', async () => {
    const { ask } = await simulator();
    const deleted = await ask('DELETE', `${PATH}/${NEIGHBOURS}`);
    expect(deleted).toMatchObject({ status: 204, text: '' });
    expect(await ids(ask, 'filter[name]=neigh')).toEqual([`${NEIGHBOURS}:${OWN}`]);
    expect((await ask('DELETE', `${PATH}/${NEIGHBOURS}`)).status).toBe(204);
    expect((await ask('DELETE', `${PATH}/${NEIGHBOURS}`)).status).toBe(404);
  });
});

describe('many offers at once', () => {
  const first = `${OWN}:${NEIGHBOURS}`;
  const second = `${OWN}:${REGIMENT}`;

  it('are changed under the path of any, all or none', async () => {
    const { ask } = await simulator();
    const patch = (...data: object[]) => ask('PATCH', `${PATH}/${NEIGHBOURS}`, { body: { data } });
    const bad = await patch(item(first, { notes: false }), item(second, { notes: 'yes' }));
    expect(bad).toMatchObject({ status: 400, json: saying('must be boolean') });
    expect(bad.text).toContain('/data/1');
    expect((await ask('GET', `${PATH}/${NEIGHBOURS}`)).json).toMatchObject({
      data: { attributes: { notes: true } },
    });
    expect(await patch(item(first, { notes: false }), item(second, { identifiers: null }))).toMatchObject({
      status: 200,
      json: {
        data: [
          { id: first, attributes: { notes: false } },
          { id: second, attributes: { identifiers: null } },
        ],
      },
    });
    expect((await ask('GET', `${PATH}/${NEIGHBOURS}`)).json).toMatchObject({
      data: { attributes: { notes: false } },
    });
  });

  it('are deleted, all or none', async () => {
    const { ask } = await simulator();
    const remove = (...data: object[]) => ask('DELETE', PATH, { body: { data } });
    expect((await remove(item(first), item(`${OWN}:${WANDERERS}`))).status).toBe(404);
    expect((await remove(item(first), item(`${LEAGUE}:${NEIGHBOURS}`))).status).toBe(403);
    expect((await ask('DELETE', PATH)).status).toBe(400);
    expect(await ids(ask)).toHaveLength(4);
    expect(await remove(item(first), item(second))).toMatchObject({ status: 204, text: '' });
    expect(await ids(ask)).toEqual([`${LEAGUE}:${OWN}`, `${NEIGHBOURS}:${OWN}`]);
  });
});
