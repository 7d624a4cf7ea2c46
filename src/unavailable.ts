import type { Config } from '../config/env.ts';
import type { BattleMetrics } from './battlemetrics/battlemetrics.ts';
import { canReadBans } from './moderation/scope-check.ts';

/** A start must not hang on an API that is slow; the commands are then offered, and say themselves what is wrong. */
const PATIENCE_MS = 5_000;

/**
 * Commands that cannot work with this BattleMetrics token, each with the reason. A ban whose answer got lost can only
 * be looked for by reading bans, so without that scope nothing may be banned or unbanned.
 */
export async function findUnavailable(
  config: Config,
  battlemetrics: BattleMetrics | undefined,
  now: () => number,
): Promise<Readonly<Record<string, string>>> {
  if (battlemetrics === undefined || config.battlemetrics === undefined) return {};
  const answer = await canReadBans(battlemetrics, config.battlemetrics.organizationId, {
    class: 'moderator',
    signal: AbortSignal.timeout(PATIENCE_MS),
    deadline: now() + PATIENCE_MS,
  });
  return answer.allowed ? {} : { ban: answer.reason, unban: answer.reason };
}
