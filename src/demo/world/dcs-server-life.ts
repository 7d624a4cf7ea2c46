import type { SimulatedServer } from '../dcsserverbot/world.ts';
import { isWithinHours } from './activity.ts';
import { type DcsPlan, type MissionPlan, missionTime } from './dcs-plans.ts';
import { createWeather } from './dcs-world.ts';
import { HOUR, MINUTE, type Moment, STEP, type WorldEvent } from './moment.ts';
import type { Random } from './random.ts';

export interface DcsServerLifeOptions {
  readonly server: SimulatedServer;
  readonly plan: DcsPlan;
  readonly random: Random;
  readonly log: (event: WorldEvent) => void;
}

/** What a step did to the people on a server. */
export type Disturbance = 'none' | 'restarted' | 'gone';

/** Restarts, opening hours and breakdowns of one DCS server. Times: milliseconds since the world started. */
export class DcsServerLife {
  readonly server: SimulatedServer;
  readonly plan: DcsPlan;
  readonly #random: Random;
  readonly #log: (event: WorldEvent) => void;
  #phase: 'up' | 'loading' | 'down' | 'closed';
  #mission: MissionPlan;
  #restartsAt: number;
  #resumesAt = 0;

  constructor({ server, plan, random, log }: DcsServerLifeOptions) {
    this.server = server;
    this.plan = plan;
    this.#random = random;
    this.#log = log;
    const { mission } = server;
    this.#phase = mission === undefined ? 'closed' : 'up';
    this.#mission = plan.missions.find(({ name }) => name === mission?.name) ?? plan.missions[0];
    // By the uptime and not by the date of the restart, which is a matter of when the world was made.
    this.#restartsAt = plan.restart * HOUR - (mission?.uptime ?? 0) * 1_000;
  }

  /** Nobody comes, flies or lands while it is not. */
  get isUp(): boolean {
    return this.#phase === 'up' && this.server.held !== true;
  }

  step(moment: Moment): Disturbance {
    const { elapsed, clock } = moment;
    const { closed } = this.plan;
    const isClosed = closed !== undefined && isWithinHours(clock, closed);
    const begun = this.#obey(moment);
    if (begun !== undefined) return begun;
    if (this.#phase === 'closed') {
      if (!isClosed) this.#load(moment);
      return 'none';
    }
    if (isClosed) return this.#end('closed', 'Stopped', moment);
    if (this.#phase === 'loading' && elapsed >= this.#resumesAt) this.#begin(moment);
    if (this.#phase === 'down' && elapsed >= this.#resumesAt) this.#load(moment);
    if (this.#phase !== 'up') return 'none';
    if (elapsed >= this.#restartsAt) {
      this.#load(moment);
      return 'restarted';
    }
    if (!this.#random.chance(STEP / (40 * HOUR))) return 'none';
    this.#resumesAt = elapsed + this.#random.between(4, 20) * MINUTE;
    return this.#end('down', 'Shutdown', moment);
  }

  /** Writes what the API shows. A mission that nobody plays is paused, and its clock stands still. */
  tell(players: number, { elapsed, stamp }: Moment): void {
    const { mission } = this.server;
    if (!this.isUp || mission === undefined) return;
    this.server.status = players === 0 ? 'Paused' : 'Running';
    if (players > 0) mission.uptime += STEP / 1_000;
    // One that the API loaded is none of the plan, and keeps the clock that it begins with.
    if (mission.name === this.#mission.name) mission.dateTime = missionTime(this.#mission, mission.uptime);
    const { blue, red } = this.plan;
    mission.slots = { blue, blueUsed: Math.min(blue, Math.ceil(players / 2)), red, redUsed: 0 };
    mission.slots.redUsed = players - mission.slots.blueUsed;
    this.server.restartAt = Math.floor((stamp + this.#restartsAt - elapsed) / 1_000);
  }

  /** What a command of the API did to the server since the last step goes before its own plans. */
  #obey({ elapsed }: Moment): Disturbance | undefined {
    const { held, mission } = this.server;
    if (held === true) {
      this.#restartsAt += STEP;
      this.#resumesAt += STEP;
      return mission === undefined ? 'gone' : 'none';
    }
    if (mission === undefined || this.#phase === 'up') return undefined;
    // It was started by hand: as in its hours, until they end.
    this.#phase = 'up';
    this.#restartsAt = elapsed + this.plan.restart * HOUR;
    return 'none';
  }

  #end(phase: 'down' | 'closed', status: string, { stamp }: Moment): Disturbance {
    this.#phase = phase;
    this.server.status = status;
    delete this.server.mission;
    delete this.server.restartAt;
    this.#log({ at: stamp, kind: 'down', server: this.server.name });
    return 'gone';
  }

  #load({ elapsed }: Moment): void {
    this.#phase = 'loading';
    this.#resumesAt = elapsed + this.#random.between(40, 120) * 1_000;
    this.server.status = 'Loading';
    delete this.server.mission;
    delete this.server.restartAt;
  }

  #begin({ elapsed, stamp }: Moment): void {
    const { missions, restart } = this.plan;
    this.#phase = 'up';
    this.#mission = missions[(missions.indexOf(this.#mission) + 1) % missions.length] ?? missions[0];
    this.#restartsAt = elapsed + restart * HOUR;
    const { name, theatre } = this.#mission;
    this.server.mission = { name, uptime: 0, dateTime: missionTime(this.#mission, 0), theatre };
    this.server.weather = createWeather(this.#random);
    this.#log({ at: stamp, kind: 'restart', server: this.server.name });
  }
}
