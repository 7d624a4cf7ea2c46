import { createHash } from 'node:crypto';
import { HOSTILE_NAMES, ORDINARY_NAMES } from './names.ts';
import type { SimNote } from './records.ts';
import { seedNetwork } from './seed-organizations.ts';
import { seedServerRecords } from './seed-server-records.ts';
import { seedServers } from './seed-servers.ts';
import type { SimPlayerCounter } from './server-records.ts';
import { stableUuid } from './stable-uuid.ts';
import type {
  SimBan,
  SimFlag,
  SimFlagPlayer,
  SimIdentifier,
  SimPlayer,
  SimServer,
  SimVisit,
  World,
} from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const FLAGS = [
  ['Watch', '#ffb300', 'visibility', 'Look at this one when you are on'],
  ['Trusted', '#2e7d32', 'verified_user', null],
  ['Cheater?', '#c62828', 'report', 'Evidence wanted'],
  ['**Staff** @here', '#1400ff', 'star', null],
] as const;

/** The same world every time, around the given moment. Its first server is somebody's Rust server. */
export function seedWorld(organizationId: string, now: number): World {
  const servers = seedServers(organizationId, now);
  const names = [...ORDINARY_NAMES, ...HOSTILE_NAMES];
  const players = names.map((name, index) => seedPlayer(name, index, servers, now));
  const flags = seedFlags(now);
  const organization = { id: organizationId, name: 'Example Community' };
  const banLists = [
    { id: stableUuid('ban list 0'), name: 'Community bans' },
    { id: stableUuid('ban list 1'), name: 'Shared with friends' },
  ];
  const bans = players.slice(0, 40).map((player, index) => seedBan(player, index, servers, now));
  return {
    organization,
    user: { id: '900001', nickname: 'token-owner' },
    users: [
      { id: '900002', nickname: 'web-admin' },
      { id: '900003', nickname: '*night* <watch>' },
    ],
    servers,
    players,
    flags,
    flagPlayers: seedFlagPlayers(players, flags, now),
    banLists,
    bans,
    exemptions: [],
    notes: seedNotes(players, now),
    reservedSlots: [],
    network: seedNetwork({ organization, banLists, flags, players, bans }, now),
    consoleCommands: [],
    serverRecords: seedServerRecords(servers, organizationId, now),
    playerCounters: seedCounters(players),
    expiredAlone: false,
    nextId: 700_000_000,
  };
}

/** Three in four play on the community's servers; the rest are strangers that only the public search finds. */
function seedPlayer(name: string, index: number, servers: readonly SimServer[], now: number): SimPlayer {
  const id = String(1_000_000_001 + index);
  const stranger = index % 4 === 3;
  const places = stranger ? servers.slice(3) : servers.slice(index % 3, 3);
  const visits = places.map((server, nth): SimVisit => {
    const lastSeen = now - (index % 5 === 0 && nth === 0 ? 0 : (index + 1) * 7 * HOUR + nth * DAY);
    return {
      serverId: server.id,
      firstSeen: lastSeen - (index + 3) * DAY,
      lastSeen,
      timePlayed: (index + 1) * 3_600 + nth * 61,
      online: index % 5 === 0 && nth === 0 && server.status === 'online',
    };
  });
  const lastSeen = Math.max(...visits.map((visit) => visit.lastSeen));
  return {
    id,
    name,
    private: index % 17 === 16,
    positiveMatch: true,
    createdAt: now - 700 * DAY + index * DAY,
    updatedAt: lastSeen,
    identifiers: seedIdentifiers(name, index, lastSeen),
    visits,
  };
}

