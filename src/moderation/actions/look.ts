import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import type { ActionResult, ModerationAction } from '../../store/moderation-action.ts';
import type { FlagRequest, UnbanRequest } from '../../store/moderation-request.ts';
import type { SendDependencies } from './send.ts';

/**
 * What the server says about an action that may have happened. `not-seen` proves nothing: a ban may still be on its
 * way. `not-so`: it is not as asked, and asking again does no harm.
 */
export type Finding =
  | { readonly kind: 'happened'; readonly result: ActionResult }
  | { readonly kind: 'not-seen' }
  | { readonly kind: 'not-so' };

/** How far BattleMetrics' clock, which other bans carry, may be from ours. */
const CLOCK_SKEW_MS = 15 * 60_000;
/** A hundred bans a page: more were never made between a confirmation and a look at it. */
const MOST_PAGES = 20;

/**
 * Asks the server once what became of an action.
 * @throws ApiError or LimiterError when it can't be asked.
 */
export async function look(action: ModerationAction, deps: SendDependencies, call: Call): Promise<Finding> {
  const { request } = action;
  // A moderator's read bypasses the cache: an old answer must not speak about a new action.
  const fresh: Call = { ...call, class: 'moderator' };
  switch (request.kind) {
    case 'ban':
      return findBan(action, deps, fresh);
    case 'unban':
      return isLifted(request, deps, fresh);
    case 'flag-add':
    case 'flag-remove':
      return isFlaggedAsAsked(request, deps, fresh);
  }
}

/** By the list, for the search lags behind writes; back to the time that the ban carries. */
async function findBan(action: ModerationAction, deps: SendDependencies, call: Call): Promise<Finding> {
  const { uid, timestamp } = action;
  if (uid === null || timestamp === null) return { kind: 'not-seen' };
  // "If true, show expired, otherwise hide expired bans" can be read as expired ones alone, so both lists count.
  for (const expired of [true, false]) {
    const banId = await findInList({ uid, timestamp, expired }, deps, call);
    if (banId !== undefined) return { kind: 'happened', result: { banId } };
  }
  return { kind: 'not-seen' };
}

async function findInList(
  wanted: { readonly uid: string; readonly timestamp: number; readonly expired: boolean },
  { battlemetrics, organizationId }: SendDependencies,
  call: Call,
): Promise<string | undefined> {
  const filter = { organization: organizationId, expired: wanted.expired };
  const pages = battlemetrics.bans.list.pages({ filter, sort: '-timestamp', page: { size: 100 } }, call);
  let read = 0;
  for await (const page of pages) {
    const ban = page.data.find(({ attributes }) => attributes.uid === wanted.uid);
    if (ban !== undefined) return ban.id;
    const oldest = page.data.at(-1);
    const reached = oldest === undefined ? Number.NaN : Date.parse(oldest.attributes.timestamp);
    if (reached < wanted.timestamp - CLOCK_SKEW_MS) return undefined;
    read += 1;
    if (read >= MOST_PAGES) return undefined;
  }
  return undefined;
}

async function isLifted(request: UnbanRequest, deps: SendDependencies, call: Call): Promise<Finding> {
  const { banId, mode } = request;
  const happened: Finding = { kind: 'happened', result: { banId } };
  try {
    const { data } = await deps.battlemetrics.bans.get({ id: banId }, call);
    const { expires } = data.attributes;
    const over = expires !== null && Date.parse(expires) <= deps.now();
    return mode === 'expire' && over ? happened : { kind: 'not-so' };
  } catch (error) {
    if (error instanceof NotFoundError && !error.byWebPage) return happened;
    throw error;
  }
}

async function isFlaggedAsAsked(request: FlagRequest, deps: SendDependencies, call: Call): Promise<Finding> {
  const wanted = request.kind === 'flag-add';
  const entries = deps.battlemetrics.flagPlayers.list.all(
    { player: request.playerId, page: { size: 100 } },
    call,
  );
  let has = false;
  for await (const { attributes, relationships } of entries) {
    if (attributes.removedAt === null && relationships.playerFlag?.data?.id === request.flagId) has = true;
  }
  return has === wanted ? { kind: 'happened', result: {} } : { kind: 'not-so' };
}
