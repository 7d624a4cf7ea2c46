import type { Message } from '../../message/message.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { RconRequest } from '../../store/moderation-request.ts';
import { outcomeMessage } from './outcome-message.ts';

/** What became of a console command, with the server's answer. For the moderator alone: it may hold addresses. */
export function rconAnswer(action: ModerationAction<RconRequest>): Message {
  return outcomeMessage(action);
}
