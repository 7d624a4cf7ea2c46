import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/http/call.ts';
import { CallAbortedError, NotFoundError, ServerError } from '../../src/http/errors.ts';
import { type ReadPolicy, ResponseCache } from '../../src/http/response-cache.ts';
import { type CallClass, LimiterError } from '../../src/ratelimit/limiter.ts';

const DETAILS = { api: 'BattleMetrics', method: 'GET', url: 'https://host/servers' } as const;
const BACKGROUND: Call = { class: 'background' };
const POLICY: ReadPolicy = { api: 'BattleMetrics', ttlMs: 1_000, staleForMs: 60_000 };
const down = (): ServerError => new ServerError('the server failed (503)', DETAILS);

interface Load {
  readonly call: Call;
  readonly answer: (value: string) => void;
  readonly fail: (error: unknown) => void;
}

function setUp({ maxEntries = 100 } = {}) {
  const time = { now: 1_000_000 };
  const loads: Load[] = [];
  const cache = new ResponseCache({ now: () => time.now, maxEntries });
  const read = (key: string, call: Partial<Call> = {}, policy: Partial<ReadPolicy> = {}): Promise<string> =>
    cache.read(key, { ...POLICY, ...policy }, { ...BACKGROUND, ...call }, (shared) => {
      return new Promise((answer, fail) => void loads.push({ call: shared, answer, fail }));
    });
  const load = (index: number): Load => {
    const found = loads[index];
    if (found === undefined) throw new Error(`there is no load ${index}`);
    return found;
  };
  /** Reads and is answered at once. */
  const keep = async (key: string, value: string): Promise<void> => {
    const answer = read(key, {}, { bypass: true });
    load(loads.length - 1).answer(value);
    await answer;
  };
  return { time, cache, loads, load, read, keep };
}

function settled(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: unknown) => error);
}

/** Lets everything that is due happen. */
async function flush(): Promise<void> {
  await new Promise(setImmediate);
}

describe('an answer', () => {
  it('is read once by all who ask at the same time, and by those who ask while it is fresh', async () => {
    const { loads, load, read, time } = setUp();
    const answers = [read('a'), read('a'), read('b')];
    expect(loads).toHaveLength(2);
    load(0).answer('1');
    load(1).answer('2');
    expect(await Promise.all(answers)).toEqual(['1', '1', '2']);
    time.now += 999;
    expect(await read('a')).toBe('1');
    expect(loads).toHaveLength(2);
  });

  it('is read anew once it is no longer fresh, counted from when it came', async () => {
    const { loads, load, read, time } = setUp();
    const first = read('a');
    time.now += 5_000;
    load(0).answer('old');
    await first;
    time.now += 999;
    expect(await read('a')).toBe('old');
    time.now += 1;
    const second = read('a');
    load(1).answer('new');
    expect(await second).toBe('new');
    expect(loads).toHaveLength(2);
  });

  it('that is kept for no time is still shared by those who ask at the same time', async () => {
    const { loads, load, read } = setUp();
    const answers = [read('a', {}, { ttlMs: 0 }), read('a', {}, { ttlMs: 0 })];
    load(0).answer('1');
    await Promise.all(answers);
    void settled(read('a', {}, { ttlMs: 0 }));
    expect(loads).toHaveLength(2);
  });

  it('that is kept for no time takes the room of no other', async () => {
    const { loads, load, read, keep } = setUp({ maxEntries: 1 });
    await keep('a', '1');
    const answer = read('b', {}, { ttlMs: 0, staleForMs: 0 });
    load(1).answer('2');
    await answer;
    expect(await read('a')).toBe('1');
    expect(loads).toHaveLength(2);
  });

  it('of undefined is kept like any other', async () => {
    const { time } = setUp();
    const cache = new ResponseCache({ now: () => time.now, maxEntries: 10 });
    let loads = 0;
    const load = async (): Promise<undefined> => {
      loads += 1;
    };
    await cache.read('a', POLICY, BACKGROUND, load);
    await cache.read('a', POLICY, BACKGROUND, load);
    expect(loads).toBe(1);
  });

  it('that was not used for the longest goes when there is no more room', async () => {
    const { loads, read, keep } = setUp({ maxEntries: 2 });
    await keep('a', '1');
    await keep('b', '2');
    await read('a');
    await keep('c', '3');
    expect(await read('a')).toBe('1');
    expect(await read('c')).toBe('3');
    const before = loads.length;
    void settled(read('b'));
    expect(loads).toHaveLength(before + 1);
  });

  it('is not believed to be fresh when the clock was set back', async () => {
    const { loads, read, keep, time } = setUp();
    await keep('a', '1');
    time.now -= 3_600_000;
    void settled(read('a'));
    expect(loads).toHaveLength(2);
  });

  it('is forgotten by the beginning of its key', async () => {
    const { cache, loads, read, keep } = setUp();
    await keep('bans:1', 'a');
    await keep('bans:2', 'b');
    await keep('servers:1', 'c');
    cache.invalidate('bans:');
    expect(await read('servers:1')).toBe('c');
    void settled(read('bans:1'));
    void settled(read('bans:2'));
    expect(loads).toHaveLength(5);
  });
});

