import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { BATTLEMETRICS_BUDGETS } from '../../config/rate-limits.ts';
import { createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import { startBattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import { transportTo } from '../http/http-server.ts';
import { mostInWindow } from '../ratelimit/simulated-server.ts';
import { MODERATOR } from './harness.ts';

const LIMITS = { perMinute: 30, perSecond: 12, windowMs: 1_500, burstWindowMs: 300 };

/** The client through the real limiter, and an API that keeps the same limits. */
async function setUp() {
  const simulator = await startBattleMetricsSimulator({ limits: LIMITS });
  onTestFinished(() => simulator.close());
  const log = pino({ level: 'silent' });
  const budgets = BATTLEMETRICS_BUDGETS;
  const limiter = createLimiter({ ...LIMITS, transitMs: 300, budgets, now: Date.now, log });
  onTestFinished(() => limiter.close());
  const bm = createBattleMetrics({
    transport: transportTo(new URL(simulator.url), { headers: { authorization: 'Bearer simulator-token' } }),
    limiter,
    cache: new ResponseCache({ now: Date.now, maxEntries: 100 }),
    now: Date.now,
    log,
  });
  return { simulator, bm, ids: simulator.world.players.map(({ id }) => id) };
}

it('a burst of calls through the real limiter is answered in full, without a single 429', async () => {
  const { simulator, bm, ids } = await setUp();
  const answers = await Promise.all(ids.map((id) => bm.players.get({ id }, MODERATOR)));
  expect(answers.map(({ data }) => data.id)).toEqual(ids);
  expect(simulator.requests.map(({ status }) => status)).toEqual(ids.map(() => 200));
});

it('calls that are given up, cut off, refused and repeated on the wire keep the windows too', async () => {
  const { simulator, bm, ids } = await setUp();
  simulator.faults.add({ fault: { kind: 'reset' }, path: /[05]$/, times: 12 });
  simulator.faults.add({ fault: { kind: 'status', status: 503 }, path: /3$/, times: 6 });
  simulator.faults.add({ fault: { kind: 'slow', ms: 120 }, path: /[12468]$/ });
  const outcomes = await Promise.allSettled(
    ids.map((id, index) => {
      const leaving = new AbortController();
      if (index % 3 === 0) setTimeout(() => leaving.abort(), 40 * (index % 25));
      return bm.players.get({ id }, { ...MODERATOR, signal: leaving.signal });
    }),
  );
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['fulfilled', 'rejected']));
  const arrivals = simulator.requests.map(({ time }) => time);
  expect(mostInWindow(arrivals, LIMITS.windowMs)).toBeLessThanOrEqual(LIMITS.perMinute);
  expect(mostInWindow(arrivals, LIMITS.burstWindowMs)).toBeLessThanOrEqual(LIMITS.perSecond);
  expect(simulator.requests.filter(({ status }) => status === 429)).toEqual([]);
});
