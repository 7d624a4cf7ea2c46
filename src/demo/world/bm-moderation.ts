import type { SimBan, SimBanList, SimFlag, SimFlagPlayer, SimPlayer } from '../battlemetrics/world.ts';
import { BATTLEMETRICS_PLANS } from './bm-plans.ts';
import type { Random } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const FLAGS = [
  ['Watch', '#ffb300', 'visibility', 'Look at this one when you are on'],
  ['Trusted', '#2e7d32', 'verified_user', null],
  ['Cheater?', '#c62828', 'report', 'Evidence wanted, clips best'],
  ['Ban evader', '#6a1b9a', 'block', 'Same household as somebody who is banned'],
  ['VIP ★', '#fdd835', 'star', 'Supports the servers'],
  ['**Toxic** @here', '#4e342e', 'thumb_down', null],
  ['New', '#00897b', 'info', 'First week with us'],
] as const;

export function createFlags(random: Random, now: number): SimFlag[] {
  const flags = FLAGS.map(([name, color, icon, description], index): SimFlag => {
    const createdAt = now - (600 - index * 40) * DAY;
    return { id: uuid(random), name, color, icon, description, createdAt, personal: false };
  });
  const personal: SimFlag = {
    id: uuid(random),
    name: 'My notes',
    color: '#777777',
    icon: null,
    description: null,
    createdAt: now - 20 * DAY,
    personal: true,
  };
  return [...flags, personal];
}

/** One in four has flags; some of them were taken away again. */
export function createFlagPlayers(
  random: Random,
  players: readonly SimPlayer[],
  flags: readonly SimFlag[],
  now: number,
): SimFlagPlayer[] {
  const shared = flags.filter(({ personal }) => !personal);
  return players.flatMap((player) => {
    if (!random.chance(0.25)) return [];
    const some = random.shuffled(shared).slice(0, random.chance(0.2) ? random.between(2, 4) : 1);
    return some.map((flag): SimFlagPlayer => {
      const addedAt = now - random.between(HOUR, 200 * DAY);
      const removedAt = random.chance(0.25) ? random.between(addedAt, now) : undefined;
      return { playerId: player.id, flagId: flag.id, addedAt, removedAt };
    });
  });
}

export const createBanLists = (random: Random): SimBanList[] =>
  ['Snow Ridge bans', 'Shared with *partner* communities', 'Rust only'].map((name) => ({
    id: uuid(random),
    name,
  }));

const REASONS = [
  'Aimbot, seen by two admins. {{timeLeft}} left',
  'Wallhack - appeal at https://appeals.example ({{uid}})',
  'Griefing the main base until {{expires}}',
  'Team killing on purpose, {{duration}}',
  'Racist language',
  'Ban evasion: second account',
  'Combat logging, third time',
  'Advertising [cheap skins](https://phish.invalid) to @everyone',
  'Insulting admins. Come back with **better manners** in {{timeLeft}}',
  'Exploiting: duplicated items through the boat glitch near the lighthouse, handed them out to the whole server, was asked to stop three times, laughed about it in chat & logged off. Appeals after thirty days, with an apology of more than a sentence please.',
] as const;

const NOTES = [
  null,
  'Clip: https://clips.example/4711',
  'Reported by <three> players & seen by me.\nWas warned before.',
  'Same address as a banned player, "brother" as he says',
] as const;

/** Who is banned, was banned, and was banned again; newest first. */
export function createBans(
  random: Random,
  players: readonly SimPlayer[],
  banLists: readonly SimBanList[],
  now: number,
): SimBan[] {
  const known = players.filter(({ identifiers }) => identifiers.some(({ type }) => type === 'steamID'));
  const offenders = random.shuffled(known).slice(0, 44);
  const bans = offenders.flatMap((player, index) =>
    Array.from({ length: index === 0 ? 12 : random.chance(0.25) ? 2 : 1 }, () =>
      createBan(random, player, banLists, now),
    ),
  );
  return bans
    .sort((a, b) => b.timestamp - a.timestamp)
    .map((ban, index) => ({ ...ban, id: String(160_000_000 + bans.length - index) }));
}

/** A third has expired, a third lasts for some time, a third for good; two in seven hold on one server alone. */
function createBan(random: Random, player: SimPlayer, banLists: readonly SimBanList[], now: number): SimBan {
  const timestamp = now - random.between(HOUR, 300 * DAY);
  const ended = random.between(timestamp + MINUTE, now - MINUTE);
  const expires = random.pick([ended, now + random.between(HOUR, 60 * DAY), null]);
  const known = player.identifiers.filter(({ type }) => ['steamID', 'BEGUID', 'eosID'].includes(type));
  const orgWide = !random.chance(2 / 7);
  const visited = player.visits[0]?.serverId ?? BATTLEMETRICS_PLANS[0]?.id;
  return {
    id: '',
    uid: random.hex(10),
    timestamp,
    reason: random.pick(REASONS),
    note: random.pick(NOTES),
    expires,
    identifiers: [
      ...known.map(({ id }) => Number(id)),
      ...(random.chance(0.1) ? [{ type: 'ip', identifier: `203.0.113.${random.between(1, 254)}` }] : []),
    ],
    orgWide,
    autoAddEnabled: random.chance(0.8),
    nativeEnabled: random.pick([null, null, true, false]),
    playerId: player.id,
    serverId: orgWide && random.chance(0.5) ? undefined : visited,
    banListId: random.weighted(banLists, (list) => (list === banLists[0] ? 4 : 1))?.id,
    writtenAt: timestamp,
  };
}

const uuid = (random: Random): string =>
  `${random.hex(8)}-${random.hex(4)}-41ee-9${random.hex(3)}-${random.hex(12)}`;