describe('a read under way when something is written', () => {
  it('answers those who asked before, but is neither kept nor joined afterwards', async () => {
    const { cache, loads, load, read } = setUp();
    const before = read('bans:1');
    cache.invalidate('bans:');
    const after = read('bans:1');
    expect(loads).toHaveLength(2);
    load(1).answer('new');
    expect(await after).toBe('new');
    load(0).answer('old');
    expect(await before).toBe('old');
    expect(await read('bans:1')).toBe('new');
    expect(loads).toHaveLength(2);
  });

  it('is given up when those who asked before have left', () => {
    const { cache, load, read } = setUp();
    const { signal, abort } = abortable();
    void settled(read('bans:1', { signal }));
    cache.invalidate('bans:');
    void settled(read('bans:1'));
    abort();
    expect(load(0).call.signal?.aborted).toBe(true);
    expect(load(1).call.signal?.aborted).toBe(false);
  });
});

describe('a read that was given up', () => {
  it('is not kept when it is answered all the same, after something was written', async () => {
    const { cache, load, read, loads } = setUp();
    const { signal, abort } = abortable();
    void settled(read('bans:1', { signal }));
    abort();
    cache.invalidate('bans:');
    load(0).answer('from before');
    await flush();
    void settled(read('bans:1'));
    expect(loads).toHaveLength(2);
  });
});

describe('an API that does not answer', () => {
  it('is stood in for by what was last read, with its age', async () => {
    const { load, read, keep, time } = setUp();
    await keep('a', 'old');
    const asOf = time.now;
    time.now += 59_999;
    const told: unknown[] = [];
    const answer = read('a', { onStale: (...what) => void told.push(what) });
    load(1).fail(down());
    expect(await answer).toBe('old');
    expect(told).toEqual([['BattleMetrics', asOf]]);
  });

  it('fails when what was last read is too old, was written to, or never was', async () => {
    const { cache, load, read, keep, time } = setUp();
    await keep('a', 'old');
    time.now += 60_000;
    const answers = [read('a'), read('b')].map(settled);
    load(1).fail(down());
    load(2).fail(down());
    for (const answer of answers) expect(await answer).toBeInstanceOf(ServerError);

    await keep('c', 'before');
    time.now += 2_000;
    cache.invalidate('c');
    const answer = settled(read('c'));
    load(4).fail(down());
    expect(await answer).toBeInstanceOf(ServerError);
  });

  it('fails when it does answer, with an error', async () => {
    const { load, read, keep, time } = setUp();
    await keep('a', 'old');
    time.now += 2_000;
    const answer = settled(read('a'));
    load(1).fail(new NotFoundError('not found', DETAILS));
    expect(await answer).toBeInstanceOf(NotFoundError);
    // What is gone is not shown later either, as if it were only old.
    const later = settled(read('a'));
    load(2).fail(down());
    expect(await later).toBeInstanceOf(ServerError);
  });

  it('is asked again by the next who asks, for a failure is not kept', async () => {
    const { load, read } = setUp();
    const first = settled(read('a'));
    load(0).fail(down());
    await first;
    const second = read('a');
    load(1).answer('1');
    expect(await second).toBe('1');
  });

  it('fails alike when the read throws before it is sent', async () => {
    const { cache } = setUp();
    const error = new TypeError('a mistake');
    const outcome = cache.read('a', POLICY, BACKGROUND, () => {
      throw error;
    });
    await expect(outcome).rejects.toBe(error);
  });
});

describe('a read that bypasses what is kept', () => {
  const bypass = { bypass: true };

  it('is sent although something fresh is kept, and refreshes it', async () => {
    const { load, read, keep, loads } = setUp();
    await keep('a', 'old');
    const answer = read('a', {}, bypass);
    load(1).answer('new');
    expect(await answer).toBe('new');
    expect(await read('a')).toBe('new');
    expect(loads).toHaveLength(2);
  });

  it('is shared with others of its kind, and with those who need it less fresh', async () => {
    const { load, read, loads } = setUp();
    const answers = [read('a', {}, bypass), read('a', {}, bypass), read('a')];
    expect(loads).toHaveLength(1);
    load(0).answer('1');
    expect(await Promise.all(answers)).toEqual(['1', '1', '1']);
  });

  it('does not join one that began before it, nor is overwritten by it', async () => {
    const { load, read, loads } = setUp();
    const ordinary = read('a');
    const anew = read('a', {}, bypass);
    expect(loads).toHaveLength(2);
    load(1).answer('new');
    expect(await anew).toBe('new');
    load(0).answer('old');
    expect(await ordinary).toBe('old');
    expect(await read('a')).toBe('new');
  });

  it('never gets an old answer for a new one', async () => {
    const { load, read, keep } = setUp();
    await keep('a', 'old');
    const answer = settled(read('a', {}, bypass));
    load(1).fail(down());
    expect(await answer).toBeInstanceOf(ServerError);
  });
});

