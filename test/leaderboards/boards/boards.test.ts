import { describe, expect, it } from 'vitest';
import { DAY, type Flown, HOUR, numbered, ucidOf } from '../community.ts';
import { namesOf, PERSON, specOf, startScene } from '../scene.ts';

describe('the boards of the current DCSServerBot', () => {
  it.each([
    ['kdr', ['Ann', 'Bob', 'Cid'], [8, 4, 1]],
    ['kills', ['Bob', 'Ann', 'Cid'], [12, 8, 3]],
    ['pvp-kdr', ['Cid', 'Ann', 'Bob'], [3, 1, 0]],
    ['credits', ['Cid', 'Bob'], [900, 20]],
    ['playtime', ['Bob', 'Ann', 'Cid'], [9_000, 7_200, 600]],
    ['landings', ['Ann', 'Cid'], [7, 4]],
    ['air-kills', ['Ann', 'Bob', 'Cid'], [8, 7, 3]],
    ['ship-kills', ['Bob'], [5]],
    ['ground-kills', [], []],
    ['air-defence-kills', [], []],
  ] as const)('%s', async (id, names, values) => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Ann', kills: 8, deaths: 1, pvpKills: 1, pvpDeaths: 1, playtime: 7_200, landings: [4, 3] },
        { name: 'Bob', kills: 12, deaths: 3, ships: 5, pvpDeaths: 3, playtime: 9_000, credits: 20 },
        {
          name: 'Cid',
          kills: 3,
          deaths: 3,
          pvpKills: 3,
          pvpDeaths: 1,
          playtime: 600,
          credits: 900,
          landings: [4],
        },
      ],
    });
    const board = await boards.read(specOf(id), PERSON);
    expect(namesOf(board)).toEqual(names);
    expect(board.entries.map(({ value }) => value)).toEqual(values);
    expect(board).toMatchObject({
      version: 'current',
      covers: 'all',
      ranked: { count: names.length, more: false },
    });
  });

  it('trueskill, for those who fought enough', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Fighter', pvpKills: 12, pvpDeaths: 3 },
        { name: 'Winner once', pvpKills: 4 },
        { name: 'Loser', pvpKills: 2, pvpDeaths: 20 },
      ],
    });
    const board = await boards.read(specOf('trueskill', { minimum: 10 }), PERSON);
    expect(namesOf(board)).toEqual(['Fighter', 'Loser']);
    expect(board.entries[0]).toMatchObject({ kills: 12, deaths: 3 });
  });

  it('covers the period that was asked for', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Old hand', playtime: 90_000, ago: 20 * DAY },
        { name: 'Newcomer', playtime: 600, ago: DAY / 2 },
      ],
    });
    const week = await boards.read(specOf('playtime', { period: 'week' }), PERSON);
    expect(namesOf(week)).toEqual(['Newcomer']);
    expect(week.covers).toBe('week');
  });

  it('ranks one server alone', async () => {
    const pilots: Flown[] = [
      { name: 'Here', kills: 3, server: 0 },
      { name: 'There', kills: 9, server: 1 },
    ];
    const { boards, dcs } = await startScene({ dcs: 'current', pilots });
    const name = dcs?.world.servers[0]?.name ?? '';
    const board = await boards.read(specOf('kills', { server: { id: name, name } }), PERSON);
    expect(namesOf(board)).toEqual(['Here']);
  });

  it('tells namesakes apart by when they were seen', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Viper', kills: 9, seen: DAY },
        { name: 'Viper', kills: 8, seen: 2 * DAY },
        { name: 'Other', kills: 7 },
      ],
    });
    const { entries } = await boards.read(specOf('kills'), PERSON);
    expect(entries.map(({ key, mark }) => [key, mark])).toEqual([
      [`ucid:${ucidOf(0)}`, 'seen 21 Nov'],
      [`ucid:${ucidOf(1)}`, 'seen 20 Nov'],
      [`ucid:${ucidOf(2)}`, undefined],
    ]);
  });

  it('tells namesakes of one day apart by the minute', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Viper', kills: 9, seen: HOUR },
        { name: 'Viper', kills: 8, seen: 2 * HOUR },
      ],
    });
    const { entries } = await boards.read(specOf('kills'), PERSON);
    expect(entries.map(({ mark }) => mark)).toEqual(['seen 22 Nov 08:00', 'seen 22 Nov 07:00']);
  });

  it('shows the board though pilots cannot be looked up', async () => {
    const { boards, dcs, warnings } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Ann', kills: 2 },
        { name: 'Bob', kills: 1 },
      ],
    });
    dcs?.faults.set('/getuser', { kind: 'status', status: 500 });
    const board = await boards.read(specOf('kills'), PERSON);
    expect(board.entries.map(({ key }) => key)).toEqual(['nick:Ann', 'nick:Bob']);
    expect(warnings()).toContain('could not be looked up');
  });

  it('asks about nobody else once the server is silent', async () => {
    const { boards, dcs, asked } = await startScene({
      dcs: 'current',
      pilots: numbered(12, (index) => ({ kills: 50 - index })),
    });
    dcs?.faults.set('/getuser', { kind: 'reset' });
    const board = await boards.read(specOf('kills', { top: 12 }), PERSON);
    expect(board.entries).toHaveLength(12);
    // Four at once, each of them three times.
    expect(asked().lookups).toBe(12);
  });

  it('asks for no more than four pilots at once', async () => {
    const { boards, dcs } = await startScene({
      dcs: 'current',
      pilots: numbered(12, (index) => ({ kills: 50 - index })),
    });
    dcs?.faults.set('/getuser', { kind: 'slow', ms: 40 });
    const began = Date.now();
    await boards.read(specOf('kills', { top: 12 }), PERSON);
    expect(Date.now() - began).toBeGreaterThan(110);
  });

  it('refuses a period that it does not have', async () => {
    const { boards } = await startScene({ dcs: 'current', pilots: [] });
    const read = boards.read(specOf('kills', { period: 'week' }), PERSON);
    await expect(read).rejects.toMatchObject({ identifier: 'board-period' });
  });
});
