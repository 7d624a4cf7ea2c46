import type { Period, Ranking } from '../src/dcsserverbot/model.ts';
import { defineCommand } from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import { renderRanking } from '../src/render/ranking.ts';
import type { BoardPeriod } from '../src/store/board.ts';

const TOP = 10;

/** `/topkdr` – the best pilots by K/D. */
export const topkdr = defineCommand({
  name: 'topkdr',
  description: 'Show the pilots with the best K/D',
  access: 'everyone',
  visibility: 'public',
  needs: ['dcs'],
  options: {},
  run: async (_, context) => renderRanking(await ranking(context)),
});

/** The server's own ranking in one call; where somebody is left off the boards, the one without them. */
async function ranking({ dcs, leaderboards, store, call }: Context<'dcs'>): Promise<Ranking> {
  if (leaderboards === undefined || (await store.exclusions.all()).length === 0) {
    return dcs.ranking('kdr', call);
  }
  const board = await leaderboards.read(
    { board: 'kdr', period: 'all', order: 'plain', minimum: 0, top: TOP, server: null },
    call,
  );
  return {
    version: board.version ?? 'documented',
    order: 'kdr',
    metric: board.metric ?? 'all',
    period: PERIODS[board.covers] ?? 'all-time',
    pilots: board.entries.map(({ rank, name, value, kills = 0, deaths = 0 }) => ({
      rank,
      nick: name,
      kills,
      deaths,
      kdr: value,
    })),
  };
}

const PERIODS: Readonly<Partial<Record<BoardPeriod, Period>>> = { all: 'all-time', month: 'last-month' };
