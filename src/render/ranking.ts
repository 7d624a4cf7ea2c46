import type { Ranking } from '../dcsserverbot/model.ts';
import type { Message } from '../message/message.ts';
import { COLOURS } from './colours.ts';
import { count, ratio } from './numbers.ts';
import { METRICS, PERIODS } from './periods.ts';
import { renderTable } from './table.ts';

const MEDALS: Readonly<Record<number, string>> = { 1: '🥇', 2: '🥈', 3: '🥉' };

/** A board of pilots as a table that reads well on a phone. Its title says what is counted, and over which time. */
export function renderRanking(ranking: Ranking): Message {
  const board = ranking.order === 'kdr' ? 'Top K/D' : 'Top kills';
  const title = `🏆 ${board} · ${METRICS[ranking.metric]} · ${PERIODS[ranking.period]}`;
  if (ranking.pilots.length === 0) {
    return {
      embeds: [
        {
          title,
          description: 'Nobody is on the board yet. Take off and be the first.',
          color: COLOURS.quiet,
        },
      ],
    };
  }
  const table = renderTable(
    { figures: ['#', 'K/D', 'K', 'D'], name: 'Pilot' },
    ranking.pilots.map(({ rank, nick, kills, deaths, kdr }) => ({
      figures: [MEDALS[rank] ?? String(rank), ratio(kdr), count(kills), count(deaths)],
      name: nick,
    })),
  );
  return {
    embeds: [
      {
        title,
        description: table,
        color: COLOURS.accent,
        footer: { text: LEGENDS[ranking.metric] },
      },
    ],
  };
}

const LEGENDS: Readonly<Record<Ranking['metric'], string>> = {
  pvp: 'K = kills of other players · D = all deaths · K/D = K ÷ D',
  all: 'K = all kills · D = all deaths · K/D = K ÷ D',
};
