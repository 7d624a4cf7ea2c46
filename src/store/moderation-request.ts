import { z } from 'zod';

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

/** Of actions that are about no player: a flag's definition, an import, a console command. */
export const NOBODY: Subject = { playerId: null, name: null, steamId: null };

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

/** When an edited ban ends: so long after the confirmation, at a moment (epoch milliseconds), or never. */
const BanEndSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('after'), ms: z.number() }),
  z.object({ kind: z.literal('at'), time: z.number() }),
  z.object({ kind: z.literal('never') }),
]);
export type BanEnd = z.infer<typeof BanEndSchema>;

const BanEditRequestSchema = z.object({
  kind: z.literal('ban-edit'),
  subject: SubjectSchema,
  banId: z.string(),
  /** What the ban said when the draft was made; `expires` in epoch milliseconds, null is never. The note is text. */
  before: z.object({
    reason: z.string(),
    note: z.string().nullable(),
    expires: z.number().nullable(),
  }),
  /** What is changed; what is absent stays. */
  after: z.object({
    reason: z.string().optional(),
    note: z.string().optional(),
    end: BanEndSchema.optional(),
  }),
});
export type BanEditRequest = z.infer<typeof BanEditRequestSchema>;

const ExemptionRequestSchema = z.object({
  kind: z.enum(['exemption-add', 'exemption-remove']),
  subject: SubjectSchema,
  banId: z.string(),
  /** Of the ban from which the organization is exempted. */
  banReason: z.string(),
  /** Of the exemption; null for none. */
  reason: z.string().nullable(),
});
/** The organization is exempted from a ban (the player may join its servers), or no longer. */
export type ExemptionRequest = z.infer<typeof ExemptionRequestSchema>;

const BanImportEntrySchema = z.object({
  /** Chosen here, so that each ban is recognised afterwards. */
  uid: z.string(),
  identifiers: z.array(IdentifierSchema).min(1),
  reason: z.string(),
  note: z.string(),
  /** Epoch milliseconds; null is permanent. */
  expires: z.number().nullable(),
});
export type BanImportEntry = z.infer<typeof BanImportEntrySchema>;

const BanImportRequestSchema = z.object({
  kind: z.literal('ban-import'),
  subject: SubjectSchema,
  /** As the admin named it; hostile text. */
  fileName: z.string(),
  scope: BanScopeSchema,
  entries: z.array(BanImportEntrySchema).min(1),
});
/** Many bans at once, sent in batches in the order of `entries`. */
export type BanImportRequest = z.infer<typeof BanImportRequestSchema>;

const FlagRequestSchema = z.object({
  kind: z.enum(['flag-add', 'flag-remove']),
  subject: SubjectSchema,
  playerId: z.string(),
  flagId: z.string(),
  flagName: z.string(),
  /** When the bot removes the flag or asks about it, or would have once it is taken off. `at` in epoch milliseconds. */
  expiry: z.object({ at: z.number(), whenOver: z.enum(['remove', 'ask']) }).optional(),
});
export type FlagRequest = z.infer<typeof FlagRequestSchema>;

const FlagDefinitionSchema = z.object({
  name: z.string(),
  /** `#` and six hexadecimal digits. */
  color: z.string(),
  description: z.string().nullable(),
  /** Name of an icon of BattleMetrics; null for none. */
  icon: z.string().nullable(),
});
/** A flag that can be put on players. */
export type FlagDefinition = z.infer<typeof FlagDefinitionSchema>;

const FlagCreateRequestSchema = z.object({
  kind: z.literal('flag-create'),
  subject: SubjectSchema,
  definition: FlagDefinitionSchema,
});
export type FlagCreateRequest = z.infer<typeof FlagCreateRequestSchema>;

const FlagEditRequestSchema = z.object({
  kind: z.literal('flag-edit'),
  subject: SubjectSchema,
  flagId: z.string(),
  before: FlagDefinitionSchema,
  after: FlagDefinitionSchema,
});
export type FlagEditRequest = z.infer<typeof FlagEditRequestSchema>;

const FlagDeleteRequestSchema = z.object({
  kind: z.literal('flag-delete'),
  subject: SubjectSchema,
  flagId: z.string(),
  before: FlagDefinitionSchema,
});
export type FlagDeleteRequest = z.infer<typeof FlagDeleteRequestSchema>;

const NoteAddRequestSchema = z.object({
  kind: z.literal('note-add'),
  subject: SubjectSchema,
  playerId: z.string(),
  /** As it was typed; who wrote it is added when it is sent, with the action's id by which it is found again. */
  text: z.string(),
  /** Whether organizations that are friends see it. */
  shared: z.boolean(),
});
export type NoteAddRequest = z.infer<typeof NoteAddRequestSchema>;

