import { describe, expect, test } from 'vitest';
import { call, kestrel, merlin, ORGANIZATION, order, setScene } from './scene.ts';

describe('a ban', () => {
  test('is sent as BattleMetrics knows it, once it is confirmed and not before', async () => {
    const scene = await setScene();
    const id = await scene.draft({ note: 'Seen by two' });
    expect(scene.writes()).toEqual([]);
    scene.clock.offset = 120_000;
    const before = scene.clock.now();
    const action = await scene.moderation.confirm(id, kestrel, call);
    const confirmed = action.timestamp ?? 0;
    expect(confirmed).toBeGreaterThanOrEqual(before);
    expect(scene.writes().map(({ method, path, body }) => ({ method, path, body }))).toStrictEqual([
      {
        method: 'POST',
        path: '/bans',
        body: {
          data: {
            type: 'ban',
            attributes: {
              uid: action.uid,
              timestamp: new Date(confirmed).toISOString(),
              reason: 'Team kills',
              note: 'Banned by Kestrel (100) with Squawk\n\nSeen by two',
              expires: new Date(confirmed + 7 * 86_400_000).toISOString(),
              identifiers: scene.player.identifiers
                .filter(({ type }) => type === 'steamID' || type === 'BEGUID')
                .map(({ id: identifier }) => Number(identifier)),
              orgWide: true,
              autoAddEnabled: true,
              nativeEnabled: null,
            },
            relationships: {
              organization: { data: { type: 'organization', id: ORGANIZATION } },
              player: { data: { type: 'player', id: scene.player.id } },
            },
          },
        },
      },
    ]);
    expect(action).toMatchObject({ state: 'done', result: { banId: scene.bansMade()[0]?.id } });
    expect(action.uid).toMatch(/^[A-Za-z0-9]{12}$/);
  });

  test('is told to the audit channel with its id and link', async () => {
    const scene = await setScene();
    const { result } = await scene.moderation.confirm(await scene.draft(), kestrel, call);
    await scene.moderation.stop();
    expect(scene.channel.messages).toHaveLength(1);
    expect(scene.channel.text()).toContain(`/rcon/bans/edit/${result?.banId}`);
    for (const { identifier, type } of scene.player.identifiers.filter((one) => one.type !== 'name')) {
      expect(scene.channel.text(), type).not.toContain(identifier);
    }
  });

  test('on one server does not hold in the whole organization', async () => {
    const scene = await setScene();
    const server = scene.world.servers[1];
    const id = await scene.draft({ scope: 'server', server: server?.name });
    await scene.moderation.confirm(id, kestrel, call);
    expect(scene.bansMade()).toMatchObject([{ serverId: server?.id, orgWide: false }]);
  });

  test('on the ban list goes onto the list that is configured', async () => {
    const scene = await setScene();
    await scene.moderation.confirm(await scene.draft({ scope: 'ban-list' }), kestrel, call);
    expect(scene.bansMade()).toMatchObject([{ banListId: scene.world.banLists[1]?.id, orgWide: true }]);
  });

  test('of a Steam ID that BattleMetrics knows hits the player whose it is', async () => {
    const scene = await setScene();
    const steamId = scene.player.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';
    await scene.moderation.confirm(await scene.draft({ player: steamId }), kestrel, call);
    expect(scene.bansMade()).toMatchObject([{ playerId: scene.player.id }]);
  });

  test('of a Steam ID that BattleMetrics does not know waits for whoever comes with it', async () => {
    const scene = await setScene();
    const id = await scene.draft({ player: '76561198999999999' });
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'done' });
    const [made] = scene.bansMade();
    expect(made?.playerId).toBeUndefined();
    expect(made?.identifiers).toEqual([{ type: 'steamID', identifier: '76561198999999999' }]);
  });

  test('of someone known by the name alone is refused, and nothing is sent', async () => {
    const scene = await setScene();
    const nameless = scene.world.players[5];
    await expect(scene.draft({ player: nameless?.id ?? '' })).rejects.toMatchObject({
      identifier: 'ban-no-identifier',
    });
    expect(scene.writes()).toEqual([]);
  });

  test('is refused before anything is asked when its duration or reason cannot be sent', async () => {
    const scene = await setScene();
    await expect(scene.draft({ duration: 'a while' })).rejects.toMatchObject({
      identifier: 'duration-unreadable',
    });
    await expect(scene.draft({ reason: 'x'.repeat(256) })).rejects.toMatchObject({
      identifier: 'ban-reason-too-long',
    });
    expect(scene.simulator.requests).toEqual([]);
  });

  test.each([
    ['one server without saying which', { scope: 'server' }, 'ban-server-missing'],
    ['a server of somebody else', { scope: 'server', server: '1000104' }, 'server-unknown'],
    ['a server and the whole organization at once', { server: '1000101' }, 'ban-scope-server'],
  ] as const)('on %s is refused', async (_, input, identifier) => {
    const scene = await setScene();
    await expect(scene.draft(input)).rejects.toMatchObject({ identifier });
  });
});

