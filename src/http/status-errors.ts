import { readApiMessage } from './api-message.ts';
import type { ApiName } from './call.ts';
import {
  type ApiError,
  type ApiErrorDetails,
  ApiTimeoutError,
  ConflictError,
  NotFoundError,
  RateLimitedError,
  RejectedError,
  ServerError,
  SubscriptionRequiredError,
  UnauthorizedError,
} from './errors.ts';
import { retryAfterMs } from './retry-after.ts';
import type { HttpResponse } from './transport.ts';

/** Whether a status is a success, and so the body what was asked for. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/**
 * The error for an answer whose status is no success, with the API's own message and the pause it asks for.
 * @param now epoch milliseconds
 */
export function errorForStatus(
  response: HttpResponse,
  { api, method, now }: { readonly api: ApiName; readonly method: string; readonly now: number },
): ApiError {
  const { status } = response;
  const { text, tryAgain, isHtml } = readApiMessage(response.body);
  const details: ApiErrorDetails = {
    api,
    method,
    url: response.url,
    status,
    ...(text === undefined ? {} : { apiMessage: text }),
    ...(isHtml && { byWebPage: true }),
  };
  const by = isHtml ? ', answered by a web page, as of a proxy or firewall in front of the API' : '';

  if (status === 429) return new RateLimitedError(details, retryAfterMs(response.headers, now, tryAgain));
  if (status === 401) return new UnauthorizedError(`not authorised (401)${by}`, details);
  if (status === 403) {
    return !isHtml && /\bsubscription\b/i.test(text ?? '')
      ? new SubscriptionRequiredError('a subscription is required (403)', details)
      : new UnauthorizedError(`access denied (403)${by}`, details);
  }
  if (status === 404 || status === 410) return new NotFoundError(`not found (${status})${by}`, details);
  if (status === 409) return new ConflictError('conflict (409)', details);
  // The server gave up waiting for the request: it may have had all of it.
  if (status === 408) return new ApiTimeoutError('the server timed out (408)', details);
  // 425 is refused for now; after a 303 the answer to something that was done would lie elsewhere.
  if (status >= 500 || status === 425 || status === 303) {
    return new ServerError(`the server failed (${status})${by}`, details);
  }
  if (status >= 300 && status < 400) {
    return new RejectedError(`redirected elsewhere (${status}); is the base URL right?`, details);
  }
  return new RejectedError(`rejected (${status})${by}`, details);
}
