import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Included } from '../../battlemetrics/included.ts';
import type { Ban } from '../../battlemetrics/schemas/ban.ts';
import type { Call } from '../../http/call.ts';
import type { OutsideBan } from '../../store/outside-bans.ts';

interface Reading {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly now: number;
}

/** The bans that an organization has made since a moment. */
export interface BansSince {
  /** Oldest first. */
  readonly bans: readonly OutsideBan[];
  /** Some were left out, for there are too many to read. */
  readonly more: boolean;
}

/** The names of what a ban is about, as they are included beside it. */
const NAMES = { player: ['name'], server: ['name'], user: ['nickname'] } as const;
/** A hundred bans a page. */
const MOST_PAGES = 20;

/**
 * Reads the organization's bans, latest first, back to a moment by the time that each carries (document: "Ban").
 * Bans that were given an earlier time by whoever made them are not found.
 * @returns undefined when only old answers are to be had.
 * @throws ApiError, LimiterError
 */
export async function bansSince(reading: Reading, call: Call): Promise<BansSince | undefined> {
  const found = new Map<string, OutsideBan>();
  let more = false;
  // "If true, show expired" can be read as expired ones alone, so both lists count.
  for (const expired of [false, true]) {
    const part = await readList(reading, expired, call);
    if (part === undefined) return undefined;
    for (const ban of part.bans) found.set(ban.banId, ban);
    more ||= part.more;
  }
  return { bans: [...found.values()].sort((a, b) => a.madeAt - b.madeAt), more };
}

async function readList(
  { battlemetrics, organizationId, since, now }: Reading,
  expired: boolean,
  call: Call,
): Promise<BansSince | undefined> {
  let stale = false;
  const fresh: Call = {
    ...call,
    onStale: () => {
      stale = true;
    },
  };
  const query = {
    filter: { organization: organizationId, expired },
    include: ['player', 'server', 'user'] as const,
    fields: NAMES,
    sort: '-timestamp' as const,
    page: { size: 100 },
  };
  const bans: OutsideBan[] = [];
  let pages = 0;
  for await (const page of battlemetrics.bans.list.pages(query, fresh)) {
    if (stale) return undefined;
    for (const ban of page.data) {
      const madeAt = madeAtOf(ban, now);
      if (madeAt < since) return { bans, more: false };
      bans.push(toOutsideBan(ban, madeAt, page.included));
    }
    pages += 1;
    if (pages >= MOST_PAGES) return { bans, more: page.next !== undefined };
  }
  return { bans, more: false };
}

/** Whoever makes a ban may give it a time to come, behind which later ones would be overlooked. */
function madeAtOf({ attributes }: Ban, now: number): number {
  const time = Date.parse(attributes.timestamp);
  return Number.isNaN(time) ? now : Math.min(time, now);
}

function toOutsideBan(
  ban: Ban,
  madeAt: number,
  names: Included<typeof NAMES, 'player' | 'server' | 'user'>,
): OutsideBan {
  const { id, attributes, relationships, meta } = ban;
  const { uid, reason, expires, orgWide } = attributes;
  const playerId = relationships.player?.data?.id ?? null;
  const end = Date.parse(expires ?? '');
  return {
    banId: id,
    uid,
    playerId,
    player: names.related(ban, 'player')?.attributes.name ?? meta.player ?? undefined,
    reason,
    expires: Number.isNaN(end) ? null : end,
    orgWide,
    server: names.related(ban, 'server')?.attributes.name,
    author: names.related(ban, 'user')?.attributes.nickname ?? undefined,
    madeAt,
  };
}
