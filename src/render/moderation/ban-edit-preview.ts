import type { Message } from '../../message/message.ts';
import { questionMessage } from './question-message.ts';
import type { BanEditPreview } from './views.ts';

/** The question before a ban is changed: each part before and after. @param now epoch milliseconds */
export function banEditPreview({ action, rivals, needsApproval }: BanEditPreview, now: number): Message {
  const counted = action.request.after.end?.kind === 'after';
  return questionMessage({
    // As if it were confirmed now, so that an end is shown and not a sum to be done.
    action: { ...action, confirmedAt: now },
    rivals,
    needsApproval,
    told: counted ? ['-# The new end counts from the confirmation.'] : [],
  });
}
