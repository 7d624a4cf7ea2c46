import type { Logger } from 'pino';
import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Channels } from '../message/channels.ts';
import type { Posts } from '../message/posts.ts';
import type { StatusContent } from '../render/status-board.ts';
import type { Store } from '../store/store.ts';
import type { KnownServers } from './known-servers.ts';
import { notify } from './notifications.ts';
import type { StatusBoardKeeper } from './status-boards.ts';

export interface PollOptions {
  readonly battlemetrics?: BattleMetrics | undefined;
  readonly store: Pick<Store, 'statusBoards' | 'notifications' | 'attendance'>;
  readonly posts: Posts;
  readonly channels: Pick<Channels, 'isMember' | 'sees'>;
  readonly known: KnownServers;
  readonly keeper: StatusBoardKeeper;
  /** What a board shows of the servers as they are known. */
  readonly content: () => StatusContent | undefined;
  readonly now: () => number;
  readonly log: Logger;
  readonly maySend: () => Promise<boolean>;
  /** Aborted when the bot stops. */
  readonly signal: AbortSignal;
}

/** Where nobody waits for BattleMetrics' servers, they are looked at only for the attendance. */
const RARE_MS = 5 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** A question that has not had its turn by the next look is of no use. */
const DEADLINE_MS = 60_000;

/** Makes one look at the servers, and does what follows from it. It never rejects. */
export function createPoll(options: PollOptions): () => Promise<void> {
  const { battlemetrics, store, known, keeper, content, now, log, maySend, signal } = options;
  let rareAt = Number.NEGATIVE_INFINITY;
  let thinnedAt = Number.NEGATIVE_INFINITY;

  /** A step that fails keeps no other one from being done. */
  const step = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, `${what} failed; going on with the next look`);
    }
  };

  /** BattleMetrics' allowance is people's: it is asked each minute only where somebody sees the difference. */
  const asksBattleMetrics = async (): Promise<boolean> => {
    if (battlemetrics === undefined) return false;
    const waitedFor =
      (await store.statusBoards.all()).some(({ state }) => state === 'active') ||
      (await store.notifications.all()).some(({ server }) => server.api === 'battlemetrics');
    // The clock may have been put back since.
    if (!waitedFor && Math.abs(now() - rareAt) < RARE_MS) return false;
    rareAt = now();
    return true;
  };

  const look = async (): Promise<void> => {
    const call = { class: 'background', signal, deadline: now() + DEADLINE_MS } as const;
    const sightings = await known.look(call, { battlemetrics: await asksBattleMetrics() });
    if (!(await maySend())) return;
    await step('Noting the attendance', async () => {
      const seen = sightings.map(({ api, id, players }) => ({ api, serverId: id, players }));
      if (seen.length > 0) await store.attendance.note(now(), seen);
      if (Math.abs(now() - thinnedAt) < DAY_MS) return;
      await store.attendance.thin();
      thinnedAt = now();
    });
    // Side by side: Discord may keep the edits of a board waiting, and a ping is of use at once.
    await Promise.all([
      step('Keeping the status boards current', async () => {
        const shown = content();
        if (shown !== undefined) await keeper.update(shown);
      }),
      step('Looking for whom to ping', () => notify(sightings, { ...options, ...store })),
    ]);
  };

  return () => step('A look at the servers', look);
}
