import type { Context } from '../../src/discord/context.ts';
import type { Message } from '../../src/message/message.ts';
import { outcomeMessage } from '../../src/render/moderation/outcome-message.ts';
import type { ActionRequest } from '../../src/store/moderation-request.ts';
import { lookingListenerOf, orderOf } from './asker.ts';

/** Does what needs no question before it, and says what became of it. */
export async function perform(request: ActionRequest, context: Context<'moderation'>): Promise<Message> {
  const action = await context.moderation.perform(request, orderOf(context), lookingListenerOf(context));
  return outcomeMessage(action);
}
