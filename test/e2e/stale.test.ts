import { describe, expect, it } from 'vitest';
import { answerTo, replyLike } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

/** Five minutes go by for the bot. */
const passTime = (scene: Scene) => scene.forward(5 * 60_000);

describe.each(['documented', 'current'] as const)('DCSServerBot in the %s version, down', (version) => {
  const scene = useScene({ dcs: version, battlemetrics: false, clock: 'bot' });
  const asked = Math.floor(Date.now() / 1000);

  it('leaves what it said before to be shown with its age, for a quarter of an hour', async () => {
    const user = scene.stage.member();
    const commands = ['topkdr', 'servers'] as const;
    for (const name of commands) {
      expect((await answerTo(scene.run(user, name))).text).not.toContain('does not answer');
    }
    scene.dcs.faults.set('*', { kind: 'reset' });
    await passTime(scene);
    for (const name of commands) {
      const { text, ephemeral } = await replyLike(
        scene.run(user, name),
        /does not answer; its data are from/u,
      );
      expect(ephemeral).toBe(false);
      expect(text).toMatch(/Goose|Special K/u);
      const asOf = Number(/its data are from <t:(\d+):R>/u.exec(text)?.[1]);
      expect(asOf).toBeGreaterThanOrEqual(asked);
      expect(asOf).toBeLessThanOrEqual(Date.now() / 1000);
    }
    await passTime(scene);
    await passTime(scene);
    const late = await answerTo(scene.run(user, 'topkdr'));
    expect(late.text).toContain('The connection to DCSServerBot broke');
    expect(late.ephemeral).toBe(true);
    scene.dcs.faults.clear();
    await replyLike(scene.run(user, 'topkdr'), /🏆/u);
  });

  it('does not make the bot take new interactions for old ones when the clock was set', async () => {
    const user = scene.stage.member();
    await passTime(scene);
    await answerTo(scene.run(user, 'help'));
    expect(await scene.complete(user, 'stats', 'player', { player: 'special' })).toHaveLength(1);
  });
});

describe('BattleMetrics, down', () => {
  const scene = useScene({ dcs: false, clock: 'bot' });

  it('leaves its servers to be shown with their age, while moderators get nothing old', async () => {
    const user = scene.stage.moderator();
    const { id } = scene.player('Silent Falcon');
    await answerTo(scene.run(user, 'servers'));
    await answerTo(scene.run(user, 'flag list', { player: id }));
    await scene.battlemetrics.goDown();
    await passTime(scene);
    const { text } = await replyLike(scene.run(user, 'servers'), /BattleMetrics does not answer/u);
    expect(text).toContain('**87** / 150 players');
    const flags = await answerTo(scene.run(user, 'flag list', { player: id }));
    expect(flags.text).toMatch(/BattleMetrics (?:cannot be reached|does not answer)/u);
  });
});
