import type { z } from 'zod';
import { at, wireRecord } from './record.ts';
import { wireCount, wireList, wireOptionalNumber, wireOptionalTime, wireTextOrEmpty } from './values.ts';

/** What all servers, or one, count together: GET /serverstats. */
export interface ServerTotals {
  readonly players: number;
  /** Seconds that a player flies on average; without `serverName` the sum of all servers' averages. */
  readonly averagePlaytimeSeconds: number;
  readonly playtimeHours: number;
  /** On the servers now. */
  readonly activePlayers: number;
  readonly sorties: number;
  readonly kills: number;
  readonly deaths: number;
  readonly pvpKills: number;
  readonly pvpDeaths: number;
  /** The last seven days and today. */
  readonly daily: readonly DailyPlayers[];
}

export interface DailyPlayers {
  /** The day's midnight in UTC, epoch milliseconds. */
  readonly date?: number;
  /** Different players on that day. */
  readonly players: number;
}

export const wireServerTotals: z.ZodType<ServerTotals> = wireRecord({
  players: at('totalPlayers', wireCount),
  averagePlaytimeSeconds: at('avgPlaytime', wireCount),
  playtimeHours: at('totalPlaytime', wireCount),
  activePlayers: at('activePlayers', wireCount),
  sorties: at('totalSorties', wireCount),
  kills: at('totalKills', wireCount),
  deaths: at('totalDeaths', wireCount),
  pvpKills: at('totalPvPKills', wireCount),
  pvpDeaths: at('totalPvPDeaths', wireCount),
  daily: at(
    'daily_players',
    wireList(wireRecord({ date: wireOptionalTime, players: at('player_count', wireCount) })),
  ),
});

/** How well the servers, or one, were attended: GET /server_attendance. Hours are whole ones. */
export interface Attendance {
  readonly currentPlayers: number;
  readonly uniquePlayers24h: number;
  readonly playtimeHours24h: number;
  /** Linked Discord accounts among the players. */
  readonly discordMembers24h: number;
  readonly uniquePlayers7d: number;
  readonly playtimeHours7d: number;
  readonly discordMembers7d: number;
  readonly uniquePlayers30d: number;
  readonly playtimeHours30d: number;
  readonly discordMembers30d: number;
  /** The last seven days and today. */
  readonly dailyTrend: readonly DailyPlayers[];
  /** Of all time, most hours first; so are the next two. */
  readonly topTheatres: readonly { readonly theatre: string; readonly playtimeHours: number }[];
  readonly topMissions: readonly { readonly mission: string; readonly playtimeHours: number }[];
  readonly topModules: readonly TopModule[];
  /** Of all time, where the server counts them. */
  readonly sorties?: number;
  readonly kills?: number;
  readonly deaths?: number;
  readonly pvpKills?: number;
  readonly pvpDeaths?: number;
}

export interface TopModule {
  readonly module: string;
  readonly playtimeHours: number;
  readonly uniquePlayers: number;
  readonly totalUses: number;
}

export const wireAttendanceReport: z.ZodType<Attendance> = wireRecord({
  currentPlayers: wireCount,
  uniquePlayers24h: at('unique_players_24h', wireCount),
  playtimeHours24h: at('total_playtime_hours_24h', wireCount),
  discordMembers24h: at('discord_members_24h', wireCount),
  uniquePlayers7d: at('unique_players_7d', wireCount),
  playtimeHours7d: at('total_playtime_hours_7d', wireCount),
  discordMembers7d: at('discord_members_7d', wireCount),
  uniquePlayers30d: at('unique_players_30d', wireCount),
  playtimeHours30d: at('total_playtime_hours_30d', wireCount),
  discordMembers30d: at('discord_members_30d', wireCount),
  dailyTrend: wireList(wireRecord({ date: wireOptionalTime, players: at('unique_players', wireCount) })),
  topTheatres: wireList(wireRecord({ theatre: wireTextOrEmpty, playtimeHours: wireCount })),
  topMissions: wireList(
    wireRecord({ mission: at('mission_name', wireTextOrEmpty), playtimeHours: wireCount }),
  ),
  topModules: wireList(
    wireRecord({
      module: wireTextOrEmpty,
      playtimeHours: wireCount,
      uniquePlayers: wireCount,
      totalUses: wireCount,
    }),
  ),
  sorties: at('total_sorties', wireOptionalNumber),
  kills: at('total_kills', wireOptionalNumber),
  deaths: at('total_deaths', wireOptionalNumber),
  pvpKills: at('total_pvp_kills', wireOptionalNumber),
  pvpDeaths: at('total_pvp_deaths', wireOptionalNumber),
});
