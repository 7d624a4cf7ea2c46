import { describe, expect, it, onTestFinished } from 'vitest';
import { serverActivity, serverEvents, serverUpdates } from '../../src/battlemetrics/realtime/channels.ts';
import type { RealtimeOptions } from '../../src/battlemetrics/realtime/realtime.ts';
import { startBattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import { webSocketUrl } from '../http/websocket-server.ts';
import { connect, FIRST_RECONNECT_MS, next } from './realtime-harness.ts';

const RUST = '1000101';
const PLAYER = '1000000041';
const OTHER = '1000000042';
const MINUTE = 60_000;

/** The simulated BattleMetrics with nobody online, and a client of its real-time connection. */
async function setup(options: Partial<RealtimeOptions> = {}) {
  const simulator = await startBattleMetricsSimulator();
  onTestFinished(() => simulator.close());
  for (const { visits } of simulator.world.players) for (const visit of visits) visit.online = false;
  const { realtime: server, life } = simulator;
  const client = connect(webSocketUrl(simulator.url), { token: 'simulator-token', ...options });
  const until = (read: () => boolean, what: string) =>
    server.changes.until(
      () => read() || undefined,
      () => what,
      5_000,
    );
  return {
    simulator,
    server,
    life,
    ...client,
    types: () => server.frames.map(({ t }) => t),
    joined: (count = 1) => until(() => server.joined.length === count, `${count} joined channels`),
    connections: (count: number) => until(() => server.connections === count, `${count} connections`),
    sent: (t: string, count: number) =>
      until(() => server.frames.filter((frame) => frame.t === t).length === count, `${count} frames ${t}`),
  };
}

describe('the real-time connection', () => {
  it('proves who it is before it joins, and sends the token nowhere else', async () => {
    const { realtime, server, types, joined } = await setup();
    realtime.join(serverUpdates(RUST));
    realtime.join(serverEvents(RUST));
    await joined(2);
    expect(types()).toEqual(['auth', 'join', 'join']);
    expect(server.frames[0]).toMatchObject({ p: 'simulator-token' });
    expect(JSON.stringify(server.frames.slice(1))).not.toContain('simulator-token');
  });

  it('tells who comes and goes, and how many there are', async () => {
    const { realtime, life, joined, simulator } = await setup();
    const reader = realtime.messages();
    realtime.join(serverUpdates(RUST));
    realtime.join(serverActivity(RUST));
    await joined(2);
    life.join(PLAYER, RUST);
    const player = simulator.world.players.find(({ id }) => id === PLAYER);
    const server = simulator.world.servers.find(({ id }) => id === RUST);
    expect(await next(reader)).toMatchObject({
      kind: 'server-update',
      channel: 'server:updates:1000101',
      serverId: RUST,
      name: server?.name,
      players: server?.players,
      moves: [{ action: 'add', playerId: PLAYER, name: player?.name }],
    });
    expect(await next(reader)).toMatchObject({
      kind: 'activity',
      channel: 'server:activity:1000101',
      messageType: 'event:addPlayer',
      timestamp: player?.updatedAt,
      text: `${player?.name} joined the server`,
      playerIds: [PLAYER],
      serverIds: [RUST],
    });
    life.leave(PLAYER);
    expect(await next(reader)).toMatchObject({ moves: [{ action: 'remove', playerId: PLAYER }] });
    expect(await next(reader)).toMatchObject({ messageType: 'event:removePlayer' });
  });

  it('joins again after it broke, and brings what was missed, each message once', async () => {
    const { realtime, server, life, time, types, joined, log } = await setup();
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    await joined();
    life.join(PLAYER, RUST);
    const first = await next(reader);
    server.drop();
    await time.plans(FIRST_RECONNECT_MS);
    life.join(OTHER, RUST);
    server.frames.length = 0;
    time.advance(FIRST_RECONNECT_MS);
    expect(await next(reader)).toMatchObject({ kind: 'activity', playerIds: [OTHER] });
    expect(types()).toEqual(['auth', 'join', 'replay']);
    expect(server.frames[2]).toMatchObject({
      p: { channels: ['server:events:1000101'], start: 'id' in first ? first.id : '' },
    });
    // The simulator repeats the message from which on it was asked, too: it does not come again.
    life.leave(OTHER);
    expect(await next(reader)).toMatchObject({ messageType: 'event:removePlayer', playerIds: [OTHER] });
    expect(log.filter(({ level }) => level >= 30).map(({ msg }) => msg)).toEqual([
      'the real-time connection to BattleMetrics is gone; trying again',
      'the real-time connection to BattleMetrics is back',
    ]);
  });

  it('tells of a gap when it was gone for longer than is replayed', async () => {
    const { realtime, server, life, time, types, joined } = await setup();
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    await joined();
    life.join(PLAYER, RUST);
    await next(reader);
    const since = time.now();
    server.drop();
    await time.plans(FIRST_RECONNECT_MS);
    server.frames.length = 0;
    time.sleep(5 * MINUTE);
    time.advance(FIRST_RECONNECT_MS);
    expect(await next(reader)).toEqual({ kind: 'gap', reason: 'disconnected', since });
    life.leave(PLAYER);
    expect(await next(reader)).toMatchObject({ messageType: 'event:removePlayer' });
    expect(types()).toEqual(['auth', 'join']);
  });

  it('tells of a gap when the server does not know any more what came last', async () => {
    const { realtime, server, life, time, joined } = await setup();
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    await joined();
    life.join(PLAYER, RUST);
    await next(reader);
    const since = time.now();
    server.drop();
    await time.plans(FIRST_RECONNECT_MS);
    server.forget();
    time.advance(FIRST_RECONNECT_MS);
    expect(await next(reader)).toEqual({ kind: 'gap', reason: 'disconnected', since });
  });

  it('takes a connection for dead on which nothing came for a minute', async () => {
    const { realtime, server, life, time, joined, sent, connections, log } = await setup();
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    await joined();
    life.join(PLAYER, RUST);
    await next(reader);
    server.silent = true;
    time.advance(30_000);
    await sent('ping', 1);
    time.advance(29_999);
    expect(server.connections).toBe(1);
    time.advance(1);
    expect(time.planned).toEqual([FIRST_RECONNECT_MS]);
    expect(log.at(-1)).toMatchObject({ err: { kind: 'timeout' } });
    await connections(0);
    server.silent = false;
    time.advance(FIRST_RECONNECT_MS);
    await joined();
    life.leave(PLAYER);
    expect(await next(reader)).toMatchObject({ messageType: 'event:removePlayer' });
  });

  it('stays while its pings are answered', async () => {
    const { realtime, server, time, joined, sent, log } = await setup();
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    await joined();
    for (let pings = 1; pings <= 5; pings += 1) {
      time.advance(30_000);
      await sent('ping', pings);
      // Comes after the answer to the ping.
      server.publish('server:events:1000101', 'ACTIVITY', {});
      await next(reader);
    }
    expect(server.frames.filter(({ t }) => t === 'auth')).toHaveLength(1);
    expect(log).toEqual([]);
  });

  it('is not begun again when the token is wrong, which is told once and without it', async () => {
    const { realtime, time, log, server, connections } = await setup({ token: 'a-wrong-token' });
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    await expect(reader.next()).rejects.toMatchObject({
      kind: 'unauthorized',
      apiMessage: 'The access token is invalid or expired.',
      message: expect.stringContaining('check BATTLEMETRICS_TOKEN'),
    });
    expect(await reader.next()).toEqual({ value: undefined, done: true });
    await connections(0);
    expect(time.planned).toEqual([]);
    realtime.join(serverUpdates(RUST));
    await expect(realtime.messages().next()).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(server.frames).toHaveLength(1);
    expect(log.map(({ level }) => level)).toEqual([50]);
    expect(JSON.stringify(log)).not.toContain('a-wrong-token');
  });

  it('gets without a token what is public, and tells which channel is not', async () => {
    const { realtime, life, types, joined } = await setup({ token: undefined });
    const reader = realtime.messages();
    realtime.join(serverUpdates(RUST));
    realtime.join(serverEvents(RUST));
    await joined();
    expect(await next(reader)).toEqual({
      kind: 'refused',
      channel: 'server:updates:1000101',
      apiMessage: 'server:updates:1000101 needs an access token.',
    });
    life.join(PLAYER, RUST);
    expect(await next(reader)).toMatchObject({ kind: 'activity', channel: 'server:events:1000101' });
    expect(types()).toEqual(['join', 'join']);
  });

  it('tries a channel that was refused again with the next connection', async () => {
    const { realtime, server, simulator, time, joined } = await setup();
    const reader = realtime.messages();
    const [unknown] = simulator.world.servers.splice(0, 1);
    const id = unknown?.id ?? '';
    realtime.join(serverEvents(id));
    expect(await next(reader)).toMatchObject({ kind: 'refused', channel: `server:events:${id}` });
    if (unknown !== undefined) simulator.world.servers.push(unknown);
    server.drop();
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    await joined();
    expect(server.joined).toEqual([`server:events:${id}`]);
  });

  it('passes over what it does not understand, with a word for debugging that repeats nothing', async () => {
    const { realtime, server, life, joined, log } = await setup();
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    await joined();
    server.babble('<html>PRIVATE</html>');
    server.babble('["PRIVATE"]');
    server.babble('{"i":"x1","t":"RESOURCE_UPDATED","p":{"PRIVATE":1}}');
    server.babble('{"i":"x2","t":"ACTIVITY","p":"PRIVATE"}');
    server.babble('{"i":"x3","t":"PRIVATE words","p":{}}');
    server.babble('{"i":"x4","t":"ack","p":"PRIVATE"}');
    life.join(PLAYER, RUST);
    expect(await next(reader)).toMatchObject({ kind: 'activity', playerIds: [PLAYER] });
    expect(log.map(({ level, why }) => [level, why])).toEqual([
      [20, 'no JSON'],
      [20, 'not in the form of a frame'],
      [20, 'not understood, of the type RESOURCE_UPDATED'],
      [20, 'not understood, of the type ACTIVITY'],
      [20, 'not understood, of the type *'],
    ]);
    expect(JSON.stringify(log)).not.toContain('PRIVATE');
  });

  it('gets nothing of a channel that was left, now and after a reconnect', async () => {
    const { realtime, server, life, time, joined } = await setup();
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    realtime.join(serverActivity(RUST));
    await joined(2);
    realtime.leave(serverEvents(RUST));
    await joined(1);
    life.join(PLAYER, RUST);
    expect(await next(reader)).toMatchObject({ channel: 'server:activity:1000101' });
    server.drop();
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    await joined(1);
    expect(server.joined).toEqual(['server:activity:1000101']);
  });

  it('lets through the types of activity alone that are wanted', async () => {
    const { realtime, life, joined } = await setup({ activityTypes: ['event:removePlayer'] });
    const reader = realtime.messages();
    realtime.join(serverEvents(RUST));
    await joined();
    life.join(PLAYER, RUST);
    life.leave(PLAYER);
    expect(await next(reader)).toMatchObject({ messageType: 'event:removePlayer' });
  });

  it('connects nowhere before a channel is joined, and is told of none by another name', async () => {
    const { realtime, time } = await setup();
    realtime.messages();
    expect(time.planned).toEqual([]);
    expect(() => realtime.join('server:events:1 or 2')).toThrow(TypeError);
    expect(time.planned).toEqual([]);
  });

  it('ends with all of its readers and timers when it is closed', async () => {
    const { realtime, server, time, joined, connections } = await setup();
    const readers = [realtime.messages(), realtime.messages()];
    realtime.join(serverEvents(RUST));
    await joined();
    const waiting = readers.map((reader) => reader.next());
    realtime.close();
    realtime.close();
    expect(await Promise.all(waiting)).toEqual([
      { value: undefined, done: true },
      { value: undefined, done: true },
    ]);
    expect(time.planned).toEqual([]);
    await connections(0);
    realtime.join(serverUpdates(RUST));
    expect(time.planned).toEqual([]);
    expect(await realtime.messages().next()).toEqual({ value: undefined, done: true });
    expect(server.connections).toBe(0);
  });

  it('plans no reconnect any more when it is closed between two connections', async () => {
    const { realtime, server, time, joined } = await setup();
    realtime.join(serverEvents(RUST));
    await joined();
    server.drop();
    await time.plans(FIRST_RECONNECT_MS);
    realtime.close();
    expect(time.planned).toEqual([]);
  });
});
