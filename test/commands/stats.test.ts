import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { GROUNDED } from '../../src/demo/dcsserverbot/world.ts';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import { UserError } from '../../src/message/user-error.ts';
import { serve } from '../http/http-server.ts';
import { readMarkdown } from '../render/discord-markdown.ts';
import { ASKER, NOW, startBot, textOf } from './bot.ts';

describe.each(['documented', 'current'] as const)('/stats against the %s version', (version) => {
  it('shows kills, deaths, A/A kills, A/A K/D, last session, best modules, flights and landings', async () => {
    const bot = await startBot({ dcs: version });
    const text = textOf(await bot.run('stats', { player: 'Special K' }));
    const { pilots } = bot.simulator?.world ?? { pilots: [] };
    const sorties = pilots.find(({ name }) => name === 'Special K')?.sorties ?? [];
    const sum = (pick: (sortie: (typeof sorties)[number]) => number): number =>
      sorties.reduce((total, sortie) => total + pick(sortie), 0);
    expect(text).toContain('Special K');
    expect(text).toContain(`Kills **${sum(({ kills }) => Object.values(kills).reduce((a, b) => a + b))}**`);
    expect(text).toContain(
      `Deaths **${sum(({ deaths }) => Object.values(deaths).reduce((a, b) => a + b))}**`,
    );
    expect(text).toContain(`A/A kills **${sum(({ killsPvp }) => killsPvp)}**`);
    expect(text).toMatch(
      version === 'documented'
        ? /A\/A K\/D \*\*[\d.]+\*\* \(kills ÷ all deaths\)/u
        : /\(kills ÷ A\/A deaths\)/u,
    );
    expect(text).toContain(`Take-offs **${sum(({ takeoffs }) => takeoffs)}**`);
    expect(text).toContain(`Landings **${sum(({ landings }) => landings)}**`);
    expect(text).toContain(`Ejections **${sum(({ ejections }) => ejections)}**`);
    expect(text).toContain('All time');
    expect(text).toMatch(version === 'documented' ? /Last session\nA\/A kills/u : /Last session\nAll kills/u);
    expect(text).toContain(
      version === 'documented' ? 'Best modules by A/A kills' : 'Best modules by all kills',
    );
    expect(text.includes('Flown')).toBe(version === 'current');
  });

  it('completes names with when each was seen, and takes what was chosen', async () => {
    const bot = await startBot({ dcs: version });
    const choices = await bot.complete('stats', 'player', 'special');
    expect(choices).toHaveLength(1);
    expect(choices[0]?.name).toMatch(/^Special K · /u);
    expect(choices[0]?.value).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+\|Special K$/u);
    expect(textOf(await bot.run('stats', { player: choices[0]?.value ?? '' }))).toContain('Best modules');
  });

  it('gives every hostile name a choice of at most 100 characters that leads back to that pilot', async () => {
    const bot = await startBot({ dcs: version });
    for (const { name } of bot.simulator?.world.pilots ?? []) {
      const choices = await bot.complete('stats', 'player', name);
      const choice = choices.find(({ value }) => value.endsWith(`|${name}`));
      expect(choice, name).toBeDefined();
      for (const one of choices) {
        expect(one.name.length).toBeLessThanOrEqual(100);
        expect(one.value.length).toBeLessThanOrEqual(100);
      }
      const message = await bot.run('stats', { player: choice?.value ?? '' });
      expect(fitMessage(message)).toEqual(message);
      expect(message.embeds?.[0]?.fields ?? message.embeds?.[0]?.description, name).toBeDefined();
      expect(readMarkdown(message.embeds?.[0]?.title ?? '').constructs, name).toEqual([]);
    }
  });

  it('lets a person pick among namesakes by when they were last seen, and nobody else', async () => {
    const bot = await startBot({ dcs: version });
    const question = await bot.run('stats', { player: 'Viper' });
    const menu = menuOf(question);
    expect(textOf(question)).toContain('2 pilots fly under this name');
    expect(menu.options.map(({ label }) => label)).toEqual(['Viper', 'Viper']);
    const seen = menu.options.map(({ description }) => description ?? '');
    expect(seen.every((text) => /^Last seen .+ \(2026-\d\d-\d\d \d\d:\d\d UTC\)$/u.test(text))).toBe(true);
    expect(new Set(seen).size).toBe(2);

    await expect(bot.press(menu.custom_id, ['0'], { as: '222' })).rejects.toThrow(UserError);
    const first = textOf(await bot.press(menu.custom_id, ['0'], { as: ASKER }));
    const second = textOf(await bot.press(menu.custom_id, ['1'], { as: ASKER }));
    expect(first).toContain('Air to air');
    expect(second).toContain('Air to air');
    expect(first).not.toBe(second);
  });

  it('says when a menu has ended', async () => {
    let now = NOW;
    const bot = await startBot({ dcs: version, now: () => now });
    const menu = menuOf(await bot.run('stats', { player: 'Viper' }));
    now += 24 * 3_600_000;
    await expect(bot.press(menu.custom_id, ['0'])).rejects.toThrow(/has ended.*\/stats/u);
    await expect(bot.press('v1:stats:pick:AAAAAAAAAAAAAAAA', ['0'])).rejects.toThrow(/has ended/u);
  });

  it('refuses a choice that the menu does not hold', async () => {
    const bot = await startBot({ dcs: version });
    const menu = menuOf(await bot.run('stats', { player: 'Viper' }));
    for (const value of ['7', '-1', 'x', '1.5']) {
      await expect(bot.press(menu.custom_id, [value])).rejects.toThrow(UserError);
    }
    await expect(bot.press(menu.custom_id, [])).rejects.toThrow(UserError);
  });

  it('takes a name in another case for the one pilot that it fits', async () => {
    const bot = await startBot({ dcs: version });
    const message = await bot.run('stats', { player: 'sPECIAL k' });
    expect(message.embeds?.[0]?.title).toContain('Special K');
    expect(textOf(message)).toContain('Best modules');
  });

  it('asks which one is meant when a name in another case fits several pilots', async () => {
    const bot = await startBot({ dcs: version });
    const question = await bot.run('stats', { player: 'VIPER' });
    expect(
      menuOf(question)
        .options.map(({ label }) => label)
        .sort(),
    ).toEqual(['Viper', 'Viper', 'viper']);
  });

  it('puts pilots of exactly the typed name first, however many others were seen since', async () => {
    const bot = await startBot({ dcs: version });
    const pilots = bot.simulator?.world.pilots ?? [];
    const [template] = pilots;
    if (template === undefined) throw new Error('the community is empty');
    const named = (name: string, index: number) => ({
      ...template,
      ucid: String(index),
      name,
      lastSeen: (NOW - index * 60_000) * 1000,
    });
    pilots.length = 0;
    pilots.push(...Array.from({ length: 30 }, (_, index) => named(`Bandit ${index}`, index)));
    pilots.push(named('Bandit', 40), named('BANDIT', 41));
    const choices = await bot.complete('stats', 'player', 'bandit');
    expect(choices).toHaveLength(25);
    expect(choices.slice(0, 3).map(({ value }) => value.split('|')[1])).toEqual([
      'Bandit',
      'BANDIT',
      'Bandit 0',
    ]);
    const offered = menuOf(await bot.run('stats', { player: 'bandit' })).options.map(({ label }) => label);
    expect(offered.slice(0, 3)).toEqual(['Bandit', 'BANDIT', 'Bandit 0']);
  });

  it('leaves the date out of a choice when a long name takes all the room', async () => {
    const bot = await startBot({ dcs: version });
    const name = 'Long '.repeat(18).trim();
    const [pilot] = bot.simulator?.world.pilots ?? [];
    if (pilot !== undefined) pilot.name = name;
    const [choice] = await bot.complete('stats', 'player', 'Long Long');
    expect(choice?.value).toBe(name);
    expect(choice?.name.length).toBeLessThanOrEqual(100);
    expect(textOf(await bot.run('stats', { player: choice?.value ?? '' }))).toContain('Best modules');
  });

  it('cuts a name that is too long for a choice between characters, and offers the pilot for the part', async () => {
    const bot = await startBot({ dcs: version });
    const [pilot] = bot.simulator?.world.pilots ?? [];
    if (pilot !== undefined) pilot.name = `${'x'.repeat(99)}🚁 and more`;
    const [choice] = await bot.complete('stats', 'player', 'xxx');
    expect(choice?.value).toBe('x'.repeat(99));
    const question = await bot.run('stats', { player: choice?.value ?? '' });
    expect(textOf(await bot.press(menuOf(question).custom_id, ['0']))).toContain('Best modules');
  });

  it('offers similar names for an unknown one, and says what to do when there are none', async () => {
    const bot = await startBot({ dcs: version });
    const similar = await bot.run('stats', { player: 'bold' });
    expect(textOf(similar)).toContain('Nobody called **bold**');
    expect(
      menuOf(similar)
        .options.map(({ label }) => label)
        .sort(),
    ).toEqual(['**double bold**', '*bold*']);
    const pick = menuOf(similar).options.find(({ label }) => label === '*bold*')?.value ?? '';
    const picked = await bot.press(menuOf(similar).custom_id, [pick]);
    expect(picked.embeds?.[0]?.title).toBe('✈️ \\*bold\\*');

    const none = await bot.run('stats', { player: '@everyone nobody' });
    expect(none.components ?? []).toEqual([]);
    expect(textOf(none)).toContain('Nobody called **\\@everyone nobody**');
    expect(textOf(none)).toContain('Type a part of the name');
  });

  it('has a friendly answer for a pilot who never flew', async () => {
    const bot = await startBot({ dcs: version });
    const text = textOf(await bot.run('stats', { player: GROUNDED }));
    expect(text).toContain('has **not flown yet**');
    expect(text).not.toContain('Kills');
  });

  it('finds a pilot whose date went stale since the choice was made', async () => {
    const bot = await startBot({ dcs: version });
    const [choice] = await bot.complete('stats', 'player', 'Special');
    const pilot = bot.simulator?.world.pilots.find(({ name }) => name === 'Special K');
    if (pilot !== undefined) pilot.lastSeen += 3_600_000_000;
    expect(textOf(await bot.run('stats', { player: choice?.value ?? '' }))).toContain('Best modules');
  });
});

describe('a choice of /stats', () => {
  it.each([
    ['', 'Special K'],
    ['never', 'Special K'],
    ['2026-11-22 07:57:47', '2026-11-22 07:57:47|Special K'],
  ])('leads back to the pilot where the server dates by %j', async (date, value) => {
    const numbers = { deaths: 1, aakills: 2, aakdr: 2, lastSessionKills: 0, lastSessionDeaths: 0 };
    const url = await serve((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url === '/stats' ? numbers : [{ nick: 'Special K', date }]));
    });
    const bot = await startBot({ dcsUrl: url });
    const [choice] = await bot.complete('stats', 'player', 'special');
    expect(choice?.value).toBe(value);
    expect(textOf(await bot.run('stats', { player: value }))).toContain('A/A kills **2**');
  });
});

function menuOf(message: Message) {
  const component = message.components?.[0]?.components[0];
  if (component?.type !== ComponentType.StringSelect) throw new Error('no menu');
  return component;
}
