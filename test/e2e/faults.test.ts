import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/demo/dcsserverbot/faults.ts';
import { DriverError } from '../../src/demo/discord/interactions/driver-error.ts';
import { answerTo, replyLike } from './reading.ts';
import { useScene } from './scene.ts';

describe.each(['documented', 'current'] as const)('DCSServerBot in the %s version, when it', (version) => {
  const scene = useScene({ dcs: version, battlemetrics: false });

  it.each<readonly [string, Fault, RegExp]>([
    ['answers 500', { kind: 'status', status: 500 }, /DCSServerBot has a fault of its own/u],
    ['answers 503', { kind: 'status', status: 503 }, /DCSServerBot has a fault of its own/u],
    ['sends a page instead of JSON', { kind: 'html' }, /DCSServerBot sent a broken answer/u],
    ['sends half of the JSON', { kind: 'truncated' }, /DCSServerBot sent a broken answer/u],
    ['cuts the connection', { kind: 'reset' }, /The connection to DCSServerBot broke/u],
    ['has changed its schema', { kind: 'wrong-schema' }, /in a way that this bot does not understand/u],
    ['is behind a wrong prefix', { kind: 'status', status: 404 }, /must include the prefix/u],
    ['wants another key', { kind: 'status', status: 403 }, /`DCSSERVERBOT_API_KEY` must be the key/u],
  ])('%s, makes a clear message for the asker alone', async (_, fault, says) => {
    const user = scene.stage.member();
    scene.dcs.faults.set('/topkdr', fault);
    scene.dcs.faults.set('/getuser', fault);
    const completion = scene.complete(user, 'stats', 'player', { player: 'vip' });
    const handles = [scene.run(user, 'topkdr'), scene.run(user, 'stats', { player: 'Viper' })];
    for (const { text, ephemeral } of await Promise.all(handles.map((handle) => answerTo(handle)))) {
      expect(text).toMatch(says);
      expect(ephemeral).toBe(true);
    }
    expect(await completion).toEqual([]);
    scene.dcs.faults.clear();
  });

  it('answers late, is announced in time and waited for', async () => {
    scene.dcs.faults.set('/topkdr', { kind: 'slow', ms: 1_500 });
    const handle = scene.run(scene.stage.member(), 'topkdr');
    await handle.acknowledged();
    expect(handle.deferred).toBe(true);
    expect(handle.acknowledgedAfterMs).toBeLessThan(3_000);
    await replyLike(handle, /🏆 Top K\/D/u);
    expect(handle.error).toBeUndefined();
    scene.dcs.faults.clear();
  });

  it('fails late, leaves no trace in public', async () => {
    scene.dcs.faults.set('*', { kind: 'status', status: 500 });
    const user = scene.stage.member();
    const before = scene.stage.general.messages.length;
    const handle = scene.run(user, 'stats', { player: 'Somebody else' });
    const { ephemeral } = await answerTo(handle);
    expect(ephemeral).toBe(true);
    expect(scene.stage.general.messages).toHaveLength(before);
    scene.dcs.faults.clear();
  });
});

describe('an interaction that Discord has given up', () => {
  const scene = useScene({ battlemetrics: false, expected: { refusals: [404] } });

  it('is logged, and the bot goes on', async () => {
    const user = scene.stage.member();
    const late = scene.run(user, 'topkdr');
    late.age(3_500);
    expect(await late.refused()).toMatchObject({ code: 10062 });
    await scene.bot.log(({ msg }) => msg.startsWith('Too late'));
    await replyLike(scene.run(user, 'topkdr'), /🏆/u);
  });

  it('goes on after completions that came too late', async () => {
    const user = scene.stage.member();
    scene.dcs.faults.set('/getuser', { kind: 'slow', ms: 3_500 }, 1);
    const late = scene.complete(user, 'stats', 'player', { player: 'spec' });
    // Nothing in time, or on a busy machine not even that: no reason to end.
    expect(await late.catch((error: unknown) => (error instanceof DriverError ? [] : error))).toEqual([]);
    expect(await scene.complete(user, 'stats', 'player', { player: 'speci' })).toHaveLength(1);
  });
});

describe('a Discord that loses answers', () => {
  const scene = useScene({ battlemetrics: false, expected: { refusals: [400] } });

  it('has every reply once', async () => {
    const user = scene.stage.member();
    scene.discord.fault({
      kind: 'execute-then-reset',
      route: '/interactions/:interaction/:token/callback',
    });
    const first = scene.run(user, 'topkdr');
    await replyLike(first, /🏆/u);
    // The bot asks again, and Discord says that it has had the answer.
    expect(await first.refused()).toMatchObject({ code: 40060 });
    expect(first.versions).toHaveLength(1);
    scene.discord.fault({ kind: 'reset', route: '/interactions/:interaction/:token/callback' });
    await replyLike(scene.run(user, 'topkdr'), /🏆/u);
  });
});
