import { describe, expect, it } from 'vitest';
import { RateLimitedError } from '../../src/http/errors.ts';
import { errorForStatus, isSuccess } from '../../src/http/status-errors.ts';

const URL = 'https://api.battlemetrics.com/bans';

function error(status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return errorForStatus(
    { status, headers, body: text, url: URL },
    { api: 'BattleMetrics', method: 'POST', now: 0 },
  );
}

describe('a status', () => {
  it.each([
    [200, true],
    [204, true],
    [299, true],
    [199, false],
    [300, false],
    [404, false],
  ])('%i is a success: %s', (status, success) => {
    expect(isSuccess(status)).toBe(success);
  });

  it.each([
    [400, 'rejected', 'no', false],
    [401, 'unauthorized', 'no', false],
    [403, 'unauthorized', 'no', false],
    [404, 'not-found', 'no', false],
    [405, 'rejected', 'no', false],
    [408, 'timeout', 'maybe', true],
    [409, 'conflict', 'no', false],
    [410, 'not-found', 'no', false],
    [422, 'rejected', 'no', false],
    [425, 'server-error', 'maybe', true],
    [429, 'rate-limited', 'no', true],
    [301, 'rejected', 'no', false],
    [303, 'server-error', 'maybe', true],
    [307, 'rejected', 'no', false],
    [500, 'server-error', 'maybe', true],
    [502, 'server-error', 'maybe', true],
    [520, 'server-error', 'maybe', true],
  ] as const)(
    '%i is %s, a write was executed: %s, a read may be repeated: %s',
    (status, kind, executed, transient) => {
      expect(error(status)).toMatchObject({ kind, executed, transient, status, method: 'POST', url: URL });
    },
  );

  it('403 for want of a subscription is told apart from a missing scope', () => {
    const body = {
      errors: [
        {
          status: '403',
          title: 'Forbidden',
          detail: 'Access denied. A subscription is required to use the API.',
        },
      ],
    };
    expect(error(403, body)).toMatchObject({
      kind: 'subscription-required',
      apiMessage: 'Access denied. A subscription is required to use the API.',
    });
    expect(error(403, { errors: [{ title: 'Forbidden', detail: 'Missing scope ban:create' }] }).kind).toBe(
      'unauthorized',
    );
  });

  it('429 says how long to wait, from the header or the body', () => {
    const waits = [
      error(429, '', { 'retry-after': '1.5' }),
      error(429, { errors: [{ title: 'Too many', meta: { tryAgain: '1970-01-01T00:00:04.000Z' } }] }),
      error(429, 'Too many'),
    ].map((limited) => (limited instanceof RateLimitedError ? limited.retryAfterMs : undefined));
    expect(waits).toEqual([1_500, 4_000, 30_000]);
  });
});

describe("the API's own message", () => {
  it.each([
    ['of BattleMetrics', { errors: [{ title: 'Bad', detail: 'a' }, { title: 'b' }] }, 'a; b'],
    ['of BattleMetrics, with odd fields', { errors: [{ title: 5, detail: 'a', status: 400 }] }, 'a'],
    ['of DCSServerBot', { detail: 'Invalid date format' }, 'Invalid date format'],
    ['in plain text', 'Internal Server Error', 'Internal Server Error'],
    ['of a web page', '<!DOCTYPE html><html><head><title>502 Bad\n Gateway</title>', '502 Bad Gateway'],
    ['of an empty body', '', undefined],
    ['of JSON in another form', { secret: 'hidden' }, undefined],
    ['of JSON that is cut off', '{"secret": "hid', undefined],
  ])('%s is kept', (_of, body, message) => {
    expect(error(400, body).apiMessage).toBe(message);
  });

  it('of a refused form names the fields, not what was typed into them', () => {
    const body = {
      detail: [{ type: 'missing', loc: ['body', 'nick'], msg: 'Field required', input: 'hidden' }],
    };
    expect(error(422, body).apiMessage).toBe('body.nick: Field required');
  });

  it('is one line of at most 200 characters', () => {
    const message = error(400, { detail: `a\r\n\tb\u0000c${'😀'.repeat(300)}` }).apiMessage ?? '';
    expect(message.startsWith('a b c😀')).toBe(true);
    expect([...message]).toHaveLength(200);
    expect(message.endsWith('😀…')).toBe(true);
  });

  it('is found at once in a web page of any length', () => {
    const page = '<html>'.padEnd(4_000_000, '<title');
    expect(error(502, page)).toMatchObject({ kind: 'server-error', apiMessage: undefined });
  });

  it('never stands in the message of the error, which may be shown', () => {
    expect(error(404, { detail: 'Player hidden not found' }).message).not.toContain('hidden');
  });

  it('of a proxy is marked as such', () => {
    expect(error(403, '<html><title>Blocked</title></html>').message).toContain('web page');
    expect(error(502, '<html><h1>502').message).toContain('web page');
  });
});
