import type { ApiName } from '../http/call.ts';
import type { Message } from '../message/message.ts';
import type { LimiterStatus } from '../ratelimit/limiter.ts';
import type { Explanation } from './api-error.ts';
import { COLOURS } from './colours.ts';
import { count } from './numbers.ts';
import { relativeTime } from './timestamps.ts';

/** How one API answered a small question. */
export type ApiProbe =
  | { readonly api: ApiName; readonly state: 'answered'; readonly latencyMs: number }
  /** No answer within that time; it may still come. */
  | { readonly api: ApiName; readonly state: 'slow'; readonly afterMs: number }
  | { readonly api: ApiName; readonly state: 'failed'; readonly explanation: Explanation };

export interface PingView {
  /** -1 before the first heartbeat. */
  readonly gatewayMs: number;
  readonly probes: readonly ApiProbe[];
  /** An answer of the last half minute may have been taken for a new one. */
  readonly mayBeKept: boolean;
  /** Of BattleMetrics' limiter. */
  readonly limiter?: LimiterStatus;
}

/** The answer to `/ping`. */
export function renderPing({ gatewayMs, probes, mayBeKept, limiter }: PingView): Message {
  const gateway =
    gatewayMs < 0
      ? '⚪ **Discord** no heartbeat measured yet, ask again in a minute'
      : `${light(gatewayMs, 300)} **Discord** ${count(gatewayMs)} ms`;
  const allWell = probes.every(({ state }) => state === 'answered') && limiter?.pausedUntil === undefined;
  return {
    embeds: [
      {
        title: '🏓 Pong',
        description: [gateway, ...probes.map(probeLine)].join('\n'),
        color: allWell ? COLOURS.good : COLOURS.warning,
        ...(mayBeKept && probes.length > 0
          ? { footer: { text: 'An API that answered in the last 30 s is not asked again.' } }
          : {}),
        ...(limiter === undefined
          ? {}
          : { fields: [{ name: 'BattleMetrics allowance', value: allowance(limiter) }] }),
      },
    ],
  };
}

function probeLine(probe: ApiProbe): string {
  switch (probe.state) {
    case 'answered':
      return `${light(probe.latencyMs, 1_000)} **${probe.api}** ${count(Math.max(1, probe.latencyMs))} ms`;
    case 'slow':
      return `🟡 **${probe.api}** no answer within ${count(probe.afterMs / 1000)} s`;
    case 'failed':
      return `🔴 **${probe.api}** ${withoutName(probe)} ${probe.explanation.advice}`;
  }
}

/** Most explanations begin with the name of the API, which stands there already. */
function withoutName({ api, explanation: { text } }: Extract<ApiProbe, { state: 'failed' }>): string {
  return text.startsWith(`${api} `) ? text.slice(api.length + 1) : text;
}

function light(ms: number, wellBelow: number): string {
  return ms < wellBelow ? '🟢' : '🟡';
}

function allowance(status: LimiterStatus): string {
  const { queued, running, available, leftInMinute, limitPerMinute, pausedUntil } = status;
  const lines = [
    `Calls left this minute **${count(leftInMinute)}** of ${count(limitPerMinute)}, at once **${count(available)}**`,
    `Waiting **${count(queued)}** · under way **${count(running)}**`,
  ];
  if (pausedUntil !== undefined)
    lines.push(`⏸️ Paused by BattleMetrics, goes on ${relativeTime(pausedUntil)}`);
  return lines.join('\n');
}
