import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { answerTo, replyLike, textOf } from './reading.ts';
import { useScene } from './scene.ts';

describe('a bot that dies while a ban is on its way', () => {
  const scene = useScene({ dcs: false });

  it('finds it again at the next start: one ban, one audit record that names all', async () => {
    const user = scene.stage.moderator('Unlucky Mod');
    const player = scene.player('Silent Falcon');
    const before = scene.bansOn(player).length;
    const options = { player: player.id, reason: 'Team kills', duration: '7d' };
    const { message } = await answerTo(scene.run(user, 'ban', options));
    scene.battlemetrics.faults.add({ fault: { kind: 'execute-then-hang' }, method: 'POST', path: '/bans' });
    scene.discord.press({ user, message, label: 'Ban' });
    await expect.poll(() => scene.bansOn(player), { interval: 10, timeout: 10_000 }).toHaveLength(before + 1);
    expect(await scene.bot.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    expect(scene.stage.audit.messages).toEqual([]);

    await scene.start();
    const record = await scene.stage.audit.message((shown) => textOf(shown).includes('✅ Done'));
    const ban = scene.bansOn(player).at(-1);
    for (const part of [
      'Silent Falcon',
      player.id,
      'Unlucky Mod',
      'Team kills',
      ban?.id ?? '',
      ban?.uid ?? '',
    ])
      expect(textOf(record)).toContain(part);
    expect(scene.bansOn(player)).toHaveLength(before + 1);
    expect(scene.writes('POST', /^\/bans$/u)).toHaveLength(1);
    expect(scene.stage.audit.messages).toHaveLength(1);
    expect(scene.bot.logs.some(({ msg }) => msg.includes('an earlier process left actions open'))).toBe(true);
  });
});

describe('a bot that is restarted', () => {
  const scene = useScene({ dcs: false, expected: { refusals: [403] } });

  it('still takes the confirmation of a question from before', async () => {
    const user = scene.stage.moderator();
    const player = scene.player('Silent Falcon');
    const before = scene.bansOn(player).length;
    const options = { player: player.id, reason: 'Team kills', duration: 'perm' };
    const { message } = await answerTo(scene.run(user, 'ban', options));
    expect(await scene.bot.stop()).toMatchObject({ code: 0 });
    await scene.start();
    await replyLike(scene.discord.press({ user, message, label: 'Ban' }), /✅ Banned/u);
    expect(scene.bansOn(player)).toHaveLength(before + 1);
    await scene.stage.audit.message((shown) => textOf(shown).includes('✅ Done'));
  });

  it('posts the audit record that could not be posted before', async () => {
    const user = scene.stage.moderator('Unheard Mod');
    const player = scene.player('Lucky Badger');
    const { message } = await answerTo(
      scene.run(user, 'ban', { player: player.id, reason: 'Team kills', duration: '7d' }),
    );
    scene.stage.audit.deny(1n << 11n);
    await replyLike(scene.discord.press({ user, message, label: 'Ban' }), /✅ Banned/u);
    await scene.bot.log(({ msg }) => msg.includes('audit message could not be posted'));
    await scene.bot.stop();
    scene.stage.audit.deny(0n);
    await scene.start();
    const record = await scene.stage.audit.message((shown) => textOf(shown).includes('Unheard Mod'));
    expect(textOf(record)).toContain('✅ Done');
  });

  it('does not lose a ban that is confirmed at the moment of a SIGTERM', async () => {
    const user = scene.stage.moderator('Hasty Mod');
    const player = scene.player('Iron Comet');
    const before = scene.bansOn(player).length;
    const { message } = await answerTo(
      scene.run(user, 'ban', { player: player.id, reason: 'Team kills', duration: '7d' }),
    );
    scene.battlemetrics.faults.add({
      fault: { kind: 'slow', ms: 800 },
      method: 'POST',
      path: '/bans',
      times: 1,
    });
    const press = scene.discord.press({ user, message, label: 'Ban' });
    await replyLike(press, /Being carried out/u);
    const stopped = scene.bot.stop();
    await replyLike(press, /✅ Banned/u);
    expect(await stopped).toMatchObject({ code: 0 });
    expect(scene.bansOn(player)).toHaveLength(before + 1);
    await scene.start();
    await scene.stage.audit.message((shown) => textOf(shown).includes('Hasty Mod'));
  });
});

describe('a bot that is stopped while neither BattleMetrics nor the gateway answers', () => {
  const scene = useScene({ dcs: false });

  it('still ends in order, and the next one finds the ban', async () => {
    const user = scene.stage.moderator('Patient Mod');
    const player = scene.player('Silent Falcon');
    const options = { player: player.id, reason: 'Team kills', duration: '7d' };
    const { message } = await answerTo(scene.run(user, 'ban', options));
    scene.battlemetrics.faults.add({ fault: { kind: 'execute-then-hang' }, method: 'POST', path: '/bans' });
    await replyLike(scene.discord.press({ user, message, label: 'Ban' }), /Being carried out/u);
    scene.discord.gateway.freeze();
    expect(await scene.bot.stop()).toMatchObject({ code: 0 });
    expect(scene.bot.logs.at(-1)?.msg).toBe('Squawk has stopped');
    await scene.start();
    await scene.stage.audit.message((shown) => /✅ Done[\s\S]*Patient Mod/u.test(textOf(shown)));
    expect(scene.writes('POST', /^\/bans$/u)).toHaveLength(1);
  });
});

describe('a bot that was halted for so long that another one took over', () => {
  const scene = useScene({ dcs: false, expected: { errors: [/taken over/u, /has to stop/u] } });

  it('sends nothing more, says so, and ends', async () => {
    const user = scene.stage.moderator('Late Mod');
    const player = scene.player('Silent Falcon');
    const options = { player: player.id, reason: 'Team kills', duration: '7d' };
    const { message } = await answerTo(scene.run(user, 'ban', options));
    const database = new Database(join(scene.stage.folder, 'data/squawk.db'));
    database.exec("UPDATE lease SET holder = 'another'");
    database.close();
    await replyLike(scene.discord.press({ user, message, label: 'Ban' }), /Nothing was changed/u);
    expect(scene.writes('POST', /^\/bans$/u)).toEqual([]);
    expect(await scene.bot.exited).toMatchObject({ code: 1 });
  });
});
