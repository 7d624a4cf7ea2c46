import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseChannel,
  serverActivity,
  serverEvents,
  serverUpdates,
} from '../../src/battlemetrics/realtime/channels.ts';
import { encodeFrame, parseFrame } from '../../src/battlemetrics/realtime/frames.ts';
import { RecentIds } from '../../src/battlemetrics/realtime/recent-ids.ts';
import { reconnectDelay } from '../../src/battlemetrics/realtime/reconnect-delay.ts';

const serverId = fc.bigInt({ min: 1n, max: 9_999_999_999_999_999_999n }).map(String);
const MAKERS = { updates: serverUpdates, events: serverEvents, activity: serverActivity } as const;
const topic = fc.constantFrom('updates', 'events', 'activity');

describe('the name of a channel', () => {
  it('says what it is about and of which server', () => {
    fc.assert(
      fc.property(topic, serverId, (about, id) => {
        const name = MAKERS[about](id);
        expect(name).toBe(`server:${about}:${id}`);
        expect(parseChannel(name)).toEqual({ topic: about, serverId: id });
      }),
    );
  });

  it('is made of nothing but the number of a server', () => {
    const noId = fc
      .oneof(fc.string(), fc.constantFrom('', '0', '01', '-1', '1.5', '1e3', ' 1', '1\n', '1:2', '１'))
      .filter((text) => !/^[1-9][0-9]{0,18}$/.test(text));
    fc.assert(
      fc.property(topic, noId, (about, text) => {
        expect(() => MAKERS[about](text)).toThrow(TypeError);
        expect(parseChannel(`server:${about}:${text}`)).toBeUndefined();
      }),
    );
    for (const name of ['server:players:1', 'x server:events:1', 'server:events:1 x']) {
      expect(parseChannel(name)).toBeUndefined();
    }
  });
});

describe('a frame that we send', () => {
  it('is JSON with an id of its own', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'binary' }), (i, token) => {
        const text = encodeFrame(i, { t: 'auth', p: token });
        expect(JSON.parse(text)).toEqual({ i, t: 'auth', p: token });
      }),
    );
    expect(JSON.parse(encodeFrame('1', { t: 'ping' }))).toEqual({ i: '1', t: 'ping' });
  });
});

