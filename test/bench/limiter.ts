import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import Bottleneck from 'bottleneck';
import { RateLimiter } from 'limiter';
import PQueue from 'p-queue';
import pThrottle from 'p-throttle';
import { pino } from 'pino';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import type { CallClass, Limiter } from '../../src/ratelimit/limiter.ts';
import { mostInWindow, sustainedCalls } from '../ratelimit/simulated-server.ts';

/** One limiter, as a server saw its calls. */
export interface LimiterRow {
  readonly name: string;
  /** The limit is `LIMIT`: more would have been refused. */
  readonly mostInOneWindow: number;
  /** Calls sent once the burst is over, as a share of `LIMIT` calls in each window + latency. */
  readonly share: number;
}

/** A write submitted right after 1,000 background calls. */
export interface WriteRow {
  readonly name: string;
  /** Until it was sent, while permits were free. */
  readonly freeMs: number;
  /** Background calls sent between its submission and itself, while no permit was free. */
  readonly overtakenBy: number;
}

const LIMIT = 60;
const WINDOW_MS = 2_000;
const LATENCY_MS = 100;
const ROUNDS = 5;
/** Not a whole number of windows, so that fixed windows are met in their middle. */
const IDLE_MS = 1.8 * WINDOW_MS;

interface Contestant {
  readonly name: string;
  readonly submit: (call: () => Promise<void>, of: CallClass) => Promise<unknown>;
  readonly close?: () => Promise<unknown>;
}

interface Window {
  readonly limit: number;
  readonly windowMs: number;
}

function squawk({ limit, windowMs }: Window): Contestant {
  const limiter: Limiter = createLimiter({
    perMinute: limit,
    windowMs,
    perSecond: limit,
    burstWindowMs: windowMs,
    maxQueued: 5_000,
    now: Date.now,
    log: pino({ level: 'silent' }),
  });
  return {
    name: 'Squawk',
    submit: (call, of) =>
      limiter.run(
        async (permit) => {
          await call();
          permit.answered({});
        },
        { class: of },
      ),
    close: () => limiter.close(),
  };
}

function bottleneckRefresh({ limit, windowMs }: Window): Contestant {
  const limiter = new Bottleneck({
    reservoir: limit,
    reservoirRefreshAmount: limit,
    reservoirRefreshInterval: windowMs,
  });
  return {
    name: 'Bottleneck refresh',
    submit: (call, of) => limiter.schedule({ priority: of === 'write' ? 0 : 9 }, call),
    close: () => limiter.stop({ dropWaitingJobs: true }),
  };
}

function pQueue({ limit, windowMs }: Window, strict: boolean): Contestant {
  const queue = new PQueue({ intervalCap: limit, interval: windowMs, strict });
  return {
    name: strict ? 'p-queue strict' : 'p-queue',
    submit: (call, of) => queue.add(call, { priority: of === 'write' ? 1 : 0 }),
    close: async () => queue.clear(),
  };
}

function tokenBucket({ limit, windowMs }: Window): Contestant {
  const limiter = new RateLimiter({ tokensPerInterval: limit, interval: windowMs });
  return {
    name: 'limiter',
    submit: async (call) => {
      await limiter.removeTokens(1);
      await call();
    },
  };
}

function throttle({ limit, windowMs }: Window, strict: boolean): Contestant {
  const given = new AbortController();
  const throttled = pThrottle({ limit, interval: windowMs, strict, signal: given.signal })(
    (call: () => Promise<void>) => call(),
  );
  return {
    name: strict ? 'p-throttle strict' : 'p-throttle',
    submit: (call) => throttled(call),
    close: async () => given.abort(),
  };
}

