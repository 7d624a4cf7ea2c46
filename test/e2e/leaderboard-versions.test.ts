import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { Person } from '../../src/demo/discord/model.ts';
import { MINUTE, POSTING, placesOf } from './posting.ts';
import { answerTo, buttonsOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const SERVER = "Special K's PvP | EU [24/7] _Caucasus_";
/** Boards of the current version, and how their title begins. */
const BOARDS = [
  ['kdr', /^🏆 Top K\/D · all kills · all time$/u],
  ['kills', /^🏆 Top kills · all kills · all time$/u],
  ['pvp-kdr', /^🏆 Top A\/A K\/D · all time$/u],
  ['trueskill', /^🏆 TrueSkill · all time$/u],
  ['credits', /^🏆 Most credits · all time$/u],
  ['playtime', /^🏆 Most time in the air · all time$/u],
  ['landings', /^🏆 Carrier landings · all time$/u],
  ['air-kills', /^🏆 Most air targets · all time$/u],
  ['ground-kills', /^🏆 Most ground targets · all time$/u],
  ['air-defence-kills', /^🏆 Most air defences · all time$/u],
  ['ship-kills', /^🏆 Most ships · all time$/u],
] as const;
const OF_BOTH_VERSIONS: readonly string[] = ['kdr', 'kills'];

const show = (scene: Scene, board: string, options: OptionValues = {}, user?: Person) =>
  answerTo(scene.run(user ?? scene.stage.member(), 'leaderboard show', { board, ...options }));

describe('/leaderboard show with DCSServerBot in the documented version', () => {
  const scene = useScene({ ...POSTING, dcs: 'documented' });

  it.each(['kdr', 'kills'])(
    'shows the ten rows that the server names of %s, and of which time they are',
    async (board) => {
      const { message, text, ephemeral } = await show(scene, board, { top: 25, minimum: 0 });
      expect(ephemeral).toBe(false);
      expect(message.embeds[0]?.title).toMatch(/^🏆 Top .* · A\/A kills · last month$/u);
      expect(placesOf(message).length).toBeGreaterThanOrEqual(board === 'kdr' ? 1 : 10);
      expect(text).not.toContain('Where am I');
      expect(buttonsOf(message)).toEqual([]);
    },
  );

  it.each(BOARDS.map(([board]) => board).filter((board) => !OF_BOTH_VERSIONS.includes(board)))(
    'says that %s needs a newer DCSServerBot, and what to do',
    async (board) => {
      const { text, ephemeral } = await show(scene, board);
      expect(text).toMatch(/needs a newer DCSServerBot: .*The operator can update DCSServerBot/u);
      expect(ephemeral).toBe(true);
    },
  );

  it('says the same of one server alone', async () => {
    const { text } = await show(scene, 'kdr', { server: SERVER });
    expect(text).toMatch(/^\*\*Top K\/D\*\* for one server alone needs a newer DCSServerBot/u);
  });

  it('notices that the server was updated', async () => {
    scene.dcs.setVersion('current');
    // The bot looks at the servers each minute.
    await scene.forward(MINUTE);
    const title = async (board: string) => (await show(scene, board)).message.embeds[0]?.title;
    await expect.poll(() => title('trueskill')).toMatch(/^🏆 TrueSkill/u);
    expect(await title('kdr')).toMatch(/all kills · all time/u);
  });

  it('shows what the server still can when it was set back a moment ago', async () => {
    scene.dcs.setVersion('documented');
    const { message } = await show(scene, 'kills');
    expect(message.embeds[0]?.title).toMatch(/A\/A kills · last month/u);
    expect((await show(scene, 'trueskill')).text).toMatch(/^\*\*TrueSkill\*\* needs a newer DCSServerBot/u);
  });
});

describe('/leaderboard show without one of the APIs', () => {
  const scene = useScene({ ...POSTING, battlemetrics: false });

  it('says which setting a board lacks', async () => {
    const { text, ephemeral } = await show(scene, 'bm-playtime', { server: 'any' });
    expect(text).toMatch(
      /comes from BattleMetrics, which this bot is not connected to.*`BATTLEMETRICS_TOKEN`/u,
    );
    expect(ephemeral).toBe(true);
  });
});
