import type { RealtimeMessage } from './messages.ts';

/**
 * What waits for one reader, who takes it by `for await`. Holds so many messages at most: of a reader who is slower the
 * oldest are dropped, and the next thing read says how many.
 */
export class Inbox implements AsyncIterableIterator<RealtimeMessage, undefined> {
  readonly #most: number;
  readonly #onDone: (inbox: Inbox) => void;
  readonly #waiting: RealtimeMessage[] = [];
  readonly #readers: Reader[] = [];
  #dropped = 0;
  #done = false;
  #error: Error | undefined;

  /** @param onDone called once when nobody reads here any more, or it was ended. */
  constructor(most: number, onDone: (inbox: Inbox) => void) {
    this.#most = most;
    this.#onDone = onDone;
  }

  push(message: RealtimeMessage): void {
    if (this.#done) return;
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader.resolve({ value: message, done: false });
      return;
    }
    this.#waiting.push(message);
    if (this.#waiting.length <= this.#most) return;
    this.#waiting.shift();
    this.#dropped += 1;
  }

  /** Nothing comes any more. What waits is still read before the error, but not without one. */
  end(error?: Error): void {
    if (this.#done) return;
    this.#done = true;
    this.#error = error;
    if (error === undefined) this.#forget();
    for (const reader of this.#readers.splice(0)) this.#finish(reader);
    this.#onDone(this);
  }

  next(): Promise<IteratorResult<RealtimeMessage, undefined>> {
    return new Promise((resolve, reject) => {
      const reader = { resolve, reject };
      const message = this.#take();
      if (message !== undefined) resolve({ value: message, done: false });
      else if (this.#done) this.#finish(reader);
      else this.#readers.push(reader);
    });
  }

  async return(): Promise<IteratorResult<RealtimeMessage, undefined>> {
    this.end();
    this.#forget();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): RealtimeMessage | undefined {
    if (this.#dropped === 0) return this.#waiting.shift();
    const dropped = this.#dropped;
    this.#dropped = 0;
    return { kind: 'gap', reason: 'slow-reader', dropped };
  }

  /** The error is told once; after it the reading is over, as of every iterator. */
  #finish({ resolve, reject }: Reader): void {
    const error = this.#error;
    this.#error = undefined;
    if (error === undefined) resolve({ value: undefined, done: true });
    else reject(error);
  }

  #forget(): void {
    this.#waiting.length = 0;
    this.#dropped = 0;
    this.#error = undefined;
  }
}

interface Reader {
  readonly resolve: (result: IteratorResult<RealtimeMessage, undefined>) => void;
  readonly reject: (error: Error) => void;
}
