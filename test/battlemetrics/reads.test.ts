import { describe, expect, it, onTestFinished } from 'vitest';
import { startBattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import type { CallClass } from '../../src/ratelimit/limiter.ts';
import { serve } from '../http/http-server.ts';
import { clientTo, failureOf, MODERATOR, PERSON, scripted, withSimulator } from './harness.ts';

const SERVER = { data: { type: 'server', id: '1', attributes: { name: 'Example', status: 'online' } } };
const BUSY = { status: 503, body: { errors: [{ title: 'Busy', detail: 'Busy.' }] } };

describe('a read', () => {
  it('is repeated when it failed for a reason that may pass, each time through the gate', async () => {
    const { bm, gate, targets } = await scripted((_target, n) => (n < 2 ? BUSY : { body: SERVER }));
    expect((await bm.servers.get({ id: '1' }, PERSON)).data.attributes.name).toBe('Example');
    expect(targets).toHaveLength(3);
    expect(gate.jobs).toHaveLength(3);
  });

  it('is not repeated when the answer would be the same', async () => {
    const { bm, targets } = await scripted(() => ({
      status: 404,
      body: { errors: [{ title: 'Not Found' }] },
    }));
    expect(await failureOf(bm.servers.get({ id: '1' }, PERSON))).toMatchObject({ kind: 'not-found' });
    expect(targets).toHaveLength(1);
  });

  it('is one call when several ask the same at once, and kept for those who ask soon after', async () => {
    const { bm, targets } = await scripted(() => ({ body: SERVER }));
    await Promise.all([1, 2, 3].map(() => bm.servers.get({ id: '1' }, PERSON)));
    await bm.servers.get({ id: '1' }, PERSON);
    expect(targets).toHaveLength(1);
    await bm.servers.get({ id: '2' }, PERSON);
    expect(targets).toHaveLength(2);
  });

  it('is shared by those who match the same identifiers, and only by them', async () => {
    const { bm, simulator } = await withSimulator();
    const match = (identifier: string) =>
      bm.players.quickMatch(
        { data: [{ type: 'identifier', attributes: { type: 'name', identifier } }] },
        PERSON,
      );
    const [first, second, other] = await Promise.all([
      match('Grey Falcon'),
      match('Grey Falcon'),
      match('Iron Lynx'),
    ]);
    expect(first.data).toEqual(second.data);
    expect(other.data.map(({ attributes }) => attributes.identifier)).toEqual(['Iron Lynx']);
    expect(simulator.requests).toHaveLength(2);
  });

  it('by POST uses connections that are kept, as only reads may', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      request.resume().on('end', () => response.end('{"data": []}'));
    });
    const { bm } = clientTo(url);
    for (const identifier of ['a', 'b', 'c']) {
      await bm.players.match(
        { data: [{ type: 'identifier', attributes: { type: 'name', identifier } }] },
        PERSON,
      );
    }
    expect(ports.size).toBeLessThan(3);
  });

  it('of a moderator is made anew', async () => {
    const { bm, targets } = await scripted(() => ({ body: SERVER }));
    await bm.servers.get({ id: '1' }, PERSON);
    await bm.servers.get({ id: '1' }, MODERATOR);
    await bm.servers.get({ id: '1' }, MODERATOR);
    expect(targets).toHaveLength(3);
  });

  it('is shown with its age to people while the API does not answer, and not to moderators', async () => {
    const simulator = await startBattleMetricsSimulator();
    onTestFinished(() => simulator.close());
    let now = 1_700_000_000_000;
    const { bm } = clientTo(new URL(simulator.url), {}, () => now);
    await bm.servers.get({ id: '1000101' }, PERSON);
    await simulator.goDown();
    now += 60_000;
    const stale: [string, number][] = [];
    const call = { ...PERSON, onStale: (api: string, asOf: number) => stale.push([api, asOf]) };
    const { data } = await bm.servers.get({ id: '1000101' }, call);
    expect(data.attributes.name).toBe(simulator.world.servers[0]?.name);
    expect(stale).toEqual([['BattleMetrics', 1_700_000_000_000]]);
    expect(await failureOf(bm.servers.get({ id: '1000101' }, MODERATOR))).toMatchObject({ kind: 'refused' });
  });

  it.each<CallClass>(['moderator', 'person', 'background'])('enters the gate as %s', async (asker) => {
    const { bm, gate } = await scripted(() => ({ body: SERVER }));
    await bm.servers.get({ id: '1' }, { class: asker });
    expect(gate.jobs.map((job) => job.class)).toEqual([asker]);
  });

  it('counts against the further limit of its endpoint', async () => {
    const { bm, gate } = await withSimulator();
    const data = [{ type: 'identifier' as const, attributes: { type: 'name', identifier: 'nobody' } }];
    await bm.players.match({ data }, PERSON);
    await bm.players.quickMatch({ data }, PERSON);
    await bm.players.list({}, PERSON);
    expect(gate.jobs.map(({ budgets }) => budgets)).toEqual([['players/match'], ['players/quick-match'], []]);
  });

  it('passes on how long it waits for the limit, and whose it is', async () => {
    const { bm, gate } = await scripted(() => ({ body: SERVER }));
    gate.announces = 4_000;
    const waits: [string, number][] = [];
    await bm.servers.get({ id: '1' }, { ...MODERATOR, onWait: (api, ms) => waits.push([api, ms]) });
    expect(waits).toEqual([['BattleMetrics', 4_000]]);
  });

  it('ends when nobody waits for it any more, and says nothing to its permit', async () => {
    const { bm, simulator, gate } = await withSimulator();
    simulator.faults.add({ fault: { kind: 'execute-then-hang' } });
    const abort = new AbortController();
    const read = bm.servers.get({ id: '1000101' }, { ...PERSON, signal: abort.signal });
    const failed = failureOf(read);
    while (simulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    expect(await failed).toMatchObject({ kind: 'aborted' });
    expect(gate.told).toEqual([]);
  });
});

