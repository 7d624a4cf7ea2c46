import type { BattleMetricsSimulator } from '../battlemetrics/simulator.ts';
import type { DcsServerBotSimulator } from '../dcsserverbot/simulator.ts';
import { FIRST_EVENING } from './activity.ts';
import { BattleMetricsMovement } from './bm-movement.ts';
import { DcsMovement } from './dcs-movement.ts';
import { type Moment, STEP, type WorldEvent } from './moment.ts';
import { createRandom } from './random.ts';

export interface StartWorldOptions {
  /** Best with the worlds of `createDemoDcsWorld` and `createDemoBattleMetricsWorld`; servers of others stand still. */
  readonly dcs: Pick<DcsServerBotSimulator, 'world'>;
  readonly battlemetrics: Pick<BattleMetricsSimulator, 'world'>;
  readonly seed: string;
  /** Epoch milliseconds, the clock of the simulators: nothing is ever dated after it. */
  readonly now: () => number;
  /** Default 1. */
  readonly speed?: number;
  readonly log?: (event: WorldEvent) => void;
}

export interface MovingWorld {
  /** How much faster than the clock the world moves: 0 is paused, 1 real time. */
  readonly speed: number;
  /** @throws RangeError unless the factor is from 0 to 3,600 */
  setSpeed(factor: number): void;
  /**
   * Lets so many milliseconds of the world's time pass now, whatever the speed. The same ticks lead to the same
   * world however they are cut; what happens in them is dated by them, but not after `now`.
   */
  tick(ms: number): void;
  /** For good. */
  stop(): void;
}

const MOST = 3_600;
const BEAT_MS = 1_000;
/** After the machine slept, the world does not catch up with all that it missed. */
const LONGEST_BEAT_MS = 10_000;

/**
 * Brings the demo's worlds to life: people come and go by the time of day, flights end in kills, deaths and
 * landings, missions restart, servers go down and come back. The world starts on a Saturday's evening by its own
 * clock, so that there is something to see at any hour.
 */
export function startWorld(options: StartWorldOptions): MovingWorld {
  const { dcs, battlemetrics, seed, now, log = () => undefined } = options;
  let stamp = now();
  const movements = [
    new DcsMovement({ world: dcs.world, random: createRandom(`${seed} dcs movement`), log, start: stamp }),
    new BattleMetricsMovement({
      world: battlemetrics.world,
      random: createRandom(`${seed} battlemetrics movement`),
      log,
    }),
  ];
  let speed = 0;
  let elapsed = 0;
  let carried = 0;
  let reached = stamp;
  let beaten = stamp;
  let timer: NodeJS.Timeout | undefined;

  /** @param end when the last of these milliseconds is over by the clock of the simulators */
  const advance = (ms: number, end: number): void => {
    const rate = ms === 0 ? 0 : (end - reached) / ms;
    reached = end;
    carried += ms;
    while (carried >= STEP) {
      carried -= STEP;
      elapsed += STEP;
      stamp = Math.max(stamp, Math.floor(Math.min(end - carried * rate, now())));
      const moment: Moment = { elapsed, clock: FIRST_EVENING + elapsed, stamp };
      for (const movement of movements) movement.step(moment);
    }
  };

  const beat = (): void => {
    const time = now();
    const ms = Math.min(Math.max(time - beaten, 0), LONGEST_BEAT_MS);
    beaten = time;
    reached = Math.min(reached, time);
    advance(ms * speed, time);
  };

  const setSpeed = (factor: number): void => {
    if (!(factor >= 0 && factor <= MOST)) throw new RangeError(`a world's speed is from 0 to ${MOST}`);
    if (timer !== undefined) beat();
    clearInterval(timer);
    speed = factor;
    beaten = now();
    timer = factor === 0 ? undefined : setInterval(beat, BEAT_MS).unref();
  };

  setSpeed(options.speed ?? 1);
  return {
    get speed() {
      return speed;
    },
    setSpeed,
    tick(ms) {
      if (!(ms >= 0)) throw new RangeError('time passes forwards only');
      advance(ms, reached + ms);
    },
    stop: () => setSpeed(0),
  };
}
