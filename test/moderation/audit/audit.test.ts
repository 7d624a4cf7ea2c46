import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAudit } from '../../../src/moderation/audit/audit.ts';
import type { BanRequest } from '../../../src/store/moderation-request.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestStore, silent } from '../../store/open.ts';
import { Channel } from '../posts.ts';

const request: BanRequest = {
  kind: 'ban',
  subject: { playerId: '1001', name: 'Raven', steamId: null },
  identifiers: [500, { type: 'steamID', identifier: '76561198000000001', manual: true }],
  reason: 'Team kills',
  note: 'Banned by Kestrel (100) with Squawk',
  scope: { kind: 'organization' },
  durationMs: null,
};

async function setUp() {
  const store = await openTestStore();
  const channel = new Channel();
  const start = () => {
    const audit = createAudit({
      actions: store.actions,
      posts: channel,
      channelId: '77',
      log: silent,
      retryDelaysMs: [1_000, 5_000],
    });
    onTestFinished(() => audit.stop());
    return audit;
  };
  return { store, channel, audit: start(), restart: start };
}

async function settledAction({ actions }: Store, to: 'done' | 'unknown' = 'done', uid = 'aB3dE6gH9jK2') {
  const { id } = await actions.create({
    moderator: { id: '100', name: 'Kestrel' },
    request,
    lapsesAt: null,
  });
  await actions.move(id, 'draft', 'sending', { uid, timestamp: 1 });
  await actions.move(id, 'sending', to, to === 'done' ? { result: { banId: '4242' } } : { error: 'Lost.' });
  return id;
}

