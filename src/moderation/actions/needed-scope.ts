import { UserError } from '../../message/user-error.ts';
import type { ActionRequest } from '../../store/moderation-request.ts';

/** The scope that a token needs for an action; undefined where BattleMetrics names none. Document: the resource's own. */
function neededScope(request: ActionRequest): string | undefined {
  switch (request.kind) {
    case 'ban':
      return 'ban:create';
    case 'unban':
      return request.mode === 'delete' ? 'ban:delete' : 'ban:update';
    case 'ban-edit':
      return 'ban:update';
    case 'ban-import':
      return 'ban:import';
    case 'exemption-add':
    case 'exemption-remove':
      return undefined;
    case 'flag-add':
    case 'flag-create':
      return 'flag:create';
    case 'flag-edit':
      return 'flag:update';
    case 'flag-remove':
    case 'flag-delete':
      return 'flag:delete';
    case 'note-add':
      return 'note:create';
    case 'note-edit':
      return 'note:update';
    case 'note-delete':
      return 'note:delete';
    case 'slot-add':
      return 'reserved-slot:create';
    case 'slot-remove':
      return 'reserved-slot:delete';
    case 'rcon':
      return 'rcon';
  }
}

/**
 * Refuses what BattleMetrics would surely refuse, before anybody is asked whether it shall be done.
 * @throws UserError when the token lacks the scope.
 */
export async function refuseWithoutScope(
  request: ActionRequest,
  lacksScope: (scope: string) => Promise<boolean>,
): Promise<void> {
  const scope = neededScope(request);
  if (scope === undefined || !(await lacksScope(scope))) return;
  throw new UserError(
    'scope-missing',
    `This bot may not do that at BattleMetrics: \`BATTLEMETRICS_TOKEN\` lacks the scope \`${scope}\` for your organization. Nothing was sent. Tell the bot's operator, who can add it in BattleMetrics' developers area.`,
    { scope },
  );
}
