import { describe, expect, it } from 'vitest';
import { createTokenScopes, grants } from '../../src/battlemetrics/token-scopes.ts';
import { startBattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import { serve, transportTo } from '../http/http-server.ts';
import { silent } from '../store/open.ts';

const ORGANIZATION = '25069';

/** What a token may do by an answer with that status and body, and how often was asked. */
async function answered(status: number, body: string) {
  const clock = { time: 0 };
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  });
  const scopes = createTokenScopes({
    transport: transportTo(url, { api: 'BattleMetrics' }),
    token: 'the-token',
    organizationId: ORGANIZATION,
    now: () => clock.time,
    log: silent,
  });
  return { scopes, asked, clock };
}

describe('a scope', () => {
  it.each([
    ['ban', 'ban:create', true],
    ['ban:create', 'ban:create', true],
    ['ban:create:org:25069', 'ban:create', true],
    ['ban:create:server:5', 'ban:create', true],
    ['ban:create:org:1', 'ban:create', false],
    ['ban:read', 'ban:create', false],
    ['ban-list', 'ban:create', false],
    ['rcon:read', 'rcon', false],
    ['rcon', 'rcon', true],
    ['reserved-slot', 'reserved-slot:delete', true],
    ['', 'ban:read', false],
  ])('%s grants %s: %s', (scope, needed, granted) => {
    expect(grants([scope], needed, ORGANIZATION)).toBe(granted);
  });
});

describe('what a token may do', () => {
  it('is asked where BattleMetrics has its OAuth, once in ten minutes', async () => {
    const { scopes, asked, clock } = await answered(200, '{"active":true,"scope":"ban:read flag"}');
    expect(await Promise.all([scopes.lacks('ban:create'), scopes.lacks('flag:delete')])).toEqual([
      true,
      false,
    ]);
    expect(asked).toEqual(['POST /oauth/introspect']);
    clock.time = 10 * 60_000;
    expect(await scopes.lacks('ban:read')).toBe(false);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['is another kind of answer', 200, '{"ok":1}'],
    ['names no scope', 200, '{"active":true}'],
    ['names an empty one', 200, '{"active":true,"scope":""}'],
    ['says that the token is not active', 200, '{"active":false}'],
    ['is a page of a proxy', 200, '<html></html>'],
    ['is a refusal', 403, '{"errors":[]}'],
    ['is a fault', 500, ''],
  ])('is not known when the answer %s: nothing is refused for it', async (_, status, body) => {
    const { scopes, asked, clock } = await answered(status, body);
    expect(await scopes.lacks('ban:create')).toBe(false);
    clock.time = 59_000;
    expect(await scopes.lacks('ban:create')).toBe(false);
    expect(asked).toHaveLength(1);
    clock.time = 60_000;
    await scopes.lacks('ban:create');
    expect(asked).toHaveLength(2);
  });

  it('is what the simulated BattleMetrics says of a token', async () => {
    const simulator = await startBattleMetricsSimulator({
      tokens: [{ token: 'the-token', scopes: ['flag'] }],
    });
    const scopes = createTokenScopes({
      transport: transportTo(new URL(simulator.url), { api: 'BattleMetrics' }),
      token: 'the-token',
      organizationId: ORGANIZATION,
      now: Date.now,
      log: silent,
    });
    expect(await scopes.lacks('note:create')).toBe(true);
    expect(await scopes.lacks('flag:create')).toBe(false);
    await simulator.close();
  });
});
