import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestStore } from '../store/open.ts';
import { answerTo, buttonsOf, replyLike, textOf } from './reading.ts';
import { useScene } from './scene.ts';

describe('a ban of which nothing is known', () => {
  const scene = useScene({ dcs: false });

  it('can be looked for again by a moderator, and by nobody else, from the audit channel', async () => {
    const user = scene.stage.moderator('Patient Mod');
    const player = scene.player('Silent Falcon');
    const before = scene.bansOn(player).length;
    const options = { player: player.id, reason: 'Team kills', duration: '7d' };
    const { message } = await answerTo(scene.run(user, 'ban', options));
    scene.battlemetrics.faults.add({ fault: { kind: 'execute-then-hang' }, method: 'POST', path: '/bans' });
    scene.discord.press({ user, message, label: 'Ban' });
    await expect.poll(() => scene.bansOn(player), { interval: 10, timeout: 10_000 }).toHaveLength(before + 1);
    await scene.bot.stop('SIGKILL');

    // What three minutes of looking would leave, were the ban not to be seen all that time.
    const store = await openTestStore(join(scene.stage.folder, 'data', 'squawk.db'));
    const [lost] = await store.actions.inState('sending');
    await store.actions.move(lost?.id ?? '', 'sending', 'unknown', { error: 'No answer was seen.' });
    await store.close();
    await scene.start();
    const record = await scene.stage.audit.message((shown) => buttonsOf(shown).includes('Look again'));
    expect(textOf(record)).toContain('Unknown whether it happened');

    const press = (by: typeof user) =>
      scene.discord.press({ user: by, message: record, label: 'Look again' });
    const refused = await answerTo(press(scene.stage.member()));
    expect(refused.text).toContain('This is for moderators');
    expect(refused.ephemeral).toBe(true);

    await replyLike(press(scene.stage.moderator('Another Mod')), /✅/u);
    const settled = await scene.stage.audit.message((shown) => textOf(shown).includes('✅ Done'));
    expect(settled.id).toBe(record.id);
    expect(textOf(settled)).toContain(scene.bansOn(player).at(-1)?.id);
    expect(buttonsOf(settled)).toEqual(['Undo']);
    expect(scene.bansOn(player)).toHaveLength(before + 1);
    expect(scene.writes('POST', /^\/bans$/u)).toHaveLength(1);
  });
});
