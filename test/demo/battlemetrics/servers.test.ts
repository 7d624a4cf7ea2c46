import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../../src/demo/battlemetrics/seed-games.ts';
import { idsOf, includedIn, iso } from './answers.ts';
import { clock, saying, simulator } from './harness.ts';

const DAY = 86_400_000;

function featureId(game: string, display: string): string {
  return FEATURES.find((one) => one.game === game && one.display === display)?.id ?? 'none';
}

function optionId(display: string): string {
  return FEATURES.flatMap(({ options }) => options).find((one) => one.display === display)?.id ?? 'none';
}

describe('the simulated list of servers', () => {
  it.each([
    ['filter[countries][]=DEU', 'must match pattern "^[A-Za-z]{2}$"'],
    ['filter[maxDistance]=far', 'must be integer'],
    ['filter[maxDistance]=-1', 'must be >= 0'],
    ['filter[players][min]=-1', 'must be >= 0'],
    ['filter[favorites]=yes', 'must be boolean'],
    ['filter[features][none]=true', 'must NOT have additional properties'],
    ['location=Frankfurt', expect.stringContaining('must match pattern')],
    ['sort=age', 'must be equal to one of the allowed values'],
    ['include=player', 'must be equal to one of the allowed values'],
    ['fields[player]=name', 'must NOT have additional properties'],
  ])('refuses %s', async (query, detail) => {
    const { ask } = await simulator();
    expect(await ask('GET', `/servers?${query}`)).toMatchObject({ status: 400, json: saying(detail) });
  });

  it.each([
    ['filter[countries][]=DE&filter[countries][]=us', ['1000101', '1000103']],
    ['filter[favorites]=true', ['1000102']],
    ['filter[groupLeader]=true', ['1000102']],
    ['filter[groupLeader]=false', ['1000101', '1000103', '1000104']],
    ['filter[players][min]=87&filter[players][max]=99', ['1000101']],
    ['filter[rcon]=true&filter[status]=offline,dead', ['1000103']],
    ['filter[ids][whitelist]=1000104,1000101&filter[ids][blacklist]=1000101', ['1000104']],
    ['filter[search]=reforger', ['1000103']],
    // From Frankfurt, where the simulator takes everybody to be.
    ['filter[maxDistance]=700&sort=distance', ['1000101', '1000102']],
    ['location=150,-30&filter[maxDistance]=700', ['1000104']],
    ['location=-96.8,32.78&sort=distance', ['1000103', '1000102', '1000101', '1000104']],
    ['location=-96.8,32.78&sort=-distance&page[offset]=1', ['1000101', '1000102', '1000103']],
  ])('knows %s', async (query, expected) => {
    const { ask } = await simulator();
    const ids = idsOf(await ask('GET', `/servers?${query}`));
    expect(query.includes('sort') ? ids : ids.toSorted()).toEqual(expected);
  });

  it.each([
    [`[${featureId('rust', 'PVE')}]=false`, ['1000101']],
    [`[${featureId('ark', 'PVE')}]=true`, ['1000104']],
    [`[${featureId('rust', 'Average FPS')}]=50:58.2`, ['1000101']],
    [`[${featureId('rust', 'Average FPS')}]=:58`, []],
    [`[${featureId('squad', 'Game Mode')}][]=${optionId('AAS')}`, ['1000102']],
    [`[${featureId('squad', 'Game Mode')}][]=${optionId('RAAS')}`, []],
    ['[469a1706-c8be-11e7-9d7a-e3ed64915530]=true', []],
  ])('knows filter[features]%s', async (filter, expected) => {
    const { ask } = await simulator();
    expect(idsOf(await ask('GET', `/servers?filter[features]${filter}`))).toEqual(expected);
  });

  it('takes several options of a feature, one of which has to fit', async () => {
    const { ask } = await simulator();
    const filter = `filter[features][${featureId('squad', 'Game Mode')}][or][]`;
    const query = `${filter}=${optionId('RAAS')}&${filter}=${optionId('AAS')}`;
    expect(idsOf(await ask('GET', `/servers?${query}`))).toEqual(['1000102']);
  });

  it('tells of the group with its leader, and only the relationships asked for', async () => {
    const { ask, sim } = await simulator();
    const [group] = sim.world.serverRecords?.groups ?? [];
    const answer = await ask('GET', `/servers?include=serverGroup&filter[groups]=${group?.id}`);
    expect(answer.json).toMatchObject({
      data: [
        {
          id: '1000102',
          relationships: { serverGroup: { data: { id: group?.id }, meta: { leader: true } } },
        },
        { id: '1000101', relationships: { serverGroup: { meta: { leader: false } } } },
      ],
      included: [
        {
          type: 'serverGroup',
          attributes: { rank: 57 },
          relationships: {
            leader: { data: { type: 'server', id: '1000102' } },
            servers: { data: [{ id: '1000101' }, { id: '1000102' }] },
          },
        },
      ],
    });
    const few = await ask('GET', '/servers?relations[server]=organization&filter[ids][whitelist]=1000101');
    expect(few.json).toHaveProperty('data.0.relationships', {
      organization: { data: { type: 'organization', id: '25069' } },
    });
  });
});