describe('those who wait for one read', () => {
  it('leave each by their own signal, and the last one ends it', async () => {
    const { load, read, loads } = setUp();
    const [one, two] = [abortable(), abortable()];
    const outcomes = [read('a', { signal: one.signal }), read('a', { signal: two.signal })].map(settled);
    one.abort();
    expect(await outcomes[0]).toBeInstanceOf(CallAbortedError);
    expect(load(0).call.signal?.aborted).toBe(false);
    two.abort();
    expect(await outcomes[1]).toBeInstanceOf(CallAbortedError);
    expect(load(0).call.signal?.aborted).toBe(true);
    const next = read('a');
    expect(loads).toHaveLength(2);
    load(1).answer('new');
    load(0).answer('of the abandoned read');
    expect(await next).toBe('new');
    expect(await read('a')).toBe('new');
  });

  it('do not begin when their signal is aborted already', async () => {
    const { read, keep, loads } = setUp();
    await keep('a', '1');
    const signal = AbortSignal.abort();
    expect(await settled(read('a', { signal }))).toBeInstanceOf(CallAbortedError);
    expect(await settled(read('b', { signal }))).toBeInstanceOf(CallAbortedError);
    expect(loads).toHaveLength(1);
  });

  it('raise it to the most urgent class among them', () => {
    const { load, read } = setUp();
    void read('a', { class: 'background' });
    const raised: CallClass[] = [];
    load(0).call.onRaise?.((to) => raised.push(to));
    expect(load(0).call.class).toBe('background');
    for (const each of ['background', 'person', 'background', 'moderator', 'person'] as const) {
      void read('a', { class: each });
    }
    expect(raised).toEqual(['person', 'moderator']);
    // A repeated attempt enters the limiter with the class of now.
    expect(load(0).call.class).toBe('moderator');
  });

  it('raise what it reads in turn', () => {
    const { cache, load, read } = setUp();
    const outer = (call: Call): Promise<string> => read('inner', call);
    void cache.read('outer', POLICY, BACKGROUND, outer);
    const raised: CallClass[] = [];
    load(0).call.onRaise?.((to) => raised.push(to));
    void cache.read('outer', POLICY, { class: 'person' }, outer);
    expect(raised).toEqual(['person']);
  });

  it('are each told how long the limit makes them wait, those who come later what is left of it', () => {
    const { load, read, time } = setUp();
    const told: [string, number][] = [];
    const listening = (name: string): Partial<Call> => ({ onWait: (_api, ms) => void told.push([name, ms]) });
    void read('a', listening('first'));
    void read('a', listening('second'));
    load(0).call.onWait?.('BattleMetrics', 20_000);
    time.now += 5_000;
    void read('a', listening('third'));
    time.now += 15_000;
    void read('a', listening('fourth'));
    expect(told).toEqual([
      ['first', 20_000],
      ['second', 20_000],
      ['third', 15_000],
    ]);
  });

  it('are each told when what it reads is old', () => {
    const { load, read } = setUp();
    const told: unknown[] = [];
    const onStale: Call['onStale'] = (...what) => void told.push(what);
    void read('a', { onStale });
    void read('a', { onStale });
    load(0).call.onStale?.('DCSServerBot', 5);
    expect(told).toEqual([
      ['DCSServerBot', 5],
      ['DCSServerBot', 5],
    ]);
  });

  it('give it the latest of their deadlines', () => {
    const { load, read, time } = setUp();
    void read('a', { deadline: time.now + 100 });
    expect(load(0).call.deadline).toBe(time.now + 100);
    void read('a', { deadline: time.now + 300 });
    void read('a', { deadline: time.now + 200 });
    expect(load(0).call.deadline).toBe(time.now + 300);
    void read('a');
    expect(load(0).call.deadline).toBeGreaterThan(time.now + 3_600_000);
    void read('b');
    expect(load(1).call).not.toHaveProperty('deadline');
  });

  it('do not lose it to the deadline of another who asked first', async () => {
    const { load, read, loads, time } = setUp();
    const early = read('a', { deadline: time.now + 100 });
    const late = read('a', { deadline: time.now + 10_000 });
    const dropped = new LimiterError('deadline', 'too late');
    load(0).fail(dropped);
    await flush();
    expect(loads).toHaveLength(2);
    load(1).answer('1');
    expect(await Promise.all([early, late])).toEqual(['1', '1']);

    const alone = settled(read('b', { deadline: time.now + 100 }));
    load(2).fail(dropped);
    expect(await alone).toBe(dropped);
  });
});

function abortable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
