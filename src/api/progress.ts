import type { ApiName } from '../http/call.ts';

/** Tells of what takes long, where somebody wants to hear it. */
export class Progress {
  readonly #write: (line: string) => void;
  #read = '';

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /** @param read resources so far, over so many pages */
  page(read: number, pages: number): void {
    this.#read = `read ${read} so far, page ${pages}`;
    this.#write(this.#read);
  }

  /** @param ms milliseconds, about */
  wait(api: ApiName, ms: number): void {
    const owner = api.endsWith('s') ? `${api}'` : `${api}'s`;
    const waiting = `waiting ${Math.ceil(ms / 1_000)} s for ${owner} limit`;
    this.#write(this.#read === '' ? waiting : `${this.#read}; ${waiting}`);
  }
}
