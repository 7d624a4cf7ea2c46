import type {
  SimFriend,
  SimInvite,
  SimNativeBan,
  SimNetwork,
  SimSubscription,
} from './organization-records.ts';
import { stableUuid } from './stable-uuid.ts';
import type { SimFlag, World } from './world.ts';

const DAY = 86_400_000;
/** Friends in both directions. */
const NEIGHBOURS = '30001';
/** Has not accepted yet. */
const REGIMENT = '30002';
/** Waits for the community to accept. */
const LEAGUE = '30003';

type Community = Pick<World, 'organization' | 'banLists' | 'flags' | 'players' | 'bans'>;

/** The organizations around a community: the same ones around every community, at the given moment. */
export function seedNetwork(community: Community, now: number): SimNetwork {
  const own = community.organization.id;
  const watched = foreignFlag(NEIGHBOURS, 'Neighbours: watch', now);
  const barred = foreignFlag(LEAGUE, 'League: **barred**', now);
  const shared = community.flags.filter(({ personal }) => !personal).slice(0, 1);
  const otherList = { id: stableUuid('list of neighbours'), name: "Neighbours' bans", ownerId: NEIGHBOURS };
  return {
    organizations: [
      organization(NEIGHBOURS, 'Example Neighbours', { rust: 310, squad: 44 }, 5_200),
      organization(REGIMENT, 'Example Regiment', { arma3: 25 }, 800),
      organization(LEAGUE, 'Example **League** @everyone', { squad: 3 }, 61_000),
      organization('30004', 'Example Wanderers', {}, 0),
    ],
    friends: [
      friend(own, NEIGHBOURS, { accepted: true, flagsShared: shared.map(({ id }) => id) }),
      friend(NEIGHBOURS, own, { accepted: true, flagsShared: [watched.id], flagsUsed: [watched.id] }),
      friend(own, REGIMENT, { notes: false, identifiers: ['steamID'] }),
      friend(LEAGUE, own, { flagsShared: [barred.id], identifiers: null }),
    ],
    flags: [watched, barred],
    otherBanLists: [otherList],
    subscriptions: [
      ...community.banLists.slice(1, 2).map(({ id }) => subscription(id, NEIGHBOURS, false)),
      subscription(otherList.id, NEIGHBOURS, true),
    ],
    invites: [
      invite('neighbour01', otherList.id, { organizationId: NEIGHBOURS, uses: 0, limit: 1 }),
      invite('neighbour02', otherList.id, { organizationId: NEIGHBOURS, uses: 1, limit: 1 }),
    ],
    nativeBans: community.bans.slice(0, 2).flatMap((ban) => oldNativeBan(community, ban, now)),
  };
}

function organization(
  id: string,
  name: string,
  gameRanks: Readonly<Record<string, number>>,
  uniquePlayers: number,
) {
  return { id, name, gameRanks, uniquePlayers, identifiers: uniquePlayers * 4 };
}

function foreignFlag(organizationId: string, name: string, now: number): SimFlag {
  const id = stableUuid(`flag of ${organizationId}`);
  const createdAt = now - 300 * DAY;
  return {
    id,
    name,
    color: '#0277bd',
    icon: 'flag',
    description: null,
    createdAt,
    personal: false,
    organizationId,
  };
}

function friend(organizationId: string, friendId: string, change: Partial<SimFriend>): SimFriend {
  return {
    organizationId,
    friendId,
    accepted: false,
    identifiers: ['steamID', 'ip'],
    notes: true,
    flagsShared: [],
    flagsUsed: [],
    ...change,
  };
}

function subscription(banListId: string, organizationId: string, all: boolean): SimSubscription {
  return {
    banListId,
    organizationId,
    settings: {
      action: 'log',
      defaultIdentifiers: ['steamID'],
      defaultReasons: [],
      defaultAutoAddEnabled: false,
      defaultNativeEnabled: false,
      nativeBanTTL: null,
      nativeBanTempMaxExpires: null,
      nativeBanPermMaxExpires: null,
    },
    permissions: { permManage: all, permCreate: true, permUpdate: all, permDelete: all },
    servers: null,
  };
}

function invite(
  id: string,
  banListId: string,
  rest: Pick<SimInvite, 'organizationId' | 'uses' | 'limit'>,
): SimInvite {
  const permissions = { permManage: false, permCreate: true, permUpdate: true, permDelete: false };
  return { id, banListId, userId: '910001', permissions, ...rest };
}

/** One that was in the game for its seven days, and is not any more. */
function oldNativeBan({ players }: Community, ban: World['bans'][number], now: number): SimNativeBan[] {
  const player = players.find(({ id }) => id === ban.playerId);
  const steamId = player?.identifiers.find(({ type }) => type === 'steamID');
  const [visit] = player?.visits ?? [];
  if (steamId === undefined || visit === undefined) return [];
  const end = Math.min(now, ban.timestamp + 7 * DAY);
  return [
    {
      id: stableUuid(`native ban ${ban.id}`),
      banId: ban.id,
      serverId: visit.serverId,
      type: steamId.type,
      identifier: steamId.identifier,
      createdAt: ban.timestamp,
      updatedAt: end,
      updateAt: end,
      state: 'removed',
      reason: ban.reason,
      expires: ban.expires,
    },
  ];
}
