import { z } from 'zod';
import type { ActionRequest } from './moderation-request.ts';

/**
 * `draft`: waits for the moderator's confirmation. `proposed`: confirmed, and waits for a second moderator's approval.
 * `sending`: written down before the call, and the call may have happened. `done`, `failed`: surely so. `unknown`:
 * looked for and not found, which proves nothing. `cancelled`, `lapsed`: never sent.
 */
export const ACTION_STATES = [
  'draft',
  'proposed',
  'sending',
  'done',
  'failed',
  'unknown',
  'cancelled',
  'lapsed',
] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** Where an action may go from each state; what is settled stays so, and `unknown` may still be found out. */
export const NEXT_STATES: Readonly<Record<ActionState, readonly ActionState[]>> = {
  draft: ['proposed', 'sending', 'cancelled', 'lapsed'],
  proposed: ['sending', 'cancelled', 'lapsed'],
  sending: ['done', 'failed', 'unknown'],
  unknown: ['done', 'failed'],
  done: [],
  failed: [],
  cancelled: [],
  lapsed: [],
};

export const ActionResultSchema = z.object({
  /** The ban at BattleMetrics; absent when its answer held none. */
  banId: z.string().optional(),
  /** The note that was made. */
  noteId: z.string().optional(),
  /** The reserved slot that was made. */
  slotId: z.string().optional(),
  /** The flag that was made. */
  flagId: z.string().optional(),
  /** It was already as asked. */
  alreadySo: z.boolean().optional(),
  /** Of an import: how many of its bans were begun to be sent, and how many surely are there. */
  begun: z.number().int().optional(),
  imported: z.number().int().optional(),
  /** Of a console command: what the server answered. Private: it may hold addresses. */
  answer: z.string().optional(),
});
export type ActionResult = z.infer<typeof ActionResultSchema>;

/** Who asked. */
export interface Moderator {
  readonly id: string;
  /** As the guild shows it; hostile text. */
  readonly name: string;
}

/** What led to an action: somebody's command or button, the undo of an action, or a flag whose time was over. */
export const ACTION_CAUSES = ['command', 'undo', 'expiry'] as const;
export type ActionCause =
  | { readonly kind: 'command' }
  /** `of`: the id of the action that is undone, or whose flag has expired. */
  | { readonly kind: 'undo' | 'expiry'; readonly of: string };

/** One write at BattleMetrics in the name of moderation, from its draft to its end. Times are epoch milliseconds. */
export interface ModerationAction<R extends ActionRequest = ActionRequest> {
  /** 16 letters and digits. */
  readonly id: string;
  readonly state: ActionState;
  /** Grows with each change that the audit channel shows. */
  readonly revision: number;
  readonly moderator: Moderator;
  readonly cause: ActionCause;
  readonly request: R;
  /** Of a ban: its own id, chosen here with the draft, by which it is recognised afterwards. */
  readonly uid: string | null;
  /** Of a ban: its own time, set by the claim. */
  readonly timestamp: number | null;
  readonly result: ActionResult | null;
  /** What went wrong, fit for people. Of a `cancelled` proposal: who declined. */
  readonly error: string | null;
  /** Who approved it, where a second moderator was needed. */
  readonly approver: Moderator | null;
  readonly createdAt: number;
  /** A draft can't be confirmed, a proposal not approved after this. */
  readonly lapsesAt: number | null;
  readonly confirmedAt: number | null;
  readonly settledAt: number | null;
  /** Until when its audit message offers to undo it; null when it does not (any more). */
  readonly undoUntil: number | null;
  /** The action that undid it. */
  readonly undoneBy: string | null;
  /** The audit channel does not show the present state yet. */
  readonly auditPending: boolean;
  readonly auditMessage: { readonly channelId: string; readonly messageId: string } | null;
}