function seedIdentifiers(name: string, index: number, lastSeen: number): SimIdentifier[] {
  const steamId = String(76561197960265728n + 5_000n + BigInt(index));
  const kinds: readonly (readonly [type: string, value: string, isPrivate: boolean, age: number])[] = [
    ['name', name, false, 0],
    ['steamID', steamId, true, 0],
    ['BEGUID', createHash('md5').update(`guid ${index}`).digest('hex'), true, 0],
    // Families share an address, so two people have the same one.
    ['ip', `192.0.2.${1 + Math.floor(index / 2)}`, true, HOUR],
    ...(index % 3 === 0 ? ([['name', `formerly ${index}`, false, 90 * DAY]] as const) : []),
    ...(index % 6 === 0 ? ([['survivorName', `Survivor ${index % 12}`, false, DAY]] as const) : []),
    ...(index % 10 === 0 ? ([['steamFamilyShareOwner', '76561197960265729', true, 30 * DAY]] as const) : []),
    // Behind one provider's address are so many that it says nothing about anybody.
    ...(index >= 12 && index < 36 ? ([['ip', '198.51.100.200', true, 2 * DAY]] as const) : []),
  ];
  // One person is known by the name alone: nothing that a ban could use.
  const known = index === 5 ? kinds.slice(0, 1) : kinds;
  return known.map(([type, identifier, isPrivate, age], nth) => ({
    id: String(500_000_000 + index * 10 + nth),
    type,
    identifier,
    lastSeen: lastSeen - age,
    private: isPrivate,
    metadata: type === 'steamID' ? { profile: { steamid: identifier, personaname: name } } : null,
  }));
}

function seedFlags(now: number): SimFlag[] {
  return [
    ...FLAGS.map(([name, color, icon, description], index) => ({
      id: stableUuid(`flag ${index}`),
      name,
      color,
      icon,
      description,
      createdAt: now - (500 - index) * DAY,
      personal: false,
    })),
    {
      id: stableUuid('flag personal'),
      name: 'Mine alone',
      color: '#777777',
      icon: null,
      description: null,
      createdAt: now - 10 * DAY,
      personal: true,
    },
  ];
}

/** Every third player has a flag; of every ninth it was taken away again. */
function seedFlagPlayers(
  players: readonly SimPlayer[],
  flags: readonly SimFlag[],
  now: number,
): SimFlagPlayer[] {
  const shared = flags.filter(({ personal }) => !personal);
  return players.flatMap((player, index) => {
    const flag = shared[index % shared.length];
    if (index % 3 !== 1 || flag === undefined) return [];
    const addedAt = now - (index + 20) * DAY;
    return [
      { playerId: player.id, flagId: flag.id, addedAt, removedAt: index % 9 === 4 ? now - DAY : undefined },
    ];
  });
}

/** Of the first three players alone; one is personal, and one was written by somebody else. */
function seedNotes(players: readonly SimPlayer[], now: number): SimNote[] {
  const texts = [
    'Warned for ramming <twice> & again',
    'Mine alone',
    'Appealed at example.invalid\nTurned down',
  ];
  return players.slice(0, texts.length).map((player, index) => ({
    id: String(650_000_001 + index),
    playerId: player.id,
    note: texts[index] ?? '',
    shared: index === 0,
    createdAt: now - (index + 4) * DAY,
    personal: index === 1,
    userId: index === 2 ? '900002' : undefined,
  }));
}

/** What triggers counted, of the first two players alone. */
function seedCounters(players: readonly SimPlayer[]): SimPlayerCounter[] {
  return players.slice(0, 2).map(({ id }, index) => ({
    id: `${id}:${index + 1}`,
    playerId: id,
    name: 'warnings',
    value: index + 2,
  }));
}

/** Every third ban has expired, every third lasts for good, and every fourth holds on one server only. */
function seedBan(player: SimPlayer, index: number, servers: readonly SimServer[], now: number): SimBan {
  const timestamp = now - (index * 3 + 1) * DAY;
  const known = player.identifiers.filter(({ type }) => type === 'steamID' || type === 'BEGUID');
  const expires = [now - index * HOUR - MINUTE, now + (index + 1) * DAY, null][index % 3] ?? null;
  return {
    id: String(150_000_000 + 40 - index),
    uid: `seed${String(index).padStart(4, '0')}`,
    timestamp,
    reason: `${index % 2 === 0 ? 'Cheating' : 'Griefing'} until {{expires}}, {{timeLeft}} left - appeal at example.invalid`,
    note: index % 2 === 0 ? `Seen on <${servers[0]?.name}> & reported twice` : null,
    expires,
    identifiers: known.map(({ id }) => Number(id)),
    orgWide: index % 4 !== 2,
    autoAddEnabled: true,
    nativeEnabled: null,
    playerId: player.id,
    serverId: index % 4 === 2 ? servers[0]?.id : undefined,
    banListId: stableUuid('ban list 0'),
    writtenAt: timestamp,
  };
}
