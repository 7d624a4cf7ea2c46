import { describe, expect, it } from 'vitest';
import { simulator } from './harness.ts';

const pathOf = (player: string | undefined, query = '') =>
  `/players/${player}/relationships/related-identifiers${query}`;

describe('related identifiers of the simulated API', () => {
  it('name who else has an identifier, and tell what of it', async () => {
    const { sim, ask } = await simulator();
    const [player, brother] = sim.world.players;
    const address = (one = player) => one?.identifiers.find(({ type }) => type === 'ip');
    const query = '?include=player,identifier&filter[matchIdentifiers]=ip&filter[identifiers]=ip';
    const { json } = await ask('GET', pathOf(player?.id, query));
    expect(json).toMatchObject({
      data: [
        {
          type: 'relatedIdentifier',
          id: address()?.id,
          attributes: { type: 'ip', identifier: address()?.identifier, private: true },
          relationships: {
            player: { data: { type: 'player', id: player?.id } },
            relatedPlayers: { data: [{ type: 'player', id: brother?.id }] },
            relatedIdentifiers: { data: [{ type: 'identifier', id: address(brother)?.id }] },
          },
        },
      ],
      included: [
        { type: 'player', id: brother?.id },
        { type: 'identifier', id: address(brother)?.id },
      ],
    });
    expect(json).not.toHaveProperty('data.0.meta');
  });

  it('name the owner of a shared game library for all who borrow it', async () => {
    const { sim, ask } = await simulator();
    const borrowers = sim.world.players.filter(({ identifiers }) =>
      identifiers.some(({ type }) => type === 'steamFamilyShareOwner'),
    );
    const { json } = await ask(
      'GET',
      pathOf(borrowers[0]?.id, '?filter[matchIdentifiers]=steamFamilyShareOwner'),
    );
    const named: readonly { id: string }[] = Object(json).data[0].relationships.relatedPlayers.data;
    expect(named.length).toBeGreaterThan(0);
    expect(borrowers.map(({ id }) => id)).toEqual(expect.arrayContaining(named.map(({ id }) => id)));
  });

  it('name nobody once more than twenty share one, whoever of them may be seen', async () => {
    const { sim, ask } = await simulator();
    const crowd = sim.world.players.slice(40);
    const share = (count: number) => {
      for (const { id, identifiers } of crowd.slice(0, count)) {
        if (identifiers.some(({ type }) => type === 'eosID')) continue;
        const known = { type: 'eosID', identifier: 'shared', lastSeen: 0, private: true, metadata: null };
        identifiers.push({ ...known, id: `9${id}` });
      }
    };
    const shared = async () => {
      const { json } = await ask('GET', pathOf(crowd[0]?.id, '?filter[matchIdentifiers]=eosID'));
      const [{ meta, relationships }] = Object(json).data;
      return { meta, count: relationships.relatedPlayers.data.length };
    };
    share(20);
    const few = await shared();
    expect(few.meta).toBeUndefined();
    expect(few.count).toBeGreaterThan(10);
    share(21);
    expect(await shared()).toEqual({ meta: { commonIdentifier: true }, count: 0 });
  });

  it('keep their own attributes when fewer are asked for of the included ones', async () => {
    const { sim, ask } = await simulator();
    const query = '?include=identifier&fields[identifier]=identifier&filter[matchIdentifiers]=ip';
    const { json } = await ask('GET', pathOf(sim.world.players[0]?.id, query));
    expect(json).toMatchObject({ data: [{ attributes: { type: 'ip', private: true } }] });
    expect(Object.keys(Object(json).included[0].attributes)).toEqual(['identifier']);
  });

  it('are names alone to a token without rcon:read', async () => {
    const { sim, ask } = await simulator({ tokens: [{ token: 'plain', scopes: ['ban'] }] });
    const { text, json } = await ask('GET', pathOf(sim.world.players[0]?.id), { token: 'plain' });
    expect(Object(json).data.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/steamID|BEGUID|"ip"/);
  });

  it('are nothing of a player who is not there', async () => {
    const { ask } = await simulator();
    expect((await ask('GET', pathOf('1'))).status).toBe(404);
    expect((await ask('GET', pathOf('1000000001', '?filter[online]=true'))).status).toBe(400);
    expect((await ask('GET', pathOf('1000000001', '?include=server'))).status).toBe(400);
  });
});
