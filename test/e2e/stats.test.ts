import { describe, expect, it } from 'vitest';
import { GROUNDED } from '../../src/demo/dcsserverbot/world.ts';
import { readMarkdown } from '../render/discord-markdown.ts';
import { answerTo, menuOf, replyLike } from './reading.ts';
import { useScene } from './scene.ts';

describe.each(['documented', 'current'] as const)('/stats with DCSServerBot in the %s version', (version) => {
  const scene = useScene({ dcs: version, battlemetrics: false });

  it('leads from what is typed over a choice to the numbers, for everybody to see', async () => {
    const user = scene.stage.member();
    const choices = await scene.complete(user, 'stats', 'player', { player: 'special' });
    expect(choices.map(({ name }) => name)).toEqual([expect.stringMatching(/^Special K · /u)]);
    const { text, ephemeral } = await answerTo(
      scene.run(user, 'stats', { player: String(choices[0]?.value) }),
    );
    expect(ephemeral).toBe(false);
    const { sorties } = scene.pilot('Special K');
    const kills = sorties.reduce((sum, { killsPvp }) => sum + killsPvp, 0);
    const landings = sorties.reduce((sum, sortie) => sum + sortie.landings, 0);
    for (const part of [
      `A/A kills **${kills}**`,
      `Landings **${landings}**`,
      'Last session',
      'Best modules',
      version === 'documented' ? '(kills ÷ all deaths)' : '(kills ÷ A/A deaths)',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('finds the pilot who flew between the completion and the command', async () => {
    const user = scene.stage.member();
    const [choice] = await scene.complete(user, 'stats', 'player', { player: 'snake' });
    scene.pilot('[VMFA-314] Snake').lastSeen += 60_000_000;
    const { text } = await answerTo(scene.run(user, 'stats', { player: String(choice?.value) }));
    expect(text).toContain('Snake');
    expect(text).toContain('Best modules');
  });

  it('lets the one who asked pick among namesakes, and nobody else', async () => {
    const asker = scene.stage.member('Asker');
    const question = scene.run(asker, 'stats', { player: 'Viper' });
    const { message, text } = await answerTo(question);
    expect(text).toContain('2 pilots fly under this name');
    const { options } = menuOf(message);
    expect(options.map(({ description }) => description)).toEqual([
      expect.stringMatching(/^Last seen .+ UTC\)$/u),
      expect.stringMatching(/^Last seen .+ UTC\)$/u),
    ]);

    const curious = scene.discord.select({ user: scene.stage.member('Other'), message }, ['1']);
    const refusal = await answerTo(curious);
    expect(refusal).toMatchObject({ ephemeral: true, text: expect.stringContaining('person who asked') });
    expect(menuOf((await answerTo(question)).message).options).toHaveLength(2);

    const picked = await replyLike(scene.discord.select({ user: asker, message }, ['1']), /Best modules/u);
    expect(picked.message.id).toBe(message.id);
    expect(picked.message.components).toEqual([]);
    expect(picked.text).toContain('Viper');
  });

  it('answers for an unknown pilot, for a similar one, and for one without flights, each in its own way', async () => {
    const user = scene.stage.member();
    const unknown = await answerTo(scene.run(user, 'stats', { player: 'Nobody at all' }));
    expect(unknown.text).toContain('Nobody called **Nobody at all**');
    const similar = await answerTo(scene.run(user, 'stats', { player: 'rick' }));
    expect(similar.text).toMatch(/Nobody called \*\*rick\*\*/u);
    const grounded = await answerTo(scene.run(user, 'stats', { player: GROUNDED }));
    expect(grounded.text).toContain('has **not flown yet**');
  });

  it('shows every name as it is typed, whatever it holds', async () => {
    const user = scene.stage.member();
    const names = [...new Set(scene.dcs.world.pilots.map(({ name }) => name))].filter(
      (name) => name !== GROUNDED && name !== 'Viper',
    );
    for (const name of names) {
      const choices = await scene.complete(user, 'stats', 'player', { player: name });
      const choice = choices.find(({ value }) => String(value).endsWith(`|${name.trimEnd()}`));
      expect(choice, name).toBeDefined();
      const { message, text } = await answerTo(scene.run(user, 'stats', { player: String(choice?.value) }));
      expect(text, name).toContain('Air to air');
      expect(readMarkdown(message.embeds[0]?.title ?? '').constructs, name).toEqual([]);
    }
  });
});

describe('a menu of /stats', () => {
  const scene = useScene({ battlemetrics: false });

  it('works after a restart of the bot', async () => {
    const user = scene.stage.member();
    const { message } = await answerTo(scene.run(user, 'stats', { player: 'Viper' }));
    await scene.bot.stop();
    await scene.start();
    await replyLike(scene.discord.select({ user, message }, ['0']), /Best modules/u);
  });

  it('is refused when it comes from another version of the bot', async () => {
    const user = scene.stage.member();
    const { message } = await answerTo(scene.run(user, 'stats', { player: 'Viper' }));
    await scene.bot.stop();
    await scene.start({ COMMANDS_DISABLED: 'stats' });
    const handle = scene.discord.select({ user, message }, ['0']);
    expect(await answerTo(handle)).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining('switched off'),
    });
  });
});
