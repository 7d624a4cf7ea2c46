import { float } from './answer.ts';
import type { SimulatedAirbase } from './create-airbases.ts';
import { WEATHER } from './weather.ts';
import type { SimulatedServer } from './world.ts';

const SEA_LEVEL_HPA = 1_013.25;

/** What an airfield's ATIS tells of the weather on the server: temperature in °C, wind in knots, clouds in feet. */
export function atisOf({ field }: SimulatedAirbase, { weather }: SimulatedServer): unknown {
  const wind = weather ?? WEATHER;
  // The international standard atmosphere.
  const fieldHpa = SEA_LEVEL_HPA * (1 - field.alt / 44_330) ** 5.255;
  return {
    temp: float(wind.temperature),
    qfe: pressure(fieldHpa),
    qnh: pressure(SEA_LEVEL_HPA),
    turbulence: float(0),
    wind: { speed: float(wind.wind_speed), dir: float(wind.wind_direction) },
    preset: null,
    clouds: { base: wind.clouds_base, density: WEATHER.clouds_density, thickness: WEATHER.clouds_thickness },
    visibility: WEATHER.visibility,
    active_runways: runwaysInto(field.runways, wind.wind_direction),
  };
}

const hundredth = (value: number): unknown => float(Math.round(value * 100) / 100);

const pressure = (hpa: number): unknown => ({
  pressureHPA: hundredth(hpa),
  pressureMM: hundredth(hpa * 0.750062),
  pressureIN: hundredth(hpa * 0.02953),
});

/** Those that lead most into the wind, which comes from so many degrees. */
function runwaysInto(runways: readonly string[], from: number): string[] {
  const off = (runway: string): number => {
    const turn = Math.abs(Number.parseInt(runway, 10) * 10 - from) % 360;
    return Math.min(turn, 360 - turn);
  };
  const least = Math.min(...runways.map(off));
  return runways.filter((runway) => off(runway) === least);
}
