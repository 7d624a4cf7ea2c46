import { describe, expect, test } from 'vitest';
import { type BotProcess, call, kestrel, merlin, setScene } from '../scene.ts';
import { emptyServers, join, leave, RUST, SQUAD, STRANGERS_SERVER } from './presence.ts';

const MINUTE = 60_000;

async function setUp() {
  const scene = await setScene();
  const { world, clock, channel, player, simulator } = scene;
  emptyServers(world);
  const pings = () => channel.messages.filter(({ message }) => textOf(message).includes('v1:player:card:'));
  return {
    ...scene,
    pings,
    /** Lets time pass, and then a process does what is due. */
    pass: async (ms = MINUTE, { moderation }: BotProcess = scene) => {
      clock.offset += ms;
      await moderation.round();
    },
    comes: (serverId = RUST) => join(player, serverId, clock.now()),
    watch: (input: { roleId?: string; reason?: string } = {}, moderator = kestrel) =>
      scene.moderation.watches.add({ kind: 'player', text: player.id, ...input }, moderator, call),
    asked: () => simulator.requests.filter(({ path }) => path === '/players'),
  };
}

function textOf(message: unknown): string {
  return JSON.stringify(message);
}

describe('a player who is watched', () => {
  test('is pinged for when they join, once in a visit', async () => {
    const { watch, pass, comes, pings, player } = await setUp();
    await watch({ reason: 'Team kills' });
    await pass();
    expect(pings()).toHaveLength(0);
    comes();
    await pass();
    expect(pings()).toMatchObject([{ pings: { userIds: [kestrel.id], roleIds: [] } }]);
    const text = textOf(pings()[0]?.message);
    for (const part of [`<@${kestrel.id}>`, player.id, 'Team kills', 'Rust', `v1:player:card:${player.id}`]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('has joined');
    await pass();
    await pass();
    expect(pings()).toHaveLength(1);
  });

  test('is pinged for through the role of the watch, and for nobody else', async () => {
    const { watch, pass, comes, pings } = await setUp();
    await watch({ roleId: '555' });
    comes();
    await pass();
    expect(pings()).toMatchObject([{ pings: { userIds: [], roleIds: ['555'] } }]);
  });

  test('is pinged for when they are on already, and it says so', async () => {
    const { watch, pass, comes, pings } = await setUp();
    comes();
    await watch();
    await pass();
    expect(textOf(pings()[0]?.message)).toContain('is on');
  });

  test('is said to be on already by a watch that was added meanwhile', async () => {
    const { moderation, watch, pass, comes, pings, world } = await setUp();
    const other = world.players[1];
    await moderation.watches.add({ kind: 'player', text: other?.id ?? '' }, kestrel, call);
    await pass();
    comes();
    await watch();
    await pass();
    expect(textOf(pings()[0]?.message)).toContain('is on');
  });

  test('changes the server, or is away for some minutes, within one visit', async () => {
    const { watch, pass, comes, pings, player } = await setUp();
    await watch();
    comes(RUST);
    await pass();
    comes(SQUAD);
    await pass();
    leave(player);
    for (let minute = 1; minute <= 4; minute += 1) await pass();
    comes(RUST);
    await pass();
    expect(pings()).toHaveLength(1);
  });

  test('is pinged for again after being away for longer', async () => {
    const { watch, pass, comes, pings, player } = await setUp();
    await watch();
    comes();
    await pass();
    leave(player);
    for (let minute = 1; minute <= 7; minute += 1) await pass();
    comes();
    await pass();
    expect(pings()).toHaveLength(2);
  });

  test('is no business of ours on the servers of others', async () => {
    const { watch, pass, comes, pings } = await setUp();
    await watch();
    comes(STRANGERS_SERVER);
    await pass();
    expect(pings()).toHaveLength(0);
  });

  test('is found behind a hundred others', async () => {
    const { watch, pass, comes, pings, world, player, clock, asked } = await setUp();
    const like = (index: number) => ({ ...player, id: String(2_000_000_000 + index), visits: [] });
    const crowd = Array.from({ length: 230 }, (_, index) => like(index));
    world.players.push(...crowd);
    for (const one of crowd) join(one, SQUAD, clock.now());
    player.updatedAt = 0;
    await watch();
    comes();
    await pass();
    expect(pings()).toHaveLength(1);
    expect(asked().length).toBeGreaterThanOrEqual(3);
  });

  test('is pinged for when somebody has a watched flag, and not when they had it', async () => {
    const { moderation, pass, comes, pings, world, player, clock } = await setUp();
    const flag = world.flags[2];
    if (flag === undefined) throw new Error('there are too few flags');
    await moderation.watches.add({ kind: 'flag', text: flag.id }, merlin, call);
    const entry = { playerId: player.id, flagId: flag.id, addedAt: clock.now(), removedAt: clock.now() };
    world.flagPlayers.push(entry);
    comes();
    await pass();
    expect(pings()).toHaveLength(0);
    Object.assign(entry, { removedAt: undefined });
    await pass();
    expect(pings()).toMatchObject([{ pings: { userIds: [merlin.id] } }]);
    expect(textOf(pings()[0]?.message)).toContain('Cheater?');
  });

  test('is forgotten with the last watch, and pinged for anew by the next one', async () => {
    const { moderation, watch, pass, comes, pings } = await setUp();
    const { id } = await watch();
    comes();
    await pass();
    await moderation.watches.remove(id);
    for (let minute = 1; minute <= 7; minute += 1) await pass();
    await watch();
    await pass();
    expect(pings()).toHaveLength(2);
  });
});

describe('BattleMetrics', () => {
  test('is asked for nobody while nobody is watched', async () => {
    const { watch, moderation, pass, asked } = await setUp();
    await pass();
    expect(asked()).toHaveLength(0);
    const { id } = await watch();
    await pass();
    expect(asked()).toHaveLength(1);
    const filter = asked()[0]?.query;
    expect(filter?.get('filter[online]')).toBe('true');
    expect(filter?.get('filter[public]')).toBe('false');
    await moderation.watches.remove(id);
    await pass();
    expect(asked()).toHaveLength(1);
  });

  test('may be down for an hour without anybody having left', async () => {
    const { watch, pass, comes, pings, simulator } = await setUp();
    await watch();
    comes();
    await pass();
    simulator.faults.add({ fault: { kind: 'status', status: 503 } });
    for (let minutes = 0; minutes < 60; minutes += 6) await pass(6 * MINUTE);
    simulator.faults.clear();
    await pass();
    await pass();
    expect(pings()).toHaveLength(1);
  });

  test('does not make somebody come by an old answer', async () => {
    const { watch, pass, comes, pings, player, simulator } = await setUp();
    await watch();
    comes();
    await pass();
    simulator.faults.add({ fault: { kind: 'status', status: 503 } });
    leave(player);
    for (let minute = 1; minute <= 8; minute += 1) await pass();
    simulator.faults.clear();
    await pass();
    comes();
    await pass();
    // Away for longer than is bridged, though what was kept still said that they were there.
    expect(pings()).toHaveLength(2);
  });
});

describe('the ping about a visit', () => {
  test('is one message although Discord’s answer was lost', async () => {
    const { watch, pass, comes, pings, channel } = await setUp();
    await watch();
    comes();
    channel.failures.push('lost');
    await pass();
    await pass(6 * MINUTE);
    await pass();
    expect(pings()).toHaveLength(1);
  });

  test('comes later when Discord does not take it now', async () => {
    const { watch, pass, comes, pings, channel } = await setUp();
    await watch();
    comes();
    channel.failures.push('unavailable', 'forbidden');
    await pass();
    expect(pings()).toHaveLength(0);
    await pass();
    await pass();
    expect(pings()).toHaveLength(1);
  });

  test('comes although the player was away again for long when Discord takes it', async () => {
    const { watch, pass, comes, pings, channel, player } = await setUp();
    await watch();
    comes();
    channel.failures.push(...Array.from({ length: 12 }, () => 'unavailable' as const));
    await pass();
    leave(player);
    for (let minute = 1; minute <= 13; minute += 1) await pass();
    expect(pings()).toHaveLength(1);
    channel.messages.length = 0;
    comes();
    await pass();
    expect(pings()).toHaveLength(1);
  });

  test('is dropped when it is no news any more', async () => {
    const { watch, pass, comes, pings, channel, store } = await setUp();
    await watch();
    comes();
    channel.failures.push('unavailable');
    await pass();
    await pass(16 * MINUTE);
    expect(pings()).toHaveLength(0);
    expect(await store.watchedVisits.owed()).toEqual([]);
  });

  test('is posted by the next process when the first one was killed before it', async () => {
    const { watch, pass, comes, pings, channel, boot, player } = await setUp();
    await watch();
    comes();
    channel.failures.push('unavailable');
    await pass();
    leave(player);
    const next = await boot();
    await pass(2 * MINUTE, next);
    expect(pings()).toHaveLength(1);
  });

  test('is posted for a flag by the next process, though the player has left meanwhile', async () => {
    const { moderation, pass, comes, pings, channel, boot, player, world, clock } = await setUp();
    const flagId = world.flags[2]?.id ?? '';
    world.flagPlayers.push({ playerId: player.id, flagId, addedAt: clock.now(), removedAt: undefined });
    await moderation.watches.add({ kind: 'flag', text: flagId }, merlin, call);
    comes();
    channel.failures.push('unavailable');
    await pass();
    leave(player);
    const next = await boot();
    await pass(2 * MINUTE, next);
    expect(pings()).toMatchObject([{ pings: { userIds: [merlin.id] } }]);
  });

  test('is not posted again by the next process, though Discord has forgotten the first one', async () => {
    const { watch, pass, comes, pings, channel, boot, store } = await setUp();
    await watch();
    comes();
    // Killed between the message and writing down that it is there.
    channel.failures.push('lost');
    await pass();
    expect(await store.watchedVisits.owed()).toHaveLength(1);
    const next = await boot();
    await pass(7 * MINUTE, next);
    await pass(MINUTE, next);
    expect(pings()).toHaveLength(1);
    expect(await store.watchedVisits.owed()).toEqual([]);
  });

  test('is not posted by a process that may not write any more', async () => {
    const { watch, pass, comes, pings, boot } = await setUp();
    await watch();
    comes();
    await pass(MINUTE, await boot({ mayWrite: async () => false }));
    expect(pings()).toHaveLength(0);
  });

  test('is not posted for somebody whom nobody watches any more', async () => {
    const { moderation, watch, pass, comes, pings, channel, world, store } = await setUp();
    const { id } = await watch();
    await moderation.watches.add({ kind: 'player', text: world.players[1]?.id ?? '' }, merlin, call);
    comes();
    channel.failures.push('unavailable');
    await pass();
    await moderation.watches.remove(id);
    await pass();
    expect(pings()).toHaveLength(0);
    expect(await store.watchedVisits.owed()).toEqual([]);
  });

  test('holds nothing that a name could do to the channel', async () => {
    const { watch, pass, pings, world, moderation, clock } = await setUp();
    const hostile = world.players.find(
      ({ name, visits }) =>
        name.includes('@everyone') && visits.every((one) => one.serverId !== STRANGERS_SERVER),
    );
    if (hostile === undefined) throw new Error('nobody has a hostile name');
    await watch();
    await moderation.watches.add({ kind: 'player', text: hostile.id }, kestrel, call);
    join(hostile, RUST, clock.now());
    await pass();
    const [ping] = pings();
    expect(ping?.pings).toEqual({ roleIds: [], userIds: [kestrel.id] });
    expect(ping?.message.content).toBe(`<@${kestrel.id}>`);
  });
});
