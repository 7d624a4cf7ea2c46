import { describe, expect, test } from 'vitest';
import { call, kestrel, order, setScene } from '../scene.ts';

const DAY = 86_400_000;

async function setCards(options: Parameters<typeof setScene>[0] = {}) {
  const scene = await setScene(options);
  const flag = scene.world.flags.find(({ personal }) => !personal);
  if (flag === undefined) throw new Error('the simulated world has no flags');
  scene.world.flagPlayers.splice(0);
  const putOn = async (expires?: string) => {
    const input = { player: scene.player.id, flag: flag.id, expires };
    return scene.moderation.perform(await scene.moderation.flags.addRequest(input, call), order());
  };
  return { ...scene, flag, putOn, card: () => scene.moderation.cards.of(scene.player.id, call) };
}

const PART_NAMES = ['flags', 'notes', 'bans', 'session', 'related'] as const;
/** The paths of the parts that are read one by one. */
const PATHS: Readonly<Record<(typeof PART_NAMES)[number], RegExp>> = {
  flags: /relationships\/flags/u,
  notes: /relationships\/notes/u,
  bans: /^\/bans/u,
  session: /relationships\/sessions/u,
  related: /relationships\/related-identifiers/u,
};

describe('the card of a player', () => {
  test('tells names, identifiers, and the time on our servers', async () => {
    const { card, player } = await setCards();
    const found = await card();
    expect(found).toMatchObject({ id: player.id, name: player.name });
    const identifiers = found.identifiers.ok ? found.identifiers.value : [];
    expect(identifiers.map(({ value }) => value).toSorted()).toEqual(
      player.identifiers.map(({ identifier }) => identifier).toSorted(),
    );
    const seen = identifiers.map(({ lastSeen }) => lastSeen ?? 0);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect(found.time).toEqual({
      ok: true,
      value: {
        seconds: player.visits.reduce((sum, { timePlayed }) => sum + timePlayed, 0),
        firstSeen: Math.min(...player.visits.map(({ firstSeen }) => firstSeen)),
        lastSeen: Math.max(...player.visits.map(({ lastSeen }) => lastSeen)),
        onlineOn: player.visits.some(({ online }) => online) ? [expect.any(String)] : [],
        servers: player.visits.length,
      },
    });
  });

  test('tells where and since when the player is on, while that lasts', async () => {
    const { moderation, player, world } = await setCards();
    const server = world.servers.find(({ id }) => id === player.visits[0]?.serverId);
    const online = await moderation.cards.of(player.id, call);
    expect(online.session).toEqual({
      ok: true,
      value: { server: server?.name, since: expect.any(Number) },
    });
    expect(online.time).toMatchObject({ value: { onlineOn: [server?.name] } });
    for (const visit of player.visits) visit.online = false;
    expect((await moderation.cards.of(player.id, call)).session).toEqual({ ok: true, value: undefined });
  });

  test('tells flags with when they are over, and what was done with the bot', async () => {
    const { card, flag, putOn } = await setCards();
    const action = await putOn('7d');
    const found = await card();
    expect(found.flags).toMatchObject({
      value: [{ id: flag.id, name: flag.name, expiresAt: expect.any(Number) }],
    });
    expect(found.record.map(({ id }) => id)).toEqual([action.id]);
  });

  test('tells active and past bans apart, five of each at most, the latest first', async () => {
    const { card, clock, player, world } = await setCards();
    const [like] = world.bans;
    if (like === undefined) throw new Error('the simulated world has no bans');
    for (let index = 0; index < 14; index += 1) {
      const expires =
        index % 2 === 0 ? clock.now() - DAY : [null, clock.now() + DAY][index % 4 === 1 ? 0 : 1];
      world.bans.push({
        ...like,
        id: String(900_000 + index),
        uid: `seedcard${index}`,
        playerId: player.id,
        timestamp: clock.now() - index * DAY,
        expires: expires ?? null,
      });
    }
    const { bans } = await card();
    expect(bans).toMatchObject({
      ok: true,
      value: {
        active: [1, 3, 5, 7, 9].map((index) => ({ id: String(900_000 + index) })),
        past: [0, 2, 4, 6, 8].map((index) => ({ id: String(900_000 + index) })),
      },
    });
  });

  test('names others who share an identifier, never the player himself', async () => {
    const { card, player, world } = await setCards();
    const index = world.players.indexOf(player);
    const brother = world.players[index + 1];
    const { related } = await card();
    expect(related.ok && related.value.players).toContainEqual({
      id: brother?.id,
      name: brother?.name,
      types: ['ip'],
    });
    expect(related.ok && related.value.players.map(({ id }) => id)).not.toContain(player.id);
  });

  test('names the types of identifiers that too many share for naming anybody', async () => {
    const { card, world } = await setCards();
    for (const [index, { identifiers }] of world.players.entries()) {
      identifiers.push({
        id: String(590_000_000 + index),
        type: 'survivorName',
        identifier: 'Bob',
        lastSeen: 0,
        private: false,
        metadata: null,
      });
    }
    const { related } = await card();
    expect(related).toMatchObject({ ok: true, value: { common: ['survivorName'] } });
    expect(related.ok && related.value.players.flatMap(({ types }) => types)).not.toContain('survivorName');
  });

  test('tells the latest five notes', async () => {
    const { card, clock, player, world } = await setCards();
    world.notes.splice(0);
    for (let index = 0; index < 7; index += 1) {
      world.notes.push({
        id: String(810_000 + index),
        playerId: player.id,
        note: `Note ${index}`,
        shared: false,
        createdAt: clock.now() - (index === 6 ? 0 : index + 1) * DAY,
        personal: false,
      });
    }
    const { notes } = await card();
    expect(notes.ok && notes.value.map(({ text }) => text)).toEqual([6, 0, 1, 2, 3].map((n) => `Note ${n}`));
  });

  test('says whether the player is watched, himself or for a flag', async () => {
    const { card, flag, player, putOn, store } = await setCards();
    expect((await card()).watched).toBe(false);
    const watch = { reason: null, roleId: null, moderator: kestrel };
    await store.playerWatches.add({ ...watch, kind: 'flag', targetId: flag.id, targetName: flag.name });
    expect((await card()).watched).toBe(false);
    await putOn();
    expect((await card()).watched).toBe(true);
    const { id } = (await store.playerWatches.list())[0] ?? { id: '' };
    await store.playerWatches.remove(id);
    expect((await card()).watched).toBe(false);
    await store.playerWatches.add({ ...watch, kind: 'player', targetId: player.id, targetName: player.name });
    expect((await card()).watched).toBe(true);
  });

  test('takes seven calls, and eight by name', async () => {
    const { moderation, player, simulator } = await setCards();
    const countOf = async (text: string) => {
      const before = simulator.requests.length;
      await moderation.cards.of(text, call);
      return simulator.requests.length - before;
    };
    expect(await countOf(player.id)).toBe(7);
    expect(await countOf(player.name)).toBe(8);
  });

  test.each(PART_NAMES)('shows what failed of %s in its place, and all the rest', async (part) => {
    const { card, simulator } = await setCards();
    simulator.faults.add({
      fault: { kind: 'status', status: 400, detail: 'secret detail' },
      path: PATHS[part],
    });
    const found = await card();
    const failed = PART_NAMES.filter((name) => !found[name].ok);
    expect(failed).toEqual([part]);
    const shown = found[part];
    expect(shown).toEqual({ ok: false, error: expect.stringContaining('did not accept') });
    expect(JSON.stringify(found)).not.toContain('secret detail');
  });

  test('names the scopes that the token lacks where they are missing', async () => {
    const { card } = await setCards({ tokens: [{ token: 'simulator-token', scopes: ['ban:read'] }] });
    const found = await card();
    expect(found.notes).toEqual({ ok: false, error: expect.stringContaining('`note:read`') });
    expect(found.flags).toEqual({ ok: false, error: expect.stringContaining('`flag:read`') });
    expect(found.bans.ok).toBe(true);
  });

  test('is refused only when the player is not to be had', async () => {
    const { moderation, simulator, player } = await setCards();
    await expect(moderation.cards.of('123456', call)).rejects.toMatchObject({ identifier: 'player-unknown' });
    await expect(moderation.cards.of('76561199999999999', call)).rejects.toMatchObject({
      identifier: 'player-not-known',
    });
    simulator.faults.add({ fault: { kind: 'status', status: 400 }, path: /^\/players\/\d+$/u });
    await expect(moderation.cards.of(player.id, call)).rejects.toMatchObject({ kind: 'rejected' });
  });
});
