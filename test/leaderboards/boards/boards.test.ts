import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound } from '../../../src/leaderboards/boards/wilson.ts';
import { UserError } from '../../../src/message/user-error.ts';
import { BOARD_IDS } from '../../../src/store/board.ts';
import { communityOf, DAY, type Flown, HOUR, NOW, ucidOf } from '../community.ts';
import { namesOf, PERSON, specOf, startScene } from '../scene.ts';

const numbered = (count: number, of: (index: number) => Partial<Flown>): Flown[] =>
  Array.from({ length: count }, (_, index) => ({ name: `Pilot ${index + 1}`, ...of(index) }));

describe('a board that the API orders', () => {
  it('reads no more rows than it shows, and one to know whether there are others', {
    timeout: 60_000,
  }, async () => {
    const { boards, asked, dcs, advance } = await startScene({
      dcs: 'current',
      pilots: numbered(10_000, (index) => ({
        // No name is a part of another one.
        name: `Pilot ${index + 1}.`,
        kills: 30_000 - index,
        ships: 15_000 - index,
        pvpKills: 12_000 - index,
        playtime: 90_000 - index,
        credits: 20_000 - index,
      })),
    });
    const plain = ['kdr', 'kills', 'pvp-kdr', 'trueskill', 'credits', 'playtime', 'ship-kills'] as const;
    for (const id of plain) {
      advance(HOUR);
      const [before, calls] = [asked(), dcs?.requests.length ?? 0];
      const board = await boards.read(specOf(id, { top: 10 }), PERSON);
      expect(board.entries).toHaveLength(10);
      expect(board.ranked).toEqual({ count: 10, more: true });
      expect(asked()).toEqual({ rows: before.rows + 11, lookups: before.lookups + 10 });
      // And, once, which version the server speaks.
      expect((dcs?.requests.length ?? 0) - calls).toBe(id === 'kdr' ? 12 : 11);
    }
  });

  it('shows its further pages', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: numbered(8, (index) => ({ kills: 100 - index })),
    });
    const last = await boards.read(specOf('kills'), PERSON, 2);
    expect(last.entries.map(({ rank, name }) => [rank, name])).toEqual([
      [7, 'Pilot 7'],
      [8, 'Pilot 8'],
    ]);
    expect(last.ranked).toEqual({ count: 8, more: false });
    expect((await boards.read(specOf('kills'), PERSON, 3)).entries).toEqual([]);
  });

  it('ranks nobody below the minimum, and reads on until its places are taken', async () => {
    const lucky = numbered(120, (index) => ({ name: `Lucky ${index}`, kills: 9 }));
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        ...lucky,
        { name: 'Ace', kills: 40, deaths: 10 },
        { name: 'Second', kills: 30, deaths: 10 },
        { name: 'Third', kills: 20, deaths: 10 },
        { name: 'Fourth', kills: 20, deaths: 20 },
      ],
    });
    const board = await boards.read(specOf('kdr', { minimum: 20 }), PERSON);
    expect(namesOf(board)).toEqual(['Ace', 'Second', 'Third']);
  });

  it('looks for those who meet the minimum in a few large steps, for each of them costs the server a whole ranking', async () => {
    const { boards, dcs, asked } = await startScene({
      dcs: 'current',
      pilots: numbered(3_000, (index) => ({ kills: 10, deaths: index })),
    });
    const board = await boards.read(specOf('kdr', { minimum: 100, top: 10 }), PERSON);
    expect(board.entries).toEqual([]);
    expect(asked().rows).toBe(511);
    expect(dcs?.requests.filter(({ path }) => path === '/leaderboard').length).toBeLessThanOrEqual(6);
  });

  it('reads nothing beyond the first one who lacks a minimum of what it is ordered by', async () => {
    const { boards, dcs } = await startScene({
      dcs: 'current',
      pilots: numbered(300, (index) => ({ playtime: 7_500 - index * 100 })),
    });
    const board = await boards.read(specOf('playtime', { minimum: 123 }), PERSON);
    expect(namesOf(board)).toEqual(['Pilot 1', 'Pilot 2']);
    expect(board.ranked).toEqual({ count: 2, more: false });
    expect(dcs?.requests.filter(({ path }) => path === '/highscore')).toHaveLength(1);
  });

  it('keeps the time of old figures that stand in for those of an API that does not answer', async () => {
    const { boards, dcs, advance } = await startScene({
      dcs: 'current',
      pilots: [{ name: 'Ann', kills: 1 }],
    });
    await boards.read(specOf('kills'), PERSON);
    advance(5 * 60_000);
    await dcs?.goDown();
    const board = await boards.read(specOf('kills'), PERSON);
    expect(namesOf(board)).toEqual(['Ann']);
    expect(board.asOf).toBe(NOW);
  });
});

