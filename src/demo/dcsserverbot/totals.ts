import { type SimulatedPilot, type SimulatedSortie, TARGETS, type Target } from './world.ts';

export interface Totals {
  playtime: number;
  kills: number;
  deaths: number;
  killsPvp: number;
  deathsPvp: number;
  killsOf: Record<Target, number>;
  deathsOf: Record<Target, number>;
  takeoffs: number;
  landings: number;
  ejections: number;
  crashes: number;
  teamkills: number;
}

/** The sums that the server's SQL makes over a pilot's missions. */
export function totals(sorties: readonly SimulatedSortie[]): Totals {
  const sum = (of: (sortie: SimulatedSortie) => number): number =>
    sorties.reduce((all, sortie) => all + of(sortie), 0);
  const perTarget = (key: 'kills' | 'deaths'): Record<Target, number> => ({
    planes: sum((sortie) => sortie[key].planes),
    helicopters: sum((sortie) => sortie[key].helicopters),
    ships: sum((sortie) => sortie[key].ships),
    sams: sum((sortie) => sortie[key].sams),
    ground: sum((sortie) => sortie[key].ground),
  });
  const killsOf = perTarget('kills');
  const deathsOf = perTarget('deaths');
  const all = (counts: Record<Target, number>): number =>
    TARGETS.reduce((count, target) => count + counts[target], 0);
  return {
    playtime: sum((sortie) => sortie.playtime),
    kills: all(killsOf),
    deaths: all(deathsOf),
    killsPvp: sum((sortie) => sortie.killsPvp),
    deathsPvp: sum((sortie) => sortie.deathsPvp),
    killsOf,
    deathsOf,
    takeoffs: sum((sortie) => sortie.takeoffs),
    landings: sum((sortie) => sortie.landings),
    ejections: sum((sortie) => sortie.ejections),
    crashes: sum((sortie) => sortie.crashes),
    teamkills: sum((sortie) => sortie.teamkills),
  };
}

/** Kills per death; without deaths the kills. */
export const ratio = (kills: number, deaths: number): number => (deaths === 0 ? kills : kills / deaths);

export const round = (value: number): number => Math.round(value * 100) / 100;

/** Missions by what was flown, on all servers or one. */
export function byModule(pilot: SimulatedPilot, server?: string): ReadonlyMap<string, Totals> {
  const sorties = pilot.sorties.filter((sortie) => server === undefined || sortie.server === server);
  const modules = new Set(sorties.map((sortie) => sortie.module));
  return new Map(
    [...modules].map((module) => [module, totals(sorties.filter((sortie) => sortie.module === module))]),
  );
}

/** The mission flown last, as a list of one or none. */
export const lastSession = (pilot: SimulatedPilot): SimulatedSortie[] =>
  [...pilot.sorties].sort((a, b) => b.endedAt - a.endedAt).slice(0, 1);
