import { describe, expect, it } from 'vitest';
import { serverUpdates } from '../../src/battlemetrics/realtime/channels.ts';
import {
  acknowledge,
  CHANNEL,
  FIRST_RECONNECT_MS,
  next,
  refuse,
  type Sent,
  scripted,
} from './realtime-harness.ts';

describe('what a real-time connection missed while it was broken', () => {
  it('brings a message once, however often it comes, and each that has no id', async () => {
    const { server, reader } = await scripted();
    await server.received('join');
    for (const i of ['m1', 'm2', 'm1', undefined, undefined, 'm3']) server.publish(i);
    const ids = [];
    for (let read = 0; read < 5; read += 1) ids.push(await next(reader));
    expect(ids.map((message) => 'id' in message && message.id)).toEqual([
      'm1',
      'm2',
      undefined,
      undefined,
      'm3',
    ]);
  });

  it('asks again for what was missed when it breaks while that is on its way', async () => {
    const silentOn = (silent: string) => (frame: Sent, client: Parameters<typeof acknowledge>[1]) => {
      if (frame.t !== silent) acknowledge(frame, client);
    };
    const { server, reader, time } = await scripted(silentOn('replay'));
    await server.received('join');
    server.publish('m1');
    await next(reader);
    const since = time.now();
    server.clients[0]?.terminate();
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    expect(await server.received('replay')).toMatchObject({ p: { start: 'm1' } });
    // A new message overtakes the missed ones, which never come.
    server.publish('m9');
    await next(reader);
    server.clients[1]?.terminate();
    await time.plans(2 * FIRST_RECONNECT_MS);
    time.advance(2 * FIRST_RECONNECT_MS);
    const again = await server.received('replay', 2);
    expect(again).toMatchObject({ p: { start: 'm1' } });
    for (const client of server.clients.slice(2)) refuse(again, client, 'not known any more');
    expect(await next(reader)).toEqual({ kind: 'gap', reason: 'disconnected', since });
  });

  it('asks from the newest message on when what was missed has come', async () => {
    const { server, reader, time } = await scripted((frame, client) => {
      if (frame.t === 'replay') client.send('{"i":"m2","t":"ACTIVITY","p":{}}');
      acknowledge(frame, client);
    });
    await server.received('join');
    server.publish('m1');
    await next(reader);
    server.clients[0]?.terminate();
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    expect(await next(reader)).toMatchObject({ id: 'm2' });
    // Comes after the answer to the replay, and is known already.
    server.publish('m1');
    server.publish(undefined);
    await next(reader);
    server.clients[1]?.terminate();
    await time.plans(2 * FIRST_RECONNECT_MS);
    time.advance(2 * FIRST_RECONNECT_MS);
    expect(await server.received('replay', 2)).toMatchObject({ p: { start: 'm2' } });
  });

  it('tells of a gap when it broke before anything came from which on could be asked', async () => {
    const { server, reader, time } = await scripted();
    await server.received('join');
    const since = time.now();
    server.clients[0]?.terminate();
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    expect(await next(reader)).toEqual({ kind: 'gap', reason: 'disconnected', since });
    expect(server.frames.map(({ t }) => t)).not.toContain('replay');
  });

  it('asks for nothing that it had not joined, and tells of no gap there', async () => {
    const { server, realtime, time } = await scripted((frame, client) => {
      if (JSON.stringify(frame.p).includes('updates')) refuse(frame, client, 'no');
      else acknowledge(frame, client);
    });
    const reader = realtime.messages();
    realtime.join(serverUpdates('1'));
    await next(reader);
    server.publish('m1');
    await next(reader);
    server.clients[0]?.terminate();
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    expect(await server.received('replay')).toMatchObject({ p: { channels: [CHANNEL] } });
    expect(await next(reader)).toMatchObject({ kind: 'refused' });
    realtime.leave(CHANNEL);
    server.clients[1]?.terminate();
    await time.plans(2 * FIRST_RECONNECT_MS);
    time.advance(2 * FIRST_RECONNECT_MS);
    expect(await next(reader)).toMatchObject({ kind: 'refused' });
    server.publish('m2');
    expect(await next(reader)).toMatchObject({ id: 'm2' });
    expect(server.frames.filter(({ t }) => t === 'replay')).toHaveLength(1);
  });

  it('still tells of a gap that it could not tell before it broke again, and asks from after it', async () => {
    let joins = 0;
    const { server, reader, time } = await scripted((frame, client) => {
      joins += frame.t === 'join' ? 1 : 0;
      if (frame.t === 'join' && joins === 2) return;
      if (frame.t === 'replay' && joins === 2) {
        client.send('{"i":"m5","t":"ACTIVITY","p":{}}');
        refuse(frame, client, 'not known any more');
        client.send('{"t":"ACTIVITY","p":{}}');
      } else {
        acknowledge(frame, client);
      }
    });
    await server.received('join');
    server.publish('m1');
    await next(reader);
    const since = time.now();
    server.clients[0]?.terminate();
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    expect([await next(reader), await next(reader)]).toMatchObject([{ id: 'm5' }, { id: undefined }]);
    server.clients[1]?.terminate();
    await time.plans(2 * FIRST_RECONNECT_MS);
    time.advance(2 * FIRST_RECONNECT_MS);
    expect(await next(reader)).toEqual({ kind: 'gap', reason: 'disconnected', since });
    expect(await server.received('replay', 2)).toMatchObject({ p: { start: 'm5' } });
  });

  it('tells of a gap only when it has joined again, so that nothing is missed after it', async () => {
    let joins = 0;
    const { server, reader, time } = await scripted((frame, client) => {
      joins += frame.t === 'join' ? 1 : 0;
      if (frame.t !== 'join' || joins === 1) acknowledge(frame, client);
    });
    await server.received('join');
    const since = time.now();
    for (const [n, wait] of [FIRST_RECONNECT_MS, 2 * FIRST_RECONNECT_MS].entries()) {
      server.clients[n]?.terminate();
      await time.plans(wait);
      time.advance(wait);
      await server.received('join', n + 2);
    }
    const { i } = await server.received('join', 3);
    server.publish('m1');
    server.clients[2]?.send(JSON.stringify({ i, t: 'ack' }));
    expect(await next(reader)).toMatchObject({ id: 'm1' });
    expect(await next(reader)).toEqual({ kind: 'gap', reason: 'disconnected', since });
  });
});
