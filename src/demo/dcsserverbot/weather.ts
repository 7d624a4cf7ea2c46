import { float } from './answer.ts';
import type { SimulatedServer } from './world.ts';

/** The weather that servers have by default. */
export const WEATHER = {
  temperature: 18.5,
  wind_speed: 8,
  wind_direction: 290,
  turbulence: 0,
  pressure: 760,
  clouds_base: 8_202,
  clouds_density: 4,
  clouds_thickness: 656,
  precipitation: 0,
  fog_enabled: false,
  dust_enabled: false,
  visibility: 10_000,
};

/** The weather as `/servers` tells it. */
export function weatherOf({ weather }: SimulatedServer): unknown {
  const told = { ...WEATHER, ...weather };
  const { wind_speed, turbulence, pressure } = told;
  return {
    ...told,
    wind_speed: float(wind_speed),
    turbulence: float(turbulence),
    pressure: float(pressure),
  };
}
