import { pino } from 'pino';
import { z } from 'zod';
import { BATTLEMETRICS_BUDGETS } from '../../config/rate-limits.ts';
import { createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import type { Message } from '../../src/message/message.ts';
import { createModeration } from '../../src/moderation/moderation.ts';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import { openStore } from '../../src/store/open-store.ts';
import { Channel } from './posts.ts';

/** At which step of a ban the process kills itself, with no chance to tidy up; `none`: somebody else does. */
export const STEPS = [
  'none',
  'before-claim',
  'before-send',
  'before-store',
  'before-discord',
  'after-discord',
] as const;
export type Step = (typeof STEPS)[number];

// A process of its own that confirms one ban. Its messages go to the parent, whose channel outlives it.
const [path = '', url = '', organizationId = '', actionId = '', atStep] = process.argv.slice(2);
const step = z.enum(STEPS).parse(atStep);
const now = Date.now;
const log = pino({ level: 'silent' });

/** Ends the process if this is the step, and never returns then. */
async function die(at: Step): Promise<void> {
  if (at !== step) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
}

class ForwardedChannel extends Channel {
  override async send(_channelId: string, message: Message, nonce: string): Promise<string> {
    await die('before-discord');
    const answered = new Promise((resolve) => process.once('message', resolve));
    process.send?.({ message, nonce });
    const id = z.string().parse(await answered);
    await die('after-discord');
    return id;
  }
}

const store = await openStore({ path, now, log });
const actions: typeof store.actions = {
  ...store.actions,
  async move(...change) {
    if (change[2] === 'sending') await die('before-claim');
    if (change[2] === 'done') await die('before-store');
    return store.actions.move(...change);
  },
};
const battlemetrics = createBattleMetrics({
  transport: createTransport({
    api: 'BattleMetrics',
    baseUrl: new URL(url),
    headers: { authorization: 'Bearer simulator-token' },
    mayWrite: async () => {
      await die('before-send');
      return true;
    },
  }),
  limiter: createLimiter({ perMinute: 300, perSecond: 45, budgets: BATTLEMETRICS_BUDGETS, now, log }),
  cache: new ResponseCache({ now, maxEntries: 10 }),
  now,
  log,
});
const moderation = createModeration({
  battlemetrics,
  store: { ...store, actions },
  posts: new ForwardedChannel(),
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