describe('a frame that we receive', () => {
  it('never throws, whatever it is', () => {
    const almost = fc.record(
      {
        i: fc.oneof(fc.string(), fc.jsonValue()),
        t: fc.oneof(fc.constantFrom('ack', 'error', 'SERVER_UPDATE', 'ACTIVITY'), fc.string()),
        p: fc.oneof(
          fc.jsonValue(),
          fc.record(
            {
              id: fc.jsonValue(),
              attributes: fc.jsonValue(),
              players: fc.oneof(
                fc.jsonValue(),
                fc.array(fc.record({ action: fc.jsonValue(), identifiers: fc.jsonValue() })),
              ),
              relationships: fc.oneof(fc.jsonValue(), fc.record({ players: fc.jsonValue() })),
            },
            { requiredKeys: [] },
          ),
        ),
        c: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          almost.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(['ack', 'error', 'data', 'other']).toContain(parseFrame(text).kind);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('may lack all but its type, and what has another form counts as lacking', () => {
    expect(parseFrame('{"t":"ack"}')).toEqual({ kind: 'ack', i: undefined });
    expect(parseFrame('{"i":5,"t":"ACTIVITY","p":{},"c":7}')).toMatchObject({
      kind: 'data',
      i: undefined,
      data: { id: undefined, channel: undefined },
    });
  });

  it('keeps the whole payload of what was published, with its id and channel', () => {
    const payload = fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('SERVER_UPDATE', 'ACTIVITY'),
        fc.uuid(),
        fc.string(),
        payload,
        (t, i, c, p) => {
          const sent = JSON.stringify({ i, t, p, c });
          const kind = t === 'ACTIVITY' ? 'activity' : 'server-update';
          expect(parseFrame(sent)).toMatchObject({ kind: 'data', i, data: { kind, id: i, channel: c } });
          expect(parseFrame(sent)).toHaveProperty('data.payload', JSON.parse(sent).p);
        },
      ),
    );
  });

  it('gives what is understood of a server, and leaves out what has another form', () => {
    const p = {
      id: 7,
      attributes: { name: 'Rust', players: '12', maxPlayers: 100, status: null },
      players: [
        {
          action: 'add',
          id: '5',
          name: 'Ann',
          identifiers: [{ type: 'steamID', identifier: '1' }, { type: 1 }],
        },
        { action: 'update' },
        { id: '6' },
        null,
      ],
    };
    expect(parseFrame(JSON.stringify({ t: 'SERVER_UPDATE', p }))).toMatchObject({
      data: {
        serverId: '7',
        name: 'Rust',
        players: undefined,
        maxPlayers: 100,
        status: undefined,
        moves: [
          { action: 'add', playerId: '5', name: 'Ann', identifiers: [{ type: 'steamID', identifier: '1' }] },
          { action: 'update', playerId: undefined, name: undefined, identifiers: [] },
        ],
      },
    });
  });

  it('gives what is understood of an activity, and leaves out what has another form', () => {
    const p = {
      attributes: { messageType: 'playerMessage', timestamp: '2026-07-01T00:00:00.000Z', message: 'hi' },
      relationships: { players: { data: [{ id: '5' }, { id: 6 }] }, servers: { data: { id: '7' } } },
    };
    const read = (value: unknown) => parseFrame(JSON.stringify({ t: 'ACTIVITY', p: value }));
    expect(read(p)).toMatchObject({
      data: {
        messageType: 'playerMessage',
        timestamp: Date.UTC(2026, 6, 1),
        text: 'hi',
        playerIds: ['5'],
        serverIds: [],
      },
    });
    expect(read({ attributes: { timestamp: 'yesterday' }, relationships: [] })).toMatchObject({
      data: { timestamp: undefined, playerIds: [], serverIds: [] },
    });
  });

  it.each([
    ['"Nope."', { text: 'Nope.', status: undefined }],
    ['{"detail":"Nope.","title":"Bad","status":"403"}', { text: 'Nope.', status: 403 }],
    ['{"message":"Nope."}', { text: 'Nope.', status: undefined }],
    ['{"title":"Bad","status":500,"detail":3}', { text: 'Bad', status: 500 }],
    ['{"errors":[{"detail":"Nope.","status":"429"}]}', { text: 'Nope.', status: 429 }],
    ['{"status":"soon"}', { text: undefined, status: undefined }],
    ['"two\\n lines\\u0007"', { text: 'two lines', status: undefined }],
    ['null', { text: undefined, status: undefined }],
  ])('says what an error says: %s', (p, said) => {
    expect(parseFrame(`{"i":"1","t":"error","p":${p}}`)).toEqual({ kind: 'error', i: '1', said });
  });

  it('shortens a long error', () => {
    const frame = parseFrame(JSON.stringify({ t: 'error', p: '😀'.repeat(300) }));
    expect(frame).toMatchObject({ said: { text: '😀'.repeat(200) } });
  });
});

describe('the wait before a reconnect', () => {
  it('is at least half of its longest, and a minute at most', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (failures, chance) => {
        const longest = Math.min(60_000, 1_000 * 2 ** failures);
        const wait = reconnectDelay(failures, chance);
        expect(wait).toBeGreaterThanOrEqual(longest / 2);
        expect(wait).toBeLessThan(longest);
      }),
    );
  });
});

describe('the ids that came already', () => {
  it('are forgotten when they are old, and only then', () => {
    const ids = new RecentIds(3);
    expect(['a', 'b', 'c', 'a'].map((id) => ids.add(id))).toEqual([true, true, true, false]);
    expect(ids.add('d')).toBe(true);
    expect([ids.add('b'), ids.add('d'), ids.add('a')]).toEqual([false, false, true]);
  });
});
