import type { SimError } from './api-error.ts';

/** An answer on its way out. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An error in BattleMetrics' form: plain JSON, although the rest is JSON:API. */
export function errorAnswer(error: SimError, headers: Readonly<Record<string, string>> = {}): RawAnswer {
  const { retryAfterSeconds } = error;
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...headers,
      ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    },
    text: JSON.stringify(error),
  };
}
