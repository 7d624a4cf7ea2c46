import { describe, expect, it } from 'vitest';
import { displayWidth, PHONE_COLUMNS } from '../../src/render/table.ts';
import { startBot, textOf } from './bot.ts';

describe.each(['documented', 'current'] as const)('/topkdr against the %s version', (version) => {
  it('shows place with a medal, K/D, kills, deaths and name in a table that fits a phone', async () => {
    const bot = await startBot({ dcs: version });
    const message = await bot.run('topkdr');
    const table =
      /^```\n([\s\S]*)\n```$/u.exec(message.embeds?.[0]?.description ?? '')?.[1]?.split('\n') ?? [];
    expect(table[0]).toMatch(/^ *# +K\/D +K +D Pilot$/u);
    expect(table).toHaveLength(11);
    const [first, second, third, fourth] = table.slice(1);
    expect(first).toMatch(/^🥇 +[\d,]+\.\d\d +\d+ +\d+ \S/u);
    expect(second).toMatch(/^🥈/u);
    expect(third).toMatch(/^🥉/u);
    expect(fourth).toMatch(/^ *4 +[\d,]+\.\d\d/u);
    for (const line of table) expect(displayWidth(line)).toBeLessThanOrEqual(PHONE_COLUMNS);
  });

  it('says in its title which kills and which time it counts', async () => {
    const bot = await startBot({ dcs: version });
    const [embed] = (await bot.run('topkdr')).embeds ?? [];
    expect(embed?.title).toBe(
      version === 'documented' ? '🏆 Top K/D · A/A kills · last month' : '🏆 Top K/D · all kills · all time',
    );
    expect(embed?.footer?.text).toContain(version === 'documented' ? 'kills of other players' : 'all kills');
  });

  it('has a friendly answer for an empty board', async () => {
    const bot = await startBot({ dcs: version });
    if (bot.simulator !== undefined) bot.simulator.world.pilots.length = 0;
    const text = textOf(await bot.run('topkdr'));
    expect(text).toContain('Nobody is on the board yet');
    expect(text).not.toContain('```');
    expect(text).not.toContain('no all kills');
  });
});
