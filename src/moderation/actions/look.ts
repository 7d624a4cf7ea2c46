import type { Call } from '../../http/call.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import { writeOf } from '../writes/table.ts';
import type { Finding, WriteDependencies } from '../writes/write.ts';

/**
 * Asks the server once what became of an action.
 * @throws ApiError or LimiterError when it can't be asked.
 */
export function look(action: ModerationAction, deps: WriteDependencies, call: Call): Promise<Finding> {
  // A moderator's read bypasses the cache: an old answer must not speak about a new action.
  return writeOf(action).look(deps, { ...call, class: 'moderator' });
}
