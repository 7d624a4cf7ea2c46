import type { Asker, Context } from '../../src/discord/context.ts';
import type { ConfirmListener } from '../../src/moderation/actions/questions.ts';
import { lookingMessage, sendingMessage } from '../../src/render/moderation/outcome-message.ts';
import type { Moderator } from '../../src/store/moderation-action.ts';

export function moderatorOf({ userId, displayName }: Asker): Moderator {
  return { id: userId, name: displayName };
}

/** Shows the moderator how an action goes on. */
export function listenerOf({ progress }: Context): Required<ConfirmListener> {
  return {
    onSending: () => progress(sendingMessage()),
    onLooking: () => progress(lookingMessage()),
  };
}
