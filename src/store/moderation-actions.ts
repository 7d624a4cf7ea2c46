import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
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
  NEXT_STATES,
} from './moderation-action.ts';
import {
  type ActionKind,
  type ActionRequest,
  ActionRequestSchema,
  subjectKey,
} from './moderation-request.ts';
import { randomKey } from './random-key.ts';
import type { Tables } from './schema.ts';

export interface NewAction {
  readonly moderator: Moderator;
  readonly request: ActionRequest;
  /** Epoch milliseconds; null for what needs no confirmation. */
  readonly lapsesAt: number | null;
  /** Default: a command. */
  readonly cause?: ActionCause;
  /**
   * What asked for it: the id of the interaction, which Discord may deliver twice. A second action with the same key
   * is not made; the first one is given back.
   */
  readonly requestKey?: string;
  /** Of a ban. */
  readonly uid?: string;
}

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

/** Which actions are looked for; all that is given must fit. Times are epoch milliseconds. */
export interface ActionFilter {
  readonly moderatorId?: string;
  /** A BattleMetrics player id, another `subjectKey`, or a part of the name that a player had then. */
  readonly player?: string;
  readonly kinds?: readonly ActionKind[];
  /** Without it all but drafts, and what was never confirmed. */
  readonly states?: readonly ActionState[];
  readonly from?: number;
  readonly until?: number;
}

