import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { ArgsOf } from '../../battlemetrics/bound.ts';
import type { Included } from '../../battlemetrics/included.ts';
import type { bans } from '../../battlemetrics/resources/bans.ts';
import type { Ban } from '../../battlemetrics/schemas/ban.ts';
import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import type { BanListView, ShownBan } from '../../render/moderation/views.ts';
import type { Subject } from '../../store/moderation-request.ts';
import { withScope } from '../lacking-scope.ts';
import { BAN_FIELDS, type BanNames, toShownBan } from './shown-ban.ts';

/** Which bans are listed; all that is given must fit. */
export interface BanFilter {
  readonly state: 'active' | 'expired' | 'all';
  /** BattleMetrics' id. */
  readonly player?: string | undefined;
  /** BattleMetrics' id. */
  readonly server?: string | undefined;
  /** A part of a name, a reason, a uid or an identifier. The search lags behind what was just banned. */
  readonly search?: string | undefined;
}

/** A ban with the names of what it is about. */
export interface FoundBan {
  readonly ban: Ban;
  readonly shown: ShownBan;
}

/** The organization's bans. */
export interface BanFinder {
  /** At most 25 active bans that fit the text, the latest first. */
  search(text: string, call: Call): Promise<readonly ShownBan[]>;
  /** The latest bans that hold on a person, and whether there are more. */
  of(
    subject: Subject,
    call: Call,
  ): Promise<{ readonly activeBans: readonly ShownBan[]; readonly moreBans: boolean }>;
  /** At most 200 bans, the latest first; `more` when there may be others. One call for each hundred that is read. */
  list(filter: BanFilter, call: Call): Promise<BanListView>;
  /**
   * By an id also a ban of another organization, as one of a shared list is: `refuseForeignBan` keeps it from changes.
   * @throws UserError when the text is neither the id of a ban that the token may read nor the uid of one of ours.
   */
  resolve(text: string, call: Call): Promise<FoundBan>;
}

interface FinderOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly now: () => number;
}

const MOST_CHOICES = 25;
/** Of one person, so that the preview of another ban stays readable. */
const MOST_SHOWN = 5;
const PAGE_SIZE = 100;
const MOST_LISTED = 200;
/** Read for a list in which few of the bans fit. */
const MOST_PAGES = 10;
/** Of a uid. Document: "Ban", `attributes:uid`. */
type Exemptions = Included<typeof BAN_FIELDS, 'banExemption'>;
type ListFilter = NonNullable<ArgsOf<typeof bans.list>['filter']>;

const SHORTEST_UID = 5;
const LONGEST_UID = 14;

