import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/message/user-error.ts';
import { ucidOf } from '../leaderboards/community.ts';
import { textOf } from './bot.ts';
import { startLeaderboards } from './leaderboards.ts';

const ONE = { version: 'current', pilots: [{ name: 'Viper' }] } as const;
const OPTION = 'leaderboard exclude add';

describe('/leaderboard exclude add', () => {
  it.each(['bm:123456', 'ucid:00000000000000000000000000000001', 'A|B', '2026-11-22T00:00:00|Viper'])(
    'leaves off the pilot who was picked, and nobody whom the name seems to mean: %s',
    async (name) => {
      const { run, complete, subjects } = await startLeaderboards({
        version: 'documented',
        pilots: [{ name }, { name: 'Other' }],
      });
      const [choice] = await complete(OPTION, 'player', name);
      const answer = await run(OPTION, { player: choice?.value ?? '', reason: 'staff' });
      expect(await subjects()).toEqual([{ kind: 'key', key: `nick:${name}` }]);
      expect(textOf(answer)).toContain('Left off');
    },
  );

  it('tells namesakes apart by what was picked', async () => {
    const { run, complete, subjects } = await startLeaderboards({
      ...ONE,
      pilots: [{ name: 'Viper' }, { name: 'Viper' }],
    });
    const choices = await complete(OPTION, 'player', 'Viper');
    expect(choices).toHaveLength(2);
    await run(OPTION, { player: choices[1]?.value ?? '', reason: 'staff' });
    expect(await subjects()).toEqual([{ kind: 'key', key: `ucid:${ucidOf(1)}` }]);
  });

  it('takes a UCID in any case, and asks to pick anew when the pilot who was picked is not there any more', async () => {
    const { run, subjects } = await startLeaderboards(ONE);
    await run(OPTION, { player: ` ucid:${'AB'.repeat(16)} `, reason: 'staff' });
    expect(await subjects()).toEqual([{ kind: 'key', key: `ucid:${'ab'.repeat(16)}` }]);
    const gone = run(OPTION, { player: '2026-11-22T00:00:00|bm:5', reason: 'staff' });
    await expect(gone).rejects.toThrow(/pick/u);
    expect(await subjects()).toHaveLength(1);
  });

  it.each(['ucid:', 'ucid:viper', `ucid:${'a'.repeat(33)}`])(
    'refuses what is no UCID: %s',
    async (player) => {
      const { run, subjects } = await startLeaderboards(ONE);
      const answer = run(OPTION, { player, reason: 'staff' });
      await expect(answer).rejects.toThrow(UserError);
      await expect(answer).rejects.toThrow(/32 letters and digits/u);
      expect(await subjects()).toEqual([]);
    },
  );

  it('offers players of BattleMetrics, however many pilots fit', async () => {
    const pilots = Array.from({ length: 30 }, (_, index) => ({ name: `Pilot ${'a'.repeat(90)} ${index}` }));
    const { complete } = await startLeaderboards({ version: 'current', pilots, players: true });
    const offered = (await complete(OPTION, 'player', 'a')).slice(0, 25);
    // What tells namesakes apart stands at the end.
    for (const { name } of offered) expect(name.length).toBeLessThanOrEqual(100);
    const first25 = offered.map(({ name }) => name.slice(0, 2));
    expect(first25.filter((sign) => sign === '✈️').length).toBeGreaterThan(10);
    expect(first25).toContain('🎮');
  });
});

describe('/leaderboard exclude remove', () => {
  it('lets somebody back whom an admin left off', async () => {
    const { run, complete, subjects } = await startLeaderboards(ONE);
    await run(OPTION, { player: 'viper', reason: 'other' });
    const [choice] = await complete('leaderboard exclude remove', 'exclusion', 'VIP');
    expect(choice?.name).toMatch(/^Viper · another reason · /u);
    await run('leaderboard exclude remove', { exclusion: choice?.value ?? '' });
    expect(await subjects()).toEqual([]);
  });

  it('neither offers nor undoes the own wish of a member', async () => {
    const { run, complete, leaderboards, subjects } = await startLeaderboards(ONE);
    await leaderboards.exclusions.optOut({ id: '77', name: 'Shy *one*' }, true);
    const [wish] = await leaderboards.exclusions.all();
    expect(await complete('leaderboard exclude remove', 'exclusion', '')).toEqual([]);
    const answer = run('leaderboard exclude remove', { exclusion: wish?.id ?? '' });
    await expect(answer).rejects.toThrow(UserError);
    await expect(answer).rejects.toThrow(/Shy \\\*one\\\*.*\/privacy/u);
    expect(await subjects()).toHaveLength(1);
  });

  it.each(['', 'nonsense', '@everyone'])('says of an unknown entry what to do: "%s"', async (exclusion) => {
    const { run } = await startLeaderboards(ONE);
    await expect(run('leaderboard exclude remove', { exclusion })).rejects.toThrow(
      '/leaderboard exclude list',
    );
  });
});