describe('the preview of a ban', () => {
  test('shows what would be hit, and what is left out for others may have it', async () => {
    const scene = await setScene();
    const preview = await scene.moderation.drafts.ban(scene.banInput, order());
    const types = (hit: boolean) =>
      preview.identifiers.filter(({ chosen }) => chosen === hit).map(({ type }) => type);
    expect(types(true)).toEqual(['steamID', 'BEGUID']);
    expect(types(false)).toEqual(expect.arrayContaining(['name', 'ip']));
    expect(preview.identifiers.filter(({ shared }) => shared).map(({ type }) => type)).toEqual(
      expect.arrayContaining(types(false)),
    );
  });

  test('shows the bans that hold already, and none that is over', async () => {
    const scene = await setScene();
    const shown = async (index: number) => {
      const banned = scene.world.players[index]?.id ?? '';
      return (await scene.moderation.drafts.ban({ ...scene.banInput, player: banned }, order())).activeBans;
    };
    expect(await shown(0)).toEqual([]);
    expect(await shown(1)).toMatchObject([{ id: '150000039', orgWide: true }]);
  });

  test('shows the ban of a Steam ID that BattleMetrics does not know', async () => {
    const scene = await setScene({ searchLagMs: 0 });
    const player = '76561198999999999';
    await scene.moderation.confirm(await scene.draft({ player }), kestrel, call);
    const again = await scene.moderation.drafts.ban({ ...scene.banInput, player }, order(merlin));
    expect(again.activeBans.map(({ id }) => id)).toEqual(scene.bansMade().map(({ id }) => id));
  });

  test('warns of another moderator who is about to act on the same person', async () => {
    const scene = await setScene();
    await scene.draft();
    const own = await scene.moderation.drafts.ban(scene.banInput, order());
    expect(own.rivals.drafts).toEqual([]);
    const { rivals } = await scene.moderation.drafts.ban(scene.banInput, order(merlin));
    expect(rivals.drafts.map(({ moderator }) => moderator)).toEqual([kestrel, kestrel]);
  });
});

describe('the question before a ban', () => {
  test('is carried out once by two clicks at the same time', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    const clicks = await Promise.allSettled([
      scene.moderation.confirm(id, kestrel, call),
      scene.moderation.confirm(id, kestrel, call),
    ]);
    expect(clicks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(clicks.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { identifier: 'action-in-progress' },
    });
    expect(scene.writes()).toHaveLength(1);
  });

  test('is carried out once by two processes at the same time', async () => {
    const scene = await setScene();
    const other = await scene.boot();
    const id = await scene.draft();
    await Promise.allSettled([
      scene.moderation.confirm(id, kestrel, call),
      other.moderation.confirm(id, kestrel, call),
    ]);
    expect(scene.writes()).toHaveLength(1);
  });

  test('answers a later click with what became of it', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    const first = await scene.moderation.confirm(id, kestrel, call);
    const replay = await scene.moderation.confirm(id, kestrel, call);
    expect(replay).toMatchObject({ state: 'done', result: first.result });
    expect(await scene.moderation.cancel(id, kestrel)).toMatchObject({ state: 'done' });
    expect(scene.writes()).toHaveLength(1);
  });

  test('is for the moderator who asked', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    const refused = { identifier: 'action-not-yours' };
    await expect(scene.moderation.confirm(id, merlin, call)).rejects.toMatchObject(refused);
    await expect(scene.moderation.cancel(id, merlin)).rejects.toMatchObject(refused);
    expect(await scene.store.actions.get(id)).toMatchObject({ state: 'draft' });
    expect(scene.writes()).toEqual([]);
  });

  test('lapses after ten minutes', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    scene.clock.offset = 10 * 60_000;
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'lapsed' });
    expect(scene.writes()).toEqual([]);
  });

  test('cannot be confirmed after it was cancelled', async () => {
    const scene = await setScene();
    const id = await scene.draft();
    expect(await scene.moderation.cancel(id, kestrel)).toMatchObject({ state: 'cancelled' });
    expect(await scene.moderation.confirm(id, kestrel, call)).toMatchObject({ state: 'cancelled' });
    expect(scene.writes()).toEqual([]);
  });

  test('that nobody asked is unknown', async () => {
    const scene = await setScene();
    await expect(scene.moderation.confirm("' OR 1=1", kestrel, call)).rejects.toMatchObject({
      identifier: 'action-unknown',
    });
  });
});