describe('a weighted board', () => {
  /** Whoever kills the most dies the most: then the best are far down in the order of kills. */
  const pilots = fc.array(
    fc
      .record({ kills: fc.integer({ min: 0, max: 150 }), clumsiness: fc.integer({ min: 0, max: 9 }) })
      .map(({ kills, clumsiness }) => ({
        kills,
        deaths: kills > 40 ? kills * (2 + clumsiness) : Math.round((kills * clumsiness) / 3),
      })),
    { minLength: 40, maxLength: 260, size: 'max' },
  );

  it('has the places that a sort of everybody by the lower bound gives', { timeout: 60_000 }, async () => {
    const { boards, dcs, advance } = await startScene({ dcs: 'current', pilots: [] });
    const minimum = fc.integer({ min: 0, max: 25 });
    const page = fc.integer({ min: 0, max: 2 });
    await fc.assert(
      fc.asyncProperty(pilots, minimum, page, fc.boolean(), async (flown, least, index, pvp) => {
        // Older answers are forgotten.
        advance(HOUR);
        const world = communityOf(
          flown.map(({ kills, deaths }, nth) => ({
            name: `Pilot ${nth}`,
            ...(pvp ? { pvpKills: kills, pvpDeaths: deaths } : { kills, deaths }),
          })),
        );
        dcs?.world.pilots.splice(0, Number.POSITIVE_INFINITY, ...world.pilots);
        const spec = specOf(pvp ? 'pvp-kdr' : 'kdr', { order: 'weighted', minimum: least });
        const board = await boards.read(spec, PERSON, index);
        const everybody = flown
          .filter(({ kills }) => kills >= least)
          .map(({ kills, deaths }) => lowerBound(kills, deaths))
          .sort((a, b) => b - a);
        expect(board.entries.map(({ score }) => score)).toEqual(everybody.slice(index * 3, index * 3 + 3));
        expect(board.entries.map(({ rank }) => rank)).toEqual(
          board.entries.map((_, nth) => index * 3 + nth + 1),
        );
        if (!board.ranked.more) expect(board.ranked.count).toBe(everybody.length);
      }),
      { numRuns: 40 },
    );
  });

  it('ends reading once nobody else can reach its places', async () => {
    const { boards, dcs } = await startScene({
      dcs: 'current',
      pilots: [
        ...numbered(10, () => ({ kills: 500, deaths: 1 })),
        ...numbered(2_000, (index) => ({ name: `Other ${index}`, kills: 100, deaths: 50 })),
      ],
    });
    const board = await boards.read(specOf('kdr', { order: 'weighted', minimum: 20 }), PERSON);
    expect(dcs?.requests.filter(({ path }) => path === '/leaderboard')).toHaveLength(1);
    expect(board.ranked).toEqual({ count: 50, more: true });
  });

  it('finds the best among those who killed less', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        ...numbered(180, () => ({ kills: 100, deaths: 300 })),
        { name: 'Best', kills: 60, deaths: 0 },
        { name: 'Second', kills: 50, deaths: 1 },
      ],
    });
    const board = await boards.read(specOf('kdr', { order: 'weighted', minimum: 20 }), PERSON);
    expect(namesOf(board)).toEqual(['Best', 'Second', 'Pilot 1']);
  });

  it('reads 500 people at most', async () => {
    const { boards, asked, dcs } = await startScene({
      dcs: 'current',
      pilots: numbered(2_000, (index) => ({ kills: 100, deaths: index })),
    });
    await boards.read(specOf('kdr', { order: 'weighted', minimum: 20, top: 25 }), PERSON);
    expect(asked().rows).toBeLessThanOrEqual(500);
    expect(dcs?.requests.filter(({ path }) => path === '/leaderboard').length).toBeLessThanOrEqual(5);
  });

  it('tells how many kills overtake the place above, and they do', async () => {
    const pilots = [
      { name: 'Steady', kills: 900, deaths: 50 },
      { name: 'Lucky', kills: 20, deaths: 0 },
      { name: 'Weak', kills: 30, deaths: 30 },
    ];
    const spec = specOf('kdr', { order: 'weighted', minimum: 20 });
    const { boards } = await startScene({ dcs: 'current', pilots });
    const { entries } = await boards.read(spec, PERSON);
    expect(namesOf({ entries })).toEqual(['Steady', 'Lucky', 'Weak']);
    expect(entries[0]?.killsToPass).toBeUndefined();
    const missing = entries[1]?.killsToPass ?? 0;
    for (const [kills, winner] of [
      [missing - 1, 'Steady'],
      [missing, 'Lucky'],
    ] as const) {
      const later = await startScene({
        dcs: 'current',
        pilots: pilots.map((one) => (one.name === 'Lucky' ? { ...one, kills: one.kills + kills } : one)),
      });
      expect(namesOf(await later.boards.read(spec, PERSON))[0]).toBe(winner);
    }
  });

  it('shows the plain ratio beside the score', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Lucky', kills: 20, deaths: 0 },
        { name: 'Steady', kills: 900, deaths: 50 },
      ],
    });
    const board = await boards.read(specOf('kdr', { order: 'weighted', minimum: 20 }), PERSON);
    expect(board.entries.map(({ name, value, kills, deaths }) => [name, value, kills, deaths])).toEqual([
      ['Steady', 18, 900, 50],
      ['Lucky', 20, 20, 0],
    ]);
  });
});

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

