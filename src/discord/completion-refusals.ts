import type { Logger } from 'pino';
import type { AccessLevel } from './command.ts';
import type { Asker } from './context.ts';

/** Milliseconds in which the same person is not told of again for the same command: each key asks anew. */
const QUIET_MS = 10 * 60_000;
/** More than that many people do not type what they may not at a time. */
const MOST_KEPT = 1_000;

/** Tells the operator who typed into a command that is not for them: once, and not at each key. */
export class CompletionRefusals {
  readonly #log: Logger;
  readonly #now: () => number;
  /** When it was told last, epoch milliseconds. */
  readonly #told = new Map<string, number>();

  constructor(log: Logger, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  /** @param command `/flag add` */
  note(command: string, needed: AccessLevel, { userId, level, interactionId }: Asker): void {
    const key = `${userId} ${command} ${needed}`;
    const now = this.#now();
    const last = this.#told.get(key);
    if (last !== undefined && now - last < QUIET_MS) return;
    if (this.#told.size >= MOST_KEPT) this.#told.clear();
    this.#told.set(key, now);
    this.#log.info(
      {
        interaction: interactionId,
        command,
        userId,
        identifier: 'access-denied',
        context: { needed, level },
      },
      'Declined to complete',
    );
  }
}
