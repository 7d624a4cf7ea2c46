import { z } from 'zod';

export const ACTION_KINDS = ['ban', 'unban', 'flag-add', 'flag-remove'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/**
 * `draft`: waits for the moderator's confirmation. `sending`: written down before the call, and the call may have
 * happened. `done`, `failed`: surely so. `unknown`: looked for and not found, which proves nothing. `cancelled`,
 * `lapsed`: never sent.
 */
export const ACTION_STATES = [
  'draft',
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
  draft: ['sending', 'cancelled', 'lapsed'],
  sending: ['done', 'failed', 'unknown'],
  unknown: ['done', 'failed'],
  done: [],
  failed: [],
  cancelled: [],
  lapsed: [],
};

const IdentifierSchema = z.union([
  z.number().int(),
  z.object({ type: z.string(), identifier: z.string(), manual: z.literal(true) }),
]);
/** As BattleMetrics takes them: the integer id of one that it knows, or one given by hand. */
export type BanIdentifier = z.infer<typeof IdentifierSchema>;

const SubjectSchema = z.object({
  /** BattleMetrics' id; null when it does not know the person. */
  playerId: z.string().nullable(),
  /** Hostile text. Null when nobody knows it. */
  name: z.string().nullable(),
  /** Set only when BattleMetrics knows nobody who has it. */
  steamId: z.string().nullable(),
});
/** Whom an action is about. */
export type Subject = z.infer<typeof SubjectSchema>;

const BanScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organization') }),
  z.object({ kind: z.literal('server'), serverId: z.string(), serverName: z.string() }),
  z.object({ kind: z.literal('ban-list'), banListId: z.string() }),
]);
/** Which servers a ban holds on. */
export type BanScope = z.infer<typeof BanScopeSchema>;

const BanRequestSchema = z.object({
  kind: z.literal('ban'),
  subject: SubjectSchema,
  identifiers: z.array(IdentifierSchema).min(1),
  /** As it is sent: the moderator's name is filled in, BattleMetrics' own templates are kept. */
  reason: z.string(),
  /** As it is sent, the moderator in its first line. */
  note: z.string(),
  scope: BanScopeSchema,
  /** Milliseconds from the confirmation on; null is permanent. */
  durationMs: z.number().nullable(),
});
export type BanRequest = z.infer<typeof BanRequestSchema>;

const UnbanRequestSchema = z.object({
  kind: z.literal('unban'),
  subject: SubjectSchema,
  banId: z.string(),
  /** `expire` keeps the ban as history, `delete` removes the record. */
  mode: z.enum(['expire', 'delete']),
  /** Of the ban that is lifted. */
  reason: z.string(),
});
export type UnbanRequest = z.infer<typeof UnbanRequestSchema>;

const FlagRequestSchema = z.object({
  kind: z.enum(['flag-add', 'flag-remove']),
  subject: SubjectSchema,
  playerId: z.string(),
  flagId: z.string(),
  flagName: z.string(),
});
export type FlagRequest = z.infer<typeof FlagRequestSchema>;

export const ActionRequestSchema = z.union([BanRequestSchema, UnbanRequestSchema, FlagRequestSchema]);
export type ActionRequest = z.infer<typeof ActionRequestSchema>;

export const ActionResultSchema = z.object({
  /** The ban at BattleMetrics; absent when its answer held none. */
  banId: z.string().optional(),
  /** It was already as asked. */
  alreadySo: z.boolean().optional(),
});
export type ActionResult = z.infer<typeof ActionResultSchema>;

/** Who asked. */
export interface Moderator {
  readonly id: string;
  /** As the guild shows it; hostile text. */
  readonly name: string;
}

/** One write at BattleMetrics in the name of moderation, from its draft to its end. Times are epoch milliseconds. */
export interface ModerationAction<R extends ActionRequest = ActionRequest> {
  /** 16 letters and digits. */
  readonly id: string;
  readonly state: ActionState;
  /** Grows with each change of state. */
  readonly revision: number;
  readonly moderator: Moderator;
  readonly request: R;
  /** The ban's own id, chosen here before it was sent, by which it is recognised afterwards. */
  readonly uid: string | null;
  /** The ban's own time, likewise. */
  readonly timestamp: number | null;
  readonly result: ActionResult | null;
  /** What went wrong, fit for people. */
  readonly error: string | null;
  readonly createdAt: number;
  /** A draft can't be confirmed after this. */
  readonly lapsesAt: number | null;
  readonly confirmedAt: number | null;
  readonly settledAt: number | null;
  /** The audit channel does not show the present state yet. */
  readonly auditPending: boolean;
  readonly auditMessage: { readonly channelId: string; readonly messageId: string } | null;
}

/** A key by which actions about one person are found, whether BattleMetrics knows the person or not. */
export function subjectKey(request: ActionRequest): string {
  const { playerId, steamId } = request.subject;
  if (playerId !== null) return playerId;
  if (steamId !== null) return `steam:${steamId}`;
  return request.kind === 'unban' ? `ban:${request.banId}` : 'unknown';
}
