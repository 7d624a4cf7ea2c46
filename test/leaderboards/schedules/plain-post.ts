import type { PostMoment, PreparedPost } from '../../../src/leaderboards/posts/post-content.ts';
import type { BoardSpec } from '../../../src/store/board.ts';
import type { Schedule } from '../../../src/store/schedule.ts';

export const SPEC: BoardSpec = {
  board: 'kdr',
  period: 'all',
  order: 'plain',
  minimum: 0,
  top: 3,
  server: null,
};

/** Says which due time it is for, in the text and by the occurrence in its button. */
export function postOf(schedule: Schedule, { dueAt, occurrenceId, now }: PostMoment, age = ''): PreparedPost {
  return {
    message: {
      content: `${nameOf(schedule.id, dueAt)} ${age}`.trim(),
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 2, label: 'All', custom_id: `v1:leaderboard:all:view.${occurrenceId}` },
          ],
        },
      ],
    },
    shown: {
      board: {
        spec: SPEC,
        version: 'current',
        metric: 'all',
        covers: 'all',
        entries: [],
        ranked: { count: 0, more: false },
        asOf: now,
      },
    },
  };
}

export function nameOf(scheduleId: string, dueAt: number): string {
  return `${scheduleId} ${new Date(dueAt).toISOString()}`;
}
