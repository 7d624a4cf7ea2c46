import type { Logger } from 'pino';
import type { Call } from '../http/call.ts';
import { sleep } from '../store/sleep.ts';

/** Something that is done again and again by itself. */
export interface BackgroundPart {
  /** For the log: `the flags whose time is over`. */
  readonly name: string;
  /** Milliseconds from one beginning to the next. */
  readonly everyMs: number;
  /** What it asks the APIs is of the class `background`, and of no use after its deadline. */
  readonly run: (call: Call) => Promise<void>;
}

export interface BackgroundOptions {
  /** In the order in which they are run. */
  readonly parts: readonly BackgroundPart[];
  /** Whether this process still may change something. */
  readonly mayWrite: () => Promise<boolean>;
  /** Epoch milliseconds. It may jump. */
  readonly now: () => number;
  readonly log: Logger;
}

/** What moderation does by itself, one thing after the other. */
export interface Background {
  /** Does at once what is due, and keeps time from then on. */
  start(): void;
  /** Does everything that is due now. Never rejects; two at a time are one. */
  round(): Promise<void>;
  /** Ends in time; nothing is begun afterwards. */
  stop(): Promise<void>;
}

/** A clock that was changed is noticed within that time. */
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 1_000;
/** A question of one part that has had no turn by then would keep the others waiting. */
const DEADLINE_MS = 45_000;
/** What is on the wire when the bot stops gets that long to be recorded. */
const STOP_WITHIN_MS = 1_000;

export function createBackground({ parts, mayWrite, now, log }: BackgroundOptions): Background {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** When each part was begun last. */
  const begunAt = new Map<BackgroundPart, number>();
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** The clock may have been put back since. */
  const waitsFor = (part: BackgroundPart): number => {
    const begun = begunAt.get(part);
    return begun === undefined ? 0 : Math.max(0, part.everyMs - Math.abs(now() - begun));
  };

  const runDue = async (): Promise<void> => {
    for (const part of parts) {
      if (waitsFor(part) > 0) continue;
      try {
        if (signal.aborted || !(await mayWrite())) return;
        begunAt.set(part, now());
        await part.run({ class: 'background', signal, deadline: now() + DEADLINE_MS });
      } catch (error) {
        // One that fails keeps no other one from being done.
        if (!signal.aborted) log.error({ err: error }, `seeing to ${part.name} failed; trying again later`);
      }
    }
  };

  const round = (): Promise<void> => {
    running ??= runDue().finally(() => {
      running = undefined;
    });
    return running;
  };

  const sleepMs = (): number => {
    const next = Math.min(LONGEST_SLEEP_MS, ...parts.map(waitsFor));
    // What is due and may not be done must not be asked for without a pause.
    return Math.max(SHORTEST_SLEEP_MS, next);
  };

  const go = async (): Promise<void> => {
    await round();
    if (signal.aborted) return;
    timer = setTimeout(() => void go(), sleepMs());
    timer.unref();
  };

  return {
    start: () => void go(),
    round,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      const enough = new AbortController();
      const late = sleep(STOP_WITHIN_MS, enough.signal).catch(() => undefined);
      await Promise.race([running, late]);
      enough.abort();
    },
  };
}
