import { describe, expect, it } from 'vitest';
import { answered, banPreview, passTime, told, toldSoFar } from './moderating.ts';
import { MINUTE } from './posting.ts';
import { useScene } from './scene.ts';

describe('a ban made outside Discord', () => {
  const scene = useScene({
    dcs: false,
    clock: '2026-11-22T09:00:00Z',
    prepare: ({ battlemetrics: { life } }) => {
      life.banOutside({ reason: 'Made before the bot was there' });
    },
  });
  const OUTSIDE = /Ban made elsewhere/u;
  const looks = () => scene.battlemetrics.requests.filter(({ path }) => path === '/bans').length;
  /** Until the bot has read the bans once more. */
  async function look(): Promise<void> {
    const before = looks();
    await passTime(scene, 2 * MINUTE + 1_000);
    expect(looks()).toBeGreaterThan(before);
  }

  it('appears in the audit channel once, with who made it and nothing private', async () => {
    await expect.poll(looks).toBeGreaterThan(0);
    await look();
    const player = scene.player('Silent Falcon');
    const ban = scene.battlemetrics.life.banOutside({
      playerId: player.id,
      reason: 'Ramming @everyone from 192.0.2.4',
      userId: '900003',
    });
    await look();
    const shown = await told(scene, OUTSIDE);
    expect(shown.text).toMatch(/Silent Falcon[\s\S]*Ramming \\?@everyone[\s\S]*For good/u);
    expect(shown.text).toContain('\\*night\\* \\<watch\\>');
    expect(shown.text).toContain(`Ban ${ban.id}, not made with this bot`);
    expect(shown.text).not.toContain('192.0.2.4');
    for (let round = 0; round < 3; round += 1) await look();
    expect(toldSoFar(scene, OUTSIDE)).toHaveLength(1);
  });

  it('is not one of ours, whatever became of that', async () => {
    const user = scene.stage.moderator('Own Mod');
    const player = scene.player('Silent Comet').id;
    await answered(scene, user, await banPreview(scene, user, { player }), 'Ban', /✅ Banned/u);
    await told(scene, /✅ Done[\s\S]*Own Mod/u);
    const lost = scene.player('Iron Comet').id;
    scene.battlemetrics.faults.add({
      fault: { kind: 'execute-then-hang' },
      method: 'POST',
      path: '/bans',
      times: 1,
    });
    const before = scene.bansOn(scene.player('Iron Comet')).length;
    scene.press(user, (await banPreview(scene, user, { player: lost })).message, 'Ban');
    await expect.poll(() => scene.bansOn(scene.player('Iron Comet')).length).toBe(before + 1);
    await scene.bot.stop('SIGKILL');
    await scene.start();
    await look();
    await look();
    expect(toldSoFar(scene, OUTSIDE)).toHaveLength(1);
  });

  it('is told when it was made while the bot was away, and only once over restarts', async () => {
    await scene.bot.stop();
    scene.battlemetrics.life.banOutside({ reason: 'While nobody looked' });
    await scene.forward(30 * MINUTE);
    await scene.start();
    await told(scene, /Ban made elsewhere[\s\S]*While nobody looked/u);
    // The process is killed as soon as Discord has the message, before it can write that down.
    const { audit } = scene.stage;
    const { bot } = scene;
    const end = audit.watch(() => {
      if (toldSoFar(scene, /Killed for it/u).length > 0 && bot.running) process.kill(bot.pid, 'SIGKILL');
    });
    scene.battlemetrics.life.banOutside({ reason: 'Killed for it' });
    await scene.forward(2 * MINUTE + 1_000).catch(() => undefined);
    expect(await bot.exited).toMatchObject({ signal: 'SIGKILL' });
    end();
    // For longer than Discord remembers which message it was sent.
    await scene.forward(30 * MINUTE);
    await scene.start();
    await look();
    await look();
    expect(toldSoFar(scene, /While nobody looked/u)).toHaveLength(1);
    expect(toldSoFar(scene, /Killed for it/u)).toHaveLength(1);
    expect(toldSoFar(scene, /Made before/u)).toEqual([]);
  });

  it('is told with others in one message when very many are made at once', async () => {
    for (let nth = 0; nth < 30; nth += 1) scene.battlemetrics.life.banOutside({ reason: `Raid ${nth}` });
    await look();
    await told(scene, /🔨 20 more bans made elsewhere/u);
    await expect.poll(() => toldSoFar(scene, /Raid \d/u).length).toBe(10);
    await look();
    await look();
    expect(toldSoFar(scene, /Raid \d/u)).toHaveLength(10);
    expect(toldSoFar(scene, /more bans made elsewhere/u)).toHaveLength(1);
  });
});
