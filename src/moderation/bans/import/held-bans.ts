import { createHash } from 'node:crypto';
import type { BattleMetrics } from '../../../battlemetrics/battlemetrics.ts';
import type { Ban } from '../../../battlemetrics/schemas/ban.ts';
import type { Call } from '../../../http/call.ts';
import type { BanScope } from '../../../store/moderation-request.ts';

/** Whom an entry of a list bans. */
export interface Banned {
  readonly type: string;
  readonly identifier: string;
}

/** What an import meets: the bans that there are, and those that there were. */
export interface HeldBans {
  /** Whether a ban holds on all that the import is for. */
  covers(banned: Banned): boolean;
  /**
   * The uid that an import gives to a ban. It follows from whom it bans and where, so that a list imported twice makes
   * no second ban; but BattleMetrics never takes a uid again, also of a ban that is over, which then counts on.
   */
  uidOf(banned: Banned): string;
}

interface HeldOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly now: () => number;
}

const UID_LENGTH = 12;
const PAGE_SIZE = 100;

/** Reads all bans of the organization, those that are over included. One call for each hundred, of those that hold two. */
export async function readHeldBans(
  scope: BanScope,
  { battlemetrics, organizationId, now }: HeldOptions,
  call: Call,
): Promise<HeldBans> {
  const covering = new Set<string>();
  const uids = new Set<string>();
  const coveringUids = new Set<string>();
  const read = async (expired: boolean) => {
    const query = { filter: { organization: organizationId, expired }, page: { size: PAGE_SIZE } };
    for await (const ban of battlemetrics.bans.list.all(query, call)) {
      const { uid, identifiers, expires } = ban.attributes;
      if (uid !== null) uids.add(uid);
      if (expires !== null && Date.parse(expires) <= now()) continue;
      if (!isAsWide(ban, scope)) continue;
      if (uid !== null) coveringUids.add(uid);
      for (const { type, identifier } of identifiers) {
        if (type !== undefined && identifier !== undefined) covering.add(keyOf({ type, identifier }));
      }
    }
  };
  // "If true, show expired" can be read as expired ones alone, so both lists count.
  await read(true);
  await read(false);
  const uidAt = (banned: Banned, nth: number) =>
    uidFrom([organizationId, placeOf(scope), keyOf(banned), nth]);
  const latestUid = (banned: Banned) => {
    for (let nth = 0; ; nth += 1) {
      const uid = uidAt(banned, nth);
      if (!uids.has(uid) || coveringUids.has(uid)) return uid;
    }
  };
  return {
    // Values may be hidden from the token; then the uid tells what an import banned.
    covers: (banned) => covering.has(keyOf(banned)) || coveringUids.has(latestUid(banned)),
    uidOf: latestUid,
  };
}

/** By which identifiers are compared. */
export function keyOf({ type, identifier }: Banned): string {
  return `${type}:${identifier.toLowerCase()}`;
}

/** Whether a ban holds wherever one of that scope would. */
function isAsWide({ attributes: { orgWide }, relationships }: Ban, scope: BanScope): boolean {
  switch (scope.kind) {
    case 'organization':
      return orgWide;
    case 'server':
      return orgWide || relationships.server?.data?.id === scope.serverId;
    case 'ban-list':
      return relationships.banList?.data?.id === scope.banListId;
  }
}

function placeOf(scope: BanScope): string {
  switch (scope.kind) {
    case 'organization':
      return '';
    case 'server':
      return `server ${scope.serverId}`;
    case 'ban-list':
      return `list ${scope.banListId}`;
  }
}

function uidFrom(parts: readonly (string | number)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('base64url')
    .replaceAll(/[-_]/gu, 'x')
    .slice(0, UID_LENGTH);
}
