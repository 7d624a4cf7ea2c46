import { describe, expect, it } from 'vitest';
import { answerTo } from './reading.ts';
import { useScene } from './scene.ts';

const TITLES = {
  documented: /^🏆 Top K\/D · A\/A kills.* · last/iu,
  current: /^🏆 Top K\/D · all kills · all time/iu,
} as const;

describe.each(['documented', 'current'] as const)(
  '/topkdr with DCSServerBot in the %s version',
  (version) => {
    const scene = useScene({ dcs: version, battlemetrics: false });

    it('shows the ten best with medals, and says in the title what is counted and over which time', async () => {
      const { message, ephemeral } = await answerTo(scene.run(scene.stage.member(), 'topkdr'));
      expect(ephemeral).toBe(false);
      const [embed] = message.embeds;
      expect(embed?.title).toMatch(TITLES[version]);
      const rows = (embed?.description ?? '').split('\n').filter((line) => /\d\.\d\d/u.test(line));
      expect(rows).toHaveLength(10);
      for (const [index, medal] of ['🥇', '🥈', '🥉'].entries()) expect(rows[index]).toContain(medal);
      const ratios = rows.map((row) => Number(/\d+\.\d\d/u.exec(row)?.[0]));
      expect(ratios).toEqual(ratios.toSorted((a, b) => b - a));
    });

    it('says when nobody is on the board', async () => {
      for (const pilot of scene.dcs.world.pilots) pilot.sorties = [];
      await scene.bot.stop();
      await scene.start();
      const { text } = await answerTo(scene.run(scene.stage.member(), 'topkdr'));
      expect(text).toContain('Nobody is on the board yet');
    });
  },
);

describe('DCSServerBot, updated while the bot runs', () => {
  const scene = useScene({ dcs: 'documented', battlemetrics: false });

  it('is understood in its new version at once, and back again', async () => {
    const user = scene.stage.member();
    const ask = async (player: string) => (await answerTo(scene.run(user, 'stats', { player }))).text;
    expect(await ask('Special K')).toContain('kills ÷ all deaths');
    scene.dcs.setVersion('current');
    expect(await ask("O'Brien")).toContain('kills ÷ A/A deaths');
    const { message } = await answerTo(scene.run(user, 'topkdr'));
    expect(message.embeds[0]?.title).toMatch(TITLES.current);
    expect((await answerTo(scene.run(user, 'linkme'))).text).not.toContain('may not work');
    scene.dcs.setVersion('documented');
    expect(await ask('Maverick')).toContain('kills ÷ all deaths');
    const member = scene.stage.member();
    expect((await answerTo(scene.run(member, 'linkme'))).text).toContain('may not work');
  });
});
