import { describe, expect, it } from 'vitest';
import { flags, ids, LEAGUE, NEIGHBOURS, OWN, offer, PATH, REGIMENT, WANDERERS } from './friend-bodies.ts';
import { simulator } from './harness.ts';

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
