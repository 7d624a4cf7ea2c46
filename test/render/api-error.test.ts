import { describe, expect, it } from 'vitest';
import {
  type ApiError,
  type ApiErrorDetails,
  type ApiErrorKind,
  ApiTimeoutError,
  BodyTooLargeError,
  CallAbortedError,
  ConflictError,
  ConnectionLostError,
  ConnectionRefusedError,
  NotFoundError,
  NotJsonError,
  RateLimitedError,
  RejectedError,
  SchemaMismatchError,
  ServerError,
  SubscriptionRequiredError,
  UnauthorizedError,
} from '../../src/http/errors.ts';
import { type DropReason, LimiterError } from '../../src/ratelimit/limiter.ts';
import { explainError } from '../../src/render/api-error.ts';

const NOW = 1_795_333_000_000;
const BAN: ApiErrorDetails = {
  api: 'BattleMetrics',
  method: 'POST',
  url: 'https://api.battlemetrics.com/bans',
  status: 400,
  apiMessage: 'secret-token in the request of 76561198000000001',
};

const EVERY: { readonly [K in ApiErrorKind]: (details: ApiErrorDetails) => ApiError } = {
  refused: (details) => new ConnectionRefusedError('x', details),
  lost: (details) => new ConnectionLostError('x', details),
  timeout: (details) => new ApiTimeoutError('x', details),
  'rate-limited': (details) => new RateLimitedError(details, 12_000),
  unauthorized: (details) => new UnauthorizedError('x', details),
  'subscription-required': (details) => new SubscriptionRequiredError('x', details),
  'not-found': (details) => new NotFoundError('x', details),
  conflict: (details) => new ConflictError('x', details),
  rejected: (details) => new RejectedError('x', details),
  'schema-mismatch': (details) => new SchemaMismatchError('x', details),
  'server-error': (details) => new ServerError('x', details),
  'not-json': (details) => new NotJsonError('x', details),
  'too-large': (details) => new BodyTooLargeError('x', details),
  aborted: (details) => new CallAbortedError(details, 'maybe'),
};
const kinds = Object.entries(EVERY);

describe('explainError', () => {
  it.each(['unauthorized', 'not-found'] as const)(
    'blames neither token nor what was asked for when a page of a firewall says %s',
    (kind) => {
      const { text, advice } = explainError(EVERY[kind]({ ...BAN, byWebPage: true }), NOW);
      expect(text).toContain('in front of BattleMetrics');
      expect(`${text} ${advice}`).not.toMatch(/TOKEN|scope|deleted/u);
    },
  );

  it.each(kinds)('of %s names the API, says what to do, and gives nothing private away', (_, make) => {
    for (const api of ['BattleMetrics', 'DCSServerBot'] as const) {
      const { text, advice } = explainError(make({ ...BAN, api, method: 'GET' }), NOW);
      expect(text).toContain(api);
      expect(advice).toMatch(/\.$/u);
      expect(`${text} ${advice}`).not.toMatch(/https?:|secret-token|7656119|\b400\b/u);
      expect(`${text} ${advice}`.length).toBeLessThan(330);
    }
  });

  it.each(kinds)('of %s never says of a change that may have happened that it did not', (_, make) => {
    for (const change of [
      BAN,
      { ...BAN, method: 'PATCH' },
      { ...BAN, method: 'DELETE' },
      { ...BAN, api: 'DCSServerBot' as const, url: 'http://127.0.0.1/stats/linkme' },
    ]) {
      const error = make(change);
      const { text, advice } = explainError(error, NOW);
      if (error.executed === 'maybe') {
        expect(text).toContain('not known whether');
        expect(advice).toContain('before you try again');
      } else {
        expect(text).not.toContain('not known whether');
      }
    }
  });

  it.each([
    ['DCSServerBot', 'http://127.0.0.1:9876/stats/getuser'],
    ['DCSServerBot', 'http://127.0.0.1:9876/stats'],
    ['BattleMetrics', 'https://api.battlemetrics.com/players/match'],
  ] as const)('takes a POST that only asks %s for what it is: %s', (api, url) => {
    const { text, advice } = explainError(EVERY.timeout({ ...BAN, api, url }), NOW);
    expect(text).not.toContain('not known');
    expect(advice).toContain('Try again');
  });

  it('says when a rate limit ends, as a Discord timestamp', () => {
    expect(explainError(EVERY['rate-limited'](BAN), NOW).advice).toBe('Try again <t:1795333012:R>.');
  });

  it('tells the operator which setting to check', () => {
    expect(explainError(EVERY.unauthorized(BAN), NOW).advice).toMatch(
      /operator.*BATTLEMETRICS_TOKEN.*scopes/u,
    );
    expect(explainError(EVERY.unauthorized({ ...BAN, api: 'DCSServerBot' }), NOW).advice).toContain(
      'DCSSERVERBOT_API_KEY',
    );
    expect(explainError(EVERY['not-found']({ ...BAN, api: 'DCSServerBot' }), NOW).advice).toMatch(
      /DCSSERVERBOT_URL.*prefix/u,
    );
    expect(explainError(EVERY['subscription-required'](BAN), NOW).advice).toContain('subscription');
    expect(explainError(EVERY['schema-mismatch']({ ...BAN, method: 'GET' }), NOW).advice).toContain(
      'update of the bot',
    );
  });

  it.each(['queue-full', 'deadline', 'aborted', 'closed'] satisfies DropReason[])(
    'says of a call that was dropped (%s) that it was not sent',
    (reason) => {
      const { text, advice } = explainError(new LimiterError(reason, 'x'), NOW);
      expect(text).toContain('not sent');
      expect(advice).toContain('Try again');
    },
  );
});
