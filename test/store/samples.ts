import type { Board, BoardSpec } from '../../src/store/board.ts';
import type { Schedule, ScheduleSettings } from '../../src/store/schedule.ts';
import type { SnapshotData } from '../../src/store/snapshot.ts';
import type { Store } from '../../src/store/store.ts';

export const spec: BoardSpec = {
  board: 'kdr',
  period: 'month',
  order: 'weighted',
  minimum: 10,
  top: 10,
  server: { id: 'Caucasus', name: 'Caucasus' },
};

export const settings: ScheduleSettings = {
  content: { kind: 'board', spec },
  channelId: '11',
  when: 'daily 18:00',
  cron: '0 18 * * *',
  timezone: 'Europe/Berlin',
  mode: 'edit',
  pin: true,
  deletePrevious: false,
  mentionRoleId: null,
};

/** What a post showed; recognised by the number of those who were ranked. */
export function shown(count: number): SnapshotData {
  const board: Board = {
    spec,
    version: 'current',
    metric: 'all',
    covers: 'month',
    entries: [{ key: 'ucid:1', name: 'Raven', rank: 1, value: 2.5, kills: 50, deaths: 20, score: 0.6 }],
    ranked: { count, more: false },
    asOf: 5_000,
  };
  return { board, digest: { uniquePlayers: 40, moduleHours: [{ module: 'F-16C', hours: 1.5 }] } };
}

/** Takes a due time through to its message; its snapshot is taken at the store's present time. */
export async function post(store: Store, schedule: Schedule, dueAt: number, count = 1): Promise<string> {
  const claimed = await store.occurrences.claim(schedule.id, dueAt);
  if (claimed === undefined) throw new Error('taken before');
  await store.occurrences.sending(claimed.id, shown(count));
  await store.occurrences.posted(claimed.id, {
    message: { channelId: schedule.channelId, messageId: `m${dueAt}` },
    previous: null,
    tidyPending: false,
  });
  return claimed.id;
}
