import type { Config } from '../config/env.ts';
import type { BattleMetrics } from './battlemetrics/battlemetrics.ts';
import { canReadBans } from './moderation/scope-check.ts';

/** A start must not hang on an API that is slow; the commands are then offered, and say themselves what is wrong. */
const PATIENCE_MS = 5_000;

const NO_CONSOLE = 'RCON_COMMANDS is empty: no command may be sent to a console';
/** What shows, makes or changes bans. */
const NEEDING_BANS = ['ban', 'unban', 'ban-edit', 'bans', 'exemption'];

/**
 * Commands that cannot work with this BattleMetrics token, each with the reason. A ban whose answer got lost can only
 * be looked for by reading bans, so without that scope nothing may be banned or unbanned.
 */
export async function findUnavailable(
  config: Config,
  battlemetrics: BattleMetrics | undefined,
  now: () => number,
): Promise<Readonly<Record<string, string>>> {
  const rcon = config.moderation.rconCommands.length === 0 ? { rcon: NO_CONSOLE } : {};
  if (battlemetrics === undefined || config.battlemetrics === undefined) return rcon;
  const answer = await canReadBans(battlemetrics, config.battlemetrics.organizationId, {
    class: 'moderator',
    signal: AbortSignal.timeout(PATIENCE_MS),
    deadline: now() + PATIENCE_MS,
  });
  if (answer.allowed) return rcon;
  return { ...rcon, ...Object.fromEntries(NEEDING_BANS.map((name) => [name, answer.reason])) };
}
