import { describe, expect, it } from 'vitest';
import { NOW, startBot, textOf } from './bot.ts';

/** Linked to a pilot of the simulated community. */
const LINKED = '123456789012345678';
const EXPIRES = (NOW + 48 * 3_600_000) / 1000;

describe('/linkme', () => {
  it('shows the token, how to type it in the game and until when it counts', async () => {
    const bot = await startBot({ dcs: 'current' });
    const text = textOf(await bot.run('linkme'));
    const token = bot.simulator?.world.tokens.get('111111111111111111');
    expect(token).toMatch(/^\d{4}$/u);
    expect(text).toContain(`# ${token}`);
    expect(text).toContain(`\`\`\`\n-linkme ${token}\n\`\`\``);
    expect(text).toContain(`<t:${EXPIRES}:f>, <t:${EXPIRES}:R>`);
    expect(text).not.toContain('may not work');
    expect(bot.warnings()).toBe('');
  });

  it('does not force unless it is told to', async () => {
    const bot = await startBot({ dcs: 'current' });
    await bot.run('linkme');
    await bot.run('linkme', { force: true }, { as: '333333333333333333' });
    const sent = bot.simulator?.requests
      .filter(({ path }) => path === '/linkme')
      .map(({ form }) => form['force']);
    expect(sent).toEqual(['false', 'true']);
  });

  it('explains that force drops a link', async () => {
    const bot = await startBot({ dcs: 'current' });
    expect(textOf(await bot.run('linkme', { force: true }))).toMatch(/`force` was set: .*link.* dropped/u);
  });

  it('warns person and operator that the documented version forgets its tokens', async () => {
    const bot = await startBot({ dcs: 'documented' });
    const text = textOf(await bot.run('linkme'));
    expect(text).toContain('This code may not work');
    expect(text).toContain('ask an admin');
    expect(text).toMatch(/-linkme \d{4}/u);
    expect(bot.warnings()).toContain('does not store the link codes');
    expect(bot.warnings()).not.toContain('111111111111111111');
  });

  it.each(['documented', 'current'] as const)(
    'recognises the fault of the %s version with accounts that it knows, and what to do about it',
    async (version) => {
      const bot = await startBot({ dcs: version });
      const plain = textOf(await bot.run('linkme', {}, { as: LINKED }));
      expect(plain).toContain('gave no code');
      expect(plain).toMatch(/`force` set to True, which \*\*drops the link/u);
      expect(plain).toContain('ask an admin');

      const forced = textOf(await bot.run('linkme', { force: true }, { as: LINKED }));
      expect(forced).toContain('gave no code');
      expect(forced).not.toContain('ucid');
      expect(forced).not.toContain('set to True');
      expect(forced).toContain('earlier code of yours');
      expect(forced).toContain('Ask an admin');
      expect(bot.warnings()).toContain('known fault');
    },
  );
});