export function createBanFinder({ battlemetrics, organizationId, now }: FinderOptions): BanFinder {
  const withNames = {
    include: ['player', 'server', 'user', 'banExemption'] as const,
    fields: BAN_FIELDS,
    sort: '-timestamp' as const,
  };

  const isOver = ({ expires }: ShownBan) => expires !== null && expires <= now();

  /** Bans as moderators see them, beside which the organization's exemptions are included. */
  const shownOf = (bans: readonly Ban[], included: BanNames & Exemptions): readonly ShownBan[] => {
    const exempt = new Set(
      included
        .all('banExemption')
        .filter(({ relationships }) => relationships.organization?.data?.id === organizationId)
        .map(({ relationships }) => relationships.ban?.data?.id),
    );
    return bans.map((ban) => toShownBan(ban, included, exempt.has(ban.id)));
  };

  const page = async (filter: ListFilter, size: number, call: Call): Promise<BanListView> => {
    const answer = await battlemetrics.bans.list(
      { filter: { organization: organizationId, ...filter }, ...withNames, page: { size } },
      call,
    );
    const { active, expired, total } = answer.meta ?? {};
    return {
      bans: shownOf(answer.data, answer.included),
      more: answer.next !== undefined,
      counts: { active, expired, total },
    };
  };

  /** Reads one of the two lists until `MOST_LISTED` bans of it fit. */
  const read = async (
    filter: ListFilter,
    fits: (ban: ShownBan) => boolean,
    call: Call,
  ): Promise<BanListView> => {
    const bans: ShownBan[] = [];
    let counts: BanListView['counts'] = {};
    let pages = 0;
    const query = { filter: { organization: organizationId, ...filter }, ...withNames };
    for await (const part of battlemetrics.bans.list.pages({ ...query, page: { size: PAGE_SIZE } }, call)) {
      bans.push(...shownOf(part.data, part.included).filter(fits));
      counts = { active: part.meta?.active, expired: part.meta?.expired, total: part.meta?.total };
      pages += 1;
      const enough = bans.length >= MOST_LISTED || pages >= MOST_PAGES;
      if (enough) return { bans, more: part.next !== undefined, counts };
    }
    return { bans, more: false, counts };
  };

  const byId = async (id: string, call: Call): Promise<FoundBan | undefined> => {
    try {
      // Exemptions cannot be included here; whoever needs them reads them beside it.
      const { data, included } = await battlemetrics.bans.get(
        { id, include: ['player', 'server', 'user'], fields: BAN_FIELDS },
        call,
      );
      return { ban: data, shown: toShownBan(data, included, false) };
    } catch (error) {
      if (error instanceof NotFoundError && !error.byWebPage) return undefined;
      throw error;
    }
  };

  const byUid = async (uid: string, call: Call): Promise<FoundBan | undefined> => {
    if (uid.length < SHORTEST_UID || uid.length > LONGEST_UID) return undefined;
    // The search does not know yet what was just made, and then it is among the latest. "If true, show expired" can
    // be read as expired ones alone, so both lists count.
    for (const found of [{ search: uid }, {}]) {
      for (const expired of [false, true]) {
        const filter = { organization: organizationId, expired, ...found };
        const query = { filter, ...withNames, page: { size: PAGE_SIZE } };
        const answer = await battlemetrics.bans.list(query, call);
        const ban = answer.data.find(({ attributes }) => attributes.uid === uid);
        const [shown] = ban === undefined ? [] : shownOf([ban], answer.included);
        if (ban !== undefined && shown !== undefined) return { ban, shown };
      }
    }
    return undefined;
  };

  const mayRead = <T>(work: () => Promise<T>) => withScope('ban:read', 'read bans', work);

  return {
    search: (text, call) =>
      mayRead(async () => {
        const filter = { expired: false, ...(text === '' ? {} : { search: text }) };
        return (await page(filter, MOST_CHOICES, call)).bans;
      }),

    of: ({ playerId, steamId }, call) =>
      mayRead(async () => {
        // Of a Steam ID without a player only the search knows.
        const whose = playerId === null ? { search: steamId ?? '' } : { player: playerId };
        const { bans, more } = await page({ expired: false, ...whose }, MOST_SHOWN, call);
        return { activeBans: bans, moreBans: more };
      }),

    list: ({ state, player, server, search = '' }, call) =>
      mayRead(async () => {
        const text = search.trim();
        const filter = {
          ...(player === undefined ? {} : { player }),
          ...(server === undefined ? {} : { server }),
          ...(text === '' ? {} : { search: text }),
        };
        const any = () => true;
        if (state === 'active') return read({ ...filter, expired: false }, any, call);
        // The active ones stand in this list, too, unless it is read as that of the expired ones alone.
        if (state === 'expired') return read({ ...filter, expired: true }, isOver, call);
        const [all, active] = await Promise.all([
          read({ ...filter, expired: true }, any, call),
          read({ ...filter, expired: false }, any, call),
        ]);
        const bans = new Map([...all.bans, ...active.bans].map((ban) => [ban.id, ban]));
        const latestFirst = [...bans.values()].toSorted((a, b) => (b.madeAt ?? 0) - (a.madeAt ?? 0));
        return {
          bans: latestFirst.slice(0, MOST_LISTED),
          more: all.more || active.more || latestFirst.length > MOST_LISTED,
          counts: all.counts,
        };
      }),

    resolve: (text, call) =>
      mayRead(async () => {
        const asked = text.trim();
        const isId = /^\d{1,19}$/u.test(asked);
        const found = (isId ? await byId(asked, call) : undefined) ?? (await byUid(asked, call));
        if (found === undefined) {
          throw new UserError(
            'ban-unknown',
            'There is no such ban. Pick one of the suggestions while you type, or give the id of a ban.',
          );
        }
        return found;
      }),
  };
}

/**
 * The token's owner may be in several organizations, whose moderators are others.
 * @throws UserError when a ban is of another organization than ours.
 */
export function refuseForeignBan({ ban }: FoundBan, organizationId: string): void {
  const owner = ban.relationships.organization?.data?.id;
  if (owner === undefined || owner === organizationId) return;
  throw new UserError(
    'ban-elsewhere',
    `Ban ${ban.id} is of another organization: only it can lift or change it.`,
  );
}
