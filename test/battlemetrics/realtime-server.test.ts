import { execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { serverUpdates } from '../../src/battlemetrics/realtime/channels.ts';
import { nobody } from '../http/http-server.ts';
import { webSocketUrl } from '../http/websocket-server.ts';
import {
  acknowledge,
  CHANNEL,
  connect,
  FIRST_RECONNECT_MS,
  next,
  refuse,
  ScriptedServer,
  scripted,
  TOKEN,
} from './realtime-harness.ts';

describe('a real-time connection whose token is refused', () => {
  it.each([
    ['the account has no subscription', { detail: 'A subscription is required.' }, 'subscription-required'],
    ['of its form', { errors: [{ title: 'Bad Request', status: 400 }] }, 'unauthorized'],
    ['in words alone', 'no', 'unauthorized'],
    ['without a word', undefined, 'unauthorized'],
    ['in a way that nobody knows', [1, 2], 'unauthorized'],
  ])('ends when it is because %s', async (_, p, kind) => {
    const { reader, time } = await scripted((frame, client) => refuse(frame, client, p));
    await expect(reader.next()).rejects.toMatchObject({ kind });
    expect(time.planned).toEqual([]);
  });

  it.each([429, 503, '500'])('tries again when it is because of the server (%s)', async (status) => {
    let times = 0;
    const { server, realtime, time } = await scripted((frame, client) => {
      times += 1;
      if (times === 1) refuse(frame, client, { status, detail: 'Later.' });
      else acknowledge(frame, client);
    });
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    await server.received('join');
    realtime.close();
  });

  it('repeats the token nowhere, even where the server does', async () => {
    const { reader, log } = await scripted((frame, client) => refuse(frame, client, `Bad token ${TOKEN}`));
    const error: unknown = await reader.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ apiMessage: 'Bad token …' });
    expect(JSON.stringify([error, String(error), log])).not.toContain(TOKEN);
  });
});

describe('a real-time connection', () => {
  it('waits with its channels until the token is accepted, however long the server takes for it', async () => {
    const { server, realtime, reader } = await scripted(({ t }, client) => {
      if (t === 'auth') client.send('{"t":"ACTIVITY","p":{}}');
    });
    const { i } = await server.received('auth');
    expect(await next(reader)).toMatchObject({ kind: 'activity', id: undefined, playerIds: [] });
    realtime.join(serverUpdates('1'));
    expect(server.frames.map(({ t }) => t)).toEqual(['auth']);
    // Clients in use take any frame of the same id for a yes.
    server.clients[0]?.send(JSON.stringify({ i, t: 'welcome' }));
    await server.received('join', 2);
    expect(server.frames.map(({ p }) => p)).toEqual([TOKEN, [CHANNEL], ['server:updates:1']]);
  });

  it('gives up on a server that talks but does not accept the token within a minute', async () => {
    const { server, time, reader } = await scripted(() => undefined);
    await server.received('auth');
    time.advance(30_000);
    server.publish('m1');
    await next(reader);
    time.advance(30_000);
    expect(time.planned).toEqual([FIRST_RECONNECT_MS]);
    time.advance(FIRST_RECONNECT_MS);
    await server.received('auth', 2);
    expect(server.frames.map(({ t }) => t)).toEqual(['auth', 'auth']);
  });

  it('joins at once while it is open', async () => {
    const { server, realtime } = await scripted();
    await server.received('join');
    realtime.join(serverUpdates('1'));
    expect(await server.received('join', 2)).toMatchObject({ p: ['server:updates:1'] });
    expect(server.clients).toHaveLength(1);
  });

  it('waits longer and longer for a server that is not there, up to a minute', async () => {
    const { realtime, time, log } = connect(webSocketUrl(await nobody()), { random: () => 0.5 });
    realtime.join(CHANNEL);
    const waits = [750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000];
    for (const wait of waits) {
      await time.plans(wait);
      time.advance(wait);
    }
    // It is worth a warning once.
    expect(log.map(({ level }) => level)).toEqual([40, ...waits.slice(1).map(() => 20)]);
    expect(log[0]).toMatchObject({ err: { kind: 'refused' }, inMs: 750 });
  });

  it('begins with a short wait again after a connection that lasted', async () => {
    const { server, time } = await scripted();
    for (const [n, wait] of [FIRST_RECONNECT_MS, 2 * FIRST_RECONNECT_MS].entries()) {
      await server.received('join', n + 1);
      server.clients[n]?.terminate();
      await time.plans(wait);
      time.advance(wait);
    }
    await server.received('join', 3);
    time.sleep(60_000);
    server.clients[2]?.terminate();
    await time.plans(FIRST_RECONNECT_MS);
  });
});

