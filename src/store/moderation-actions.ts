import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import {
  ACTION_STATES,
  type ActionRequest,
  ActionRequestSchema,
  type ActionResult,
  ActionResultSchema,
  type ActionState,
  type ModerationAction,
  type Moderator,
  NEXT_STATES,
  subjectKey,
} from './moderation-action.ts';
import { randomKey } from './random-key.ts';
import type { Tables } from './schema.ts';

export interface NewAction {
  readonly moderator: Moderator;
  readonly request: ActionRequest;
  /** Epoch milliseconds; null for what needs no confirmation. */
  readonly lapsesAt: number | null;
}

/** What may be written together with a change of state. */
export interface ActionChanges {
  readonly uid?: string;
  /** Epoch milliseconds. */
  readonly timestamp?: number;
  readonly result?: ActionResult;
  readonly error?: string | null;
}

/** The repository of `moderation_actions`. */
export interface ModerationActions {
  /** Writes a draft. */
  create(action: NewAction): Promise<ModerationAction>;
  get(id: string): Promise<ModerationAction | undefined>;
  /**
   * Changes the state if it still is `from`, in one statement: of two that try, one gets the action and the other
   * undefined. Times are set by the new state; a state that the audit channel should show makes the audit pending.
   * @throws RangeError for a step that `NEXT_STATES` does not know.
   */
  move(
    id: string,
    from: ActionState,
    to: ActionState,
    changes?: ActionChanges,
  ): Promise<ModerationAction | undefined>;
  /** Oldest first. */
  inState(state: ActionState): Promise<readonly ModerationAction[]>;
  /** Makes all drafts `lapsed` whose time is over. */
  lapse(): Promise<void>;
  /** What is going on about the same person: drafts that still can be confirmed, and what may have happened. */
  open(request: ActionRequest): Promise<readonly ModerationAction[]>;
  /** Actions whose present state the audit channel does not show yet, oldest first. */
  auditPending(): Promise<readonly ModerationAction[]>;
  /** Notes the audit message; it is up to date only if the action has not changed since `revision`. */
  auditPosted(
    id: string,
    revision: number,
    message: { readonly channelId: string; readonly messageId: string },
  ): Promise<void>;
}

type Row = Selectable<Tables['moderation_actions']>;
type RowChanges = Updateable<Tables['moderation_actions']>;

const SHOWN_IN_AUDIT: readonly ActionState[] = ['done', 'failed', 'unknown'];
const StateSchema = z.enum(ACTION_STATES);

export function createModerationActions(db: Kysely<Tables>, now: () => number): ModerationActions {
  const select = () => db.selectFrom('moderation_actions').selectAll().orderBy('created_at').orderBy('id');

  return {
    async create({ moderator, request, lapsesAt }) {
      const row: Insertable<Tables['moderation_actions']> = {
        id: randomKey(16),
        kind: request.kind,
        state: 'draft',
        moderator_id: moderator.id,
        moderator_name: moderator.name,
        subject: subjectKey(request),
        request: JSON.stringify(request),
        created_at: now(),
        lapses_at: lapsesAt,
      };
      return toAction(
        await db.insertInto('moderation_actions').values(row).returningAll().executeTakeFirstOrThrow(),
      );
    },

    async get(id) {
      const row = await db
        .selectFrom('moderation_actions')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? undefined : toAction(row);
    },

    async move(id, from, to, changes = {}) {
      if (!NEXT_STATES[from].includes(to)) throw new RangeError(`an action cannot go from ${from} to ${to}`);
      const row = await db
        .updateTable('moderation_actions')
        .set({ ...changesFor(to, now()), ...toColumns(changes) })
        .set((eb) => ({ state: to, revision: eb('revision', '+', 1) }))
        .where('id', '=', id)
        .where('state', '=', from)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : toAction(row);
    },

    async inState(state) {
      return (await select().where('state', '=', state).execute()).map(toAction);
    },

    async lapse() {
      await db
        .updateTable('moderation_actions')
        .set((eb) => ({ state: 'lapsed', settled_at: now(), revision: eb('revision', '+', 1) }))
        .where('state', '=', 'draft')
        .where('lapses_at', '<=', now())
        .execute();
    },

    async open(request) {
      const rows = await select()
        .where('subject', '=', subjectKey(request))
        .where((eb) =>
          eb.or([
            eb('state', 'in', ['sending', 'unknown']),
            eb.and([eb('state', '=', 'draft'), eb('lapses_at', '>', now())]),
          ]),
        )
        .execute();
      return rows.map(toAction);
    },

    async auditPending() {
      return (await select().where('audit_pending', '=', 1).execute()).map(toAction);
    },

    async auditPosted(id, revision, { channelId, messageId }) {
      await db
        .updateTable('moderation_actions')
        .set((eb) => ({
          audit_channel_id: channelId,
          audit_message_id: messageId,
          audit_pending: eb
            .case()
            .when('revision', '=', revision)
            .then(0)
            .else(eb.ref('audit_pending'))
            .end(),
        }))
        .where('id', '=', id)
        .execute();
    },
  };
}

function changesFor(to: ActionState, at: number): RowChanges {
  if (to === 'sending') return { confirmed_at: at };
  return { settled_at: at, ...(SHOWN_IN_AUDIT.includes(to) ? { audit_pending: 1 } : {}) };
}

function toColumns({ uid, timestamp, result, error }: ActionChanges): RowChanges {
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(result === undefined ? {} : { result: JSON.stringify(result) }),
    ...(error === undefined ? {} : { error }),
  };
}

function toAction(row: Row): ModerationAction {
  return {
    id: row.id,
    state: StateSchema.parse(row.state),
    revision: row.revision,
    moderator: { id: row.moderator_id, name: row.moderator_name },
    request: ActionRequestSchema.parse(JSON.parse(row.request)),
    uid: row.uid,
    timestamp: row.timestamp,
    result: row.result === null ? null : ActionResultSchema.parse(JSON.parse(row.result)),
    error: row.error,
    createdAt: row.created_at,
    lapsesAt: row.lapses_at,
    confirmedAt: row.confirmed_at,
    settledAt: row.settled_at,
    auditPending: row.audit_pending === 1,
    auditMessage:
      row.audit_channel_id === null || row.audit_message_id === null
        ? null
        : { channelId: row.audit_channel_id, messageId: row.audit_message_id },
  };
}
