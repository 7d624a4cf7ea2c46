import { z } from 'zod';
import { at, wireRecord } from './record.ts';
import {
  isRecord,
  wireBoolean,
  wireList,
  wireMap,
  wireNumber,
  wireOpen,
  wireOptionalBoolean,
  wireOptionalName,
  wireOptionalNumber,
  wireOptionalText,
  wireText,
} from './values.ts';

/** A point of the map in DCS' own metres: x to the north, y up, z to the east. */
export interface MapPosition {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export const wirePosition: z.ZodType<MapPosition> = wireRecord({
  x: wireNumber,
  y: wireNumber,
  z: wireNumber,
});

/** A coalition: 0 neutral, 1 red, 2 blue; or its name, as some servers write it. */
export type Coalition = number | string;

export const wireOptionalCoalition = wireOptionalText.transform((text): Coalition | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : text,
);

/** An airbase as GET /airbases lists it. */
export interface Airbase {
  readonly name: string;
  readonly id?: string;
  /** ICAO. */
  readonly code?: string;
  readonly coalition?: Coalition;
  /** Degrees. */
  readonly latitude: number;
  /** Degrees. */
  readonly longitude: number;
  /** Metres above the sea. */
  readonly altitude: number;
  readonly position: MapPosition;
  /** Degrees. */
  readonly runwayHeading?: number;
  /** By their numbers: `13`, `31`. */
  readonly runways: readonly string[];
  readonly frequencies: readonly RadioFrequency[];
  /** Whether pilots may spawn in aircraft that the mission does not place. */
  readonly dynamicSpawn: boolean;
  /** Whether they may with running engines. */
  readonly hotSpawn: boolean;
}

export interface RadioFrequency {
  /** 131000000 is 131 MHz. */
  readonly hertz: number;
  /** DCS' number of it: 0 AM, 1 FM. */
  readonly modulation?: number;
}

/** A list, or a Lua table with numbers for keys, which is an object. */
const listOfTable = <T>(item: z.ZodType<T>): z.ZodType<readonly T[]> =>
  z.preprocess(
    (value) =>
      value === null || value === undefined || Array.isArray(value) || typeof value !== 'object'
        ? (value ?? [])
        : Object.values(value),
    z.array(item),
  );

const wireFrequency: z.ZodType<RadioFrequency> = listOfTable(wireNumber).transform((pair, context) => {
  const [hertz, modulation] = pair;
  if (hertz === undefined) {
    context.issues.push({ code: 'invalid_type', expected: 'number', path: [0], input: hertz });
    return z.NEVER;
  }
  return { hertz, ...(modulation !== undefined && { modulation }) };
});

const wireDynamic = z.object({ dynamicSpawnAvailable: wireBoolean, allowHotSpawn: wireBoolean });

const wireAirbase: z.ZodType<Airbase> = wireRecord({
  name: wireText,
  id: wireOptionalText,
  code: wireOptionalText,
  coalition: wireOptionalCoalition,
  latitude: at('lat', wireNumber),
  longitude: at('lng', wireNumber),
  altitude: at('alt', wireNumber),
  position: wirePosition,
  runwayHeading: at('rwy_heading', wireOptionalNumber),
  runways: at('runwayList', listOfTable(wireText)),
  frequencies: at('frequencyList', listOfTable(wireFrequency)),
  dynamic: wireDynamic,
}).transform(({ dynamic, ...airbase }) => ({
  ...airbase,
  dynamicSpawn: dynamic.dynamicSpawnAvailable,
  hotSpawn: dynamic.allowHotSpawn,
}));

/** GET /airbases */
export const wireAirbases: z.ZodType<readonly Airbase[]> = z
  .object({ airbases: wireList(wireAirbase) })
  .transform(({ airbases }) => airbases);

/** An airbase as the game itself tells it: GET /airbase. */
export interface AirbaseInfo {
  readonly name?: string;
  readonly coalition?: Coalition;
  /** Degrees. */
  readonly latitude?: number;
  /** Degrees. */
  readonly longitude?: number;
  /** Metres above the sea. */
  readonly altitude?: number;
  /** Military grid reference: `37 S BA 56617 27553`. */
  readonly mgrs?: string;
  /** Magnetic variation, degrees. */
  readonly magneticVariation?: number;
  /** Whether units nearby take it by themselves. */
  readonly autoCapture?: boolean;
  readonly radioSilent?: boolean;
  /** Everything that came, under the game's own keys: parking, runways, the warehouse. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** GET /airbase */
export const wireAirbaseInfo: z.ZodType<AirbaseInfo> = z
  .object({
    airbase: z.preprocess(
      (value) => (isRecord(value) ? { ...value, details: value } : value),
      wireRecord({
        name: wireOptionalName,
        coalition: wireOptionalCoalition,
        latitude: at('lat', wireOptionalNumber),
        longitude: at('lng', wireOptionalNumber),
        altitude: at('alt', wireOptionalNumber),
        mgrs: wireOptionalText,
        magneticVariation: at('magVar', wireOptionalNumber),
        autoCapture: wireOptionalBoolean,
        radioSilent: wireOptionalBoolean,
        details: wireOpen,
      }),
    ),
  })
  .transform(({ airbase }) => airbase);

/** What an airbase holds: GET /airbase/warehouse. */
export interface Warehouse {
  /** Pieces (liquids: kilograms) of each item, by category (`aircraft`, `liquids`, `weapon`) and the game's own name. */
  readonly stock: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Categories that never run out. */
  readonly unlimited: Readonly<Record<string, boolean>>;
}

/** GET /airbase/warehouse */
export const wireWarehouse: z.ZodType<Warehouse> = wireRecord({
  stock: at('warehouse', wireMap(wireMap(wireNumber))),
  unlimited: wireMap(wireBoolean),
});

/** POST /airbase/warehouse/item */
export interface WarehouseItem {
  readonly serverName: string;
  readonly item: string;
  /** The quantity that was asked for. */
  readonly value: number;
}

export const wireWarehouseItem: z.ZodType<WarehouseItem> = wireRecord({
  serverName: wireText,
  item: wireText,
  value: wireNumber,
});

/** POST /airbase/capture */
export interface AirbaseCapture {
  readonly serverName: string;
  readonly airbaseName: string;
  /** 0 neutral, 1 red, 2 blue. */
  readonly coalition: number;
}

export const wireAirbaseCapture: z.ZodType<AirbaseCapture> = wireRecord({
  serverName: wireText,
  airbaseName: wireText,
  coalition: wireNumber,
});
