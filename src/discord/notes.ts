import type { ApiName } from '../http/call.ts';
import { cutMarkdown } from '../message/cut.ts';
import { LIMITS } from '../message/limits.ts';
import type { Message } from '../message/message.ts';
import { duration, relativeTime } from '../render/timestamps.ts';

/** Puts small lines below the text of a message; the text gives way if there is no room for both. */
export function withNotes(message: Message, notes: readonly string[]): Message {
  if (notes.length === 0) return message;
  const lines = notes.map((note) => `-# ${note}`).join('\n');
  const text = message.content ?? '';
  if (text === '') return { ...message, content: lines };
  return { ...message, content: `${cutMarkdown(text, LIMITS.content - lines.length - 1)}\n${lines}` };
}

/** Says how long the API's rate limit makes the person wait; `ms` from `now`, both milliseconds. */
export function waitNote(api: ApiName, ms: number, now: number): string {
  // Rounded up: who is told a minute and waits for ninety seconds thinks that it failed.
  const step = ms < 60_000 ? 1 : 60;
  const seconds = Math.max(1, Math.ceil(ms / 1000 / step) * step);
  // The count in Discord follows the reader's clock, which may be wrong; the words do not.
  return `⏳ ${api} limits how often it may be asked: about ${duration(seconds)} to wait (${relativeTime(now + ms)}).`;
}

/** Says how old the data are that are shown because the API does not answer; `asOf` in epoch milliseconds. */
export function staleNote(api: ApiName, asOf: number): string {
  return `⚠️ ${api} does not answer; its data are from ${relativeTime(asOf)}.`;
}
