import { cleanText } from '../../render/escape.ts';
import type { Moderator } from '../../store/moderation-action.ts';

/** Who wrote a note with Squawk, and by which action; stands in the note's last line. */
export interface NoteSignature {
  readonly moderator: Moderator;
  /** Id of the action, by which the note is recognised. */
  readonly ref: string;
}

/** A note as people read it. */
export interface NoteParts {
  readonly text: string;
  /** Undefined for a note that was not written with Squawk. */
  readonly signature: NoteSignature | undefined;
}

const SIGNATURE =
  /(?<=^|\s)— (?<name>[^\n]*) \((?<id>\d{1,20})\) with Squawk, ref (?<ref>[\da-zA-Z]{16})\s*$/u;

/**
 * A note as it is sent: the moderator's own text first, then who wrote it, for BattleMetrics names the token's owner,
 * and by which action, so that the note is found again.
 */
export function noteBody(text: string, { moderator, ref }: NoteSignature): string {
  // On one line, or the reader of the note could not tell where it begins.
  const name = cleanText(moderator.name).replaceAll(/\s+/gu, ' ').trim();
  return `${text.trim()}\n\n— ${name} (${moderator.id}) with Squawk, ref ${ref}`;
}

/** Takes a note apart. @param text as it came back, without HTML. */
export function readNote(text: string): NoteParts {
  const found = SIGNATURE.exec(text);
  const { name, id, ref } = found?.groups ?? {};
  if (found === null || name === undefined || id === undefined || ref === undefined) {
    return { text: text.trim(), signature: undefined };
  }
  return { text: text.slice(0, found.index).trim(), signature: { moderator: { id, name }, ref } };
}

/** The text of a note without the line that Squawk added. @param text as it came back, without HTML. */
export function withoutSignature(text: string): string {
  return readNote(text).text;
}

/** Whether two notes say the same: white space does not survive the way through HTML. */
export function sameText(one: string, other: string): boolean {
  const words = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();
  return words(one) === words(other);
}