describe('a simulated server with what belongs to it', () => {
  it('takes fields and relations of every type, and nothing else', async () => {
    const { ask } = await simulator();
    const types = ['serverUptime', 'serverEvent', 'serverGroup', 'orgDescription', 'session', 'player'];
    const query = types.map((type) => `fields[${type}]=a&relations[${type}]=b`).join('&');
    expect((await ask('GET', `/servers/1000101?${query}`)).status).toBe(200);
    expect(await ask('GET', '/servers/1000101?fields[ban]=uid')).toMatchObject({
      status: 400,
      json: saying('must NOT have additional properties'),
    });
    expect((await ask('GET', '/servers/1')).status).toBe(404);
  });

  it('includes those who are there now, with their sessions and identifiers', async () => {
    const { ask, sim } = await simulator();
    const here = sim.world.players.filter(({ visits }) =>
      visits.some(({ serverId, online }) => online && serverId === '1000101'),
    );
    const included = includedIn(await ask('GET', '/servers/1000101?include=player,session,identifier'));
    const count = (type: string) => included.filter((one) => one.startsWith(`${type} `)).length;
    expect(here.length).toBeGreaterThan(0);
    expect(count('player')).toBe(here.length);
    expect(count('session')).toBe(here.length);
    expect(count('identifier')).toBe(here.flatMap(({ identifiers }) => identifiers).length);
  });

  it('includes how long it was up, when it went and came, its group and its organization', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now });
    const include = 'uptime:7,uptime:90,serverEvent,serverGroup,organization';
    const { json } = await ask('GET', `/servers/1000101?include=${include}`);
    // In the last 90 days: 12, 45, 3 and 240 minutes.
    expect(json).toHaveProperty('included', expect.any(Array));
    expect(json).toMatchObject({
      included: expect.arrayContaining([
        {
          type: 'serverUptime',
          id: '1000101:7',
          attributes: { value: Number((1 - 12 / (7 * 1_440)).toFixed(4)) },
          relationships: { server: { data: { type: 'server', id: '1000101' } } },
        },
        expect.objectContaining({
          id: '1000101:90',
          attributes: { value: Number((1 - 300 / (90 * 1_440)).toFixed(4)) },
        }),
        expect.objectContaining({
          type: 'serverEvent',
          attributes: { value: 'offline', timestamp: iso(now() - 3 * DAY) },
        }),
        expect.objectContaining({ type: 'serverGroup' }),
        expect.objectContaining({ type: 'organization', id: '25069' }),
      ]),
    });
    expect(JSON.stringify(json)).not.toContain('1000101:30');
  });

  it('includes descriptions that are public and approved, with the fields asked for', async () => {
    const { ask } = await simulator();
    const include = 'serverDescription,orgDescription,orgGroupDescription';
    const types = (id: string) =>
      ask('GET', `/servers/${id}?include=${include}`).then((answer) =>
        includedIn(answer).map((one) => one.split(' ')[0]),
      );
    expect(await types('1000101')).toEqual(['serverDescription', 'orgDescription', 'orgGroupDescription']);
    expect(await types('1000102')).toEqual(['orgDescription', 'orgGroupDescription']);
    expect(await types('1000104')).toEqual([]);
    const { json } = await ask(
      'GET',
      '/servers/1000101?include=serverDescription&fields[serverDescription]=links',
    );
    expect(json).toHaveProperty('included.0.attributes', {
      links: [{ name: 'Rules', url: 'https://rules.example.invalid' }],
    });
  });
});