/** The repository of `moderation_actions`. */
export interface ModerationActions {
  /** Writes a draft. */
  create(action: NewAction): Promise<ModerationAction>;
  get(id: string): Promise<ModerationAction | undefined>;
  /** What was made of an interaction already, which Discord then delivers again. */
  byRequestKey(requestKey: string): Promise<ModerationAction | undefined>;
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
  /** Writes down how far an action got that is being sent. */
  progress(id: string, result: ActionResult): Promise<void>;
  /** Lets the audit channel show an action that is being sent, for it takes longer. */
  showSending(id: string): Promise<void>;
  /** Oldest first. */
  inState(state: ActionState): Promise<readonly ModerationAction[]>;
  /** Makes all drafts and proposals `lapsed` whose time is over. */
  lapse(): Promise<void>;
  /** What is going on about the same person: what still can be confirmed or approved, and what may have happened. */
  open(request: ActionRequest): Promise<readonly ModerationAction[]>;
  /** Notes that `undo`, which is done, undid this one; its audit message says so from then on. */
  undone(id: string, undo: string): Promise<void>;
  /** Takes the offer to undo off all actions whose time for it is over. */
  endUndo(): Promise<void>;
  /** Those of the given uids that bans of the bot have, by a command or an import. */
  ownUids(uids: readonly string[]): Promise<ReadonlySet<string>>;
  /** The latest first, at most `limit`, from `offset` on. */
  search(filter: ActionFilter, limit: number, offset?: number): Promise<readonly ModerationAction[]>;
  /** How many `search` would find altogether. */
  count(filter: ActionFilter): Promise<number>;
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

const SHOWN_IN_AUDIT: readonly ActionState[] = ['proposed', 'done', 'failed', 'unknown'];
const StateSchema = z.enum(ACTION_STATES);
const CauseSchema = z.enum(ACTION_CAUSES);

export function createModerationActions(db: Kysely<Tables>, now: () => number): ModerationActions {
  const select = () => db.selectFrom('moderation_actions').selectAll().orderBy('created_at').orderBy('id');

  const lapse = (state: 'draft' | 'proposed') =>
    db
      .updateTable('moderation_actions')
      .set((eb) => ({
        state: 'lapsed',
        settled_at: now(),
        revision: eb('revision', '+', 1),
        ...(state === 'proposed' ? { audit_pending: 1 } : {}),
      }))
      .where('state', '=', state)
      .where('lapses_at', '<=', now())
      .execute();

  const found = (filter: ActionFilter) => {
    const { moderatorId, player, kinds, states, from, until } = filter;
    let query = db.selectFrom('moderation_actions');
    if (moderatorId !== undefined) query = query.where('moderator_id', '=', moderatorId);
    if (kinds !== undefined) query = query.where('kind', 'in', [...kinds]);
    if (from !== undefined) query = query.where('created_at', '>=', from);
    if (until !== undefined) query = query.where('created_at', '<=', until);
    if (player !== undefined) {
      query = query.where((eb) =>
        eb.or([
          eb('subject', '=', player),
          eb(eb.fn<number>('instr', ['subject_folded', eb.val(player.toLowerCase())]), '>', 0),
        ]),
      );
    }
    // A question that nobody confirmed is no part of the record.
    return states === undefined
      ? query.where('confirmed_at', 'is not', null)
      : query.where('state', 'in', [...states]);
  };

  return {
    async create({ moderator, request, lapsesAt, cause = { kind: 'command' }, requestKey, uid }) {
      const row: Insertable<Tables['moderation_actions']> = {
        id: randomKey(16),
        kind: request.kind,
        state: 'draft',
        moderator_id: moderator.id,
        moderator_name: moderator.name,
        cause: cause.kind,
        cause_of: cause.kind === 'command' ? null : cause.of,
        request_key: requestKey ?? null,
        subject: subjectKey(request),
        subject_folded: request.subject.name?.toLowerCase() ?? null,
        uid: uid ?? null,
        request: JSON.stringify(request),
        created_at: now(),
        lapses_at: lapsesAt,
      };
      const made = await db
        .insertInto('moderation_actions')
        .values(row)
        .onConflict((conflict) => conflict.column('request_key').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (made === undefined) {
        return toAction(
          await select()
            .where('request_key', '=', requestKey ?? '')
            .executeTakeFirstOrThrow(),
        );
      }
      if (request.kind === 'ban-import') {
        const uids = request.entries.map((entry) => ({ uid: entry.uid, action_id: made.id }));
        for (let at = 0; at < uids.length; at += MOST_ROWS) {
          await db
            .insertInto('imported_uids')
            .values(uids.slice(at, at + MOST_ROWS))
            .onConflict((conflict) => conflict.column('uid').doNothing())
            .execute();
        }
      }
      return toAction(made);
    },

    async get(id) {
      const row = await db
        .selectFrom('moderation_actions')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? undefined : toAction(row);
    },

    async byRequestKey(requestKey) {
      const row = await select().where('request_key', '=', requestKey).executeTakeFirst();
      return row === undefined ? undefined : toAction(row);
    },

    async move(id, from, to, changes = {}) {
      if (!NEXT_STATES[from].includes(to)) throw new RangeError(`an action cannot go from ${from} to ${to}`);
      const row = await db
        .updateTable('moderation_actions')
        .set({ ...changesFor(from, to, now()), ...toColumns(changes) })
        .set((eb) => ({ state: to, revision: eb('revision', '+', 1) }))
        .where('id', '=', id)
        .where('state', '=', from)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : toAction(row);
    },

    async progress(id, result) {
      await db
        .updateTable('moderation_actions')
        .set({ result: JSON.stringify(result) })
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .execute();
    },

    async showSending(id) {
      await db
        .updateTable('moderation_actions')
        .set({ audit_pending: 1 })
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .execute();
    },

    async inState(state) {
      return (await select().where('state', '=', state).execute()).map(toAction);
    },

    async lapse() {
      await lapse('draft');
      await lapse('proposed');
    },

    async open(request) {
      const rows = await select()
        .where('subject', '=', subjectKey(request))
        .where((eb) =>
          eb.or([
            eb('state', 'in', ['sending', 'unknown']),
            eb.and([eb('state', 'in', ['draft', 'proposed']), eb('lapses_at', '>', now())]),
          ]),
        )
        .execute();
      return rows.map(toAction);
    },

    async undone(id, undo) {
      await db
        .updateTable('moderation_actions')
        .set((eb) => ({
          undone_by: undo,
          undo_until: null,
          audit_pending: 1,
          revision: eb('revision', '+', 1),
        }))
        .where('id', '=', id)
        .where('undone_by', 'is', null)
        .execute();
    },

    async endUndo() {
      await db
        .updateTable('moderation_actions')
        .set((eb) => ({ undo_until: null, audit_pending: 1, revision: eb('revision', '+', 1) }))
        .where('undo_until', '<=', now())
        .execute();
    },

    async ownUids(uids) {
      const own = new Set<string>();
      for (let at = 0; at < uids.length; at += MOST_ROWS) {
        const some = uids.slice(at, at + MOST_ROWS);
        const [made, imported] = await Promise.all([
          db.selectFrom('moderation_actions').select('uid').where('uid', 'in', some).execute(),
          db.selectFrom('imported_uids').select('uid').where('uid', 'in', some).execute(),
        ]);
        for (const { uid } of [...made, ...imported]) if (uid !== null) own.add(uid);
      }
      return own;
    },

    async search(filter, limit, offset = 0) {
      const rows = await found(filter)
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toAction);
    },

    async count(filter) {
      const { count } = await found(filter)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
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

/** Values in one statement; SQLite takes some 32,000. */
const MOST_ROWS = 500;

function changesFor(from: ActionState, to: ActionState, at: number): RowChanges {
  // A question that was cancelled or lapsed is nobody else's concern; a proposal was seen by others.
  const shown = SHOWN_IN_AUDIT.includes(to) || from === 'proposed';
  const time = to === 'sending' || to === 'proposed' ? { confirmed_at: at } : { settled_at: at };
  return { ...time, ...(shown ? { audit_pending: 1 } : {}) };
}

function toColumns(changes: ActionChanges): RowChanges {
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

function toAction(row: Row): ModerationAction {
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
