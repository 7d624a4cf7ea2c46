import type { SimPlayer, World } from '../battlemetrics/world.ts';
import { activityAt } from './activity.ts';
import { BATTLEMETRICS_PLANS } from './bm-plans.ts';
import { BattleMetricsServerLife } from './bm-server-life.ts';
import { arrive, leave, stayOn } from './bm-visits.ts';
import { arrivals, MINUTE, type Moment, STEP, type WorldEvent } from './moment.ts';
import type { Random } from './random.ts';

export interface BattleMetricsMovementOptions {
  readonly world: World;
  readonly random: Random;
  readonly log: (event: WorldEvent) => void;
}

interface Stay {
  readonly player: SimPlayer;
  readonly life: BattleMetricsServerLife;
  /** Milliseconds since the world started. */
  readonly leavesAt: number;
}

/** The life of the servers on BattleMetrics and of their players. */
export class BattleMetricsMovement {
  readonly #options: BattleMetricsMovementOptions;
  readonly #lives: readonly BattleMetricsServerLife[];
  readonly #stays = new Map<SimPlayer, Stay>();

  constructor(options: BattleMetricsMovementOptions) {
    const { world, random, log } = options;
    this.#options = options;
    this.#lives = world.servers.flatMap((server) => {
      const plan = BATTLEMETRICS_PLANS.find(({ id }) => id === server.id);
      return plan === undefined ? [] : [new BattleMetricsServerLife({ server, plan, random, log })];
    });
    for (const life of this.#lives) {
      const here = world.players.filter(({ visits }) =>
        visits.some(({ serverId, online }) => online && serverId === life.server.id),
      );
      for (const player of here) this.#settle(player, life, 0);
    }
  }

  step(moment: Moment): void {
    for (const life of this.#lives) {
      if (!life.step(moment)) for (const stay of this.#staysOn(life)) this.#leave(stay, moment, 'leave');
    }
    const banned = this.#banned(moment.stamp);
    for (const stay of this.#stays.values()) {
      const { player, life } = stay;
      stayOn(player, life.server.id, { seconds: STEP / 1_000, now: moment.stamp });
      if (banned(player, life)) this.#leave(stay, moment, 'kick');
      else if (moment.elapsed >= stay.leavesAt) this.#leave(stay, moment, 'leave');
    }
    for (const life of this.#lives) {
      if (life.isUp) this.#welcome(life, moment, banned);
      life.server.players = this.#staysOn(life).length;
    }
  }

  #staysOn(wanted: BattleMetricsServerLife): Stay[] {
    return [...this.#stays.values()].filter(({ life }) => life === wanted);
  }

  #welcome(
    life: BattleMetricsServerLife,
    { clock, elapsed, stamp }: Moment,
    banned: (player: SimPlayer, life: BattleMetricsServerLife) => boolean,
  ): void {
    const { world, random, log } = this.#options;
    const { plan, server } = life;
    const present = this.#staysOn(life).length;
    const mean = arrivals(plan.crowd * activityAt(clock), present, plan.stay * MINUTE);
    const places = server.maxPlayers - present;
    for (let left = Math.min(random.count(mean), places); left > 0; left -= 1) {
      const player = random.weighted(world.players, (one) =>
        this.#stays.has(one) || banned(one, life) ? 0 : eagerness(one, server.id, stamp),
      );
      if (player === undefined) return;
      arrive(random, player, { serverId: server.id, start: stamp, now: stamp });
      this.#changeAddress(player, stamp);
      this.#settle(player, life, elapsed);
      log({ at: stamp, kind: 'join', server: server.name, who: player.name });
    }
  }

  /** Providers hand out new ones now and then. */
  #changeAddress({ identifiers }: SimPlayer, stamp: number): void {
    const { world, random } = this.#options;
    if (identifiers.length > 11 || !random.chance(0.03)) return;
    const identifier = `203.0.113.${random.between(1, 254)}`;
    if (identifiers.some((known) => known.identifier === identifier)) return;
    const id = String(world.nextId);
    world.nextId += 1;
    identifiers.push({ id, type: 'ip', identifier, lastSeen: stamp, private: true, metadata: null });
  }

  #settle(player: SimPlayer, life: BattleMetricsServerLife, elapsed: number): void {
    const leavesAt = elapsed + MINUTE + this.#options.random.exponential(life.plan.stay * MINUTE);
    this.#stays.set(player, { player, life, leavesAt });
  }

  #leave({ player, life }: Stay, { stamp }: Moment, kind: 'leave' | 'kick'): void {
    if (!this.#stays.delete(player)) return;
    leave(player, life.server.id, stamp);
    this.#options.log({ at: stamp, kind, server: life.server.name, who: player.name });
  }

  /** Who is banned there now, so that a ban from the bot can be seen to work. */
  #banned(now: number): (player: SimPlayer, life: BattleMetricsServerLife) => boolean {
    const holding = this.#options.world.bans.filter(({ expires }) => expires === null || expires > now);
    return (player, { server }) =>
      holding.some(
        ({ playerId, orgWide, serverId }) => playerId === player.id && (orgWide || serverId === server.id),
      );
  }
}

/** Not seen for so long: they have given up. */
const QUIT = 30 * 24 * 60 * MINUTE;

/** Who played much comes often; to servers where they never were, seldom. */
function eagerness({ visits, updatedAt }: SimPlayer, serverId: string, now: number): number {
  if (updatedAt < now - QUIT) return 0.5;
  const there = visits.find((visit) => visit.serverId === serverId);
  return there === undefined ? 2 : Math.sqrt(there.timePlayed);
}