const NoteEditRequestSchema = z.object({
  kind: z.literal('note-edit'),
  subject: SubjectSchema,
  playerId: z.string(),
  noteId: z.string(),
  /** As text, without HTML. */
  before: z.string(),
  text: z.string(),
  shared: z.boolean(),
});
export type NoteEditRequest = z.infer<typeof NoteEditRequestSchema>;

const NoteDeleteRequestSchema = z.object({
  kind: z.literal('note-delete'),
  subject: SubjectSchema,
  playerId: z.string(),
  noteId: z.string(),
  before: z.string(),
  shared: z.boolean(),
});
export type NoteDeleteRequest = z.infer<typeof NoteDeleteRequestSchema>;

const SlotServersSchema = z.array(z.object({ id: z.string(), name: z.string() })).min(1);

const SlotAddRequestSchema = z.object({
  kind: z.literal('slot-add'),
  subject: SubjectSchema,
  playerId: z.string(),
  identifiers: z.array(IdentifierSchema).min(1),
  servers: SlotServersSchema,
  /** Milliseconds from the moment it is sent; null is for good. */
  durationMs: z.number().nullable(),
});
export type SlotAddRequest = z.infer<typeof SlotAddRequestSchema>;

const SlotRemoveRequestSchema = z.object({
  kind: z.literal('slot-remove'),
  subject: SubjectSchema,
  /** UUID. */
  slotId: z.string(),
  /** Of the slot; null is never. Epoch milliseconds. */
  expires: z.number().nullable(),
});
export type SlotRemoveRequest = z.infer<typeof SlotRemoveRequestSchema>;

const RconRequestSchema = z.object({
  kind: z.literal('rcon'),
  subject: SubjectSchema,
  serverId: z.string(),
  serverName: z.string(),
  /** The line as it is sent to the server's console; may hold private identifiers. */
  command: z.string(),
});
export type RconRequest = z.infer<typeof RconRequestSchema>;

export const ActionRequestSchema = z.union([
  BanRequestSchema,
  UnbanRequestSchema,
  BanEditRequestSchema,
  ExemptionRequestSchema,
  BanImportRequestSchema,
  FlagRequestSchema,
  FlagCreateRequestSchema,
  FlagEditRequestSchema,
  FlagDeleteRequestSchema,
  NoteAddRequestSchema,
  NoteEditRequestSchema,
  NoteDeleteRequestSchema,
  SlotAddRequestSchema,
  SlotRemoveRequestSchema,
  RconRequestSchema,
]);
/** What is to be done at BattleMetrics. */
export type ActionRequest = z.infer<typeof ActionRequestSchema>;

export const ACTION_KINDS = [
  'ban',
  'unban',
  'ban-edit',
  'exemption-add',
  'exemption-remove',
  'ban-import',
  'flag-add',
  'flag-remove',
  'flag-create',
  'flag-edit',
  'flag-delete',
  'note-add',
  'note-edit',
  'note-delete',
  'slot-add',
  'slot-remove',
  'rcon',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** The request of one kind of action, or of several that share one shape. */
export type RequestOf<K extends ActionKind> = ActionRequest & { readonly kind: K };

/** A key by which actions about one person or thing are found, whether BattleMetrics knows the person or not. */
export function subjectKey(request: ActionRequest): string {
  const { playerId, steamId } = request.subject;
  if (playerId !== null) return playerId;
  if (steamId !== null) return `steam:${steamId}`;
  switch (request.kind) {
    case 'ban':
      return `identifiers:${request.identifiers.map(keyOfIdentifier).sort().join(' ')}`;
    case 'unban':
    case 'ban-edit':
    case 'exemption-add':
    case 'exemption-remove':
      return `ban:${request.banId}`;
    case 'flag-create':
      return `flag-name:${request.definition.name.toLowerCase()}`;
    case 'flag-edit':
    case 'flag-delete':
      return `flag:${request.flagId}`;
    case 'flag-add':
    case 'flag-remove':
    case 'note-add':
    case 'note-edit':
    case 'note-delete':
    case 'slot-add':
      return request.playerId;
    case 'slot-remove':
      return `slot:${request.slotId}`;
    case 'rcon':
      return `server:${request.serverId}`;
    case 'ban-import':
      return 'import';
  }
}

function keyOfIdentifier(identifier: BanIdentifier): string {
  return typeof identifier === 'number' ? String(identifier) : `${identifier.type}:${identifier.identifier}`;
}
