import { expect, it } from 'vitest';
import { UserError } from '../../src/message/user-error.ts';
import { GUILD } from './bot.ts';
import { startLeaderboards } from './leaderboards.ts';

const STATUS = '400000000000000001';
const GONE = '400000000000000002';

it('offers schedules by board, channel and time, and whole ids at the end, however long the rest is', async () => {
  const { run, complete } = await startLeaderboards({
    version: 'current',
    pilots: [],
    channels: { nameOf: (id) => (id === STATUS ? 'x'.repeat(100) : undefined) },
  });
  const often = '0 18,19,20,21,22,23 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21 * *';
  await run('leaderboard schedule add', { board: 'kdr', channel: STATUS, when: often });
  await run('leaderboard schedule add', { board: 'kdr', channel: GONE, when: 'daily 18:00' });
  const offered = await complete('leaderboard schedule run', 'schedule', 'top k');
  // Both are as old, so their order is none.
  expect(offered.map(({ name }) => name).sort()).toEqual([
    expect.stringMatching(/^Top K\/D · #x+… · 0 18,19,.*… · [A-Za-z0-9]{6}$/u),
    expect.stringMatching(/^Top K\/D · channel gone or hidden · daily 18:00 · [A-Za-z0-9]{6}$/u),
  ]);
  for (const { name, value } of offered) {
    expect(name.length).toBeLessThanOrEqual(100);
    expect(name.endsWith(value)).toBe(true);
  }
});

it('mentions no role that is everybody, and does not say that a permission would help', async () => {
  const { run, leaderboards } = await startLeaderboards({ version: 'current', pilots: [] });
  const wish = { board: 'kdr', channel: STATUS, when: 'daily 18:00', mode: 'post' };
  await run('leaderboard schedule add', wish);
  const [{ schedule } = { schedule: { id: '' } }] = await leaderboards.schedules.list();
  for (const answer of [
    run('leaderboard schedule add', { ...wish, mention: GUILD }),
    run('leaderboard schedule edit', { schedule: schedule.id, mention: GUILD }),
  ]) {
    await expect(answer).rejects.toThrow(UserError);
    await expect(answer).rejects.toThrow(/everybody/u);
  }
  expect(await leaderboards.schedules.list()).toMatchObject([{ schedule: { mentionRoleId: null } }]);
});
