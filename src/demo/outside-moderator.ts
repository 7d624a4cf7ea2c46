import type { BattleMetricsSimulator } from './battlemetrics/simulator.ts';
import { createRandom } from './world/random.ts';

export interface OutsideModeratorOptions {
  readonly battlemetrics: Pick<BattleMetricsSimulator, 'life' | 'world'>;
  readonly seed: string;
  /** Whether somebody has stopped the world. */
  readonly isStill: () => boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const MINUTE_MS = 60_000;
/** Often enough to be seen by a visitor, and seldom enough to leave the audit channel to them. */
const EVERY_MS = 7 * MINUTE_MS;
const FIRST_AFTER_MS = 90_000;
/** So short that the servers do not run empty in a demo that is left open. */
const LASTS_MS = 2 * 60 * MINUTE_MS;
/** The older ones have ended, and make room. */
const KEPT = 40;

const REASONS = [
  'Stream sniping, after a warning. {{timeLeft}} left',
  'Glitched into the *radio tower*',
  'Insulting <everyone> in voice until {{expires}}',
  'Shot at the spawn for ten minutes',
  'Blocked the bridge with trucks, twice',
] as const;

/** Somebody who now and then bans a player on BattleMetrics' own page, so that the bot has a ban of others to tell of. */
export function startOutsideModerator({ battlemetrics, seed, isStill, now }: OutsideModeratorOptions) {
  const { life, world } = battlemetrics;
  const random = createRandom(`${seed} outside moderator`);
  const made: string[] = [];

  const ban = (): void => {
    const flagged = new Set(world.flagPlayers.map(({ playerId }) => playerId));
    const present = world.players.filter(
      ({ id, visits, identifiers }) =>
        visits.some(({ online }) => online) &&
        identifiers.some(({ type }) => type === 'steamID') &&
        // Those are looked after by the people who try the demo.
        !flagged.has(id),
    );
    if (present.length === 0) return;
    const { id } = life.banOutside({
      playerId: random.pick(present).id,
      reason: random.pick(REASONS),
      note: 'Seen on the map by two admins',
      expires: now() + LASTS_MS,
    });
    made.push(id);
    for (const old of made.splice(0, made.length - KEPT)) {
      const index = world.bans.findIndex((known) => known.id === old);
      if (index >= 0) world.bans.splice(index, 1);
    }
  };

  let timer = setTimeout(function again() {
    if (!isStill()) ban();
    timer = setTimeout(again, EVERY_MS).unref();
  }, FIRST_AFTER_MS).unref();
  return { stop: () => clearTimeout(timer) };
}