/** Keeps more calls waiting than the limiter may send, after an idle time, and counts what arrives at the server. */
async function measure(contestant: Contestant): Promise<LimiterRow> {
  const arrivals: number[] = [];
  const sent: number[] = [];
  let end = Number.POSITIVE_INFINITY;
  const call = async (): Promise<void> => {
    if (performance.now() > end) return;
    sent.push(performance.now());
    // The way there takes up to half of the latency, so calls overtake each other.
    const there = (Math.random() * LATENCY_MS) / 2;
    await sleep(there);
    arrivals.push(performance.now());
    await sleep(LATENCY_MS - there);
  };
  // The process's first call, which Squawk sends alone.
  await contestant.submit(call, 'background');
  await sleep(IDLE_MS);
  sent.length = 0;
  const span = ROUNDS * (WINDOW_MS + LATENCY_MS);
  end = performance.now() + span;
  for (let i = 0; i < 2 * ROUNDS * LIMIT; i++) contestant.submit(call, 'background').catch(() => undefined);
  await sleep(span + 50);
  await contestant.close?.();
  return {
    name: contestant.name,
    mostInOneWindow: mostInWindow(arrivals, WINDOW_MS),
    share: sustainedCalls(sent, LIMIT, WINDOW_MS + LATENCY_MS) / LIMIT,
  };
}

/** When a write goes that is submitted in the same moment as, and after, 1,000 background calls. */
async function timeOfWrite(
  contestant: Contestant,
): Promise<{ readonly ms: number; readonly overtakenBy: number }> {
  const call = (): Promise<void> => sleep(LATENCY_MS);
  await contestant.submit(call, 'background');
  let background = 0;
  for (let i = 0; i < 1_000; i++) {
    const sent = (): Promise<void> => {
      background++;
      return call();
    };
    contestant.submit(sent, 'background').catch(() => undefined);
  }
  const submitted = performance.now();
  const before = background;
  let ms = 0;
  let overtakenBy = 0;
  await contestant.submit(async () => {
    ms = performance.now() - submitted;
    overtakenBy = background - before;
    await call();
  }, 'write');
  await contestant.close?.();
  return { ms, overtakenBy };
}

async function measureWrite(make: (window: Window) => Contestant): Promise<WriteRow> {
  const free = await timeOfWrite(make({ limit: 5_000, windowMs: 60_000 }));
  // One permit a window, and it has just been used.
  const full = await timeOfWrite(make({ limit: 1, windowMs: 500 }));
  return { name: make({ limit: 1, windowMs: 1_000 }).name, freeMs: free.ms, overtakenBy: full.overtakenBy };
}

/** Takes about 20 s of real time. All contestants of a table run in the same process, at the same time. */
export async function benchLimiter(): Promise<{
  readonly windows: LimiterRow[];
  readonly writes: WriteRow[];
}> {
  const window: Window = { limit: LIMIT, windowMs: WINDOW_MS };
  const windows = await Promise.all(
    [
      bottleneckRefresh(window),
      pQueue(window, false),
      pQueue(window, true),
      tokenBucket(window),
      throttle(window, false),
      throttle(window, true),
      squawk(window),
    ].map(measure),
  );
  const writes: WriteRow[] = [];
  for (const make of [bottleneckRefresh, (of: Window) => pQueue(of, true), squawk]) {
    writes.push(await measureWrite(make));
  }
  return { windows, writes };
}

/** The result as Markdown tables. */
export function describeLimiter({ windows, writes }: Awaited<ReturnType<typeof benchLimiter>>): string {
  return [
    `Limiters, ${LIMIT} calls allowed in ${WINDOW_MS} ms, latency ${LATENCY_MS} ms, after an idle time`,
    '',
    '| limiter | most calls in one window | share of the allowance per (window + latency) |',
    '|---|---|---|',
    ...windows.map((row) => `| ${row.name} | ${row.mostInOneWindow} | ${(100 * row.share).toFixed(1)} % |`),
    '',
    'A write submitted after 1,000 background calls',
    '',
    '| limiter | sent after, permits free | background calls before it, no permit free |',
    '|---|---|---|',
    ...writes.map((row) => `| ${row.name} | ${row.freeMs.toFixed(1)} ms | ${row.overtakenBy} |`),
    '',
  ].join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(describeLimiter(await benchLimiter()));
}