describe('the boards of the documented DCSServerBot', () => {
  const pilots = numbered(14, (index) => ({
    kills: 100,
    pvpKills: 14 - index,
    deaths: index === 13 ? 0 : 10,
  }));

  it('joins the ten best of both of its boards, and weighs them', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots });
    const board = await boards.read(specOf('kdr', { order: 'weighted', minimum: 5 }), PERSON);
    expect(namesOf(board)).toEqual(['Pilot 1', 'Pilot 2', 'Pilot 3']);
    expect(board).toMatchObject({ version: 'documented', metric: 'pvp', covers: 'month' });
    expect(board.entries[0]).toMatchObject({ key: 'nick:Pilot 1', kills: 14, deaths: 10 });
    const all = await boards.read(specOf('kdr', { order: 'weighted', top: 25 }), PERSON);
    // Known by the ratio alone, and by the kills alone.
    expect(namesOf(all)).toEqual(expect.arrayContaining(['Pilot 14', 'Pilot 10']));
  });

  it('has its own order where that is wished', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots });
    const board = await boards.read(specOf('kills', { top: 25 }), PERSON);
    expect(namesOf(board)).toEqual(pilots.slice(0, 10).map(({ name }) => name));
    expect(board.ranked).toEqual({ count: 10, more: true });
    expect((await boards.links(board, PERSON)).pages).toBe(false);
  });

  it('says of every other board which version has it', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots });
    const others = BOARD_IDS.filter((id) => !['kdr', 'kills', 'bm-playtime'].includes(id));
    for (const id of others) {
      const read = boards.read(specOf(id), PERSON);
      await expect(read).rejects.toBeInstanceOf(UserError);
      await expect(read).rejects.toThrow(/August 2026.*update DCSServerBot/);
    }
  });

  it('says that one server alone needs the newer version', async () => {
    const { boards, dcs } = await startScene({ dcs: 'documented', pilots });
    const name = dcs?.world.servers[0]?.name ?? '';
    const read = boards.read(specOf('kills', { server: { id: name, name } }), PERSON);
    await expect(read).rejects.toThrow(/for one server alone/);
  });

  it('leaves off a name', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots });
    await boards.exclusions.add('Pilot 2', 'staff', '1', PERSON);
    const board = await boards.read(specOf('kills'), PERSON);
    expect(board.entries.map(({ rank, name }) => [rank, name])).toEqual([
      [1, 'Pilot 1'],
      [2, 'Pilot 3'],
      [3, 'Pilot 4'],
    ]);
  });
});

describe('a board of a server whose version changes', () => {
  const pilots = numbered(5, (index) => ({ kills: 50 - index, pvpKills: 20 + index }));

  it('is of the new version from the first answer on', async () => {
    const { boards, dcs, advance } = await startScene({ dcs: 'documented', pilots });
    expect(namesOf(await boards.read(specOf('kills'), PERSON))).toEqual(['Pilot 5', 'Pilot 4', 'Pilot 3']);
    dcs?.setVersion('current');
    advance(HOUR);
    const board = await boards.read(specOf('kills'), PERSON);
    expect(namesOf(board)).toEqual(['Pilot 1', 'Pilot 2', 'Pilot 3']);
    expect(board).toMatchObject({ version: 'current', metric: 'all', covers: 'all' });
  });

  it.each([
    ['nobody is', 0],
    ['somebody is', 1],
  ])('is had from the old version again where %s left off', async (_, out) => {
    const { boards, dcs, advance, optOut } = await startScene({ dcs: 'current', pilots });
    if (out > 0) await optOut('100000000000000001');
    await boards.read(specOf('kills'), PERSON);
    dcs?.setVersion('documented');
    advance(HOUR);
    const board = await boards.read(specOf('kills'), PERSON);
    expect(namesOf(board)).toEqual(['Pilot 5', 'Pilot 4', 'Pilot 3']);
    expect(board).toMatchObject({ version: 'documented', metric: 'pvp', covers: 'month' });
    advance(HOUR);
    await expect(boards.read(specOf('credits'), PERSON)).rejects.toMatchObject({
      identifier: 'board-needs-current',
    });
  });

  it('tells the own place as soon as the new version can', async () => {
    const me = { name: 'Me', kills: 9, pvpKills: 1, discordId: '100000000000000001' };
    const { boards, dcs, advance } = await startScene({ dcs: 'documented', pilots: [...pilots, me] });
    await boards.read(specOf('kills'), PERSON);
    dcs?.setVersion('current');
    advance(HOUR);
    expect(await boards.ownPlace(specOf('kills'), me.discordId, PERSON)).toMatchObject({
      kind: 'ranked',
      place: 6,
    });
  });
});
