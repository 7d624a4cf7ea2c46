import { z } from 'zod';
import { at, wireRecord } from './record.ts';
import {
  isRecord,
  wireList,
  wireMaybe,
  wireNumber,
  wireOptionalNumber,
  wireOptionalOpen,
  wireText,
} from './values.ts';

/** The weather at an airbase: GET /airbase/atis. */
export interface Atis {
  /** Celsius. */
  readonly temperature: number;
  /** The pressure at the airbase. */
  readonly qfe: Pressure;
  /** The pressure reduced to sea level. */
  readonly qnh: Pressure;
  /** Knots. */
  readonly turbulence?: number;
  readonly wind: Wind;
  /** The clouds' preset of the mission, under the game's own keys. */
  readonly preset?: Readonly<Record<string, unknown>>;
  readonly clouds?: Clouds;
  /** Metres. */
  readonly visibility?: number;
  /** By their numbers: `31L`. */
  readonly activeRunways: readonly string[];
}

/** Undefined where the game told none in that unit. */
export interface Pressure {
  readonly hectopascal?: number;
  readonly millimetresOfMercury?: number;
  readonly inchesOfMercury?: number;
}

export interface Wind {
  /** Knots; the description contradicts itself and says m/s elsewhere, but the server converts to knots. */
  readonly speed?: number;
  /** Degrees from 0 to below 360; servers are known to count on beyond. */
  readonly direction?: number;
}

export interface Clouds {
  /** Feet. */
  readonly base?: number;
  /** Feet. */
  readonly thickness?: number;
  /** 0 to 10. */
  readonly density?: number;
}

const wirePressure: z.ZodType<Pressure> = wireRecord({
  hectopascal: at('pressureHPA', wireOptionalNumber),
  millimetresOfMercury: at('pressureMM', wireOptionalNumber),
  inchesOfMercury: at('pressureIN', wireOptionalNumber),
});

const wireWind: z.ZodType<Wind> = wireRecord({
  speed: wireOptionalNumber,
  direction: at(
    'dir',
    wireOptionalNumber.transform((degrees) =>
      degrees === undefined ? undefined : ((degrees % 360) + 360) % 360,
    ),
  ),
});

/** Servers misspell a key, their description does not. */
const wireClouds: z.ZodType<Clouds> = z.preprocess(
  (value) => (isRecord(value) && 'thickenss' in value ? { thickness: value['thickenss'], ...value } : value),
  wireRecord({ base: wireOptionalNumber, thickness: wireOptionalNumber, density: wireOptionalNumber }),
);

/** The description's own example has the word `None` for a number that there is not. */
const wireNumberOrNone = z.preprocess((value) => (value === 'None' ? undefined : value), wireOptionalNumber);

/** GET /airbase/atis */
export const wireAtis: z.ZodType<Atis> = wireRecord({
  temperature: at('temp', wireNumber),
  qfe: wirePressure,
  qnh: wirePressure,
  turbulence: wireNumberOrNone,
  wind: wireWind,
  preset: wireOptionalOpen,
  clouds: wireMaybe(wireClouds),
  visibility: wireOptionalNumber,
  activeRunways: wireList(wireText),
});
