import { UserError } from '../../message/user-error.ts';
import { BOARDS } from '../../render/board-catalogue.ts';
import type { BoardId, BoardPeriod } from '../../store/board.ts';

/** The server speaks the documented version, which does not have this board, or not for one server alone. */
export function needsCurrentVersion(board: BoardId): UserError {
  const { title, versions } = BOARDS[board];
  const what = versions.includes('documented') ? `**${title}** for one server alone` : `**${title}**`;
  return new UserError(
    'board-needs-current',
    `${what} needs a newer DCSServerBot: its RestAPI of August 2026 has it, and ours speaks the one of mid 2025. ` +
      'The operator can update DCSServerBot; this bot notices by itself.',
    { board },
  );
}

/** The API behind a board is not configured, or the board has no such period. */
export function boardUnavailable(board: BoardId, period?: BoardPeriod): UserError {
  const { title, api } = BOARDS[board];
  if (period !== undefined) {
    return new UserError(
      'board-period',
      `**${title}** has no such period. Pick another one, or leave \`period\` out.`,
      { board, period },
    );
  }
  const [name, variable] =
    api === 'dcs' ? ['DCSServerBot', '`DCSSERVERBOT_URL`'] : ['BattleMetrics', '`BATTLEMETRICS_TOKEN`'];
  return new UserError(
    'board-not-configured',
    `**${title}** comes from ${name}, which this bot is not connected to. The operator can set ${variable}.`,
    { board },
  );
}
