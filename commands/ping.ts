import { defineCommand } from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import type { ApiName, Call } from '../src/http/call.ts';
import { ApiError } from '../src/http/errors.ts';
import { LimiterError } from '../src/ratelimit/limiter.ts';
import { explainError } from '../src/render/api-error.ts';
import { type ApiProbe, renderPing } from '../src/render/ping.ts';

/** Longer than any healthy API takes, and short enough for somebody who wonders what is wrong. */
const PATIENCE_MS = 5_000;

/** Of an API whose limit lets no call go in that time: nothing was sent, so nothing is known of its speed. */
const NOT_ASKED = {
  text: 'was not asked, for its rate limit makes calls wait now.',
  advice: 'What is left of it stands below.',
};

/** `/ping` – how the bot and the APIs behind it are. */
export const ping = defineCommand({
  name: 'ping',
  description: 'Show how fast Discord and the APIs answer, and how much may be asked now',
  access: 'everyone',
  visibility: 'ephemeral',
  options: {},
  run: async (_, context) => {
    const probes = await Promise.all([askDcs(context), askBattleMetrics(context)]);
    return renderPing({
      gatewayMs: context.gatewayLatencyMs(),
      probes: probes.filter((probe) => probe !== undefined),
      // Moderators' reads pass the cache by, everyone else's need not cost a call.
      mayBeKept: context.call.class === 'person' || context.call.class === 'background',
      ...(context.limiter === undefined ? {} : { limiter: context.limiter.status() }),
    });
  },
});

async function askDcs(context: Context): Promise<ApiProbe | undefined> {
  const { dcs } = context;
  return dcs && probe('DCSServerBot', (call) => dcs.servers(call), context);
}

/** The smallest question that BattleMetrics knows; its answer is cached, so that many pings don't eat the allowance. */
async function askBattleMetrics(context: Context): Promise<ApiProbe | undefined> {
  const { battlemetrics, config } = context;
  const { organizationId } = config.battlemetrics ?? {};
  if (battlemetrics === undefined || organizationId === undefined) return undefined;
  const question = { filter: { organizations: [organizationId] }, page: { size: 1 } };
  return probe('BattleMetrics', (call) => battlemetrics.servers.list(question, call), context);
}

/** Measures one question. Waiting for the limit counts: it is what people feel. */
async function probe(
  api: ApiName,
  question: (call: Call) => Promise<unknown>,
  { call, now }: Context,
): Promise<ApiProbe> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  const signals = call.signal === undefined ? [patience.signal] : [call.signal, patience.signal];
  let isStale = false;
  let isWaiting = false;
  const start = now();
  try {
    await question({
      class: call.class,
      signal: AbortSignal.any(signals),
      deadline: start + PATIENCE_MS,
      onStale: () => {
        isStale = true;
      },
      onWait: () => {
        isWaiting = true;
      },
    });
    return isStale ? silent(api) : { api, state: 'answered', latencyMs: now() - start };
  } catch (error) {
    const gaveUp = patience.signal.aborted || error instanceof LimiterError;
    if (isWaiting && gaveUp) return { api, state: 'failed', explanation: NOT_ASKED };
    if (patience.signal.aborted) return { api, state: 'slow', afterMs: PATIENCE_MS };
    if (!(error instanceof ApiError || error instanceof LimiterError)) throw error;
    if (error instanceof LimiterError && error.reason === 'deadline') {
      return { api, state: 'slow', afterMs: PATIENCE_MS };
    }
    return { api, state: 'failed', explanation: explainError(error, now()) };
  } finally {
    clearTimeout(timer);
  }
}

function silent(api: ApiName): ApiProbe {
  const explanation = { text: 'does not answer.', advice: 'What it said earlier is shown for a while.' };
  return { api, state: 'failed', explanation };
}
