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

/** A record with a clock that the test moves. */
async function record(path = temporaryDatabase()) {
  const clock = { time: 1_000 };
  const { actions } = await openTestStore(path, () => clock.time);
  const done = async (request: ActionRequest, moderator = kestrel) => {
    const { id } = await actions.create({ moderator, request, lapsesAt: null });
    await actions.move(id, 'draft', 'sending');
    await actions.move(id, 'sending', 'done', { result: {} });
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
      'created_at = 5',
      "cause = 'undo'",
      "request_key = 'other'",
    ]) {
      const update = `UPDATE moderation_actions SET ${change} WHERE id = '${id}'`;
      expect(() => database.exec(update), change).toThrow(/never changed/u);
    }
    expect(() => database.exec("UPDATE moderation_actions SET state = 'failed'")).toThrow(/settled/u);
    expect(() => database.exec('DELETE FROM moderation_actions')).toThrow(/never deleted/u);
    database.close();
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

  test('tells bans of the bot from others by their uids, those of long imports too', async () => {
    const { actions } = await record();
    const entries = Array.from({ length: 1_200 }, (_, index) => ({
      uid: `import${index}`,
      identifiers: [{ type: 'steamID', identifier: `7656119${index}`, manual: true as const }],
      reason: 'Cheating',
      note: '',
      expires: null,
    }));
    const request: BanImportRequest = {
      kind: 'ban-import',
      subject: NOBODY,
      fileName: 'bans.csv',
      scope: { kind: 'organization' },
      entries,
    };
    await actions.create({ moderator: kestrel, request, lapsesAt: null });
    await actions.create({
      moderator: kestrel,
      request: banOf('1001', 'Raven'),
      lapsesAt: null,
      uid: 'ownBan',
    });
    const asked = [...entries.map(({ uid }) => uid), 'ownBan', 'foreign'];
    const own = await actions.ownUids(asked);
    expect(own.size).toBe(1_201);
    expect(own.has('foreign')).toBe(false);
    expect(await actions.ownUids([])).toEqual(new Set());
  });
});

describe('a search of the record', () => {
  const names = ['Ястреб', 'ÉLAN', '100% Raven_', "O'Neill", 'raven'];

  async function searched() {
    const scene = await record();
    const ids: string[] = [];
    for (const [index, name] of names.entries()) {
      scene.clock.time = 1_000 * (index + 1);
      ids.push(await scene.done(banOf(String(2_000 + index), name), index % 2 === 0 ? kestrel : owl));
    }
    return { ...scene, ids };
  }

  test('finds a part of a name in any letters, and takes no sign of it for a wildcard', async () => {
    const { actions } = await searched();
    const found = async (player: string) =>
      (await actions.search({ player }, 10)).map(({ request }) => request.subject.name);
    expect(await found('ястр')).toEqual(['Ястреб']);
    expect(await found('élan')).toEqual(['ÉLAN']);
    expect(await found('RAVEN')).toEqual(['raven', '100% Raven_']);
    expect(await found('%')).toEqual(['100% Raven_']);
    expect(await found('_')).toEqual(['100% Raven_']);
    expect(await found("o'n")).toEqual(["O'Neill"]);
    expect(await found('2001')).toEqual(['ÉLAN']);
  });

  test('fits all that is given: moderator, kind, time', async () => {
    const { actions, done, ids, clock } = await searched();
    clock.time = 9_000;
    const flagged = await done(flag, owl);
    const idsOf = async (filter: Parameters<typeof actions.search>[0]) =>
      (await actions.search(filter, 10)).map(({ id }) => id);
    expect(await idsOf({ moderatorId: owl.id })).toEqual([flagged, ids[3], ids[1]]);
    expect(await idsOf({ moderatorId: owl.id, kinds: ['ban'] })).toEqual([ids[3], ids[1]]);
    expect(await idsOf({ kinds: ['flag-add', 'flag-remove'] })).toEqual([flagged]);
    expect(await idsOf({ from: 2_000, until: 3_000 })).toEqual([ids[2], ids[1]]);
    expect(await idsOf({ states: ['draft'] })).toEqual([]);
  });

  test('comes page by page, the latest first, with its count', async () => {
    const { actions, ids } = await searched();
    const latestFirst = ids.toReversed();
    expect((await actions.search({}, 2)).map(({ id }) => id)).toEqual(latestFirst.slice(0, 2));
    expect((await actions.search({}, 2, 4)).map(({ id }) => id)).toEqual(latestFirst.slice(4));
    expect(await actions.count({})).toBe(5);
    expect(await actions.count({ moderatorId: owl.id })).toBe(2);
  });
});
