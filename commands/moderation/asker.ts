import type { Asker, Context } from '../../src/discord/context.ts';
import type { Order } from '../../src/moderation/actions/order.ts';
import type { ConfirmListener } from '../../src/moderation/actions/questions.ts';
import {
  importProgress,
  lookingMessage,
  sendingMessage,
} from '../../src/render/moderation/outcome-message.ts';
import type { Moderator } from '../../src/store/moderation-action.ts';

export function moderatorOf({ userId, displayName }: Asker): Moderator {
  return { id: userId, name: displayName };
}

/** Who asks for a write, by which interaction. */
export function orderOf({ asker, call }: Context): Order {
  return { moderator: moderatorOf(asker), requestKey: asker.interactionId, call };
}

/** Shows the moderator how an action goes on. */
export function listenerOf({ progress }: Context): Required<ConfirmListener> {
  return {
    onSending: () => progress(sendingMessage()),
    onLooking: () => progress(lookingMessage()),
    onProgress: (done, of) => progress(importProgress(done, of)),
  };
}

/** Of what is there at once or in doubt: showing that it is being sent would only flicker. */
export function lookingListenerOf(context: Context): ConfirmListener {
  const { onLooking } = listenerOf(context);
  return { onLooking };
}
