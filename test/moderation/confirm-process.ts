import { pino } from 'pino';
import { BATTLEMETRICS_BUDGETS } from '../../config/rate-limits.ts';
import { createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import { createModeration } from '../../src/moderation/moderation.ts';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import { openStore } from '../../src/store/open-store.ts';
import { Channel } from './posts.ts';

// A process of its own that confirms one ban, to be killed at whatever it is doing then.
const [path = '', url = '', organizationId = '', actionId = ''] = process.argv.slice(2);
const now = Date.now;
const log = pino({ level: 'silent' });
const store = await openStore({ path, now, log });
const battlemetrics = createBattleMetrics({
  transport: createTransport({
    api: 'BattleMetrics',
    baseUrl: new URL(url),
    headers: { authorization: 'Bearer simulator-token' },
  }),
  limiter: createLimiter({ perMinute: 300, perSecond: 45, budgets: BATTLEMETRICS_BUDGETS, now, log }),
  cache: new ResponseCache({ now, maxEntries: 10 }),
  now,
  log,
});
const moderation = createModeration({
  battlemetrics,
  store,
  posts: new Channel(),
  config: {
    organizationId,
    serverIds: [],
    auditChannelId: '77',
    staffFlags: [],
    permanentBansNeedApproval: false,
    rconCommands: [],
    timezone: 'UTC',
  },
  banPresets: [],
  levelOf: () => Promise.resolve('moderator'),
  now,
  log,
});
await moderation.confirm(actionId, { id: '100', name: 'Kestrel' }, { class: 'moderator' });
