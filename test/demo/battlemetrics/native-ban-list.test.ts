import { describe, expect, it } from 'vitest';
import { clock, saying, simulator } from './harness.ts';
import { ban, MINUTE, natives } from './native-ban-scene.ts';

describe('native bans of the simulated API', () => {
  it('are looked at every hour, and at once by force', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now });
    const id = await ban(ask, {});
    advance(90 * MINUTE);
    const [first] = await natives(ask, `filter[ban]=${id}`);
    const at = (ms: number) => new Date(now() + ms).toISOString();
    expect(first?.attributes).toMatchObject({ updatedAt: at(-30 * MINUTE), updateAt: at(30 * MINUTE) });
    const forced = await ask('POST', `/bans-native/${first?.id}/force-update`);
    // Without an envelope.
    expect(forced).toMatchObject({
      status: 202,
      json: { type: 'banNative', id: first?.id, attributes: { updateAt: at(0) } },
    });
    advance(1_000);
    const [sooner] = await natives(ask, `filter[ban]=${id}&sort=-updatedAt`);
    expect(sooner).toMatchObject({ id: first?.id, attributes: { updatedAt: at(-1_000) } });
    expect((await ask('POST', '/bans-native/00000000-0000-4000-8000-000000000000/force-update')).status).toBe(
      404,
    );
  });

  it('stand where the order puts them, the newest first', async () => {
    const { now, advance } = clock();
    const { sim, ask } = await simulator({ now });
    const first = await ban(ask, { identifiers: [500000001] });
    advance(MINUTE);
    const second = await ban(ask, { identifiers: [500000001] });
    const order = async (query: string) =>
      Object((await ask('GET', `/bans-native?page[size]=4${query}`)).json).data.map(
        ({ relationships }: { relationships: { ban: { data: { id: string } } } }) =>
          relationships.ban.data.id,
      );
    expect(await order('')).toEqual([second, second, second, first]);
    expect((await order('&sort=createdAt')).slice(0, 2).sort()).toEqual(['150000039', '150000040']);
    expect(await order('&sort=-createdAt,updatedAt')).toEqual([second, second, second, first]);
    const page = await ask('GET', '/bans-native?page[size]=4');
    const next = await ask('GET', String(Object(page.json).links.next).slice(sim.url.length));
    expect(next.json).toMatchObject({ data: { length: 4 } });
    expect(next.text).not.toContain(Object(page.json).data[3].id);
  });

  it('are not found by what is unknown, nor without the scope', async () => {
    const { ask } = await simulator({
      tokens: [
        { token: 'simulator-token', scopes: ['ban:read'] },
        { token: 'writer', scopes: ['ban:create'] },
      ],
    });
    const refused = async (query: string) => ask('GET', `/bans-native?${query}`);
    expect(await refused('filter[state]=added')).toMatchObject({
      status: 400,
      json: saying('must NOT have additional properties'),
    });
    expect((await refused('filter[ban]=first')).status).toBe(400);
    expect((await refused('sort=reason')).status).toBe(400);
    expect((await refused('include=player')).status).toBe(400);
    expect((await ask('GET', '/bans-native', { token: 'writer' })).status).toBe(403);
  });
});
