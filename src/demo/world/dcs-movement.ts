import { totals } from '../dcsserverbot/totals.ts';
import type { SimulatedPilot, SimulatedServer, SimulatedWorld } from '../dcsserverbot/world.ts';
import { activityAt } from './activity.ts';
import { DCS_PLANS } from './dcs-plans.ts';
import { DcsServerLife } from './dcs-server-life.ts';
import { flySortie, foldSorties, spendWeapons } from './dcs-sortie.ts';
import { landOnCarrier } from './dcs-traps.ts';
import { arrivals, HOUR, MINUTE, type Moment, type WorldEvent } from './moment.ts';
import { createRandom, type Random } from './random.ts';

export interface DcsMovementOptions {
  readonly world: SimulatedWorld;
  readonly random: Random;
  readonly log: (event: WorldEvent) => void;
  /** Epoch milliseconds. */
  readonly start: number;
}

/** A pilot on a server. Times: milliseconds of the world's time since it started. */
interface Stay {
  readonly pilot: SimulatedPilot;
  readonly life: DcsServerLife;
  readonly leavesAt: number;
  module: string;
  tookOffAt: number;
  landsAt: number;
}

interface Habits {
  /** How likely to come, beside others. */
  readonly weight: number;
  /** From 0 to 1. */
  readonly skill: number;
}

/** The life of the DCS servers and their pilots. */
export class DcsMovement {
  readonly #options: DcsMovementOptions;
  readonly #lives: readonly DcsServerLife[];
  readonly #habits: ReadonlyMap<SimulatedPilot, Habits>;
  readonly #stays = new Map<SimulatedPilot, Stay>();
  readonly #landings = createRandom('landings on carriers');

  constructor(options: DcsMovementOptions) {
    const { world, random, log, start } = options;
    this.#options = options;
    this.#lives = world.servers.flatMap((server) => {
      const plan = DCS_PLANS.find(({ name }) => name === server.name);
      return plan === undefined ? [] : [new DcsServerLife({ server, plan, random, log })];
    });
    this.#habits = new Map(world.pilots.map((pilot) => [pilot, habitsOf(pilot, start)]));
    for (const life of this.#lives) {
      for (const pilot of world.pilots) if (pilot.online === life.server.name) this.#settle(pilot, life, 0);
    }
  }

  step(moment: Moment): void {
    for (const life of this.#lives) {
      const what = life.step(moment);
      for (const stay of this.#staysOn(life.server)) {
        // A restart ends every flight; people wait for the next mission. When the server goes down, they are gone.
        if (what === 'restarted') this.#land(stay, moment);
        if (what === 'gone') this.#leave(stay, moment);
      }
    }
    for (const stay of this.#stays.values()) {
      if (stay.life.isUp && moment.elapsed >= stay.landsAt) this.#land(stay, moment);
      if (moment.elapsed >= stay.leavesAt) this.#leave(stay, moment);
    }
    for (const life of this.#lives) {
      if (life.isUp) this.#welcome(life, moment);
      life.tell(this.#staysOn(life.server).length, moment);
    }
  }

  #staysOn(server: SimulatedServer): Stay[] {
    return [...this.#stays.values()].filter(({ life }) => life.server === server);
  }

  #welcome(life: DcsServerLife, { elapsed, clock, stamp }: Moment): void {
    const { world, random, log } = this.#options;
    const { plan, server } = life;
    const present = this.#staysOn(server).length;
    const mean = arrivals(plan.crowd * activityAt(clock), present, plan.stay * MINUTE);
    const places = server.maxPlayers - present;
    for (let left = Math.min(random.count(mean), places); left > 0; left -= 1) {
      const pilot = random.weighted(world.pilots, (one) => this.#eagerness(one, server));
      if (pilot === undefined) return;
      pilot.online = server.name;
      pilot.lastSeen = stamp * 1_000 + random.between(1, 999);
      this.#settle(pilot, life, elapsed);
      log({ at: stamp, kind: 'join', server: server.name, who: pilot.name });
    }
  }

  #eagerness(pilot: SimulatedPilot, { name }: SimulatedServer): number {
    if (pilot.online !== undefined) return 0;
    const knows = pilot.sorties.some(({ server }) => server === name);
    return (this.#habits.get(pilot)?.weight ?? 0) * (knows ? 1 : 0.02);
  }

  #settle(pilot: SimulatedPilot, life: DcsServerLife, elapsed: number): void {
    const { random } = this.#options;
    const leavesAt = elapsed + 2 * MINUTE + random.exponential(life.plan.stay * MINUTE);
    const stay = { pilot, life, leavesAt, module: '', tookOffAt: 0, landsAt: 0 };
    this.#takeOff(stay, elapsed);
    this.#stays.set(pilot, stay);
  }

  #takeOff(stay: Stay, elapsed: number): void {
    const { random } = this.#options;
    const last = stay.pilot.sorties.find(({ server }) => server === stay.life.server.name);
    stay.module =
      last !== undefined && random.chance(0.85) ? last.module : random.pick(stay.life.plan.modules);
    stay.tookOffAt = elapsed + random.between(2, 10) * MINUTE;
    stay.landsAt = stay.tookOffAt + 6 * MINUTE + Math.min(random.exponential(32 * MINUTE), 2 * HOUR);
  }

  /** Ends the flight, if there is one, and prepares the next. */
  #land(stay: Stay, { elapsed, stamp }: Moment): void {
    const { world, random, log } = this.#options;
    const { pilot, life, module, tookOffAt } = stay;
    this.#takeOff(stay, elapsed);
    const playtime = Math.floor((elapsed - tookOffAt) / 1_000);
    if (playtime < 60) return;
    const skill = this.#habits.get(pilot)?.skill ?? 0;
    const sortie = flySortie(random, { plan: life.plan, module, skill, endedAt: stamp, playtime });
    pilot.sorties.unshift(sortie);
    pilot.lastSeen = stamp * 1_000 + random.between(1, 999);
    spendWeapons(random, pilot, sortie);
    landOnCarrier(this.#landings, pilot, { sortie, skill });
    foldSorties(pilot.sorties, stamp);
    const campaign = world.campaigns.find(({ running }) => running);
    if (campaign !== undefined) {
      const before = pilot.credits.get(campaign.id) ?? 0;
      pilot.credits.set(campaign.id, before + 10 + 25 * sortie.killsPvp);
    }
    log({ at: stamp, kind: 'sortie', server: life.server.name, who: pilot.name });
  }

  #leave(stay: Stay, moment: Moment): void {
    const { random, log } = this.#options;
    const { pilot, life } = stay;
    if (!this.#stays.delete(pilot)) return;
    this.#land(stay, moment);
    delete pilot.online;
    pilot.lastSeen = moment.stamp * 1_000 + random.between(1, 999);
    log({ at: moment.stamp, kind: 'leave', server: life.server.name, who: pilot.name });
  }
}

/** Not seen for so long: they have given up. */
const QUIT = 30 * 24 * HOUR;

/** Who never flew does not begin in a demo; who flew much comes often; who dies seldom is good. */
function habitsOf(pilot: SimulatedPilot, now: number): Habits {
  const { takeoffs, deaths } = totals(pilot.sorties);
  if (takeoffs === 0) return { weight: 0, skill: 0 };
  const sense = Math.min(1, Math.max(0, (0.7 - deaths / takeoffs) / 0.55));
  const quit = pilot.lastSeen / 1_000 < now - QUIT;
  return { weight: quit ? 0.05 : takeoffs ** 0.7, skill: takeoffs < 8 ? 0.1 * sense : sense ** 2 };
}
