import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RollingLimit } from '../../../src/demo/battlemetrics/rolling-limit.ts';
import { clock, saying, simulator } from './harness.ts';

describe('the simulated API lets in', () => {
  it.each([
    ['nobody without a token', null, 403, 'Access denied. A subscription is required to use the API.'],
    ['nobody with another token', 'wrong', 401, 'The access token is invalid or expired.'],
  ])('%s', async (_name, token, status, detail) => {
    const { ask } = await simulator();
    const answer = await ask('GET', '/bans', { token });
    expect(answer).toMatchObject({ status, json: saying(detail) });
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  it('nobody whose account has no subscription', async () => {
    const { sim, ask } = await simulator();
    sim.faults.subscription = false;
    expect(await ask('GET', '/servers')).toMatchObject({
      status: 403,
      json: {
        errors: [{ status: '403', title: 'Forbidden', detail: expect.stringContaining('subscription') }],
      },
    });
    sim.faults.clear();
    expect((await ask('GET', '/servers')).status).toBe(200);
  });

  it.each([
    ['ban', 200],
    ['ban:read', 200],
    ['ban:read:org:25069', 200],
    ['ban:read:org:1', 403],
    ['ban:create', 403],
    ['ba', 403],
  ])('the scope %s to the bans with %i', async (scope, status) => {
    const { ask } = await simulator({ tokens: [{ token: 'scoped', scopes: [scope] }] });
    expect((await ask('GET', '/bans', { token: 'scoped' })).status).toBe(status);
  });

  it('a token without rcon:read to names alone', async () => {
    const { ask } = await simulator({ tokens: [{ token: 'plain', scopes: ['ban'] }] });
    const { text } = await ask('GET', '/players/1000000001?include=identifier', { token: 'plain' });
    expect(text).toContain('"type":"name"');
    expect(text).not.toMatch(/steamID|BEGUID|"ip"/);
    const match = {
      data: [{ type: 'identifier', attributes: { type: 'steamID', identifier: '76561197960270728' } }],
    };
    expect((await ask('POST', '/players/match', { token: 'plain', body: match })).json).toMatchObject({
      data: [],
    });
    expect((await ask('GET', '/bans/150000040', { token: 'plain' })).json).not.toHaveProperty(
      'data.attributes.identifiers.0.identifier',
    );
  });
});

describe('the rate limits of the simulated API', () => {
  it('let in exactly as many as any window may hold, and say when the next one may come', async () => {
    const { now, advance } = clock();
    const { ask } = await simulator({ now, limits: { perMinute: 5, perSecond: 3 } });
    const statuses = async (n: number): Promise<number[]> => {
      const answers = [];
      for (let i = 0; i < n; i += 1) answers.push((await ask('GET', '/bans')).status);
      return answers;
    };
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    advance(999);
    expect(await statuses(1)).toEqual([429]);
    advance(1);
    expect(await statuses(3)).toEqual([200, 200, 429]);
    advance(58_750);
    const refused = await ask('GET', '/bans');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('0.25');
    expect(refused.headers.get('x-rate-limit-remaining')).toBe('0');
    expect(refused.json).toMatchObject({
      errors: [{ meta: { tryAgain: new Date(now() + 250).toISOString() } }],
    });
    advance(250);
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  });

  it('stand in the headers of every answer, without the burst', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now, limits: { perMinute: 10, perSecond: 10 } });
    const read = await ask('GET', '/bans');
    const missing = await ask('GET', '/nothing');
    expect([read, missing].map(({ headers }) => headers.get('x-rate-limit-remaining'))).toEqual(['9', '8']);
    expect(missing).toMatchObject({ status: 404 });
    expect(missing.headers.get('x-rate-limit-limit')).toBe('10');
  });

  it('are narrower for matching identifiers', async () => {
    const { now } = clock();
    const { ask } = await simulator({ now });
    const statusOf = async (path: string): Promise<number> =>
      (await ask('POST', path, { body: { data: [] } })).status;
    for (let i = 0; i < 5; i += 1) expect(await statusOf('/players/match')).toBe(200);
    expect(await statusOf('/players/match')).toBe(429);
    expect(await statusOf('/players/quick-match')).toBe(200);
  });

  it('count each token by itself', async () => {
    const { now } = clock();
    const tokens = ['a', 'b'].map((token) => ({ token, scopes: ['ban'] }));
    const { ask } = await simulator({ now, tokens, limits: { perMinute: 1 } });
    expect((await ask('GET', '/bans', { token: 'a' })).status).toBe(200);
    expect((await ask('GET', '/bans', { token: 'a' })).status).toBe(429);
    expect((await ask('GET', '/bans', { token: 'b' })).status).toBe(200);
  });

  it('never let more into any window than they say, and never fewer than they could', () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 8 }), (gaps, limit) => {
        const rolling = new RollingLimit(limit, 100);
        const admitted: number[] = [];
        let time = 0;
        for (const gap of gaps) {
          time += gap;
          const within = admitted.filter((at) => at > time - 100).length;
          expect(rolling.waitMs(time) === 0).toBe(within < limit);
          expect(rolling.remaining(time)).toBe(limit - within);
          if (within >= limit) continue;
          rolling.take(time);
          admitted.push(time);
        }
      }),
    );
  });
});
