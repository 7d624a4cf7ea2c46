import type { Logger } from 'pino';
import type { Call } from '../../http/call.ts';
import { ApiError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import { LimiterError } from '../../ratelimit/limiter.ts';
import type { Schedule } from '../../store/schedule.ts';
import type { PostContent, PostMoment, PreparedPost } from '../posts/post-content.ts';

/**
 * What there is to post. `later`: the data are not to be had now, and may be soon. `old`: the last known data, for
 * `error`. `none`: nothing at all.
 */
export type PostData =
  | { readonly kind: 'fresh'; readonly post: PreparedPost }
  | { readonly kind: 'old'; readonly post: PreparedPost; readonly error: unknown }
  | { readonly kind: 'later' | 'none'; readonly error: unknown };

export interface PostDataWishes {
  readonly content: PostContent;
  readonly call: Call;
  /** Whether a failure that may pass is worth another try; else the last known data do. */
  readonly mayWait: boolean;
  readonly log: Logger;
}

/** Reads and renders what a schedule posts, with what is known where the API fails. */
export async function postData(
  schedule: Schedule,
  moment: PostMoment,
  { content, call, mayWait, log }: PostDataWishes,
): Promise<PostData> {
  let failure: unknown;
  try {
    return { kind: 'fresh', post: await content.prepare(schedule, moment, call) };
  } catch (error) {
    failure = error;
  }
  const fields = { err: failure, scheduleId: schedule.id, occurrenceId: moment.occurrenceId };
  // It cannot be had at all: what was known once would only hide that.
  if (failure instanceof UserError) return { kind: 'none', error: failure };
  if (call.signal?.aborted) return { kind: 'later', error: failure };
  const known = failure instanceof ApiError || failure instanceof LimiterError;
  if (known) log.warn(fields, 'the data of a post are not to be had');
  else log.error(fields, 'a post could not be made');
  if (mayWait && mayPass(failure)) return { kind: 'later', error: failure };
  try {
    const post = await content.lastKnown(schedule, moment);
    return post === undefined ? { kind: 'none', error: failure } : { kind: 'old', post, error: failure };
  } catch (error) {
    log.error({ ...fields, err: error }, 'a post could not be made of the last known data');
    return { kind: 'none', error: failure };
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof LimiterError || (error instanceof ApiError && error.transient);
}