describe('the audit channel', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('gets one message for an action, however often it is to be shown', async () => {
    const { store, channel, audit } = await setUp();
    const id = await settledAction(store);
    await Promise.all([audit.show(id), audit.show(id), audit.catchUp()]);
    expect(channel.messages).toHaveLength(1);
    expect(channel.calls).toBe(1);
    expect(await store.actions.auditPending()).toEqual([]);
  });

  test('says who banned whom, why and where, with the ban to be found, and no identifiers', async () => {
    const { store, channel, audit } = await setUp();
    await audit.show(await settledAction(store));
    const text = channel.text();
    for (const part of [
      'Kestrel',
      '<@100>',
      'Raven',
      '1001',
      'Team kills',
      'For good',
      '/rcon/bans/edit/4242',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('76561198000000001');
  });

  test('shows the last digits alone of a Steam ID that stands for a person', async () => {
    const { store, channel, audit } = await setUp();
    const { actions } = store;
    const unknownPerson = { playerId: null, name: null, steamId: '76561198000000001' };
    const { id } = await actions.create({
      moderator: { id: '100', name: 'Kestrel' },
      request: { ...request, subject: unknownPerson },
      lapsesAt: null,
    });
    await actions.move(id, 'draft', 'sending');
    await actions.move(id, 'sending', 'done');
    await audit.show(id);
    expect(channel.text()).toContain('0001');
    expect(channel.text()).not.toContain('7656119');
  });

  test('offers to look again while it is unknown what happened, and is edited when it is found', async () => {
    const { store, channel, audit } = await setUp();
    const id = await settledAction(store, 'unknown');
    await audit.show(id);
    expect(channel.text()).toContain(`v1:ban:look:${id}`);
    await store.actions.move(id, 'unknown', 'done', { result: { banId: '4242' }, error: null });
    await audit.show(id);
    expect(channel.messages).toMatchObject([{ edits: 1 }]);
    expect(channel.text()).toContain('/rcon/bans/edit/4242');
    expect(channel.text()).not.toContain('v1:ban:look');
  });

  test('gets the message later when Discord does not take it now', async () => {
    const { store, channel, audit } = await setUp();
    channel.failures.push('unavailable', 'forbidden');
    const id = await settledAction(store);
    await audit.show(id);
    expect(channel.messages).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(channel.calls).toBe(2);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(channel.calls).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    await audit.catchUp();
    expect(channel.messages).toHaveLength(1);
    expect(await store.actions.auditPending()).toEqual([]);
  });

  test('gets no second message when the first one arrived without our hearing of it', async () => {
    const { store, channel, audit } = await setUp();
    channel.failures.push('lost');
    const id = await settledAction(store, 'unknown');
    await audit.show(id);
    await store.actions.move(id, 'unknown', 'done', { result: { banId: '4242' }, error: null });
    await vi.advanceTimersByTimeAsync(1_000);
    await audit.catchUp();
    expect(channel.messages).toHaveLength(1);
    expect(channel.text()).toContain('/rcon/bans/edit/4242');
  });

  test('gets at the next start what an earlier process still owed', async () => {
    const { store, channel, audit, restart } = await setUp();
    channel.failures.push('unavailable');
    await audit.show(await settledAction(store));
    await audit.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(channel.messages).toHaveLength(0);
    await restart().catchUp();
    expect(channel.messages).toHaveLength(1);
  });

  test('gets a new message when the old one was deleted', async () => {
    const { store, channel, audit } = await setUp();
    const id = await settledAction(store, 'unknown');
    await audit.show(id);
    channel.messages.length = 0;
    await store.actions.move(id, 'unknown', 'done', { result: { banId: '4242' } });
    await audit.show(id);
    expect(channel.text()).toContain('4242');
  });

  test('shows the present state although Discord gives back the message of an earlier one', async () => {
    const { store, channel, audit } = await setUp();
    channel.failures.push('lost');
    const id = await settledAction(store, 'unknown');
    await audit.show(id);
    await store.actions.move(id, 'unknown', 'done', { result: { banId: '4242' }, error: null });
    await audit.show(id);
    expect(channel.messages).toHaveLength(1);
    expect(channel.text()).toContain('/rcon/bans/edit/4242');
    expect(channel.text()).not.toContain('v1:ban:look');
  });

  test('gets a new message when the old one is in a channel that the bot may not enter any more', async () => {
    const { store, channel, audit } = await setUp();
    const id = await settledAction(store, 'unknown');
    await audit.show(id);
    await store.actions.move(id, 'unknown', 'done', { result: { banId: '4242' } });
    channel.failures.push('forbidden');
    await audit.show(id);
    expect(channel.text(1)).toContain('4242');
    expect(await store.actions.auditPending()).toEqual([]);
  });

  test('gets the other messages although Discord refuses one', async () => {
    const { store, channel, audit } = await setUp();
    const [refused, other] = [await settledAction(store), await settledAction(store, 'done', 'another1')];
    channel.failures.push('refused', 'unavailable', 'refused');
    await audit.show(refused);
    await audit.show(other);
    const pending = async () => (await store.actions.auditPending()).length;
    expect(await pending()).toBe(2);
    // The first one is refused again.
    await audit.catchUp();
    expect(await pending()).toBe(1);
    expect(channel.messages).toHaveLength(1);
  });

  test('gets no second message from a process that starts long after one that ended in between', async () => {
    const clock = { now: Date.now() };
    const store = await openTestStore(undefined, () => clock.now);
    const channel = new Channel(() => clock.now);
    const start = () => {
      const audit = createAudit({ actions: store.actions, posts: channel, channelId: '77', log: silent });
      onTestFinished(() => audit.stop());
      return audit;
    };
    const first = start();
    await first.catchUp();
    channel.failures.push('lost');
    const id = await settledAction(store);
    await first.show(id);
    await first.stop();
    expect(channel.messages).toHaveLength(1);
    clock.now += 60 * 60_000;
    await start().catchUp();
    expect(channel.messages).toHaveLength(1);
    expect((await store.actions.get(id))?.auditMessage).toEqual({
      channelId: '77',
      messageId: channel.messages[0]?.id,
    });
  });

  test('shows by itself what is over: proposals that nobody approved, offers to undo', async () => {
    const clock = { now: Date.now() };
    const store = await openTestStore(undefined, () => clock.now);
    const { actions } = store;
    const channel = new Channel(() => clock.now);
    const audit = createAudit({ actions, posts: channel, channelId: '77', log: silent });
    onTestFinished(() => audit.stop());
    const moderator = { id: '100', name: 'Kestrel' };
    const proposal = await actions.create({ moderator, request, lapsesAt: clock.now });
    await actions.move(proposal.id, 'draft', 'proposed', { lapsesAt: clock.now + 1_000 });
    clock.now += 1;
    const done = await actions.create({ moderator, request, lapsesAt: null });
    await actions.move(done.id, 'draft', 'sending', { uid: 'aB3dE6gH9jK2', timestamp: 1 });
    await actions.move(done.id, 'sending', 'done', { undoUntil: clock.now + 1_000 });
    await audit.sweep();
    expect(channel.text(0)).toContain('v1:ban:approve');
    expect(channel.text(1)).toContain('v1:ban:undo');
    clock.now += 1_001;
    await audit.sweep();
    expect(await actions.get(proposal.id)).toMatchObject({ state: 'lapsed' });
    expect(channel.text(0)).not.toContain('v1:ban:approve');
    expect(channel.text(1)).not.toContain('v1:ban:undo');
    expect(channel.messages).toHaveLength(2);
    const { calls } = channel;
    await audit.sweep();
    expect(channel.calls).toBe(calls);
  });

  test('says who undid what it shows', async () => {
    const { store, channel, audit } = await setUp();
    const id = await settledAction(store);
    const undo = await store.actions.create({
      moderator: { id: '200', name: 'Merlin' },
      request: { kind: 'unban', subject: request.subject, banId: '4242', mode: 'expire', reason: 'x' },
      lapsesAt: null,
      cause: { kind: 'undo', of: id },
    });
    await store.actions.undone(id, undo.id);
    await audit.show(id);
    expect(channel.text()).toContain('<@200>');
  });
});
