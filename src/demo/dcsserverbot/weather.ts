import { float } from './answer.ts';
import type { SimulatedServer } from './world.ts';

const WEATHER = {
  temperature: 18.5,
  wind_speed: float(8),
  wind_direction: 290,
  turbulence: float(0),
  pressure: float(760),
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
  return weather === undefined ? WEATHER : { ...WEATHER, ...weather, wind_speed: float(weather.wind_speed) };
}
