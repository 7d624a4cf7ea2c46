import { describe, expect, it } from 'vitest';
import { simulator } from './harness.ts';

const DELETE = ['DELETE', '/bans/150000040'] as const;

describe('a fault of the simulated API', () => {
  it.each([
    ['reset', false],
    ['execute-then-reset', true],
  ] as const)('%s cuts the connection, and the call was carried out: %s', async (kind, carriedOut) => {
    const { sim, ask } = await simulator();
    const before = sim.world.bans.length;
    sim.faults.add({ fault: { kind }, method: 'DELETE' });
    await expect(ask(...DELETE)).rejects.toThrow();
    expect(sim.world.bans.length).toBe(carriedOut ? before - 1 : before);
  });

  it('execute-then-500 carries the call out and says otherwise', async () => {
    const { sim, ask } = await simulator();
    sim.faults.add({ fault: { kind: 'execute-then-500' }, method: 'DELETE', times: 1 });
    expect((await ask(...DELETE)).status).toBe(500);
    expect((await ask(...DELETE)).status).toBe(404);
  });

  it('meets as many calls as it says, of its method and path alone', async () => {
    const { sim, ask } = await simulator();
    sim.faults.add({ fault: { kind: 'status', status: 503 }, method: 'GET', path: '/bans', times: 2 });
    const statuses = [];
    for (const path of ['/servers', '/bans', '/bans', '/bans'])
      statuses.push((await ask('GET', path)).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it('counts for no rate limit, for the API never saw the call', async () => {
    const { sim, ask } = await simulator({ limits: { perMinute: 1 } });
    sim.faults.add({ fault: { kind: 'rate-limited', retryAfterSeconds: 7 }, times: 1 });
    const refused = await ask('GET', '/bans');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await ask('GET', '/bans')).status).toBe(200);
  });

  it('can be taken back', async () => {
    const { sim, ask } = await simulator();
    const mend = sim.faults.add({ fault: { kind: 'status', status: 500 } });
    expect((await ask('GET', '/bans')).status).toBe(500);
    mend();
    expect((await ask('GET', '/bans')).status).toBe(200);
  });
});

describe('the simulated API', () => {
  it('refuses connections while it is down, and is the same when it comes back', async () => {
    const { sim, ask } = await simulator();
    await ask(...DELETE);
    await sim.goDown();
    await expect(ask('GET', '/bans')).rejects.toThrow();
    await sim.comeBack();
    expect((await ask(...DELETE)).status).toBe(404);
  });

  it('records what it received, also what it did not answer', async () => {
    const { sim, ask } = await simulator();
    sim.faults.add({ fault: { kind: 'reset' }, path: '/servers' });
    await ask('POST', '/players/match?page[size]=5', { body: { data: [] } });
    await ask('GET', '/servers').catch(() => undefined);
    expect(sim.requests).toMatchObject([
      {
        method: 'POST',
        path: '/players/match',
        target: '/players/match?page[size]=5',
        body: { data: [] },
        status: 200,
      },
      { method: 'GET', path: '/servers', status: undefined },
    ]);
    expect(sim.requests[0]?.headers.authorization).toBe('Bearer simulator-token');
  });

  it('is the same world every time', async () => {
    const now = () => 1_700_000_000_000;
    const [a, b] = [await simulator({ now }), await simulator({ now })];
    expect(a.sim.world).toEqual(b.sim.world);
    expect(a.sim.world.players).toHaveLength(61);
  });
});
