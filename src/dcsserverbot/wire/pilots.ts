import { z } from 'zod';
import type { Pilot } from '../model.ts';
import { parseNaiveUtc } from './time.ts';
import { wireList, wireOptionalName, wireOptionalText, wireSnowflake, wireTextOrEmpty } from './values.ts';

/**
 * POST /getuser and /squadron_members. The documented version sends `nick` and `date` for the one and `name` and
 * `date` for the other (its document says `name` for both), the current one adds ids and the server.
 */
const wirePilot = z
  .object({
    nick: wireOptionalName,
    name: wireOptionalName,
    date: wireTextOrEmpty,
    ucid: wireOptionalText,
    discord_id: wireSnowflake,
    current_server: wireOptionalText,
  })
  .transform((row, context): Pilot => {
    const nick = row.nick ?? row.name;
    if (nick === undefined) {
      context.issues.push({ code: 'invalid_type', expected: 'string', path: ['nick'], input: row.nick });
      return z.NEVER;
    }
    return pilot(nick, row.date, {
      ...(row.ucid !== undefined && { ucid: row.ucid }),
      ...(row.discord_id !== undefined && { discordId: row.discord_id }),
      ...(row.current_server !== undefined && { currentServer: row.current_server }),
    });
  });

/** A pilot of that name and date, with the date read for people. */
export function pilot(
  nick: string,
  date: string,
  more: Omit<Pilot, 'nick' | 'date' | 'lastSeen'> = {},
): Pilot {
  const lastSeen = parseNaiveUtc(date);
  return { nick, date, ...(lastSeen !== undefined && { lastSeen }), ...more };
}

/** Most recently seen first; those whose date could not be read come last. */
export function byLastSeen(a: Pilot, b: Pilot): number {
  return (b.lastSeen ?? Number.NEGATIVE_INFINITY) - (a.lastSeen ?? Number.NEGATIVE_INFINITY) || 0;
}

export const wirePilots: z.ZodType<Pilot[]> = wireList(wirePilot);
