import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import type { ActionRequest, BanImportRequest, BanRequest } from '../../src/store/moderation-request.ts';
import { NOBODY } from '../../src/store/moderation-request.ts';
import { openTestStore, temporaryDatabase } from './open.ts';

const kestrel = { id: '100', name: 'Kestrel' };
const owl = { id: '101', name: 'Owl' };
const banOf = (playerId: string, name: string): BanRequest => ({
  kind: 'ban',
  subject: { playerId, name, steamId: null },
  identifiers: [500],
  reason: 'Team kills',
  note: 'Banned by Kestrel (100) with Squawk',
  scope: { kind: 'organization' },
  durationMs: 86_400_000,
});
const flag: ActionRequest = {
  kind: 'flag-add',
  subject: { playerId: '1001', name: 'Raven', steamId: null },
  playerId: '1001',
  flagId: 'f1',
  flagName: 'Watch',
};

const importOf = (uids: readonly string[]): BanImportRequest => ({
  kind: 'ban-import',
  subject: NOBODY,
  fileName: 'bans.csv',
  scope: { kind: 'organization' },
  entries: uids.map((uid, index) => ({
    uid,
    identifiers: [{ type: 'steamID', identifier: `7656119${index}`, manual: true }],
    reason: 'Cheating',
    note: '',
    expires: null,
  })),
});

/** A record with a clock that the test moves. */
async function record(path = temporaryDatabase()) {
  const clock = { time: 1_000 };
  const { actions } = await openTestStore(path, () => clock.time);
  const done = async (request: ActionRequest, moderator = kestrel) => {
    const { id } = await actions.create({ moderator, request, lapsesAt: null });
    await actions.move(id, 'draft', 'sending');
    await actions.move(id, 'sending', 'done', { result: { banId: '77' } });
    return id;
  };
  return { actions, clock, done, path };
}

describe('an interaction that Discord delivers twice', () => {
  const draft = { moderator: kestrel, request: banOf('1001', 'Raven'), lapsesAt: 9_000, requestKey: 'once' };

  test('makes one action, whatever became of it meanwhile', async () => {
    const { actions } = await record();
    const first = await actions.create(draft);
    expect(await actions.create(draft)).toEqual(first);
    await actions.move(first.id, 'draft', 'cancelled');
    expect(await actions.create(draft)).toMatchObject({ id: first.id, state: 'cancelled' });
  });

  test('makes one action also in two processes at once', async () => {
    const { actions, path } = await record();
    const other = await record(path);
    const made = await Promise.all([actions.create(draft), other.actions.create(draft)]);
    expect(made[0].id).toBe(made[1].id);
    expect(await actions.inState('draft')).toHaveLength(1);
  });

  test('and actions without a key are as many as were asked for', async () => {
    const { actions } = await record();
    const { requestKey: _, ...plain } = draft;
    await actions.create(plain);
    await actions.create(plain);
    expect(await actions.inState('draft')).toHaveLength(2);
  });
});

describe('a proposal', () => {
  const propose = async () => {
    const scene = await record();
    const { id } = await scene.actions.create({
      moderator: kestrel,
      request: banOf('1001', 'Raven'),
      lapsesAt: 5_000,
    });
    await scene.actions.move(id, 'draft', 'proposed', { lapsesAt: 20_000 });
    return { ...scene, id };
  };

  test('is shown to the audit channel, with who approved it and when', async () => {
    const { actions, clock, id } = await propose();
    expect(await actions.get(id)).toMatchObject({
      state: 'proposed',
      auditPending: true,
      confirmedAt: 1_000,
    });
    clock.time = 8_000;
    expect(await actions.move(id, 'proposed', 'sending', { approver: owl })).toMatchObject({
      approver: owl,
      confirmedAt: 8_000,
      moderator: kestrel,
    });
  });

  test.each(['cancelled', 'lapsed'] as const)(
    'that is %s is shown so, for others have seen it',
    async (to) => {
      const { actions, id } = await propose();
      await actions.auditPosted(id, 2, { channelId: '5', messageId: '6' });
      expect(await actions.get(id)).toMatchObject({ auditPending: false });
      expect(await actions.move(id, 'proposed', to)).toMatchObject({ state: to, auditPending: true });
    },
  );

  test('lapses at its own time, not at that of the question', async () => {
    const { actions, clock, id } = await propose();
    clock.time = 10_000;
    await actions.lapse();
    expect(await actions.get(id)).toMatchObject({ state: 'proposed' });
    clock.time = 20_000;
    await actions.lapse();
    expect(await actions.get(id)).toMatchObject({ state: 'lapsed', auditPending: true });
  });

  test('counts as open about its player', async () => {
    const { actions, id } = await propose();
    expect(await actions.open(banOf('1001', 'Raven'))).toMatchObject([{ id }]);
  });

  test('a question that was only cancelled or lapsed is nobody else’s concern', async () => {
    const { actions } = await record();
    const { id } = await actions.create({ moderator: kestrel, request: flag, lapsesAt: 500 });
    await actions.lapse();
    expect(await actions.get(id)).toMatchObject({ state: 'lapsed', auditPending: false });
    expect(await actions.search({}, 10)).toEqual([]);
  });
});

