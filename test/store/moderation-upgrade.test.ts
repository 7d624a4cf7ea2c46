import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { buildFixture, rowsOf } from './fixtures.ts';
import { openTestStore, temporaryDatabase } from './open.ts';

const now = () => 1_764_000_000_000;
const STATES = ['draft', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lapsed'] as const;
const KINDS = ['ban', 'unban', 'flag-add', 'flag-remove'] as const;
const subject = { playerId: '1009', name: 'ЯСТРЕБ', steamId: null };
const REQUESTS = {
  ban: {
    kind: 'ban',
    subject,
    identifiers: [500],
    reason: "O'Neill; --",
    note: '',
    scope: { kind: 'organization' },
    durationMs: null,
  },
  unban: { kind: 'unban', subject, banId: '78', mode: 'expire', reason: '' },
  'flag-add': { kind: 'flag-add', subject, playerId: '1009', flagId: 'f1', flagName: 'Watch' },
  'flag-remove': { kind: 'flag-remove', subject, playerId: '1009', flagId: 'f1', flagName: 'Watch' },
};

/** A row as the first three versions wrote it. */
function rowOf(kind: (typeof KINDS)[number], state: (typeof STATES)[number], nth: number) {
  const sent = ['sending', 'done', 'failed', 'unknown'].includes(state);
  const settled = !['draft', 'sending'].includes(state);
  return {
    id: `${kind}-${state}`,
    kind,
    state,
    revision: nth + 1,
    moderator_id: '100',
    moderator_name: 'Kestrel "K"',
    subject: '1009',
    uid: kind === 'ban' ? `uid-${state}` : null,
    timestamp: sent ? 1_763_000_000_000 + nth : null,
    request: JSON.stringify(REQUESTS[kind]),
    result: state === 'done' ? '{"banId":"77"}' : null,
    error: state === 'failed' ? 'Refused: %s' : null,
    created_at: 1_762_000_000_000 + nth,
    lapses_at: 1_765_000_000_000 + nth,
    confirmed_at: sent ? 1_763_000_000_000 + nth : null,
    settled_at: settled ? 1_763_500_000_000 + nth : null,
    audit_pending: nth % 2,
    audit_channel_id: state === 'done' ? '5' : null,
    audit_message_id: state === 'done' ? String(nth) : null,
  };
}

const ROWS = KINDS.flatMap((kind) => STATES.map((state) => [kind, state] as const)).map(
  ([kind, state], nth) => rowOf(kind, state, nth),
);
const COLUMNS = Object.keys(rowOf('ban', 'done', 0));

/** A database of an earlier version, with an action of each kind in each state. */
function withEveryState(version: number): string {
  const path = temporaryDatabase();
  buildFixture(version, path);
  const database = new Database(path);
  const insert = database.prepare(
    `INSERT INTO moderation_actions (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
  );
  for (const row of ROWS) insert.run(...Object.values(row));
  database.close();
  return path;
}

function actionsIn(path: string): readonly string[] {
  const database = new Database(path);
  const rows = rowsOf(database, 'moderation_actions', COLUMNS);
  database.close();
  return rows;
}

describe('a record of moderation that an earlier version kept', () => {
  test.each([1, 2, 3])('stays as it was in every state, kind and column: %i', async (version) => {
    const path = withEveryState(version);
    const before = actionsIn(path);
    await openTestStore(path, now);
    expect(actionsIn(path)).toEqual(before);
    expect(before.length).toBeGreaterThan(ROWS.length);
  });

  test.each([1, 2, 3])('goes on where it was: sent, confirmed, posted, found: %i', async (version) => {
    const { actions } = await openTestStore(withEveryState(version), now);
    expect(await actions.move('ban-draft', 'draft', 'sending')).toMatchObject({
      state: 'sending',
      uid: 'uid-draft',
      cause: { kind: 'command' },
    });
    expect(await actions.move('flag-add-sending', 'sending', 'done', { result: {} })).toMatchObject({
      state: 'done',
    });
    expect(await actions.move('unban-unknown', 'unknown', 'failed', { error: 'Gone' })).toMatchObject({
      state: 'failed',
    });
    expect(await actions.ownUids(['uid-done', 'uid-unknown', 'foreign'])).toEqual(
      new Set(['uid-done', 'uid-unknown']),
    );
    const pending = (await actions.auditPending()).map(({ id }) => id);
    expect(pending).toEqual(expect.arrayContaining(['ban-sending', 'ban-failed']));
    await actions.undone('ban-done', 'flag-remove-done');
    expect(await actions.get('ban-done')).toMatchObject({ undoneBy: 'flag-remove-done', auditMessage: {} });
  });

  test.each([1, 2, 3])('finds the names of then in capitals and small letters: %i', async (version) => {
    const { actions } = await openTestStore(withEveryState(version), now);
    expect(await actions.count({ player: 'ястреб' })).toBeGreaterThan(0);
    expect(await actions.count({ player: 'Ястр' })).toBe(await actions.count({ player: '1009' }));
  });

  test.each([1, 2, 3])('cannot be changed by hand from then on: %i', async (version) => {
    const path = withEveryState(version);
    await openTestStore(path, now);
    const database = new Database(path);
    const change = (text: string) => () => database.exec(`${text} WHERE id = 'ban-done'`);
    expect(change("UPDATE moderation_actions SET request = '{}'")).toThrow(/never changed/u);
    expect(change("UPDATE moderation_actions SET subject_folded = 'nobody'")).toThrow(/never changed/u);
    expect(change("UPDATE moderation_actions SET result = '{}'")).toThrow(/settled stays so/u);
    expect(change('DELETE FROM moderation_actions')).toThrow(/never deleted/u);
    database.close();
  });
});
