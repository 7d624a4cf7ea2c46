import type { CallClass } from '../ratelimit/limiter.ts';

/** The two services that Squawk bridges, as people call them. */
export type ApiName = 'DCSServerBot' | 'BattleMetrics';

/** Who asks for an API call, and what they want to be told about it. Passed down unchanged from the command. */
export interface Call {
  readonly class: CallClass;
  /** Lets the limiter hear that someone more urgent joined this call; set by the response cache alone. */
  readonly onRaise?: (listener: (to: CallClass) => void) => void;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** Epoch milliseconds after which the answer is of no use. */
  readonly deadline?: number;
  /** The call must wait for the API's rate limit, about that many milliseconds. */
  readonly onWait?: (api: ApiName, ms: number) => void;
  /** The API does not answer, and what is returned was read at `asOf` (epoch milliseconds). */
  readonly onStale?: (api: ApiName, asOf: number) => void;
}
