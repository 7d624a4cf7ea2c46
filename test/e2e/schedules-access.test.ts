import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import { ADMIN_ROLE_ID } from './harness.ts';
import { addSchedule, ask, BOARDS_ID, POSTING } from './posting.ts';
import { answerTo, replyLike } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const MEMBER = '1100000000000000077';
const ACTIONS: readonly (readonly [action: string, options: OptionValues])[] = [
  ['schedule add', { board: 'kills', channel: BOARDS_ID, when: 'daily 08:00' }],
  ['schedule list', {}],
  ['schedule edit', { schedule: 'abcdef' }],
  ['schedule remove', { schedule: 'abcdef' }],
  ['schedule run', { schedule: 'abcdef' }],
  ['schedule preview', { schedule: 'abcdef' }],
  ['exclude add', { player: 'Viper', reason: 'staff' }],
  ['exclude remove', { exclusion: 'abcdef' }],
  ['exclude list', {}],
];
const COMPLETIONS: readonly (readonly [action: string, option: string])[] = [
  ['schedule add', 'timezone'],
  ['schedule add', 'server'],
  ['schedule edit', 'schedule'],
  ['schedule edit', 'timezone'],
  ['schedule remove', 'schedule'],
  ['schedule run', 'schedule'],
  ['schedule preview', 'schedule'],
  ['exclude add', 'player'],
];

describe('who may schedule', () => {
  const scene = useScene(POSTING);

  it.each(ACTIONS)(
    'refuses /leaderboard %s to members and moderators, and names the level',
    async (action, options) => {
      for (const user of [scene.stage.member(), scene.stage.moderator()]) {
        const { text, ephemeral } = await answerTo(scene.run(user, `leaderboard ${action}`, options));
        expect(text).toMatch(/^🔒 This is for admins/u);
        expect(ephemeral).toBe(true);
      }
    },
  );

  it.each(COMPLETIONS)('completes nothing of /leaderboard %s %s but for admins', async (action, option) => {
    if (option === 'schedule') await addSchedule(scene);
    const complete = (user: Parameters<Scene['complete']>[0]) =>
      scene.complete(user, `leaderboard ${action}`, option, option === 'player' ? { player: 'viper' } : {});
    expect(await complete(scene.stage.member())).toEqual([]);
    expect(await complete(scene.stage.moderator())).toEqual([]);
    expect(await complete(scene.stage.admin())).not.toEqual([]);
  });

  it('keeps so many schedules at most, lists them by pages, and turns these for admins alone', async () => {
    let last = '';
    for (let count = 0; count < 30 && !last.includes('which is the most'); count += 1) {
      last = (await ask(scene, 'add', { board: 'kills', channel: BOARDS_ID, when: 'daily 08:00' })).text;
    }
    expect(last).toMatch(/There are 25 schedules already, which is the most\. Remove one first/u);
    const admin = scene.discord.user({ id: MEMBER, roles: [ADMIN_ROLE_ID] });
    const { message, text } = await answerTo(scene.run(admin, 'leaderboard schedule list'));
    expect(text).toContain('**25** in all');
    expect(message.embeds[0]?.fields).toHaveLength(8);
    const next = await replyLike(scene.discord.press({ user: admin, message, label: '▶' }), /2 \/ 4/u);
    const demoted = scene.discord.user({ id: MEMBER, displayName: 'Demoted' });
    const press = scene.discord.press({ user: demoted, message: next.message, label: '▶' });
    const refused = await answerTo(press);
    expect(refused.text).toMatch(/^🔒 This is for admins/u);
    expect(refused.ephemeral).toBe(true);
  });

  it('completes only the first 25 schedules that fit', async () => {
    const admin = scene.stage.admin();
    const all = await scene.complete(admin, 'leaderboard schedule run', 'schedule', { schedule: 'kills' });
    expect(all).toHaveLength(25);
    const none = await scene.complete(admin, 'leaderboard schedule run', 'schedule', { schedule: 'credits' });
    expect(none).toEqual([]);
  });
});
