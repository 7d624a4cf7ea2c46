import { describe, expect, test } from 'vitest';
import { call, order, setScene } from '../scene.ts';

const DAY = 86_400_000;
const OURS = ['1000101', '1000102', '1000103'];

async function setSlots(options: Parameters<typeof setScene>[0] = {}) {
  // BattleMetrics wants to know who reserves a slot.
  const scene = await setScene({ config: { tokenUserId: '900001' }, ...options });
  const { moderation, player, world } = scene;
  const { slots } = moderation;
  world.reservedSlots.splice(0);
  return {
    ...scene,
    slots,
    /** Reserves one with the bot, and gives its id. */
    reserve: async (input: Partial<Parameters<typeof slots.addRequest>[0]> = {}) => {
      const request = await slots.addRequest({ player: player.id, duration: '7d', ...input }, call);
      const action = await moderation.perform(request, order());
      expect(action).toMatchObject({ state: 'done', error: null });
      return action.result?.slotId ?? '';
    },
  };
}

describe('a reserved slot', () => {
  test('is for all our servers, by what belongs to the player alone', async () => {
    const { slots, player } = await setSlots();
    const request = await slots.addRequest({ player: player.name, duration: '7d' }, call);
    expect(request).toMatchObject({
      kind: 'slot-add',
      subject: { playerId: player.id, name: player.name, steamId: null },
      playerId: player.id,
      durationMs: 7 * DAY,
    });
    expect(request.servers.map(({ id }) => id).toSorted()).toEqual(OURS);
    const own = player.identifiers.filter(({ type }) => ['steamID', 'BEGUID'].includes(type));
    expect(request.identifiers.toSorted()).toEqual(own.map(({ id }) => Number(id)).toSorted());
  });

  test('is for one server where one is named, and for good where that is said', async () => {
    const { slots, player } = await setSlots();
    const input = { player: player.id, duration: 'perm', server: 'reforger' };
    expect(await slots.addRequest(input, call)).toMatchObject({
      servers: [{ id: '1000103', name: 'Example Community Reforger' }],
      durationMs: null,
    });
  });

  test.each([
    ['a duration that is none', { duration: 'soon' }, 'duration-unreadable'],
    ['a server of somebody else', { server: '1000104' }, 'server-unknown'],
    ['a player who is unknown', { player: '123456' }, 'player-unknown'],
    ['a Steam ID that BattleMetrics does not know', { player: '76561199999999999' }, 'player-not-known'],
    ['a player of whom nothing but a name is known', { player: '1000000006' }, 'slot-no-identifier'],
  ])('is refused with %s', async (_, changes, identifier) => {
    const { slots, player, writes } = await setSlots();
    const attempt = slots.addRequest({ player: player.id, duration: '7d', ...changes }, call);
    await expect(attempt).rejects.toMatchObject({ identifier });
    await expect(attempt).rejects.not.toThrow(/\bban/iu);
    expect(writes()).toEqual([]);
  });

  test('says of no duration that it is one of a ban', async () => {
    const { slots, player } = await setSlots();
    const attempt = slots.addRequest({ player: player.id, duration: '11y' }, call);
    await expect(attempt).rejects.toThrow(/^A reserved slot lasts ten years at most/u);
  });

  test('wants the whole name, for nothing asks before it is given', async () => {
    const { slots, player } = await setSlots();
    const attempt = slots.addRequest({ player: player.name.slice(0, -1), duration: '7d' }, call);
    await expect(attempt).rejects.toMatchObject({ identifier: 'player-ambiguous' });
  });

  test('is refused where the player has one already, which is named', async () => {
    const { slots, player, reserve, clock } = await setSlots();
    const id = await reserve({ server: '1000101' });
    const again = { player: player.id, duration: '1mo' };
    const attempt = slots.addRequest({ ...again, server: '1000101' }, call);
    await expect(attempt).rejects.toMatchObject({ identifier: 'slot-there-already' });
    await expect(attempt).rejects.toThrow(id);
    // On others, or on more than that, it is something new.
    expect(await slots.addRequest({ ...again, server: '1000102' }, call)).toMatchObject({ kind: 'slot-add' });
    expect(await slots.addRequest(again, call)).toMatchObject({ kind: 'slot-add' });
    clock.offset += 8 * DAY;
    expect(await slots.addRequest({ ...again, server: '1000101' }, call)).toMatchObject({ kind: 'slot-add' });
  });

  test('names the scope that the token lacks before anything is sent', async () => {
    const { slots, player, writes } = await setSlots({
      tokens: [{ token: 'simulator-token', scopes: ['rcon:read', 'reserved-slot:create'] }],
    });
    for (const attempt of [
      () => slots.addRequest({ player: player.id, duration: '7d' }, call),
      () => slots.list(undefined, call),
      () => slots.removeRequest('01234567-89ab-4def-8123-456789abcdef', call),
    ]) {
      await expect(attempt()).rejects.toThrow('`reserved-slot:read`');
    }
    expect(writes()).toEqual([]);
  });
});

