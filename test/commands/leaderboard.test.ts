import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import { UserError } from '../../src/message/user-error.ts';
import { textOf } from './bot.ts';
import { startLeaderboards } from './leaderboards.ts';

const PILOTS = Array.from({ length: 30 }, (_, index) => ({ name: `Pilot ${index + 1}`, kills: 100 - index }));

/** The `custom_id` of the button or menu of an action. */
function idOf({ components = [] }: Message, action: string): string {
  for (const component of components.flatMap((row) => [...row.components])) {
    const id = 'custom_id' in component ? component.custom_id : '';
    const isMenu = component.type === ComponentType.StringSelect;
    const isLive = isMenu || !('disabled' in component) || component.disabled !== true;
    if (isLive && id.startsWith(`v1:leaderboard:${action}:`)) return id;
  }
  throw new Error(`the message has nothing for ${action}`);
}

describe('/leaderboard show', () => {
  it('pages by buttons through everybody, and no further', async () => {
    const { run, press } = await startLeaderboards({ version: 'current', pilots: PILOTS });
    let page = await run('leaderboard show', { board: 'kills', top: 12 });
    expect(textOf(page)).toMatch(/Pilot 1$[\s\S]*Pilot 12$/mu);
    page = await press(idOf(page, 'page'));
    expect(textOf(page)).toMatch(/Pilot 13$[\s\S]*Pilot 24$/mu);
    const third = await press(idOf(page, 'page').replace(/\.\d+$/u, '.2'));
    expect(textOf(third)).toMatch(/Pilot 25$[\s\S]*Pilot 30$/mu);
    const beyond = await press(idOf(page, 'page').replace(/\.\d+$/u, '.9'));
    expect(textOf(beyond)).toContain('Nobody is ranked this far down.');
    for (const message of [page, third, beyond]) expect(fitMessage(message)).toEqual(message);
  });

  it('changes the period by a menu', async () => {
    const { run, press } = await startLeaderboards({ version: 'current', pilots: PILOTS });
    const all = await run('leaderboard show', { board: 'air-kills' });
    expect(textOf(await press(idOf(all, 'again'), ['week']))).toContain('Most air targets · last week');
    for (const values of [['century'], [], ['all; DROP TABLE']]) {
      await expect(press(idOf(all, 'again'), values)).rejects.toThrow(/No period was picked/u);
    }
  });

  it.each(['page', 'all', 'where', 'period', 'again'])(
    'answers a button %s of another database, or of nobody, with what to do',
    async (action) => {
      const { press } = await startLeaderboards({ version: 'current', pilots: PILOTS });
      for (const key of ['AAAAAAAAAA.0', 'AAAAAAAAAA', '', '.', "'; --", '__proto__.1']) {
        const answer = press(`v1:leaderboard:${action}:${key}`, ['week']);
        await expect(answer).rejects.toThrow(UserError);
        await expect(answer).rejects.toThrow(/another database.*`\/leaderboard show`/u);
      }
    },
  );
});
