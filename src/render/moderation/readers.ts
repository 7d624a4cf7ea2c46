import { escapeText } from '../escape.ts';
import { maskedText } from '../mask.ts';

/** For whom something is shown, and how texts from outside are shown to them. */
export interface Readers {
  /** Whether what only moderators may know is shown: notes, answers of consoles. */
  readonly trusted: boolean;
  readonly text: (text: string, maxLength: number) => string;
}

/** Ephemeral messages of moderators. */
export const MODERATORS: Readers = { trusted: true, text: escapeText };

/** The audit channel: others than moderators may read there. */
export const CHANNEL: Readers = { trusted: false, text: maskedText };
