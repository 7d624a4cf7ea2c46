import { describe, expect, it } from 'vitest';
import { textOf } from './bot.ts';
import { startLeaderboards } from './leaderboards.ts';

const MEMBER = '100000000000000001';
const PILOTS = [
  { name: 'Me', kills: 9, discordId: MEMBER },
  { name: 'Other', kills: 5 },
];

describe('/privacy', () => {
  it('hides whoever asks and nobody else, until it is taken back', async () => {
    const { run, subjects } = await startLeaderboards({ version: 'current', pilots: PILOTS });
    const board = async () => textOf(await run('leaderboard show', { board: 'kills' }));
    expect(textOf(await run('privacy', {}, { as: MEMBER }))).toContain('You are shown');
    expect(await subjects()).toEqual([]);
    expect(textOf(await run('privacy', { boards: 'hide' }, { as: MEMBER }))).toContain('You are hidden');
    expect(textOf(await run('privacy', {}, { as: '222' }))).toContain('You are shown');
    expect(await subjects()).toEqual([{ kind: 'discord', discordId: MEMBER }]);
    expect(await board()).toMatch(/🥇[^\n]*Other/u);
    expect(await board()).not.toContain(' Me');
    expect(textOf(await run('privacy', { boards: 'show' }, { as: '222' }))).toContain('You are shown');
    expect(await board()).not.toContain(' Me');
    await run('privacy', { boards: 'show' }, { as: MEMBER });
    expect(await board()).toMatch(/🥇[^\n]*Me\n/u);
  });

  it('asked for twice is one wish', async () => {
    const { run, subjects } = await startLeaderboards({ version: 'current', pilots: PILOTS });
    for (let time = 0; time < 2; time += 1) await run('privacy', { boards: 'hide' }, { as: MEMBER });
    expect(await subjects()).toHaveLength(1);
    await run('privacy', { boards: 'show' }, { as: MEMBER });
    expect(await subjects()).toEqual([]);
  });

  it('says that nobody is hidden where the server does not tell who is who', async () => {
    const { run } = await startLeaderboards({ version: 'documented', pilots: PILOTS });
    const text = textOf(await run('privacy', { boards: 'hide' }, { as: MEMBER }));
    expect(text).toContain('may still appear');
  });
});
