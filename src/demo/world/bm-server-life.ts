import type { SimServer } from '../battlemetrics/world.ts';
import { type BattleMetricsPlan, detailsOf } from './bm-plans.ts';
import { HOUR, MINUTE, type Moment, STEP, type WorldEvent } from './moment.ts';
import type { Random } from './random.ts';

export interface BattleMetricsServerLifeOptions {
  readonly server: SimServer;
  readonly plan: BattleMetricsPlan;
  readonly random: Random;
  readonly log: (event: WorldEvent) => void;
}

/** Restarts, maps, breakdowns and the rank of one server. Times: milliseconds since the world started. */
export class BattleMetricsServerLife {
  readonly server: SimServer;
  readonly plan: BattleMetricsPlan;
  readonly #random: Random;
  readonly #log: (event: WorldEvent) => void;
  #map: string;
  #startedAt: number;
  #restartsAt: number;
  #nextMapAt: number;
  #resumesAt: number | undefined;

  constructor({ server, plan, random, log }: BattleMetricsServerLifeOptions) {
    this.server = server;
    this.plan = plan;
    this.#random = random;
    this.#log = log;
    const { map, rust_uptime: uptime } = server.details;
    this.#map = plan.maps.find((name) => name === map) ?? plan.maps[0];
    this.#startedAt = typeof uptime === 'number' ? -uptime * 1_000 : -random.between(0, plan.restart * HOUR);
    this.#restartsAt = this.#startedAt + plan.restart * HOUR;
    this.#nextMapAt = plan.round === undefined ? Number.POSITIVE_INFINITY : plan.round * MINUTE;
  }

  get isUp(): boolean {
    return this.#resumesAt === undefined;
  }

  /** @returns whether people can be on it */
  step(moment: Moment): boolean {
    const { elapsed, stamp } = moment;
    if (this.#resumesAt !== undefined) {
      if (elapsed < this.#resumesAt) return false;
      this.#comeBack(moment);
    }
    if (elapsed >= this.#restartsAt)
      return this.#goDown(elapsed + this.#random.between(60, 200) * 1_000, stamp);
    if (this.#random.chance(STEP / (60 * HOUR))) {
      return this.#goDown(elapsed + this.#random.between(4, 25) * MINUTE, stamp);
    }
    if (elapsed >= this.#nextMapAt) this.#changeMap(moment);
    if (this.#random.chance(STEP / (10 * MINUTE))) {
      this.server.rank = Math.max(1, this.server.rank + this.#random.between(-6, 6));
    }
    this.#tell(moment);
    return true;
  }

  #goDown(until: number, stamp: number): false {
    this.#resumesAt = until;
    this.server.status = 'offline';
    this.#log({ at: stamp, kind: 'down', server: this.server.name });
    return false;
  }

  #comeBack(moment: Moment): void {
    this.#resumesAt = undefined;
    this.#startedAt = moment.elapsed;
    this.#restartsAt = moment.elapsed + this.plan.restart * HOUR;
    this.server.status = 'online';
    this.#changeMap(moment);
    this.#log({ at: moment.stamp, kind: 'up', server: this.server.name });
  }

  #changeMap({ elapsed, stamp }: Moment): void {
    const { maps, round } = this.plan;
    if (round !== undefined) this.#nextMapAt = elapsed + round * MINUTE;
    const next = maps[(maps.indexOf(this.#map) + 1) % maps.length] ?? maps[0];
    if (next === this.#map) return;
    this.#map = next;
    this.#log({ at: stamp, kind: 'map', server: this.server.name });
  }

  #tell({ elapsed, clock }: Moment): void {
    const uptime = Math.floor((elapsed - this.#startedAt) / 1_000);
    this.server.details = detailsOf(this.plan, { map: this.#map, clock, uptime });
  }
}
