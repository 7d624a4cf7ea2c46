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
  const title = `🏆 ${board} of ${PERIODS[ranking.period]}`;
  const counts = `Ranked by ${ranking.order === 'kdr' ? 'K/D' : 'kills'} from ${METRICS[ranking.metric]}`;
  if (ranking.pilots.length === 0) {
    return {
      embeds: [
        {
          title,
          description: `${counts}\n\nNobody is on the board yet: no kills in ${PERIODS[ranking.period]}. The first one takes the lead.`,
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
        description: `${counts}\n${table}`,
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
