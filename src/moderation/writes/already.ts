import { type ConflictError, NotFoundError } from '../../http/errors.ts';
import type { ActionResult } from '../../store/moderation-action.ts';

/** Some refusals say that there was nothing left to do; a page of a proxy that knows no such path says nothing. */
export async function asDone(
  work: () => Promise<unknown>,
  already: typeof ConflictError | typeof NotFoundError,
): Promise<ActionResult> {
  try {
    await work();
    return {};
  } catch (error) {
    if (error instanceof already && !error.byWebPage) return { alreadySo: true };
    throw error;
  }
}

/** What a read finds; undefined when the API itself says that there is none. */
export async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotFoundError && !error.byWebPage) return undefined;
    throw error;
  }
}
