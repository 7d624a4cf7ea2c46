import type { Call } from '../../http/call.ts';
import type { WriteDependencies } from './write.ts';

/** How far BattleMetrics' clock, which other bans carry, may be from ours. */
const CLOCK_SKEW_MS = 15 * 60_000;
/** A hundred bans a page: more were never made between a confirmation and a look at it. */
const MOST_PAGES = 20;

/**
 * The ids of the bans that have these uids. By the list, for the search lags behind writes; back to `madeAt`, the time
 * that the bans carry, epoch milliseconds.
 */
export async function findByUid(
  uids: ReadonlySet<string>,
  madeAt: number,
  deps: WriteDependencies,
  call: Call,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  // "If true, show expired, otherwise hide expired bans" can be read as expired ones alone, so both lists count.
  for (const expired of [true, false]) {
    if (found.size === uids.size) break;
    await readList({ uids, madeAt, expired, found }, deps, call);
  }
  return found;
}

async function readList(
  wanted: {
    readonly uids: ReadonlySet<string>;
    readonly madeAt: number;
    readonly expired: boolean;
    readonly found: Map<string, string>;
  },
  { battlemetrics, organizationId }: WriteDependencies,
  call: Call,
): Promise<void> {
  const { uids, madeAt, expired, found } = wanted;
  const filter = { organization: organizationId, expired };
  const pages = battlemetrics.bans.list.pages({ filter, sort: '-timestamp', page: { size: 100 } }, call);
  let read = 0;
  for await (const page of pages) {
    for (const { id, attributes } of page.data) {
      if (attributes.uid !== null && uids.has(attributes.uid)) found.set(attributes.uid, id);
    }
    if (found.size === uids.size) return;
    const oldest = page.data.at(-1);
    const reached = oldest === undefined ? Number.NaN : Date.parse(oldest.attributes.timestamp);
    if (reached < madeAt - CLOCK_SKEW_MS) return;
    read += 1;
    if (read >= MOST_PAGES) return;
  }
}
