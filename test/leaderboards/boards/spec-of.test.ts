import { describe, expect, it } from 'vitest';
import type { BoardWish } from '../../../src/leaderboards/leaderboards.ts';
import { PERSON, startScene } from '../scene.ts';

describe('a wish for a board', () => {
  it('is completed with the defaults of the board', async () => {
    const { boards } = await startScene({ dcs: 'current', battlemetrics: {} });
    expect(await boards.specOf({ board: 'kdr' }, PERSON)).toEqual({
      board: 'kdr',
      period: 'all',
      order: 'weighted',
      minimum: 20,
      top: 10,
      server: null,
    });
    expect(await boards.specOf({ board: 'kills' }, PERSON)).toMatchObject({ order: 'plain', minimum: 0 });
    const all = { board: 'air-kills', period: 'week', top: 25 } as const;
    expect(await boards.specOf(all, PERSON)).toMatchObject({ period: 'week', top: 25 });
    const plain = { board: 'pvp-kdr', order: 'plain', minimum: 3 } as const;
    expect(await boards.specOf(plain, PERSON)).toMatchObject({ order: 'plain', minimum: 3 });
  });

  it.each<[string, BoardWish, string, RegExp]>([
    ['a period of another board', { board: 'kdr', period: 'week' }, 'board-period', /always covers all time/],
    [
      'an unknown period',
      { board: 'playtime', period: 'eon' },
      'board-period',
      /all, year, month, week, day/,
    ],
    ['a minimum where there is none', { board: 'kills', minimum: 5 }, 'board-minimum', /no minimum/],
    ['a minimum below nought', { board: 'kdr', minimum: -1 }, 'board-minimum', /0 or more/],
    ['too few places', { board: 'kdr', top: 2 }, 'board-top', /3 to 25/],
    ['too many places', { board: 'kdr', top: 26 }, 'board-top', /3 to 25/],
    ['weight where there is none', { board: 'kills', order: 'weighted' }, 'board-order', /only ratios/],
    ['an unknown order', { board: 'kdr', order: 'random' }, 'board-order', /`weighted` or `plain`/],
    ['no server where there must be one', { board: 'bm-playtime' }, 'board-server', /about one server/],
    [
      'a server that is none of ours',
      { board: 'kills', server: 'Nowhere' },
      'server-unknown',
      /none of our servers/,
    ],
    [
      'a server that is somebody else’s',
      { board: 'bm-playtime', server: 'ARK' },
      'server-unknown',
      /none of our/,
    ],
    ['a part of several names', { board: 'bm-playtime', server: 'Example' }, 'server-ambiguous', /Several/],
  ])('is refused with %s', async (_, wish, identifier, text) => {
    const { boards } = await startScene({ dcs: 'current', battlemetrics: {} });
    const made = boards.specOf(wish, PERSON);
    await expect(made).rejects.toMatchObject({ name: 'UserError', identifier });
    await expect(made).rejects.toThrow(text);
  });

  it('finds a server by its name, its id or a part of one name', async () => {
    const { boards, dcs } = await startScene({ dcs: 'current', battlemetrics: {} });
    const name = dcs?.world.servers[0]?.name ?? '';
    for (const server of [name, name.toUpperCase(), name.slice(0, 14)]) {
      const made = await boards.specOf({ board: 'kills', server }, PERSON);
      expect(made.server).toEqual({ id: name, name });
    }
    for (const server of ['1000101', 'Rust']) {
      const made = await boards.specOf({ board: 'bm-playtime', server }, PERSON);
      expect(made.server?.id).toBe('1000101');
    }
  });

  it('is refused for an API that is not configured', async () => {
    const none = await startScene({ battlemetrics: {} });
    await expect(none.boards.specOf({ board: 'kdr' }, PERSON)).rejects.toThrow(/DCSSERVERBOT_URL/);
    const dcs = await startScene({ dcs: 'current' });
    const made = dcs.boards.specOf({ board: 'bm-playtime', server: 'Rust' }, PERSON);
    await expect(made).rejects.toThrow(/BATTLEMETRICS_TOKEN/);
  });

  it('is refused for a version that does not have the board', async () => {
    const { boards, dcs } = await startScene({ dcs: 'documented' });
    await expect(boards.specOf({ board: 'landings' }, PERSON)).rejects.toThrow(/August 2026/);
    const server = dcs?.world.servers[0]?.name ?? '';
    await expect(boards.specOf({ board: 'kills', server }, PERSON)).rejects.toThrow(/one server alone/);
    expect(await boards.specOf({ board: 'kdr' }, PERSON)).toMatchObject({ board: 'kdr' });
  });

  it('is completed while the server does not answer, which the post will say', async () => {
    const { boards, dcs } = await startScene({ dcs: 'current' });
    await dcs?.goDown();
    expect(await boards.specOf({ board: 'trueskill' }, PERSON)).toMatchObject({ minimum: 10 });
  });
});
