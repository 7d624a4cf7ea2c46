import { describe, expect, expectTypeOf, it } from 'vitest';
import type { BattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import type { Identifier } from '../../src/battlemetrics/schemas/identifier.ts';
import type { Player } from '../../src/battlemetrics/schemas/player.ts';
import type { Server } from '../../src/battlemetrics/schemas/server.ts';
import { MODERATOR, scripted, withSimulator } from './harness.ts';

const ref = (type: string, id: string) => ({ data: { type, id } });

describe('what is included', () => {
  it('is had by one call from the resource that is related to it', async () => {
    const { bm } = await withSimulator();
    const query = { include: ['player', 'server', 'user'], page: { size: 100 } } as const;
    const { data, included } = await bm.bans.list(query, MODERATOR);
    const named = data.filter(({ relationships }) => relationships.player?.data != null);
    expect(named.length).toBeGreaterThan(0);
    for (const ban of named) {
      const player = included.related(ban, 'player');
      expect(player?.attributes.name).toBe(ban.meta.player);
      expect(player?.id).toBe(ban.relationships.player?.data?.id);
      expectTypeOf(player).toEqualTypeOf<Player | undefined>();
      expect(included.related(ban, 'server')?.id).toBe(ban.relationships.server?.data?.id);
    }
  });

  it('is a list where there are many, without those that did not come', async () => {
    const session = {
      type: 'session',
      id: '01234567-89ab-cdef-0123-456789abcdef',
      attributes: { start: '2026-01-01T00:00:00Z', name: 'Somebody' },
      relationships: {
        identifiers: {
          data: [
            { type: 'identifier', id: '1' },
            { type: 'identifier', id: '2' },
          ],
        },
        server: ref('server', '9'),
      },
    };
    const identifier = { type: 'identifier', id: '2', attributes: { type: 'steamID', identifier: '765' } };
    const { bm } = await scripted(() => ({ body: { data: session, included: [identifier, null] } }));
    const args = { session: session.id, include: ['identifier', 'server'] } as const;
    const { data, included } = await bm.sessions.get(args, MODERATOR);
    const identifiers = included.related(data, 'identifiers');
    expect(identifiers.map(({ id }) => id)).toEqual(['2']);
    expectTypeOf(identifiers).toEqualTypeOf<readonly Identifier[]>();
    expect(included.related(data, 'server')).toBeUndefined();
    expectTypeOf(included.related(data, 'server')).toEqualTypeOf<Server | undefined>();
  });

  it('is nothing, or an empty list, where the relationship itself is missing', async () => {
    const player = { type: 'player', id: '1', attributes: { name: 'Somebody' } };
    const { bm } = await scripted(() => ({ body: { data: player } }));
    const args = { id: '1', include: ['server', 'identifier'] } as const;
    const { data, included } = await bm.players.get(args, MODERATOR);
    expect(included.related(data, 'identifiers')).toEqual([]);
    expect(included.related(data, 'server')).toBeUndefined();
  });

  it('leads on from there', async () => {
    const { bm } = await withSimulator();
    const query = { include: ['identifier', 'server'], page: { size: 100 } } as const;
    const { data, included } = await bm.players.list(query, MODERATOR);
    const [identifier] = included.all('identifier');
    expect(data.map(({ id }) => id)).toContain(identifier?.relationships.player?.data?.id);
  });

  it('is passed over where a relationship leads to another type than it should', async () => {
    const ban = {
      type: 'ban',
      id: '1',
      attributes: { timestamp: '2026-01-01T00:00:00Z' },
      relationships: { player: ref('somethingElse', '1') },
    };
    const { bm } = await scripted(() => ({ body: { data: ban } }));
    const { data, included } = await bm.bans.get({ id: '1', include: ['player'] }, MODERATOR);
    expect(data.relationships.player).toEqual({ data: null });
    expect(included.related(data, 'player')).toBeUndefined();
  });
});

describe('the types', () => {
  type Bans = BattleMetrics['bans'];

  it('offer what was asked for, and nothing else', () => {
    const read = async (bans: Bans) => {
      const page = await bans.list({ include: ['player', 'server'] }, MODERATOR);
      type Offered = Parameters<typeof page.included.all>[0];
      expectTypeOf<Offered>().toEqualTypeOf<'player' | 'server'>();
      type Relations = Parameters<typeof page.included.related<(typeof page.data)[number], 'player'>>[1];
      expectTypeOf<Relations>().toEqualTypeOf<'player'>();
      const plain = await bans.list({}, MODERATOR);
      expectTypeOf<Parameters<typeof plain.included.all>[0]>().toEqualTypeOf<never>();
    };
    expectTypeOf(read).toBeFunction();
  });

  it('offer the attributes of what is included that were asked for', () => {
    const read = async (bans: Bans) => {
      const page = await bans.list(
        { include: ['player', 'server'], fields: { player: ['name'] } },
        MODERATOR,
      );
      const [ban] = page.data;
      if (ban === undefined) return;
      const player = page.included.related(ban, 'player');
      expectTypeOf<NonNullable<typeof player>['attributes']>().toEqualTypeOf<
        Pick<Player['attributes'], 'name'>
      >();
      const server = page.included.related(ban, 'server');
      expectTypeOf<NonNullable<typeof server>['attributes']>().toEqualTypeOf<Server['attributes']>();
    };
    expectTypeOf(read).toBeFunction();
  });

  it('know what an operation can include', () => {
    type Include = NonNullable<Parameters<BattleMetrics['servers']['outages']>[0]['include']>[number];
    expectTypeOf<Include>().toEqualTypeOf<'uptime:7' | 'uptime:30' | 'uptime:90'>();
  });
});
