import type { SimNetwork } from './organization-records.ts';
import type { SimBanExemption, SimConsoleCommand, SimNote, SimReservedSlot, SimUser } from './records.ts';
import type { SimPlayerCounter, SimRcon, SimServerRecords } from './server-records.ts';

/** The state behind the simulator: one community with its servers, people, flags and bans. Times: epoch milliseconds. */
export interface World {
  readonly organization: SimOrganization;
  /** Owner of the token; `{{admin}}` in a reason would be this one. */
  readonly user: SimUser;
  /** Others who moderate the community by BattleMetrics' own pages. */
  readonly users: SimUser[];
  readonly servers: SimServer[];
  readonly players: SimPlayer[];
  readonly flags: SimFlag[];
  readonly flagPlayers: SimFlagPlayer[];
  readonly banLists: SimBanList[];
  readonly bans: SimBan[];
  readonly exemptions: SimBanExemption[];
  readonly notes: SimNote[];
  readonly reservedSlots: SimReservedSlot[];
  /** Other organizations, and what is shared with them. `seedNetwork` makes one. */
  readonly network: SimNetwork;
  /** What the consoles of the servers were told, in order. */
  readonly consoleCommands: SimConsoleCommand[];
  /** Groups, descriptions, outages and favourites of the servers; default: none. */
  readonly serverRecords?: SimServerRecords;
  /** What triggers counted of players; default: nothing. */
  readonly playerCounters?: readonly SimPlayerCounter[];
  /** Reads "If true, show expired" as expired bans alone, which the document does not rule out. */
  expiredAlone: boolean;
  /** Hands out ids of new resources. */
  nextId: number;
}

export interface SimOrganization {
  readonly id: string;
  readonly name: string;
}

export interface SimServer {
  readonly id: string;
  name: string;
  readonly game: string;
  /** Undefined: of somebody else, unless it is unclaimed. */
  organizationId: string | undefined;
  /** Nobody's: whoever connects to it by RCON has it. Default: false. */
  unclaimed?: boolean;
  address: string | null;
  ip: string;
  port: number;
  /** Default: the one after `port`. */
  portQuery?: number;
  players: number;
  readonly maxPlayers: number;
  rank: number;
  readonly country: string;
  readonly location: readonly [longitude: number, latitude: number];
  status: 'online' | 'offline' | 'dead' | 'removed' | 'invalid';
  details: Readonly<Record<string, unknown>>;
  /** Shown to those with RCON access alone, which are those who may list it then. Default: false. */
  readonly private?: boolean;
  /** Too new for a rank. Default: false. */
  readonly unranked?: boolean;
  /** Settings of its RCON connection. */
  metadata?: Readonly<Record<string, unknown>>;
  /** Default: a community's own server is connected since it was made, another is not. */
  rcon?: SimRcon;
  defaultBanListId?: string | undefined;
  readonly createdAt: number;
}

export interface SimIdentifier {
  readonly id: string;
  readonly type: string;
  readonly identifier: string;
  lastSeen: number;
  readonly private: boolean;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

export interface SimVisit {
  readonly serverId: string;
  readonly firstSeen: number;
  lastSeen: number;
  /** Seconds. */
  timePlayed: number;
  online: boolean;
}

/** One stay on a server. */
export interface SimSession {
  readonly id: string;
  readonly serverId: string;
  readonly start: number;
  /** Undefined while it lasts. */
  stop: number | undefined;
  readonly firstTime: boolean;
  /** The name that was used. */
  readonly name: string;
}

export interface SimPlayer {
  readonly id: string;
  readonly name: string;
  /** The public profile is switched off. */
  readonly private: boolean;
  readonly positiveMatch: boolean;
  readonly createdAt: number;
  updatedAt: number;
  readonly identifiers: SimIdentifier[];
  readonly visits: SimVisit[];
  /** Where they are not kept, each visit counts as two stays, its first and its last. */
  sessions?: SimSession[];
}

export interface SimFlag {
  readonly id: string;
  name: string;
  color: string;
  icon: string | null;
  description: string | null;
  readonly createdAt: number;
  /** Default: `createdAt`. */
  updatedAt?: number;
  /** Belongs to the user alone. */
  readonly personal: boolean;
  /** Another organization that the token's owner belongs to as well; undefined: the world's own. */
  readonly organizationId?: string | undefined;
}

export interface SimFlagPlayer {
  readonly playerId: string;
  readonly flagId: string;
  addedAt: number;
  removedAt: number | undefined;
}

export interface SimBanList {
  readonly id: string;
  name: string;
  /** Another organization; undefined: the world's own. */
  readonly ownerId?: string | undefined;
}

/** An identifier of a ban: a known one by its id, or one typed in. */
export type SimBanIdentifier = number | { readonly type: string; readonly identifier: string };

export interface SimBan {
  readonly id: string;
  readonly uid: string;
  readonly timestamp: number;
  reason: string;
  /** As it was sent; it comes back as HTML. */
  note: string | null;
  expires: number | null;
  identifiers: readonly SimBanIdentifier[];
  orgWide: boolean;
  autoAddEnabled: boolean;
  nativeEnabled: boolean | null;
  playerId: string | undefined;
  serverId: string | undefined;
  banListId: string | undefined;
  /** Another organization that the token's owner belongs to as well; undefined: the world's own. */
  organizationId?: string | undefined;
  /** Who made it; undefined: the token's owner. */
  readonly userId?: string | undefined;
  /** When it was last written: the search finds it later. */
  writtenAt: number;
}

/** The id of a new resource. */
export function newId(world: World): string {
  const id = String(world.nextId);
  world.nextId += 1;
  return id;
}

/** The id of a new resource whose ids are UUIDs. */
export function newUuid(world: World): string {
  return `5a1cab1e-0000-41ee-8000-${Number(newId(world)).toString(16).padStart(12, '0')}`;
}

/** Ids of the servers that belong to the community. */
export function ownServerIds(world: World): ReadonlySet<string> {
  const own = world.servers.filter(({ organizationId }) => organizationId === world.organization.id);
  return new Set(own.map(({ id }) => id));
}
