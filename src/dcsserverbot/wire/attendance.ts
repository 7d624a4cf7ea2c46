import { z } from 'zod';
import type { ServerAttendance } from '../model.ts';
import { wireCount, wireList, wireTextOrEmpty } from './values.ts';

const wireModule = z.object({
  module: wireTextOrEmpty,
  playtime_hours: wireCount,
  unique_players: wireCount,
});

/** GET /server_attendance */
export const wireAttendance: z.ZodType<ServerAttendance> = z
  .object({
    current_players: wireCount,
    unique_players_7d: wireCount,
    total_playtime_hours_7d: wireCount,
    top_modules: wireList(wireModule),
  })
  .transform((row) => ({
    currentPlayers: row.current_players,
    uniquePlayers7d: row.unique_players_7d,
    playtimeHours7d: row.total_playtime_hours_7d,
    modules: row.top_modules
      .filter(({ module }) => module !== '')
      .map(({ module, playtime_hours, unique_players }) => ({
        module,
        playtimeHours: playtime_hours,
        uniquePlayers: unique_players,
      })),
  }));
