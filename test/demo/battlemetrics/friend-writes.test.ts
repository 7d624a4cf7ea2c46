import { describe, expect, it } from 'vitest';
import {
  flags,
  ids,
  item,
  LEAGUE,
  NEIGHBOURS,
  OWN,
  offer,
  PATH,
  REGIMENT,
  WANDERERS,
} from './friend-bodies.ts';
import { saying, simulator } from './harness.ts';

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
