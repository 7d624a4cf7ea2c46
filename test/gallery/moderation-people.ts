import type { SimBan, SimPlayer } from '../../src/demo/battlemetrics/world.ts';
import type { Stage } from './stage.ts';

const DAY = 86_400_000;

/** Someone on a server now who shares an address with somebody else; nobody has banned or flagged them. */
export function regular({ battlemetrics: { world } }: Stage): SimPlayer {
  const marked = new Set(
    [...world.bans, ...world.flagPlayers, ...world.notes].map(({ playerId }) => playerId),
  );
  const addresses = (player: SimPlayer) =>
    player.identifiers.filter(({ type }) => type === 'ip').map(({ identifier }) => identifier);
  return found(
    world.players.find(
      (player) =>
        player.visits.some(({ online }) => online) &&
        player.identifiers.some(({ type }) => type === 'steamID') &&
        !marked.has(player.id) &&
        world.players.some(
          (other) => other !== player && addresses(other).some((one) => addresses(player).includes(one)),
        ),
    ),
  );
}

/** The same, with a past that fills a card: flags, notes, and bans that have ended. */
export function veteran(stage: Stage): SimPlayer {
  const player = regular(stage);
  const { world } = stage.battlemetrics;
  const now = stage.now();
  putFlag(stage, player, 'Watch', 40);
  putFlag(stage, player, 'VIP ★', 200);
  const note = (text: string, age: number, userId?: string) =>
    world.notes.push({
      id: String(world.nextId++),
      playerId: player.id,
      note: text,
      shared: false,
      createdAt: now - age * DAY,
      personal: false,
      userId,
    });
  note(
    'Second warning: **team killing** on the carrier.\nNext time a ban of a week.',
    12,
    world.users[0]?.id,
  );
  note('Plays with his brother from the same address. Both were in voice at once.', 90);
  const ban = (reason: string, age: number, days: number) =>
    stage.battlemetrics.life.banOutside({
      playerId: player.id,
      reason,
      timestamp: now - age * DAY,
      writtenAt: now - age * DAY,
      expires: now - (age - days) * DAY,
    });
  ban('Team killing. {{timeLeft}} left', 60, 3);
  ban('Combat logging, third time', 150, 7);
  return player;
}

/** One of those who run the servers. */
export function staff({ battlemetrics: { world } }: Stage): SimPlayer {
  const flag = world.flags.find(({ name }) => name === 'Staff');
  const on = world.flagPlayers.find(({ flagId }) => flagId === flag?.id);
  return found(world.players.find(({ id }) => id === on?.playerId));
}

export function putFlag(
  { battlemetrics: { world }, now }: Stage,
  { id }: SimPlayer,
  name: string,
  days: number,
): void {
  const flag = found(world.flags.find((one) => one.name === name));
  world.flagPlayers.push({
    playerId: id,
    flagId: flag.id,
    addedAt: now() - days * DAY,
    removedAt: undefined,
  });
}

/** A ban that holds; of the shared list where the servers are to be exempted, or are already. */
export function heldBan({ battlemetrics: { world }, now }: Stage, exempted = false): SimBan {
  const exempt = new Set(world.exemptions.map(({ banId }) => banId));
  return found(
    world.bans.find(
      ({ id, expires, playerId, banListId }) =>
        exempt.has(id) === exempted &&
        (expires === null || expires > now()) &&
        banListId !== undefined &&
        world.players.some((player) => player.id === playerId),
    ),
  );
}

export function server({ battlemetrics: { world } }: Stage, index = 0): string {
  return found(world.servers[index]).id;
}

function found<T>(wanted: T | undefined): T {
  if (wanted === undefined) throw new RangeError('the invented world has none');
  return wanted;
}
