import { UserError } from '../../message/user-error.ts';
import { isBlank } from '../../render/escape.ts';
import type { Moderator } from '../../store/moderation-action.ts';
import type { BanIdentifier } from '../../store/moderation-request.ts';

/** BattleMetrics' limit for the reason of a ban. Document: "Ban", `attributes:reason`. */
const LONGEST_REASON = 255;
/** Of what a moderator writes into the private note: as much as an option of Discord's is given for it. */
const LONGEST_NOTE = 2_000;

/** Identifiers that more than one person can have: banning them bans strangers. */
const SHARED_TYPES: ReadonlySet<string> = new Set(['name', 'survivorName', 'ip', 'steamFamilyShareOwner']);

/** An identifier as BattleMetrics lists it with a player. */
export interface KnownIdentifier {
  readonly id: string;
  readonly type: string;
  /** Absent when it is private and the token may not see it. */
  readonly value?: string | undefined;
}

/** Whether more than one person can have an identifier of this type. */
export function isShared({ type }: { readonly type: string }): boolean {
  return SHARED_TYPES.has(type);
}

/** Those of one person alone that can be banned. @throws UserError when there is none. */
export function chooseIdentifiers<I extends KnownIdentifier>(known: readonly I[]): readonly I[] {
  const chosen = known.filter(
    (identifier) => !isShared(identifier) && toBanIdentifier(identifier) !== undefined,
  );
  if (chosen.length > 0) return chosen;
  const leftOut = [...new Set(known.filter(isShared).map(({ type }) => type))];
  throw new UserError(
    'ban-no-identifier',
    'BattleMetrics shows this bot nothing of this player that belongs to one person alone (a Steam ID, for instance), only what others may share. A ban would hit strangers, so none was prepared. If you know the Steam ID, use that as `player`; otherwise the operator can check that the token has the scope `rcon:read`.',
    { leftOut: leftOut.join(',') },
  );
}

/** As BattleMetrics takes it: by its integer id. One whose id is no integer is given by type and value instead. */
export function toBanIdentifier({ id, type, value }: KnownIdentifier): BanIdentifier | undefined {
  if (/^\d{1,15}$/u.test(id)) return Number(id);
  return value === undefined ? undefined : { type, identifier: value, manual: true };
}

/** 17 digits of an individual account, as Steam makes them. */
export function isSteamId(text: string): boolean {
  return /^7656119\d{10}$/u.test(text);
}

/**
 * The reason as it is sent. BattleMetrics would fill `{{admin}}` with the owner of the token, so the moderator's
 * name stands there instead; its other templates are left to it.
 * @throws UserError when it is empty or does not fit then.
 */
export function fillReason(reason: string, moderator: Moderator): string {
  // Braces in a name would be read as a template.
  const name = moderator.name.replaceAll(/[{}]/gu, '');
  const filled = reason.replaceAll(/\{\{\s*admin\s*\}\}/giu, () => name).trim();
  if (isBlank(filled))
    throw new UserError('ban-reason-empty', 'A ban needs a reason: players see it when they are kicked.');
  // BattleMetrics counts characters as JSON Schema does: an emoji is one of them.
  const { length } = [...filled];
  if (length > LONGEST_REASON) {
    throw new UserError(
      'ban-reason-too-long',
      `The reason has ${length} characters${filled === reason.trim() ? '' : ' with your name filled in'}, BattleMetrics takes ${LONGEST_REASON}. Shorten it, and put the details into \`note\`.`,
      { length },
    );
  }
  return filled;
}

/**
 * The private note as it is sent: who banned comes first, for the token's owner is not who did.
 * @throws UserError when what was typed is too long, or the evidence is no link
 */
export function fillNote(
  { note, evidence }: { readonly note?: string | undefined; readonly evidence?: string | undefined },
  moderator: Moderator,
): string {
  const link = evidence?.trim() ?? '';
  const text = note?.trim() ?? '';
  if (text.length > LONGEST_NOTE) {
    throw new UserError(
      'ban-note-too-long',
      `The note has ${text.length} characters, and ${LONGEST_NOTE} are possible. Shorten it.`,
      { length: text.length },
    );
  }
  const parts = [
    `Banned by ${moderator.name} (${moderator.id}) with Squawk`,
    text,
    link === '' ? '' : `Evidence: ${linkOf(link)}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** @throws UserError for what no browser opens. */
function linkOf(text: string): string {
  if (/^https?:\/\/[^\s/]+/iu.test(text) && !/\s/u.test(text) && URL.canParse(text)) return text;
  throw new UserError(
    'ban-evidence',
    'The evidence is no link. Give an address that begins with `https://`; put anything else into `note`.',
  );
}
