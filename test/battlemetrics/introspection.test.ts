import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { introspect, introspectionUrl } from '../../src/battlemetrics/introspection.ts';
import { startBattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import { ApiError } from '../../src/http/errors.ts';
import { serve, transportTo } from '../http/http-server.ts';

const now = () => 0;

/** What is read out of an answer with that status and body. */
async function read(status: number, body: string) {
  const url = await serve((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  return introspect({ transport: transportTo(url, { api: 'BattleMetrics' }), now }, 'the-token');
}

describe('the introspection of a token', () => {
  it('is what the simulated BattleMetrics says of one it knows and one it does not', async () => {
    const simulator = await startBattleMetricsSimulator({
      tokens: [{ token: 'the-token', scopes: ['flag', 'ban:read'] }],
    });
    onTestFinished(() => simulator.close());
    const transport = transportTo(new URL(simulator.url), { api: 'BattleMetrics' });
    expect(await introspect({ transport, now }, 'the-token')).toMatchObject({
      active: true,
      scopes: ['flag', 'ban:read'],
    });
    expect(await introspect({ transport, now }, 'another')).toMatchObject({
      active: false,
      scopes: undefined,
    });
    // The token stands in the body alone, and needs no other to ask with.
    expect(simulator.requests.map(({ target, headers }) => [target, headers.authorization])).toEqual([
      ['/oauth/introspect', undefined],
      ['/oauth/introspect', undefined],
    ]);
  });

  it('gives the end of a token in milliseconds and whose it is, where the answer says so', async () => {
    expect(
      await read(200, '{"active":true,"scope":["ban","flag"],"exp":1700000000,"sub":"urn:user:1"}'),
    ).toEqual({
      active: true,
      scopes: ['ban', 'flag'],
      expiresAt: 1_700_000_000_000,
      subject: 'urn:user:1',
    });
  });

  it('passes over fields of other types than in the RFC, for only "active" matters', async () => {
    expect(await read(200, '{"active":true,"scope":null,"exp":"soon","sub":7}')).toEqual({
      active: true,
      scopes: undefined,
      expiresAt: undefined,
      subject: undefined,
    });
  });

  it.each([
    ['another kind of answer', 200, '{"ok":1}', 'schema-mismatch'],
    ['a page of a proxy', 200, '<html></html>', 'not-json'],
    ['a refusal', 403, '{"errors":[]}', 'unauthorized'],
    ['a fault', 500, '', 'server-error'],
  ])('is an error for %s, which does not quote the token', async (_, status, body, kind) => {
    const error: unknown = await read(status, body).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind });
    expect(inspect(error)).not.toContain('the-token');
  });

  it('is asked at www for the API itself, and of another server there', () => {
    expect(introspectionUrl(new URL('https://api.battlemetrics.com')).href).toBe(
      'https://www.battlemetrics.com/',
    );
    expect(introspectionUrl(new URL('http://127.0.0.1:8080')).href).toBe('http://127.0.0.1:8080/');
  });
});