describe('a read that several wait for', () => {
  it('is repeated for who has time, though who asked first has none', async () => {
    let fail: () => void = () => undefined;
    const joined = new Promise<void>((resolve) => {
      fail = resolve;
    });
    let asked = 0;
    const url = await serve(async (_request, response) => {
      asked += 1;
      if (asked > 1) return response.end(JSON.stringify(SERVER));
      await joined;
      return response.writeHead(503).end();
    });
    const { bm } = clientTo(url);
    const hurried = bm.servers.get({ id: '1' }, { ...PERSON, deadline: Date.now() });
    const patient = bm.servers.get({ id: '1' }, { ...PERSON, deadline: Date.now() + 60_000 });
    fail();
    expect((await patient).data.id).toBe(SERVER.data.id);
    expect((await hurried).data.id).toBe(SERVER.data.id);
    expect(asked).toBe(2);
  });
});

describe('the permit hears', () => {
  it.each([
    [
      'the allowance',
      { 'x-rate-limit-limit': '300', 'x-rate-limit-remaining': '297' },
      { limit: 300, remaining: 297 },
    ],
    ['nothing where the API says nothing', {}, {}],
    ['nothing of what is no number', { 'x-rate-limit-limit': 'many', 'x-rate-limit-remaining': '-1' }, {}],
    ['what is there of the two', { 'x-rate-limit-remaining': '0' }, { remaining: 0 }],
  ])('%s', async (_name, headers, allowance) => {
    const { bm, gate } = await scripted(() => ({ headers, body: SERVER }));
    await bm.servers.get({ id: '1' }, MODERATOR);
    expect(gate.told).toEqual([['answered', allowance]]);
  });

  it('nothing of an endpoint with a limit of its own, which the headers may speak of', async () => {
    const headers = { 'x-rate-limit-limit': '10', 'x-rate-limit-remaining': '9' };
    const { bm, gate } = await scripted(() => ({ headers, body: { data: [] } }));
    const wanted = { type: 'identifier', attributes: { type: 'steamID', identifier: '1' } } as const;
    await bm.players.quickMatch({ data: [wanted] }, MODERATOR);
    expect(gate.told).toEqual([['answered', {}]]);
  });

  it('the allowance of an error too', async () => {
    const { bm, gate } = await scripted(() => ({
      status: 404,
      headers: { 'x-rate-limit-remaining': '7' },
      body: {},
    }));
    await failureOf(bm.servers.get({ id: '1' }, MODERATOR));
    expect(gate.told).toEqual([['answered', { remaining: 7 }]]);
  });

  it.each([
    ['seconds, with a fraction', { 'retry-after': '1.5' }, {}, 1_500],
    [
      'the time in the body',
      { date: 'Sun, 05 Jul 2026 10:00:00 GMT' },
      { meta: { tryAgain: '2026-07-05T10:00:12.000Z' } },
      12_000,
    ],
    ['half a minute where nothing is said', {}, {}, 30_000],
  ])('of a 429 how long to pause: %s', async (_name, headers, extra, ms) => {
    const limited = { status: 429, headers, body: { errors: [{ title: 'Too Many Requests', ...extra }] } };
    const { bm, gate } = await scripted((_target, n) => (n === 0 ? limited : { body: SERVER }));
    await bm.servers.get({ id: '1' }, MODERATOR);
    expect(gate.told).toEqual([
      ['refused', ms],
      ['answered', {}],
    ]);
  });

  it('nothing of a call whose connection broke: it may have arrived', async () => {
    const { bm, gate } = await scripted((_target, n) => (n === 0 ? 'reset' : { body: SERVER }));
    await bm.servers.get({ id: '1' }, MODERATOR);
    expect(gate.jobs).toHaveLength(2);
    expect(gate.told).toEqual([['answered', {}]]);
  });
});
