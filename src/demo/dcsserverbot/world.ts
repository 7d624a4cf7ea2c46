/** The small community that the simulator of DCSServerBot answers for. Everything in it is invented. */

import type { SimulatedAirbase } from './create-airbases.ts';
import type { MissionFile } from './mission-files.ts';

export { GROUNDED } from './names.ts';

export interface SimulatedMission {
  name: string;
  /** Seconds. */
  uptime: number;
  /** As the server writes the clock in the mission. */
  dateTime: string;
  theatre: string;
  slots?: { blue: number; blueUsed: number; red: number; redUsed: number };
  /** Made when they are first asked for: each mission begins with those of its theatre. */
  airbases?: SimulatedAirbase[];
}

export interface SimulatedServer {
  name: string;
  description: string;
  status: string;
  address: string;
  password: string;
  maxPlayers: number;
  /** Epoch seconds of the next restart. */
  restartAt?: number;
  mission?: SimulatedMission;
  /** The missions on its disk, made when they are first asked for. */
  missionFiles?: MissionFile[];
  /** A command of the API stopped or paused it, and none has undone that: nothing else starts it. */
  held?: boolean;
  /** What differs from the weather that servers have by default. */
  weather?: Readonly<{
    temperature: number;
    wind_speed: number;
    wind_direction: number;
    clouds_base: number;
  }>;
}

/** One mission flown. Kills of players count within `kills` by what they flew in. */
export interface SimulatedSortie {
  module: string;
  server: string;
  /** Epoch milliseconds. */
  endedAt: number;
  playtime: number;
  kills: Record<Target, number>;
  deaths: Record<Target, number>;
  killsPvp: number;
  deathsPvp: number;
  takeoffs: number;
  landings: number;
  ejections: number;
  crashes: number;
  teamkills: number;
}

export const TARGETS = ['planes', 'helicopters', 'ships', 'sams', 'ground'] as const;
export type Target = (typeof TARGETS)[number];

/** A landing on a carrier, as it stands in the server's database: the points may be none or a half. */
export interface SimulatedTrap {
  id: number;
  unitType: string;
  grade: string;
  comment: string;
  place: string;
  trapcase: number;
  wire: number | null;
  night: boolean;
  points: number | null;
  /** Epoch microseconds. */
  at: number;
  server: string;
}

export interface SimulatedPilot {
  ucid: string;
  name: string;
  /** Digits of the linked Discord account. */
  discordId?: string;
  /** Epoch microseconds: the documented /missilepk compares them. */
  lastSeen: number;
  /** Name of the server that the pilot is on. */
  online?: string;
  sorties: SimulatedSortie[];
  weapons: { weapon: string; shots: number; hits: number; pk: number }[];
  /** By campaign id. */
  credits: Map<number, number>;
  /** Landings on carriers; whose are not simulated has none. */
  traps?: SimulatedTrap[];
}

export interface SimulatedSquadron {
  name: string;
  description: string | null;
  imageUrl: string | null;
  locked: boolean;
  role: string | null;
  /** UCIDs. */
  members: string[];
  /** In the running campaign; undefined if the squadron has an account in none. */
  credits?: number;
}

export interface SimulatedWorld {
  servers: SimulatedServer[];
  pilots: SimulatedPilot[];
  squadrons: SimulatedSquadron[];
  campaigns: { id: number; name: string; running: boolean }[];
  /** Tokens that /linkme of the current version stored, by Discord id. */
  tokens: Map<string, string>;
}