describe('the list of slots', () => {
  test('is of everybody, or of one player, with names and when they are over', async () => {
    const { slots, player, reserve, world, clock } = await setSlots();
    const other = world.players[44];
    const id = await reserve({ server: 'reforger' });
    await reserve({ player: other?.id ?? '', duration: 'perm' });
    const everybody = await slots.list(undefined, call);
    expect(everybody.map(({ playerId }) => playerId)).toHaveLength(2);
    expect(everybody.find(({ playerId }) => playerId === other?.id)).toMatchObject({
      player: other?.name,
      expires: null,
    });
    const [one, ...more] = await slots.list(player.name, call);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ id, playerId: player.id, player: player.name });
    expect(one?.servers).toEqual(['Example Community Reforger']);
    expect(Math.abs((one?.expires ?? 0) - clock.now() - 7 * DAY)).toBeLessThan(60_000);
    clock.offset += 8 * DAY;
    expect(await slots.list(player.id, call)).toEqual([]);
  });

  test('offers while a name is typed those whose player fits', async () => {
    const { slots, player, reserve, world } = await setSlots();
    const id = await reserve();
    await reserve({ player: world.players[44]?.id ?? '' });
    expect((await slots.search(` ${player.name} `, call)).map((slot) => slot.id)).toEqual([id]);
    expect(await slots.search('', call)).toHaveLength(2);
  });

  test('finds by name also those that were reserved long before the latest hundred', async () => {
    const { slots, player, world, clock } = await setSlots();
    const [other] = world.players;
    const seed = (index: number, playerId: string) =>
      world.reservedSlots.push({
        id: `01234567-89ab-4def-8123-${String(index).padStart(12, '0')}`,
        playerId,
        serverIds: null,
        identifiers: [],
        expires: null,
        createdAt: clock.now() - index * DAY,
        userId: world.user.id,
        meta: null,
      });
    for (let index = 1; index <= 110; index += 1) seed(index, other?.id ?? '');
    seed(200, player.id);
    expect(await slots.search('', call)).toHaveLength(25);
    expect(await slots.search(player.name.toUpperCase(), call)).toMatchObject([
      { playerId: player.id, servers: [] },
    ]);
    expect(await slots.list(undefined, call)).toHaveLength(100);
    // One that names no server holds on all.
    const attempt = slots.addRequest({ player: player.id, duration: '7d', server: 'reforger' }, call);
    await expect(attempt).rejects.toThrow('on all servers already, for good');
  });
});

describe('the end of a slot', () => {
  test('is asked for by its id', async () => {
    const { slots, player, reserve } = await setSlots();
    const id = await reserve();
    expect(await slots.removeRequest(` ${id.toUpperCase()} `, call)).toEqual({
      kind: 'slot-remove',
      subject: { playerId: player.id, name: player.name, steamId: null },
      slotId: id,
      expires: expect.any(Number),
    });
  });

  test.each(['nonsense', '', '01234567-89ab-4def-8123-456789abcdef', '../players/1'])(
    'is refused for %j, which is none',
    async (text) => {
      const { slots } = await setSlots();
      await expect(slots.removeRequest(text, call)).rejects.toMatchObject({ identifier: 'slot-unknown' });
    },
  );
});