describe('an undo', () => {
  test('is noted once, with the first that did it, and shown', async () => {
    const { actions, done } = await record();
    const id = await done(flag);
    await actions.auditPosted(id, 3, { channelId: '5', messageId: '6' });
    await actions.undone(id, 'FIRST');
    await actions.undone(id, 'SECOND');
    expect(await actions.get(id)).toMatchObject({ undoneBy: 'FIRST', undoUntil: null, auditPending: true });
  });

  test('is offered until its time is over, and then the channel shows it no more', async () => {
    const { actions, clock } = await record();
    const { id } = await actions.create({ moderator: kestrel, request: flag, lapsesAt: null });
    await actions.move(id, 'draft', 'sending');
    await actions.move(id, 'sending', 'done', { undoUntil: 3_000 });
    await actions.auditPosted(id, 3, { channelId: '5', messageId: '6' });
    clock.time = 2_999;
    await actions.endUndo();
    expect(await actions.get(id)).toMatchObject({ undoUntil: 3_000, auditPending: false });
    clock.time = 3_000;
    await actions.endUndo();
    expect(await actions.get(id)).toMatchObject({ undoUntil: null, auditPending: true });
  });
});

describe('what the record says', () => {
  test('of what was asked cannot be changed, nor what is settled, nor deleted, not even by hand', async () => {
    const { done, path } = await record();
    const id = await done(banOf('1001', 'Raven'));
    const database = new Database(path);
    for (const change of [
      "request = '{}'",
      "moderator_id = '999'",
      "moderator_name = 'Nobody'",
      "kind = 'unban'",
      "subject = '999'",
      "subject_folded = 'nobody'",
      "cause_of = 'other'",
      "id = 'other'",
      'created_at = 5',
      "cause = 'undo'",
      "request_key = 'other'",
    ]) {
      const update = `UPDATE moderation_actions SET ${change} WHERE id = '${id}'`;
      expect(() => database.exec(update), change).toThrow(/never changed/u);
    }
    for (const change of [
      "state = 'failed'",
      "uid = 'other'",
      'timestamp = 5',
      "result = '{}'",
      "error = 'Never happened'",
      "approver_id = '999'",
      "approver_name = 'Nobody'",
      'lapses_at = 5',
      'confirmed_at = 5',
      'settled_at = NULL',
    ]) {
      const update = `UPDATE moderation_actions SET ${change} WHERE id = '${id}'`;
      expect(() => database.exec(update), change).toThrow(/settled stays so/u);
    }
    expect(() => database.exec('DELETE FROM moderation_actions')).toThrow(/never deleted/u);
    database.close();
  });

  test.each(['id', 'uid'])('cannot be replaced by another with its %s either', async (column) => {
    const { actions, path } = await record();
    const request = banOf('1001', 'Raven');
    const action = await actions.create({ moderator: kestrel, request, lapsesAt: null, uid: 'ownBan' });
    const copied = ['kind', 'state', 'moderator_id', 'moderator_name', 'subject', 'request', 'created_at'];
    const database = new Database(path);
    const replace = `INSERT OR REPLACE INTO moderation_actions (id, uid, ${copied.join(', ')})
      SELECT ${column === 'id' ? "id, 'NEW'" : "'NEW', uid"}, ${copied.join(', ')} FROM moderation_actions`;
    expect(() => database.exec(replace)).toThrow(/never replaced/u);
    database.close();
    expect(await actions.get(action.id)).toEqual(action);
  });

  test('of an unknown end may be found out late, once', async () => {
    const { actions } = await record();
    const { id } = await actions.create({ moderator: kestrel, request: flag, lapsesAt: null });
    await actions.move(id, 'draft', 'sending');
    await actions.move(id, 'sending', 'unknown', { error: 'No answer' });
    expect(await actions.move(id, 'unknown', 'done', { error: null, result: {} })).toMatchObject({
      state: 'done',
      error: null,
    });
    expect(await actions.move(id, 'unknown', 'failed', { error: 'Refused' })).toBeUndefined();
    expect(await actions.get(id)).toMatchObject({ state: 'done', error: null });
  });

  test('of how far an import came is kept only while it is sent', async () => {
    const { actions } = await record();
    const { id } = await actions.create({ moderator: kestrel, request: flag, lapsesAt: null });
    await actions.progress(id, { begun: 50 });
    expect(await actions.get(id)).toMatchObject({ result: null });
    await actions.move(id, 'draft', 'sending');
    await actions.progress(id, { begun: 100, imported: 50 });
    expect(await actions.get(id)).toMatchObject({ result: { begun: 100, imported: 50 } });
  });

  test('holds no import without the uids of its bans, wherever the process was killed', async () => {
    const { actions, path } = await record();
    const request = importOf(['import0', 'import1']);
    const database = new Database(path);
    const killed = (table: string) => {
      database.exec(
        `CREATE TRIGGER killed BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'killed'); END`,
      );
      return actions.create({ moderator: kestrel, request, lapsesAt: null, requestKey: 'once' });
    };
    await expect(killed('imported_uids')).rejects.toThrow('killed');
    expect(await actions.byRequestKey('once')).toBeUndefined();
    database.exec('DROP TRIGGER killed');
    await expect(killed('moderation_actions')).rejects.toThrow('killed');
    database.exec('DROP TRIGGER killed');
    database.close();
    await actions.create({ moderator: kestrel, request, lapsesAt: null, requestKey: 'once' });
    expect(await actions.ownUids(['import0', 'import1'])).toEqual(new Set(['import0', 'import1']));
    expect(await actions.inState('draft')).toHaveLength(1);
  });

  test('tells bans of the bot from others by their uids, those of long imports too', async () => {
    const { actions } = await record();
    const uids = Array.from({ length: 1_200 }, (_, index) => `import${index}`);
    const request = importOf(uids);
    await actions.create({ moderator: kestrel, request, lapsesAt: null });
    await actions.create({
      moderator: kestrel,
      request: banOf('1001', 'Raven'),
      lapsesAt: null,
      uid: 'ownBan',
    });
    const asked = [...uids, 'ownBan', 'foreign'];
    const own = await actions.ownUids(asked);
    expect(own.size).toBe(1_201);
    expect(own.has('foreign')).toBe(false);
    expect(await actions.ownUids([])).toEqual(new Set());
  });
});
