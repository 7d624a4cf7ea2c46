import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { ACTION_STATES, NEXT_STATES } from '../../src/store/moderation-action.ts';
import type { BanRequest } from '../../src/store/moderation-request.ts';
import { openTestStore, temporaryDatabase } from './open.ts';

const moderator = { id: '100', name: 'Kestrel' };
const request: BanRequest = {
  kind: 'ban',
  subject: { playerId: '1001', name: 'Raven', steamId: null },
  identifiers: [500, { type: 'steamID', identifier: '76561190000000001', manual: true }],
  reason: 'Team kills',
  note: 'Banned by Kestrel (100) with Squawk',
  scope: { kind: 'server', serverId: '9', serverName: 'Rust' },
  durationMs: 86_400_000,
};
const draft = { moderator, request, lapsesAt: 10_000 };

describe('the record of moderation', () => {
  test('keeps an action as it was written', async () => {
    const { actions } = await openTestStore(undefined, () => 1_000);
    const { id } = await actions.create(draft);
    expect(await actions.get(id)).toMatchObject({
      state: 'draft',
      revision: 1,
      moderator,
      request,
      createdAt: 1_000,
      lapsesAt: 10_000,
      confirmedAt: null,
      auditPending: false,
      auditMessage: null,
    });
  });

  test('lets one of two claims win, also from two processes', async () => {
    const path = temporaryDatabase();
    const [first, second] = [await openTestStore(path), await openTestStore(path)];
    const { id } = await first.actions.create(draft);
    const claims = await Promise.all([
      first.actions.move(id, 'draft', 'sending', { uid: 'FIRST' }),
      second.actions.move(id, 'draft', 'sending', { uid: 'SECOND' }),
    ]);
    const winners = claims.filter((claim) => claim !== undefined);
    expect(winners).toHaveLength(1);
    expect(await second.actions.get(id)).toEqual(winners[0]);
  });

  test('refuses every step that the states do not allow, and changes nothing', async () => {
    const { actions } = await openTestStore();
    const { id } = await actions.create(draft);
    for (const from of ACTION_STATES) {
      for (const to of ACTION_STATES.filter((state) => !NEXT_STATES[from].includes(state))) {
        await expect(actions.move(id, from, to)).rejects.toThrow(RangeError);
      }
    }
    expect(await actions.get(id)).toMatchObject({ state: 'draft', revision: 1 });
  });

  test('notes when it was confirmed and when it was settled', async () => {
    let time = 1_000;
    const { actions } = await openTestStore(undefined, () => time);
    const { id } = await actions.create(draft);
    time = 2_000;
    await actions.move(id, 'draft', 'sending', { uid: 'UID', timestamp: 2_000 });
    time = 3_000;
    expect(await actions.move(id, 'sending', 'done', { result: { banId: '77' } })).toMatchObject({
      uid: 'UID',
      timestamp: 2_000,
      confirmedAt: 2_000,
      settledAt: 3_000,
      result: { banId: '77' },
    });
  });

  test('lets drafts lapse, and only drafts whose time is over', async () => {
    let time = 0;
    const { actions } = await openTestStore(undefined, () => time);
    const old = await actions.create(draft);
    const young = await actions.create({ ...draft, lapsesAt: 20_000 });
    const sent = await actions.create(draft);
    await actions.move(sent.id, 'draft', 'sending');
    time = 10_000;
    await actions.lapse();
    const states = await Promise.all([old, young, sent].map(({ id }) => actions.get(id)));
    expect(states.map((action) => action?.state)).toEqual(['lapsed', 'draft', 'sending']);
  });

  test('finds what is open about one person: drafts in time, and what may have happened', async () => {
    let time = 0;
    const { actions } = await openTestStore(undefined, () => time);
    const mine = await actions.create(draft);
    await actions.create({
      ...draft,
      request: { ...request, subject: { ...request.subject, playerId: '1002' } },
    });
    const sent = await actions.create(draft);
    await actions.move(sent.id, 'draft', 'sending');
    const done = await actions.create(draft);
    await actions.move(done.id, 'draft', 'sending');
    await actions.move(done.id, 'sending', 'done');
    const open = async () => (await actions.open(request)).map(({ id }) => id).sort();
    expect(await open()).toEqual([mine.id, sent.id].sort());
    time = 10_000;
    expect(await open()).toEqual([sent.id]);
  });

  test('owes the audit channel every settled action until its present state was posted', async () => {
    const { actions } = await openTestStore();
    const { id } = await actions.create(draft);
    expect(await actions.auditPending()).toEqual([]);
    await actions.move(id, 'draft', 'sending');
    const unknown = await actions.move(id, 'sending', 'unknown');
    expect((await actions.auditPending()).map((action) => action.id)).toEqual([id]);
    const done = await actions.move(id, 'unknown', 'done');
    const message = { channelId: '5', messageId: '6' };
    // The post of the earlier state arrives late: the later one is still owed.
    await actions.auditPosted(id, unknown?.revision ?? 0, message);
    expect(await actions.auditPending()).toMatchObject([{ id, state: 'done', auditMessage: message }]);
    await actions.auditPosted(id, done?.revision ?? 0, message);
    expect(await actions.auditPending()).toEqual([]);
  });

  test('owes the audit channel nothing for what was never sent', async () => {
    const { actions } = await openTestStore();
    const { id } = await actions.create(draft);
    await actions.move(id, 'draft', 'cancelled');
    expect(await actions.auditPending()).toEqual([]);
  });

  test('cannot be deleted, not even by hand', async () => {
    const path = temporaryDatabase();
    const { actions } = await openTestStore(path);
    const { id } = await actions.create(draft);
    const hand = new Database(path);
    expect(() => hand.prepare('DELETE FROM moderation_actions').run()).toThrow(/never deleted/);
    hand.close();
    expect(await actions.get(id)).toBeDefined();
  });
});
