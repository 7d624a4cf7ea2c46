import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound } from '../../../src/leaderboards/boards/wilson.ts';
import { communityOf, HOUR, NOW, numbered } from '../community.ts';
import { namesOf, PERSON, specOf, startScene } from '../scene.ts';

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
