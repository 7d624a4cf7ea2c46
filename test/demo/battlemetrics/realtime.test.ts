import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { simulator } from './harness.ts';

const RUST = '1000101';
const PLAYER = '1000000041';
const EVENTS = `server:events:${RUST}`;
const UPDATES = `server:updates:${RUST}`;

/** The simulator, and a client that says one thing after the other and reads one answer after the other. */
async function connected() {
  const { sim } = await simulator();
  for (const { visits } of sim.world.players) for (const visit of visits) visit.online = false;
  const socket = new WebSocket(sim.url.replace('http', 'ws'));
  onTestFinished(() => socket.terminate());
  const texts: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  socket.on('message', (data) => {
    const reader = waiting.shift();
    if (reader === undefined) texts.push(String(data));
    else reader(String(data));
  });
  await once(socket, 'open');
  const text = async (): Promise<string> =>
    texts.shift() ?? new Promise<string>((resolve) => waiting.push(resolve));
  const read = async () => Object(JSON.parse(await text()));
  const say = (t: string, p?: unknown, i: string = randomUUID()) => {
    socket.send(JSON.stringify({ i, t, p }));
    return read();
  };
  return { sim, socket, text, read, say };
}

const refused = (status: string) => ({ t: 'error', p: { status } });

describe('the simulated real-time connection', () => {
  it('accepts a token that it knows and no other, by the id of the frame', async () => {
    const { say } = await connected();
    const i = randomUUID();
    expect(await say('auth', 'wrong', i)).toMatchObject({ i, ...refused('401') });
    const again = randomUUID();
    expect(await say('auth', 'simulator-token', again)).toEqual({ i: again, t: 'ack' });
  });

  it('lets nobody into what is not public without a token, nor into what there is not', async () => {
    const { sim, say } = await connected();
    expect(await say('join', [EVENTS, UPDATES])).toMatchObject(refused('401'));
    expect(sim.realtime.joined).toEqual([]);
    expect(await say('join', [EVENTS])).toMatchObject({ t: 'ack' });
    await say('auth', 'simulator-token');
    expect(await say('join', [UPDATES])).toMatchObject({ t: 'ack' });
    for (const channel of ['server:events:1', `server:chat:${RUST}`, 'anything']) {
      expect(await say('join', [channel])).toMatchObject(refused('404'));
    }
    expect(sim.realtime.joined).toEqual([EVENTS, UPDATES]);
  });

  it.each<[string, string, unknown]>([
    ['an unknown type', 'shout', undefined],
    ['a channel that is not in a list', 'join', EVENTS],
    ['an empty list', 'join', []],
    ['a token that is no text', 'auth', 5],
    ['a ping with something in it', 'ping', {}],
    ['a filter of another form', 'filter', { type: 'ACTIVITY', filter: {} }],
    ['a replay from nowhere', 'replay', { channels: [EVENTS] }],
  ])('refuses %s', async (_, t, p) => {
    const { say } = await connected();
    expect(await say(t, p)).toMatchObject({ t: 'error', p: { detail: 'The frame is not valid.' } });
  });

  it('refuses what is no JSON, and a second frame of the same id', async () => {
    const { socket, read, say } = await connected();
    socket.send('hello');
    expect(await read()).toMatchObject(refused('400'));
    const i = randomUUID();
    expect(await say('ping', undefined, i)).toEqual({ i, t: 'ack' });
    expect(await say('ping', undefined, i)).toMatchObject(refused('400'));
    expect(await say('ping', undefined, 'no uuid')).toMatchObject(refused('400'));
  });

  it('publishes who comes and goes to those who joined', async () => {
    const { sim, say, read } = await connected();
    await say('auth', 'simulator-token');
    await say('join', [UPDATES, EVENTS]);
    sim.life.join(PLAYER, RUST);
    expect(await read()).toMatchObject({
      t: 'SERVER_UPDATE',
      c: UPDATES,
      p: { id: RUST, players: [{ action: 'add', id: PLAYER }] },
    });
    expect(await read()).toMatchObject({
      t: 'ACTIVITY',
      c: EVENTS,
      p: { attributes: { messageType: 'event:addPlayer' } },
    });
    await say('leave', [UPDATES]);
    sim.life.leave(PLAYER);
    expect(await read()).toMatchObject({
      c: EVENTS,
      p: { attributes: { messageType: 'event:removePlayer' } },
    });
  });

  it('repeats what was published in joined channels from a message on that it still knows', async () => {
    const { sim, say, read } = await connected();
    await say('join', [EVENTS]);
    const first = sim.realtime.publish(EVENTS, 'ACTIVITY', { n: 1 });
    sim.realtime.publish(UPDATES, 'SERVER_UPDATE', {});
    const second = sim.realtime.publish(EVENTS, 'ACTIVITY', { n: 2 });
    expect([await read(), await read()]).toEqual([first, second]);
    expect(await say('replay', { channels: [EVENTS], start: first.i })).toMatchObject({ t: 'ack' });
    expect([await read(), await read()]).toEqual([first, second]);
    expect(await say('replay', { channels: [UPDATES], start: first.i })).toMatchObject(refused('400'));
    sim.realtime.forget();
    expect(await say('replay', { channels: [EVENTS], start: first.i })).toMatchObject(refused('404'));
  });

  it('leaves out activity that is filtered out', async () => {
    const { sim, say, read } = await connected();
    const filter = (types: object) => ({ type: 'ACTIVITY', filter: { tagTypeMode: 'and', tags: {}, types } });
    const publish = (messageType: string) =>
      sim.realtime.publish(EVENTS, 'ACTIVITY', { attributes: { messageType } });
    await say('join', [EVENTS]);
    await say('filter', filter({ whitelist: ['a', 'b'] }));
    for (const type of ['c', 'a']) publish(type);
    expect(await read()).toMatchObject({ p: { attributes: { messageType: 'a' } } });
    await say('filter', filter({ blacklist: ['a'] }));
    for (const type of ['a', 'c']) publish(type);
    expect(await read()).toMatchObject({ p: { attributes: { messageType: 'c' } } });
  });

  it('can break, fall silent and talk nonsense', async () => {
    const { sim, socket, say, text } = await connected();
    sim.realtime.babble('nonsense');
    expect(await text()).toBe('nonsense');
    await say('join', [EVENTS]);
    sim.realtime.silent = true;
    sim.realtime.publish(EVENTS, 'ACTIVITY', {});
    sim.realtime.silent = false;
    expect(await say('ping')).toMatchObject({ t: 'ack' });
    sim.realtime.drop(4001);
    expect((await once(socket, 'close'))[0]).toBe(4001);
  });

  it('ends with the simulator', async () => {
    const { sim, socket } = await connected();
    const closed = once(socket, 'close');
    await sim.goDown();
    expect((await closed)[0]).toBe(1006);
    expect(sim.realtime.connections).toBe(0);
  });
});
