import { describe, expect, test } from 'vitest';
import { MOST_WATCHES } from '../../../src/moderation/watches/watches.ts';
import { call, kestrel, merlin, setScene } from '../scene.ts';

describe('a watch', () => {
  test('is of one player, whom it names, until it is removed', async () => {
    const { moderation, player } = await setScene();
    const { watches } = moderation;
    expect(await watches.isWatched(player.id)).toBe(false);
    const watch = await watches.add(
      { kind: 'player', text: player.id, reason: ' Team kills ' },
      kestrel,
      call,
    );
    expect(watch).toMatchObject({
      kind: 'player',
      targetId: player.id,
      targetName: player.name,
      reason: 'Team kills',
      roleId: null,
      moderator: kestrel,
    });
    expect(await watches.isWatched(player.id)).toBe(true);
    expect(await watches.list()).toMatchObject([{ id: watch.id, gone: false }]);
    expect(await watches.remove(watch.id)).toMatchObject({ targetId: player.id });
    expect(await watches.remove(watch.id)).toBeUndefined();
    expect(await watches.isWatched(player.id)).toBe(false);
  });

  test('is made once for the same player, and says what was said last', async () => {
    const { moderation, player } = await setScene();
    const { watches } = moderation;
    await watches.add({ kind: 'player', text: player.id, reason: 'Then' }, kestrel, call);
    await watches.add({ kind: 'player', text: player.id, roleId: '555' }, merlin, call);
    expect(await watches.list()).toMatchObject([{ reason: null, roleId: '555', moderator: merlin }]);
  });

  test('is refused for whom BattleMetrics does not know', async () => {
    const { moderation } = await setScene();
    const add = (text: string) => moderation.watches.add({ kind: 'player', text }, kestrel, call);
    await expect(add('76561190000000001')).rejects.toMatchObject({ identifier: 'watch-player-unknown' });
    await expect(add('nobody is called that')).rejects.toMatchObject({ identifier: 'player-unknown' });
    expect(await moderation.watches.list()).toEqual([]);
  });

  test('is refused with a reason that nobody can read', async () => {
    const { moderation, player } = await setScene();
    const add = moderation.watches.add(
      { kind: 'player', text: player.id, reason: 'x'.repeat(201) },
      kestrel,
      call,
    );
    await expect(add).rejects.toMatchObject({ identifier: 'watch-reason-too-long' });
  });

  test('is refused when there are too many, but may be changed', async () => {
    const { moderation, player, store } = await setScene();
    for (let made = 0; made < MOST_WATCHES; made += 1) {
      await store.playerWatches.add({
        kind: 'player',
        targetId: made === 0 ? player.id : String(made),
        targetName: 'Somebody',
        reason: null,
        roleId: null,
        moderator: kestrel,
      });
    }
    const add = (text: string, reason: string) =>
      moderation.watches.add({ kind: 'player', text, reason }, kestrel, call);
    await expect(add('1000000002', 'New')).rejects.toMatchObject({ identifier: 'watch-too-many' });
    expect(await add(player.id, 'Changed')).toMatchObject({ reason: 'Changed' });
  });

  test('of a flag says when the flag was deleted, as far as BattleMetrics can be asked', async () => {
    const { moderation, world, simulator } = await setScene();
    const [flag] = world.flags;
    const { watches } = moderation;
    await watches.add({ kind: 'flag', text: flag?.name ?? '' }, kestrel, call);
    expect(await watches.list(call)).toMatchObject([{ kind: 'flag', targetId: flag?.id, gone: false }]);
    world.flags.shift();
    expect(await watches.list(call)).toMatchObject([{ gone: true }]);
    expect(await watches.list()).toMatchObject([{ gone: false }]);
    simulator.faults.add({ fault: { kind: 'status', status: 503 } });
    expect(await watches.list(call)).toMatchObject([{ gone: false }]);
  });
});
