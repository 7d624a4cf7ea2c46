import type { SimulatedPilot, SimulatedSortie } from '../dcsserverbot/world.ts';
import { TARGETS } from '../dcsserverbot/world.ts';
import { type DcsPlan, weaponsOf } from './dcs-plans.ts';
import type { Random } from './random.ts';

export interface Flight {
  readonly plan: DcsPlan;
  readonly module: string;
  /** From 0 to 1. */
  readonly skill: number;
  /** Epoch milliseconds. */
  readonly endedAt: number;
  /** Seconds. */
  readonly playtime: number;
}

/** How a flight went: who is good kills more and comes home more often. */
export function flySortie(
  random: Random,
  { plan, module, skill, endedAt, playtime }: Flight,
): SimulatedSortie {
  // Short flights end before much has happened.
  const time = Math.min(1.5, playtime / 2_400);
  const duels = plan.pvp ? random.count((0.12 + 1.6 * skill) * time) : 0;
  const bandits = random.count((plan.pvp ? 0.15 : 0.4) * (0.3 + skill) * time);
  const shotDown = plan.pvp && random.chance((0.55 - 0.42 * skill) * time);
  const hitBySam = random.chance((plan.pvp ? 0.16 : 0.05) * (1 - 0.7 * skill) * time);
  const crashed = !shotDown && !hitBySam && random.chance(0.22 * (1 - 0.85 * skill));
  const lost = shotDown || hitBySam || crashed;
  const groundPounder = /^(A-10|Su-25|AH-64|Ka-50|Mi-24|AV8|P-47|Mosquito)/.test(module) ? 4 : 0.6;
  return {
    module,
    server: plan.name,
    endedAt,
    playtime,
    kills: {
      planes: duels + bandits,
      helicopters: random.count(0.08 * time),
      ships: random.count(0.03 * time),
      sams: random.count(0.15 * groundPounder * (0.3 + skill) * time),
      ground: random.count(groundPounder * (0.3 + skill) * time),
    },
    deaths: {
      planes: shotDown ? 1 : 0,
      helicopters: 0,
      ships: 0,
      sams: hitBySam ? 1 : 0,
      ground: crashed ? 1 : 0,
    },
    killsPvp: duels,
    deathsPvp: shotDown && random.chance(0.8) ? 1 : 0,
    takeoffs: 1 + (playtime > 3_000 ? random.between(0, 2) : 0),
    landings: lost ? 0 : random.chance(0.85) ? 1 : 0,
    ejections: lost && random.chance(0.45) ? 1 : 0,
    crashes: lost ? 1 : 0,
    teamkills: random.chance(0.012 * (1 - skill)) ? 1 : 0,
  };
}

/** What was fired in a flight. */
export function spendWeapons(random: Random, pilot: SimulatedPilot, sortie: SimulatedSortie): void {
  const kills = TARGETS.reduce((sum, target) => sum + sortie.kills[target], 0);
  const weapon = random.pick(weaponsOf(sortie.module));
  const gun = weapon.startsWith('weapons.shells');
  const misses = random.count(1.2 + 0.5 * kills);
  const known = pilot.weapons.find((one) => one.weapon === weapon);
  const used = known ?? { weapon, shots: 0, hits: 0, pk: 0 };
  if (known === undefined) pilot.weapons.push(used);
  // The server counts no single rounds of a gun.
  used.shots += gun ? 0 : kills + misses;
  used.hits += gun ? kills + 2 * misses : kills;
  used.pk = used.shots === 0 ? 0 : Math.round((used.hits / used.shots) * 100) / 100;
}

const KEPT = 24;
const MOST = 60;
const MONTH = 30 * 86_400_000;

/**
 * Keeps the record of a busy pilot short without changing a sum: old flights of one module on one server become one.
 * Those of the last month stay apart from the others, for boards count them alone.
 * @param sorties the latest first
 */
export function foldSorties(sorties: SimulatedSortie[], now: number): void {
  if (sorties.length <= MOST) return;
  const folded = new Map<string, SimulatedSortie>();
  for (const sortie of sorties.slice(KEPT)) {
    const key = JSON.stringify([sortie.module, sortie.server, sortie.endedAt > now - MONTH]);
    const into = folded.get(key);
    folded.set(key, into === undefined ? sortie : sum(into, sortie));
  }
  const old = [...folded.values()].sort((a, b) => b.endedAt - a.endedAt);
  sorties.splice(KEPT, sorties.length, ...old);
}

/** Both in one, at the time of the later one, which is the first. */
function sum(a: SimulatedSortie, b: SimulatedSortie): SimulatedSortie {
  const targets = (of: 'kills' | 'deaths') => ({
    planes: a[of].planes + b[of].planes,
    helicopters: a[of].helicopters + b[of].helicopters,
    ships: a[of].ships + b[of].ships,
    sams: a[of].sams + b[of].sams,
    ground: a[of].ground + b[of].ground,
  });
  return {
    module: a.module,
    server: a.server,
    endedAt: a.endedAt,
    playtime: a.playtime + b.playtime,
    kills: targets('kills'),
    deaths: targets('deaths'),
    killsPvp: a.killsPvp + b.killsPvp,
    deathsPvp: a.deathsPvp + b.deathsPvp,
    takeoffs: a.takeoffs + b.takeoffs,
    landings: a.landings + b.landings,
    ejections: a.ejections + b.ejections,
    crashes: a.crashes + b.crashes,
    teamkills: a.teamkills + b.teamkills,
  };
}
