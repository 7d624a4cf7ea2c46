import type { APIEmbedField } from 'discord-api-types/v10';
import type { Pilot, PilotStatistics } from '../dcsserverbot/model.ts';
import type { Message } from '../message/message.ts';
import { COLOURS } from './colours.ts';
import { escapeText } from './escape.ts';
import { count, ratio } from './numbers.ts';
import { PERIODS } from './periods.ts';
import { renderTable } from './table.ts';
import { duration, relativeTime } from './timestamps.ts';

const NAME_LENGTH = 200;
const BEST_MODULES = 5;

/** The answer to `/stats` for a pilot who has flown. Numbers are text, so that they can be selected and copied. */
export function renderStatistics(pilot: Pilot, statistics: PilotStatistics): Message {
  return {
    embeds: [
      {
        title: `✈️ ${escapeText(pilot.nick, NAME_LENGTH)}`,
        description: [`**${capitalize(PERIODS[statistics.period])}**`, presence(pilot)]
          .filter(isKnown)
          .join(' · '),
        color: COLOURS.accent,
        fields: [
          everything(statistics),
          againstPlayers(statistics),
          ...lastSession(statistics),
          flights(statistics),
          ...bestModules(statistics),
        ],
        footer: { text: 'A/A counts other players (PvP) · DCSServerBot' },
      },
    ],
    components: [],
  };
}

/** The answer to `/stats` for a pilot who is known and has never flown. */
export function renderNoFlights(pilot: Pilot): Message {
  return {
    embeds: [
      {
        title: `✈️ ${escapeText(pilot.nick, NAME_LENGTH)}`,
        description: [
          'This pilot is known to the servers and has **not flown yet**, so there is nothing to count.',
          'Take a slot, take off, and ask again after the flight.',
          presence(pilot),
        ]
          .filter(isKnown)
          .join('\n'),
        color: COLOURS.quiet,
      },
    ],
    components: [],
  };
}

function presence(pilot: Pilot): string | undefined {
  if (pilot.currentServer !== undefined) return `🟢 Now on ${escapeText(pilot.currentServer, NAME_LENGTH)}`;
  return pilot.lastSeen === undefined ? undefined : `Last seen ${relativeTime(pilot.lastSeen)}`;
}

function everything({ kills, deaths, kdr }: PilotStatistics): APIEmbedField {
  return {
    name: 'All kills',
    value: figures([
      ['Kills', optionalCount(kills)],
      ['Deaths', count(deaths)],
      ['K/D', kdr === undefined ? undefined : ratio(kdr)],
    ]),
  };
}

function againstPlayers({ pvpKills, pvpDeaths, pvpKdr, pvpKdrDivisor }: PilotStatistics): APIEmbedField {
  const kills = figures([
    ['A/A kills', count(pvpKills)],
    ['A/A deaths', optionalCount(pvpDeaths)],
  ]);
  const kdr = `A/A K/D **${ratio(pvpKdr)}** (kills ÷ ${DIVISORS[pvpKdrDivisor]})`;
  return { name: 'Air to air, against players', value: `${kills}\n${kdr}` };
}

const DIVISORS = { 'all-deaths': 'all deaths', 'pvp-deaths': 'A/A deaths' } as const;

function lastSession({ lastSession: session }: PilotStatistics): APIEmbedField[] {
  if (session === undefined) return [];
  const value = figures([
    [session.metric === 'pvp' ? 'A/A kills' : 'All kills', count(session.kills)],
    ['All deaths', count(session.deaths)],
  ]);
  return [{ name: 'Last session', value }];
}

function flights(statistics: PilotStatistics): APIEmbedField {
  const { takeoffs, landings, ejections, crashes, teamKills, playtimeSeconds } = statistics;
  const lines = [
    figures([
      ['Take-offs', optionalCount(takeoffs)],
      ['Landings', optionalCount(landings)],
    ]),
    figures([
      ['Ejections', optionalCount(ejections)],
      ['Crashes', optionalCount(crashes)],
    ]),
    figures([
      ['Team kills', optionalCount(teamKills)],
      ['Flown', playtimeSeconds === undefined ? undefined : duration(playtimeSeconds, 'hour')],
    ]),
  ].filter((line) => line !== '');
  return { name: 'Flights', value: lines.length === 0 ? 'This server does not tell.' : lines.join('\n') };
}

/** Both versions name modules in two lists of their own order; the documented one counts kills of players there. */
function bestModules({ version, killsByModule, kdrByModule }: PilotStatistics): APIEmbedField[] {
  const kdrs = new Map(kdrByModule.map(({ module, kdr }) => [module, kdr]));
  const best = [...killsByModule]
    .sort((a, b) => (b.kills ?? 0) - (a.kills ?? 0))
    .slice(0, BEST_MODULES)
    .map(({ module, kills, kdr }) => ({
      figures: [count(kills), ratio(kdrs.get(module) ?? kdr)],
      name: module,
    }));
  if (best.length === 0) return [];
  const metric = version === 'documented' ? 'A/A kills' : 'all kills';
  return [
    {
      name: `Best modules by ${metric}`,
      value: renderTable({ figures: ['Kills', 'K/D'], name: 'Module' }, best),
    },
  ];
}

function optionalCount(value: number | undefined): string | undefined {
  return value === undefined ? undefined : count(value);
}

/** `Kills **748** · Deaths **97**`, without those that are not known. */
function figures(entries: readonly (readonly [label: string, value: string | undefined])[]): string {
  return entries
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${label} **${value}**`)
    .join(' · ');
}

function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
