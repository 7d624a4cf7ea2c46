import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { BATTLEMETRICS_BUDGETS } from '../../config/rate-limits.ts';
import { createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import { startBattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import { transportTo } from '../http/http-server.ts';
import { MODERATOR } from './harness.ts';

it('a burst of calls through the real limiter is answered in full, without a single 429', async () => {
  const limits = { perMinute: 30, perSecond: 12, windowMs: 1_500, burstWindowMs: 300 };
  const simulator = await startBattleMetricsSimulator({ limits });
  onTestFinished(() => simulator.close());
  const log = pino({ level: 'silent' });
  const limiter = createLimiter({ ...limits, budgets: BATTLEMETRICS_BUDGETS, now: Date.now, log });
  onTestFinished(() => limiter.close());
  const bm = createBattleMetrics({
    transport: transportTo(new URL(simulator.url), { headers: { authorization: 'Bearer simulator-token' } }),
    limiter,
    cache: new ResponseCache({ now: Date.now, maxEntries: 100 }),
    now: Date.now,
    log,
  });
  const ids = simulator.world.players.map(({ id }) => id);
  const answers = await Promise.all(ids.map((id) => bm.players.get({ id }, MODERATOR)));
  expect(answers.map(({ data }) => data.id)).toEqual(ids);
  expect(simulator.requests.map(({ status }) => status)).toEqual(ids.map(() => 200));
});
