import { z } from 'zod';
import type { DcsMission, DcsServer, DcsServerStatus } from '../model.ts';
import { cleanMissionTime, parseRestart, parseTimedelta } from './time.ts';
import { wireList, wireOptionalNumber, wireOptionalText, wireText, wireTextOrEmpty } from './values.ts';

/** GET /servers: the current version adds keys to the documented ones, and writes null where those are absent. */

const STATUS: ReadonlyMap<string, DcsServerStatus> = new Map([
  ['running', 'running'],
  ['paused', 'paused'],
  ['stopped', 'stopped'],
  ['loading', 'loading'],
  ['shutdown', 'shutdown'],
  ['shuttingdown', 'shutting-down'],
  ['unregistered', 'unregistered'],
]);

/** The status by the server's own word: `Running`, `Shutdown`, `Shutting down`. */
export function parseStatus(word: string): DcsServerStatus {
  return STATUS.get(word.toLowerCase().replace(/[^a-z]/g, '')) ?? 'unknown';
}

/** Seconds as a number (what servers send) or as text (what the document says). */
const wireUptime = wireOptionalText.transform((text): number | undefined => {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  return Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : parseTimedelta(text);
});

/** The mission in a row of GET /servers. */
export const wireMission = z
  .object({
    name: wireTextOrEmpty,
    uptime: wireUptime,
    date_time: wireTextOrEmpty,
    theatre: wireTextOrEmpty,
    blue_slots: wireOptionalNumber,
    blue_slots_used: wireOptionalNumber,
    red_slots: wireOptionalNumber,
    red_slots_used: wireOptionalNumber,
    restart_time: wireOptionalText,
  })
  .transform((mission): DcsMission => {
    const slots = bySide(mission.blue_slots, mission.red_slots);
    const slotsUsed = bySide(mission.blue_slots_used, mission.red_slots_used);
    const restartAt = parseRestart(mission.restart_time);
    return {
      name: mission.name,
      theatre: mission.theatre,
      missionTime: cleanMissionTime(mission.date_time),
      ...(mission.uptime !== undefined && { uptimeSeconds: mission.uptime }),
      ...(slots && { slots }),
      ...(slotsUsed && { slotsUsed }),
      ...(restartAt !== undefined && { restartAt }),
    };
  });

function bySide(
  blue: number | undefined,
  red: number | undefined,
): { blue: number; red: number } | undefined {
  return blue === undefined && red === undefined ? undefined : { blue: blue ?? 0, red: red ?? 0 };
}

const wireServer = z
  .object({
    name: wireText,
    status: wireTextOrEmpty,
    address: wireTextOrEmpty,
    password: wireTextOrEmpty,
    mission: z.preprocess((value) => (isEmpty(value) ? undefined : value), wireMission.optional()),
    // The current version alone:
    restart_time: wireOptionalText,
    max_players: wireOptionalNumber,
    players: z.array(z.unknown()).nullish(),
  })
  .transform((server): DcsServer => {
    const { mission } = server;
    const players = server.players?.length ?? total(mission?.slotsUsed);
    const maxPlayers = server.max_players ?? total(mission?.slots);
    const restartAt = mission?.restartAt ?? parseRestart(server.restart_time);
    return {
      name: server.name,
      status: parseStatus(server.status),
      statusText: server.status,
      address: server.address,
      password: server.password,
      ...(mission && { mission: { ...mission, ...(restartAt !== undefined && { restartAt }) } }),
      ...(players !== undefined && { players }),
      ...(maxPlayers !== undefined && { maxPlayers }),
    };
  });

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);

const total = (sides: { blue: number; red: number } | undefined): number | undefined =>
  sides && sides.blue + sides.red;

export const wireServers: z.ZodType<DcsServer[]> = wireList(wireServer);
