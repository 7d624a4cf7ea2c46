import { subscriptionOf } from './ban-list.ts';
import type { SimListServerSettings, SimListSettings, SimNativeBan } from './organization-records.ts';
import { newUuid, type SimBan, type SimServer, type World } from './world.ts';

const MINUTE = 60_000;
const CHECK_EVERY_MS = 60 * MINUTE;
/** "Default is 7 days." */
const DEFAULT_TTL_MINUTES = 7 * 24 * 60;
const NATIVE_TYPES: readonly string[] = ['steamID', 'BEGUID'];

/** What a game is to know of a ban. Times: epoch milliseconds. */
interface Wanted {
  readonly ban: SimBan;
  readonly serverId: string;
  readonly type: string;
  readonly identifier: string;
  readonly ttlMs: number;
  /** Of the native ban. */
  readonly expires: number | null;
}

/**
 * Brings the games' own lists up to date: what BattleMetrics does by and by. It is done after each write and before each
 * look, so that what came about without the API is seen too.
 */
export function syncNativeBans(world: World, now: number): void {
  const { nativeBans } = world.network;
  const all = world.bans.flatMap((ban) => wantedBy(world, ban));
  const wanted = new Map(all.map((one) => [keyOf(one.ban.id, one), one]));
  const known = new Set(nativeBans.map((native) => keyOf(native.banId, native)));
  for (const native of nativeBans) check(native, wanted.get(keyOf(native.banId, native)), world, now);
  for (const [key, one] of wanted) if (!known.has(key)) nativeBans.push(issue(world, one, now));
}

function keyOf(banId: string, { serverId, type, identifier }: Omit<SimNativeBan, 'id'> | Wanted): string {
  return [banId, serverId, type, identifier].join(' ');
}

function issue(world: World, { ban, serverId, type, identifier, ttlMs, expires }: Wanted, now: number) {
  const createdAt = Math.min(ban.writtenAt, now);
  const native: SimNativeBan = {
    id: newUuid(world),
    banId: ban.id,
    serverId,
    type,
    identifier,
    createdAt,
    updatedAt: createdAt,
    updateAt: createdAt + CHECK_EVERY_MS,
    state: 'added',
    reason: ban.reason,
    expires,
  };
  const end = endOf(ban, createdAt, ttlMs);
  if (end <= now) remove(native, end);
  else lookAt(native, now);
  return native;
}

function check(native: SimNativeBan, wanted: Wanted | undefined, world: World, now: number): void {
  const ban = world.bans.find(({ id }) => id === native.banId);
  const end = wanted && endOf(wanted.ban, native.createdAt, wanted.ttlMs);
  if (wanted === undefined || end === undefined || end <= now) {
    const ended = end ?? (ban?.expires !== null && ban?.expires !== undefined ? ban.expires : now);
    if (native.state === 'added') remove(native, Math.min(ended, now));
    return;
  }
  if (native.state === 'removed') {
    native.state = 'added';
    native.updatedAt = now;
    native.updateAt = now + CHECK_EVERY_MS;
  }
  native.reason = wanted.ban.reason;
  native.expires = wanted.expires;
  lookAt(native, now);
}

/** When it leaves the game: with the ban, or after its time there. */
function endOf({ expires }: SimBan, createdAt: number, ttlMs: number): number {
  return Math.min(expires ?? Number.POSITIVE_INFINITY, createdAt + ttlMs);
}

function remove(native: SimNativeBan, at: number): void {
  native.state = 'removed';
  native.updatedAt = at;
  native.updateAt = at;
}

/** The looks that were due meanwhile. */
function lookAt(native: SimNativeBan, now: number): void {
  if (native.updateAt >= now) return;
  const missed = Math.floor((now - native.updateAt) / CHECK_EVERY_MS);
  native.updatedAt = native.updateAt + missed * CHECK_EVERY_MS;
  native.updateAt = native.updatedAt + CHECK_EVERY_MS;
}

function wantedBy(world: World, ban: SimBan): Wanted[] {
  const list = world.banLists.find(({ id }) => id === ban.banListId);
  const subscription = list && subscriptionOf(world, list);
  const isOwn = (ban.organizationId ?? world.organization.id) === world.organization.id;
  const servers = isOwn ? world.servers.filter((server) => holdsOn(world, ban, server)) : [];
  return servers.flatMap(({ id }) => {
    const onServer = subscription?.servers?.find((server) => server.id === id);
    // A list that names its servers is used on no other.
    if (subscription?.servers && onServer === undefined) return [];
    const settings = nativeSettings(subscription?.settings, onServer?.meta ?? undefined);
    if (!(ban.nativeEnabled ?? settings.enabled)) return [];
    const ttlMs = settings.ttlMinutes * MINUTE;
    const expires = cappedExpires(ban, settings);
    return identifiersOf(world, ban).map((one) => ({ ban, serverId: id, ttlMs, expires, ...one }));
  });
}

function holdsOn(world: World, { orgWide, serverId }: SimBan, server: SimServer): boolean {
  return server.organizationId === world.organization.id && (orgWide || server.id === serverId);
}

function nativeSettings(list?: SimListSettings, server?: SimListServerSettings) {
  return {
    enabled: server?.defaultNativeEnabled ?? list?.defaultNativeEnabled ?? false,
    ttlMinutes: server?.nativeBanTTL ?? list?.nativeBanTTL ?? DEFAULT_TTL_MINUTES,
    permMax: server?.nativeBanPermMaxExpires ?? list?.nativeBanPermMaxExpires ?? null,
    tempMax: server?.nativeBanTempMaxExpires ?? list?.nativeBanTempMaxExpires ?? null,
  };
}

/** "We will not issue bans that last longer than this value." */
function cappedExpires(
  { expires, writtenAt }: SimBan,
  { permMax, tempMax }: { readonly permMax: number | null; readonly tempMax: number | null },
): number | null {
  const max = expires === null ? permMax : tempMax;
  if (max === null) return expires;
  return Math.min(expires ?? Number.POSITIVE_INFINITY, writtenAt + max * MINUTE);
}

function identifiersOf({ players }: World, { identifiers }: SimBan) {
  const ids = new Set(identifiers.filter((one) => typeof one === 'number'));
  const known = players.flatMap((player) => player.identifiers.filter(({ id }) => ids.has(Number(id))));
  const typedIn = identifiers.filter((one) => typeof one !== 'number');
  return [...known, ...typedIn]
    .filter(({ type }) => NATIVE_TYPES.includes(type))
    .map(({ type, identifier }) => ({ type, identifier }));
}
