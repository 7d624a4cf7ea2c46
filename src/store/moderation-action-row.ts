import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import {
  ACTION_CAUSES,
  ACTION_STATES,
  type ActionCause,
  type ActionResult,
  ActionResultSchema,
  type ActionState,
  type ModerationAction,
  type Moderator,
} from './moderation-action.ts';
import { ActionRequestSchema } from './moderation-request.ts';
import type { Tables } from './schema.ts';

/** What may be written together with a change of state. */
export interface ActionChanges {
  readonly uid?: string;
  /** Epoch milliseconds. */
  readonly timestamp?: number;
  readonly result?: ActionResult;
  readonly error?: string | null;
  readonly approver?: Moderator;
  /** Epoch milliseconds. */
  readonly lapsesAt?: number | null;
  /** Epoch milliseconds. */
  readonly undoUntil?: number | null;
}

type Row = Selectable<Tables['moderation_actions']>;
type RowChanges = Updateable<Tables['moderation_actions']>;

const SHOWN_IN_AUDIT: readonly ActionState[] = ['proposed', 'done', 'failed', 'unknown'];
const StateSchema = z.enum(ACTION_STATES);
const CauseSchema = z.enum(ACTION_CAUSES);

/** What a change of state writes by itself. */
export function changesFor(from: ActionState, to: ActionState, at: number): RowChanges {
  // A question that was cancelled or lapsed is nobody else's concern; a proposal was seen by others.
  const shown = SHOWN_IN_AUDIT.includes(to) || from === 'proposed';
  const time = to === 'sending' || to === 'proposed' ? { confirmed_at: at } : { settled_at: at };
  return { ...time, ...(shown ? { audit_pending: 1 } : {}) };
}

export function toColumns(changes: ActionChanges): RowChanges {
  const { uid, timestamp, result, error, approver, lapsesAt, undoUntil } = changes;
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(result === undefined ? {} : { result: JSON.stringify(result) }),
    ...(error === undefined ? {} : { error }),
    ...(approver === undefined ? {} : { approver_id: approver.id, approver_name: approver.name }),
    ...(lapsesAt === undefined ? {} : { lapses_at: lapsesAt }),
    ...(undoUntil === undefined ? {} : { undo_until: undoUntil }),
  };
}

export function toAction(row: Row): ModerationAction {
  return {
    id: row.id,
    state: StateSchema.parse(row.state),
    revision: row.revision,
    moderator: { id: row.moderator_id, name: row.moderator_name },
    cause: toCause(row),
    request: ActionRequestSchema.parse(JSON.parse(row.request)),
    uid: row.uid,
    timestamp: row.timestamp,
    result: row.result === null ? null : ActionResultSchema.parse(JSON.parse(row.result)),
    error: row.error,
    approver: toModerator(row.approver_id, row.approver_name),
    createdAt: row.created_at,
    lapsesAt: row.lapses_at,
    confirmedAt: row.confirmed_at,
    settledAt: row.settled_at,
    undoUntil: row.undo_until,
    undoneBy: row.undone_by,
    auditPending: row.audit_pending === 1,
    auditMessage:
      row.audit_channel_id === null || row.audit_message_id === null
        ? null
        : { channelId: row.audit_channel_id, messageId: row.audit_message_id },
  };
}

function toCause({ cause, cause_of: of }: Row): ActionCause {
  const kind = CauseSchema.parse(cause);
  return kind === 'command' ? { kind } : { kind, of: of ?? '' };
}

function toModerator(id: string | null, name: string | null): Moderator | null {
  return id === null ? null : { id, name: name ?? id };
}
