import type { Selectable } from 'kysely';
import { z } from 'zod';
import { toMessageRef } from './message-ref.ts';
import { OCCURRENCE_STATES, type Occurrence } from './schedule.ts';
import type { Tables } from './schema.ts';

const KindSchema = z.enum(['due', 'manual']);
const StateSchema = z.enum(OCCURRENCE_STATES);

export function toOccurrence(row: Selectable<Tables['occurrences']>): Occurrence {
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    kind: KindSchema.parse(row.kind),
    dueAt: row.due_at,
    state: StateSchema.parse(row.state),
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    claimedAt: row.claimed_at,
    sentAt: row.sent_at,
    settledAt: row.settled_at,
    message: toMessageRef(row.message_channel_id, row.message_id),
    tidyPending: row.tidy_pending === 1,
    previous: toMessageRef(row.previous_channel_id, row.previous_message_id),
    note: row.note,
  };
}
