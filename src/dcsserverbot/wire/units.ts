import type { z } from 'zod';
import { type UnitLocation, type UnitWaypoint, wireUnitLocation, wireUnitWaypoints } from './coordinates.ts';
import { at, wireRecord } from './record.ts';
import {
  wireBoolean,
  wireCount,
  wireMap,
  wireNumber,
  wireOptionalBoolean,
  wireOptionalName,
  wireOptionalNumber,
  wireOptionalText,
  wireText,
  wireTextOrEmpty,
} from './values.ts';

/** A unit of the running mission: GET /mission/unit. */
export interface MissionUnit {
  /** DCS' name of the type: `FA-18C_hornet`. */
  readonly type: string;
  readonly groupName: string;
  readonly unitName: string;
  readonly location: UnitLocation;
  /** Metres per second. */
  readonly speed: number;
  /** A fraction, though it is called a percentage: 1 is full. */
  readonly fuel?: number;
  /** Hit points, as DCS counts them for the type. */
  readonly life?: number;
  readonly inAir?: boolean;
  /** Who flies it, if a player does. */
  readonly playerName?: string;
  /** What it carries, by DCS' name of the weapon. */
  readonly loadout: Readonly<Record<string, LoadoutItem>>;
  readonly tacan: NavigationAid;
  readonly icls: NavigationAid;
  readonly waypoints: readonly UnitWaypoint[];
}

export interface LoadoutItem {
  readonly displayName: string;
  /** What is left. */
  readonly count: number;
}

/** TACAN or ICLS of a ship or tanker. */
export interface NavigationAid {
  readonly active: boolean;
  readonly channel?: number;
  /** Of TACAN: `X` or `Y`. */
  readonly modeChannel?: string;
}

const wireNavigationAid: z.ZodType<NavigationAid> = wireRecord({
  active: wireBoolean,
  channel: wireOptionalNumber,
  modeChannel: at('modeChannel', wireOptionalText),
});

export const wireMissionUnit: z.ZodType<MissionUnit> = wireRecord({
  type: wireText,
  groupName: wireTextOrEmpty,
  unitName: wireText,
  location: at('current_location', wireUnitLocation),
  speed: wireNumber,
  fuel: at('fuel_percentage', wireOptionalNumber),
  life: wireOptionalNumber,
  inAir: wireOptionalBoolean,
  playerName: wireOptionalName,
  loadout: wireMap(wireRecord({ displayName: at('displayName', wireTextOrEmpty), count: wireCount })),
  tacan: wireNavigationAid,
  icls: wireNavigationAid,
  waypoints: wireUnitWaypoints,
});
