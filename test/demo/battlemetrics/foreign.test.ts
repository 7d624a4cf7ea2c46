import { describe, expect, it } from 'vitest';
import { simulator } from './harness.ts';

const UUID = '01234567-89ab-4def-8123-456789abcdef';
const OTHERS = '7';

describe('what belongs to another organization', () => {
  it('is shown as theirs and cannot be changed, where it is a flag that they share', async () => {
    const { sim, ask } = await simulator();
    const attributes = { name: 'Theirs', color: '#123456', icon: null, description: null };
    sim.world.flags.push({ ...attributes, id: UUID, createdAt: 0, personal: false, organizationId: OTHERS });
    const path = `/player-flags/${UUID}`;
    const body = { data: { type: 'playerFlag', id: UUID, attributes: { ...attributes, name: 'Ours' } } };
    expect(await ask('GET', path)).toMatchObject({
      status: 200,
      json: { data: { relationships: { organization: { data: { id: OTHERS } } } } },
    });
    expect((await ask('PATCH', path, { body })).status).toBe(403);
    expect((await ask('DELETE', path)).status).toBe(403);
    expect(sim.world.flags.at(-1)).toMatchObject({ id: UUID, name: 'Theirs' });
  });

  it('is shown as theirs and cannot be changed, where it is a note that they share', async () => {
    const { sim, ask } = await simulator();
    const note = { note: 'Theirs', shared: true, createdAt: 0, personal: false, organizationId: OTHERS };
    sim.world.notes.push({ ...note, id: '77', playerId: '1000000001' });
    const path = '/players/1000000001/relationships/notes/77';
    const body = { data: { type: 'playerNote', id: '77', attributes: { note: 'Ours', shared: false } } };
    expect(await ask('GET', path)).toMatchObject({
      status: 200,
      json: { data: { relationships: { organization: { data: { id: OTHERS } } } } },
    });
    expect((await ask('PATCH', path, { body })).status).toBe(403);
    expect((await ask('DELETE', path)).status).toBe(403);
    expect(sim.world.notes.at(-1)).toMatchObject({ id: '77', note: 'Theirs' });
  });

  it('is left out of the stays of a player that are asked for by organization', async () => {
    const { sim, ask } = await simulator();
    const [player] = sim.world.players;
    player?.visits.push({ serverId: '1000104', firstSeen: 0, lastSeen: 0, timePlayed: 0, online: false });
    const path = `/players/${player?.id}/relationships/sessions?include=server&page[size]=100`;
    const serversIn = async (query: string): Promise<ReadonlySet<string>> => {
      const data: readonly { relationships: { server: { data: { id: string } } } }[] = Object(
        (await ask('GET', path + query)).json,
      ).data;
      return new Set(data.map(({ relationships }) => relationships.server.data.id));
    };
    expect(await serversIn('')).toContain('1000104');
    const own = await serversIn('&filter[organizations]=25069');
    expect(own.size).toBeGreaterThan(0);
    expect(own).not.toContain('1000104');
    expect((await serversIn(`&filter[organizations]=${OTHERS}`)).size).toBe(0);
  });
});
