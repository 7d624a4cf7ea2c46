import { z } from 'zod';
import type { DcsMission, DcsServerStatus } from '../model.ts';
import { at, wireRecord } from './record.ts';
import { parseStatus, wireMission } from './servers.ts';
import { parseRestart } from './time.ts';
import {
  wireList,
  wireMaybe,
  wireNumber,
  wireOptionalBoolean,
  wireOptionalNumber,
  wireOptionalText,
  wireText,
  wireTextOrEmpty,
} from './values.ts';

/** A DCS server with all that GET /servers tells; from `description` on of the current version alone. */
export interface ServerInfo {
  readonly name: string;
  readonly status: DcsServerStatus;
  /** The status in the server's own word. */
  readonly statusText: string;
  /** IP address and port. */
  readonly address: string;
  /** A secret. Empty if none is set. */
  readonly password: string;
  /** The one that runs, if any. */
  readonly mission?: DcsMission;
  readonly description?: string;
  /** When the server restarts next, epoch milliseconds. */
  readonly restartAt?: number;
  readonly maxPlayers?: number;
  /** Which files of a player's DCS the server wants unchanged. */
  readonly requirePureClients?: boolean;
  readonly requirePureModels?: boolean;
  readonly requirePureScripts?: boolean;
  readonly requirePureTextures?: boolean;
  /** Empty in the documented version too. */
  readonly extensions: readonly ServerExtension[];
  readonly players: readonly ServerPlayer[];
  readonly weather?: Weather;
}

/** A program beside the server, such as SRS or Tacview. */
export interface ServerExtension {
  readonly name: string;
  readonly version?: string;
  /** What the extension says of itself, often its address. */
  readonly value: string;
}

export interface ServerPlayer {
  readonly nick: string;
  /** `BLUE`, `RED`, …, as the server writes it. */
  readonly side: string;
  /** DCS' name of the aircraft; empty without one. */
  readonly unitType: string;
  readonly callsign: string;
  /** Hertz. */
  readonly radios: readonly number[];
}

export interface Weather {
  /** Celsius. */
  readonly temperature?: number;
  /** Knots. */
  readonly windSpeed?: number;
  /** Degrees. */
  readonly windDirection?: number;
  /** At the ground, knots. */
  readonly turbulence?: number;
  /** Millimetres of mercury. */
  readonly pressure?: number;
  /** Feet. */
  readonly cloudsBase?: number;
  /** 0 to 10. */
  readonly cloudsDensity?: number;
  /** Feet. */
  readonly cloudsThickness?: number;
  /** 0 none, 1 rain, 2 thunderstorm, 3 snow. */
  readonly precipitation?: number;
  readonly fogEnabled?: boolean;
  readonly dustEnabled?: boolean;
  /** Metres. */
  readonly visibility?: number;
}

const wireWeather: z.ZodType<Weather> = wireRecord({
  temperature: wireOptionalNumber,
  windSpeed: wireOptionalNumber,
  windDirection: wireOptionalNumber,
  turbulence: wireOptionalNumber,
  pressure: wireOptionalNumber,
  cloudsBase: wireOptionalNumber,
  cloudsDensity: wireOptionalNumber,
  cloudsThickness: wireOptionalNumber,
  precipitation: wireOptionalNumber,
  fogEnabled: wireOptionalBoolean,
  dustEnabled: wireOptionalBoolean,
  visibility: wireOptionalNumber,
});

const wireExtension: z.ZodType<ServerExtension> = wireRecord({
  name: wireText,
  version: wireOptionalText,
  value: wireTextOrEmpty,
});

const wirePlayer: z.ZodType<ServerPlayer> = wireRecord({
  nick: wireText,
  side: wireTextOrEmpty,
  unitType: wireTextOrEmpty,
  callsign: wireTextOrEmpty,
  radios: wireList(wireNumber),
});

/** GET /servers */
export const wireServerInfos: z.ZodType<readonly ServerInfo[]> = wireList(
  wireRecord({
    name: wireText,
    statusText: at('status', wireTextOrEmpty),
    address: wireTextOrEmpty,
    password: wireTextOrEmpty,
    mission: wireMaybe(wireMission),
    description: wireOptionalText,
    restartAt: at('restart_time', wireOptionalText.transform(parseRestart)),
    maxPlayers: wireOptionalNumber,
    requirePureClients: wireOptionalBoolean,
    requirePureModels: wireOptionalBoolean,
    requirePureScripts: wireOptionalBoolean,
    requirePureTextures: wireOptionalBoolean,
    extensions: wireList(wireExtension),
    players: wireList(wirePlayer),
    weather: wireMaybe(wireWeather),
  }).transform((server): ServerInfo => ({ ...server, status: parseStatus(server.statusText) })),
);

/** GET /current_server: the name of the server, or undefined. */
export const wireCurrentServer: z.ZodType<string | undefined> = z.preprocess(
  (value) => (value === null ? undefined : value),
  wireText.optional(),
);
