import { describe, expect, it } from 'vitest';
import { saying, simulator } from './harness.ts';

const BAN = '150000040';
const PATH = `/bans/${BAN}/relationships/exemptions`;
const organization = (id = '25069') => ({ organization: { data: { type: 'organization', id } } });
const exemption = (change: object = {}) => ({
  body: {
    data: {
      type: 'banExemption',
      attributes: { reason: 'One of us' },
      relationships: organization(),
      ...change,
    },
  },
});

describe('an exemption from a ban', () => {
  it('is made once, read, changed and taken back', async () => {
    const { ask } = await simulator();
    const made = await ask('POST', PATH, exemption());
    expect(made).toMatchObject({
      status: 201,
      json: {
        data: {
          type: 'banExemption',
          id: expect.stringMatching(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/),
          attributes: { reason: 'One of us' },
          relationships: { ban: { data: { type: 'ban', id: BAN } }, ...organization() },
        },
      },
    });
    expect((await ask('POST', PATH, exemption())).status).toBe(409);
    const { id } = Object(made.json).data;
    expect((await ask('GET', `${PATH}/${id}`)).json).toEqual(made.json);
    const change = { body: { data: { type: 'banExemption', id, attributes: { reason: null } } } };
    expect(await ask('PATCH', PATH, change)).toMatchObject({ status: 204, text: '' });
    expect((await ask('GET', PATH)).json).toMatchObject({ data: [{ id, attributes: { reason: null } }] });
    expect(await ask('DELETE', PATH)).toMatchObject({ status: 204, text: '' });
    expect((await ask('GET', PATH)).json).toEqual({ data: [] });
    for (const method of ['DELETE', 'PATCH']) expect((await ask(method, PATH, change)).status).toBe(404);
  });

  it('shows in lists of bans', async () => {
    const { ask } = await simulator();
    const total = async (query: string) =>
      Object((await ask('GET', `/bans?filter[expired]=true${query}`)).json).meta.total;
    const all = await total('');
    await ask('POST', PATH, exemption());
    expect(await total('&filter[exempt]=true')).toBe(1);
    expect(await total('&filter[exempt]=false')).toBe(all - 1);
    expect(await total('')).toBe(all);
    const { json } = await ask('GET', '/bans?filter[exempt]=true&filter[expired]=true&include=banExemption');
    expect(json).toMatchObject({
      included: [{ type: 'banExemption', relationships: { ban: { data: { id: BAN } } } }],
    });
  });

  it('goes with its ban', async () => {
    const { sim, ask } = await simulator();
    await ask('POST', PATH, exemption());
    await ask('DELETE', `/bans/${BAN}`);
    expect(sim.world.exemptions).toEqual([]);
    expect((await ask('GET', PATH)).status).toBe(404);
  });

  it.each([
    ['of nobody', { relationships: {} }, "must have required property 'organization'"],
    ['without relationships', { relationships: undefined }, "must have required property 'relationships'"],
    ['of another type', { type: 'ban' }, 'must be equal to one of the allowed values'],
    ['with an unknown attribute', { attributes: { why: 'x' } }, 'must NOT have additional properties'],
    ['with a reason that is none', { attributes: { reason: 7 } }, 'must be string'],
  ])('%s is refused', async (_name, change, detail) => {
    const { sim, ask } = await simulator();
    expect(await ask('POST', PATH, exemption(change))).toMatchObject({ status: 400, json: saying(detail) });
    expect(sim.world.exemptions).toEqual([]);
  });

  it('for others, or from a ban that is not there, is refused', async () => {
    const { ask } = await simulator();
    expect((await ask('POST', PATH, exemption({ relationships: organization('1') }))).status).toBe(403);
    expect((await ask('POST', '/bans/1/relationships/exemptions', exemption())).status).toBe(404);
  });
});
