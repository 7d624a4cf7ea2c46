import type { Call } from '../../http/call.ts';
import type { Rivals } from '../../render/moderation/views.ts';
import type { ActionCause, ModerationAction, Moderator } from '../../store/moderation-action.ts';
import type { ActionRequest } from '../../store/moderation-request.ts';

/** Who asks for a write, and how. */
export interface Order {
  readonly moderator: Moderator;
  /** Id of the interaction, which Discord may deliver twice: the same key never makes a second action. */
  readonly requestKey: string;
  readonly call: Call;
  /** Default: a command. */
  readonly cause?: ActionCause;
}

/** A question that waits for its answer. */
export interface Asked<R extends ActionRequest = ActionRequest> {
  readonly action: ModerationAction<R>;
  /** What else is going on about the same person. */
  readonly rivals: Rivals;
  /** A second moderator must approve it once it is confirmed. */
  readonly needsApproval: boolean;
}
