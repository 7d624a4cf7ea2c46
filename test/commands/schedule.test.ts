import { expect, it } from 'vitest';
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
