import type { Insertable, Kysely } from 'kysely';
import { foldName } from './folded-name.ts';
import {
  type ActionCause,
  type ActionResult,
  type ActionState,
  type ModerationAction,
  type Moderator,
  NEXT_STATES,
} from './moderation-action.ts';
import { type ActionChanges, changesFor, toAction, toColumns } from './moderation-action-row.ts';
import { type ActionRequest, type BanImportEntry, subjectKey } from './moderation-request.ts';
import { createModerationSearch, type ModerationSearch } from './moderation-search.ts';
import { randomKey } from './random-key.ts';
import type { Tables } from './schema.ts';

export type { ActionChanges } from './moderation-action-row.ts';
export type { ActionFilter } from './moderation-search.ts';

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

/** The repository of `moderation_actions`. */
export interface ModerationActions extends ModerationSearch {
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
  /** Actions whose present state the audit channel does not show yet, oldest first. */
  auditPending(): Promise<readonly ModerationAction[]>;
  /** Notes the audit message; it is up to date only if the action has not changed since `revision`. */
  auditPosted(
    id: string,
    revision: number,
    message: { readonly channelId: string; readonly messageId: string },
  ): Promise<void>;
}

/** Values in one statement; SQLite takes some 32,000. */
const MOST_ROWS = 500;

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

  const keepUids = async (actionId: string, entries: readonly BanImportEntry[]): Promise<void> => {
    const rows = entries.map(({ uid }) => ({ uid, action_id: actionId }));
    for (let at = 0; at < rows.length; at += MOST_ROWS) {
      await db
        .insertInto('imported_uids')
        .values(rows.slice(at, at + MOST_ROWS))
        .onConflict((conflict) => conflict.column('uid').doNothing())
        .execute();
    }
  };

  return {
    ...createModerationSearch(db),

    async create({ moderator, request, lapsesAt, cause = { kind: 'command' }, requestKey, uid }) {
      const id = randomKey(16);
      // First, for a kill in between must leave no import whose bans would be taken for those of others.
      if (request.kind === 'ban-import') await keepUids(id, request.entries);
      const row: Insertable<Tables['moderation_actions']> = {
        id,
        kind: request.kind,
        state: 'draft',
        moderator_id: moderator.id,
        moderator_name: moderator.name,
        cause: cause.kind,
        cause_of: cause.kind === 'command' ? null : cause.of,
        request_key: requestKey ?? null,
        subject: subjectKey(request),
        subject_folded: request.subject.name === null ? null : foldName(request.subject.name),
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