describe('a reader of the real-time connection', () => {
  it('who is slow loses the oldest messages, and hears how many', async () => {
    const { server, realtime, reader: fast } = await scripted();
    const slow = realtime.messages({ buffer: 2 });
    await server.received('join');
    for (const i of ['m1', 'm2', 'm3', 'm4', 'm5']) server.publish(i);
    for (let read = 0; read < 5; read += 1) await next(fast);
    expect(await next(slow)).toEqual({ kind: 'gap', reason: 'slow-reader', dropped: 3 });
    expect([await next(slow), await next(slow)]).toMatchObject([{ id: 'm4' }, { id: 'm5' }]);
  });

  it('who breaks off or aborts ends, and the others go on', async () => {
    const { server, realtime, reader } = await scripted();
    const aborted = new AbortController();
    const byHand = realtime.messages({ signal: aborted.signal });
    const unused = new AbortController();
    const broken = realtime.messages({ signal: unused.signal });
    await server.received('join');
    server.publish('m1');
    server.publish('m2');
    for await (const message of broken) {
      expect(message).toMatchObject({ id: 'm1' });
      break;
    }
    expect(await broken.next()).toEqual({ value: undefined, done: true });
    expect(getEventListeners(unused.signal, 'abort')).toEqual([]);
    await next(reader);
    await next(reader);
    aborted.abort();
    expect(await byHand.next()).toEqual({ value: undefined, done: true });
    expect(await realtime.messages({ signal: aborted.signal }).next()).toMatchObject({ done: true });
    server.publish('m3');
    expect(await next(reader)).toMatchObject({ id: 'm3' });
  });

  it('gets what came before the token was refused, and then the error', async () => {
    let authenticated = 0;
    const { server, realtime, reader, time } = await scripted((frame, client) => {
      authenticated += frame.t === 'auth' ? 1 : 0;
      if (authenticated === 2) refuse(frame, client, 'The token was taken back.');
      else acknowledge(frame, client);
    });
    const later = realtime.messages();
    await server.received('join');
    server.publish('m1');
    await next(reader);
    server.clients[0]?.terminate();
    await time.plans(FIRST_RECONNECT_MS);
    time.advance(FIRST_RECONNECT_MS);
    await expect(reader.next()).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(await next(later)).toMatchObject({ id: 'm1' });
    await expect(later.next()).rejects.toMatchObject({ kind: 'unauthorized' });
  });
});

describe('a process with a real-time connection', () => {
  it('ends by itself after it closed it, whatever the state of that', async () => {
    const server = await ScriptedServer.start();
    const source = (path: string) =>
      new URL(`../../src/battlemetrics/realtime/${path}`, import.meta.url).href;
    const script = `
      import { createRealtime } from ${JSON.stringify(source('realtime.ts'))};
      const none = () => undefined;
      const log = { debug: none, info: none, warn: none, error: none };
      const open = (url) => {
        const realtime = createRealtime({ url: new URL(url), token: 'x', now: Date.now, log });
        realtime.join('server:events:1');
        return realtime;
      };
      const joined = open(${JSON.stringify(server.url.href)});
      const away = open(${JSON.stringify(webSocketUrl(await nobody()).href)});
      for await (const message of joined.messages()) break;
      const opening = open(${JSON.stringify(server.url.href)});
      for (const realtime of [joined, away, opening]) realtime.close();
      process.stdout.write('closed');
    `;
    const ran = promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        timeout: 15_000,
      },
    );
    await server.received('join');
    server.publish('m1');
    expect((await ran).stdout).toBe('closed');
  });
});
