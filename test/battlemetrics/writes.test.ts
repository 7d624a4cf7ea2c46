import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewBan } from '../../src/battlemetrics/schemas/ban.ts';
import type { Fault } from '../../src/demo/battlemetrics/faults.ts';
import { nobody } from '../http/http-server.ts';
import { clientTo, failureOf, MODERATOR, scripted, withSimulator } from './harness.ts';

const BAN: NewBan = {
  type: 'ban',
  attributes: {
    uid: 'squawk0001',
    reason: 'Cheating',
    note: 'by a test',
    expires: null,
    identifiers: [{ type: 'steamID', identifier: '76561197960270728', manual: true }],
    orgWide: true,
    autoAddEnabled: true,
    nativeEnabled: null,
  },
  relationships: { organization: { data: { type: 'organization', id: '25069' } } },
};

describe('a ban is sent once, and reported as possibly carried out, when', () => {
  it.each<readonly [string, Fault, string, boolean]>([
    ['the connection is cut before it is carried out', { kind: 'reset' }, 'lost', false],
    ['the connection is cut after it was carried out', { kind: 'execute-then-reset' }, 'lost', true],
    ['no answer comes', { kind: 'execute-then-hang' }, 'timeout', true],
    ['the server fails after it was carried out', { kind: 'execute-then-500' }, 'server-error', true],
    ['the server fails', { kind: 'status', status: 503 }, 'server-error', false],
    ['a web page answers after it was carried out', { kind: 'execute-then-html' }, 'not-json', true],
    ['a web page answers', { kind: 'html', status: 200 }, 'not-json', false],
    ['a proxy answers', { kind: 'html', status: 502 }, 'server-error', false],
    ['the answer is cut off', { kind: 'truncated' }, 'not-json', true],
  ])('%s', async (_name, fault, kind, carriedOut) => {
    const { bm, simulator } = await withSimulator({}, { headersTimeoutMs: 300 });
    simulator.faults.add({ fault, method: 'POST', path: '/bans' });
    const error = await failureOf(bm.bans.create({ data: BAN }, MODERATOR));
    expect(error).toMatchObject({ kind, executed: 'maybe' });
    expect(simulator.requests).toHaveLength(1);
    expect(simulator.world.bans.filter(({ uid }) => uid === 'squawk0001')).toHaveLength(carriedOut ? 1 : 0);
  });
});

describe('a write', () => {
  it('is sent once, and surely not carried out, when the API refuses it', async () => {
    const { bm, simulator } = await withSimulator();
    // Of an organization that the token does not belong to: only the API knows that.
    const foreign = { organization: { data: { type: 'organization', id: '999' } } } as const;
    const data = { ...BAN, relationships: { ...BAN.relationships, ...foreign } };
    expect(await failureOf(bm.bans.create({ data }, MODERATOR))).toMatchObject({
      kind: 'unauthorized',
      executed: 'no',
    });
    expect(simulator.requests).toHaveLength(1);
  });

  it('is sent again after a 429, through the gate anew, and carried out once', async () => {
    const { bm, simulator, gate } = await withSimulator();
    simulator.faults.add({ fault: { kind: 'rate-limited', retryAfterSeconds: 0.25 }, times: 2 });
    const created = await bm.bans.create({ data: BAN }, MODERATOR);
    expect(created?.data.attributes.uid).toBe('squawk0001');
    expect(simulator.requests.map(({ status }) => status)).toEqual([429, 429, 201]);
    expect(simulator.world.bans.filter(({ uid }) => uid === 'squawk0001')).toHaveLength(1);
    expect(
      gate.told.map(([word, detail]) => [word, typeof detail === 'number' ? detail : 'allowance']),
    ).toEqual([
      ['refused', 250],
      ['refused', 250],
      ['answered', 'allowance'],
    ]);
    expect(gate.jobs.map((job) => job.class)).toEqual(['write', 'write', 'write']);
  });

  it('gives up after three 429', async () => {
    const { bm, simulator } = await withSimulator();
    simulator.faults.add({ fault: { kind: 'rate-limited', retryAfterSeconds: 0 } });
    expect(await failureOf(bm.bans.create({ data: BAN }, MODERATOR))).toMatchObject({
      kind: 'rate-limited',
      executed: 'no',
    });
    expect(simulator.requests).toHaveLength(3);
  });

  it('does not wait for a pause that ends after its deadline', async () => {
    const { bm, simulator } = await withSimulator();
    simulator.faults.add({ fault: { kind: 'rate-limited', retryAfterSeconds: 60 } });
    const call = { ...MODERATOR, deadline: Date.now() + 10_000 };
    expect(await failureOf(bm.bans.create({ data: BAN }, call))).toMatchObject({ kind: 'rate-limited' });
    expect(simulator.requests).toHaveLength(1);
  });

  it('tries another connection when none came about', async () => {
    const { bm, simulator, gate } = await withSimulator();
    await simulator.goDown();
    setTimeout(() => void simulator.comeBack(), 200);
    const created = await bm.bans.create({ data: BAN }, MODERATOR);
    expect(created?.data.attributes.uid).toBe('squawk0001');
    expect(gate.told.map(([word]) => word)).toEqual(['unsent', 'answered']);
  });

  it('tells that it was not carried out when nobody answers at all', async () => {
    const { bm, gate } = clientTo(await nobody());
    const call = { ...MODERATOR, deadline: Date.now() + 700 };
    expect(await failureOf(bm.bans.delete({ id: '1' }, call))).toMatchObject({
      kind: 'refused',
      executed: 'no',
    });
    expect(gate.told).toEqual([['unsent'], ['unsent']]);
  });

  it('is not given up once it is on the wire, for its answer tells what happened', async () => {
    const { bm, simulator } = await withSimulator();
    simulator.faults.add({ fault: { kind: 'slow', ms: 150 } });
    const abort = new AbortController();
    const created = bm.bans.create({ data: BAN }, { ...MODERATOR, signal: abort.signal });
    await until(() => simulator.requests.length === 1);
    abort.abort();
    expect((await created)?.data.attributes.uid).toBe('squawk0001');
  });

  it('is done when its body is empty, where the token may not read', async () => {
    const { bm, simulator } = await withSimulator({
      tokens: [{ token: 'simulator-token', scopes: ['ban:create', 'ban:update', 'ban:delete'] }],
    });
    expect(await bm.bans.create({ data: BAN }, MODERATOR)).toBeUndefined();
    const [created] = simulator.world.bans.slice(-1);
    const id = created?.id ?? '';
    expect(
      await bm.bans.update({ id, data: { type: 'ban', attributes: { reason: 'Other' } } }, MODERATOR),
    ).toBeUndefined();
    expect(created?.reason).toBe('Other');
    expect(await bm.bans.delete({ id }, MODERATOR)).toBeUndefined();
    expect(simulator.world.bans).not.toContain(created);
  });

  it('puts a flag on a player when its body is empty, where the token may not read', async () => {
    const { bm } = await scripted(() => ({ status: 201 }));
    const data = [{ type: 'playerFlag' as const, id: '01234567-89ab-4def-8123-456789abcdef' }];
    expect(await bm.flagPlayers.add({ player: '1', data }, MODERATOR)).toBeUndefined();
  });

  it.each([{ errors: [{ title: 'Oops' }] }, { data: null, errors: [{ title: 'Oops' }] }])(
    'is not taken for done when its success tells of errors: %j',
    async (body) => {
      const { bm } = await scripted(() => ({ body }));
      const mismatch = { kind: 'schema-mismatch', executed: 'maybe' };
      expect(await failureOf(bm.bans.create({ data: BAN }, MODERATOR))).toMatchObject(mismatch);
      expect(await failureOf(bm.bans.delete({ id: '1' }, MODERATOR))).toMatchObject(mismatch);
    },
  );

  it('makes the next read see it, also where answers are kept', async () => {
    const { bm, simulator } = await withSimulator();
    const person = { class: 'person' as const };
    const player = simulator.world.players[0]?.id ?? '';
    const flag = simulator.world.flags[0]?.id ?? '';
    const active = async (): Promise<number> => {
      const { data } = await bm.flagPlayers.list({ player }, person);
      return data.filter(({ attributes }) => attributes.removedAt === null).length;
    };
    expect(await active()).toBe(0);
    await bm.flagPlayers.add({ player, data: [{ type: 'playerFlag', id: flag }] }, MODERATOR);
    expect(await active()).toBe(1);
    await bm.flagPlayers.remove({ player, flag }, MODERATOR);
    expect(await active()).toBe(0);
  });

  it('makes kept answers doubtful even when it failed, for it may have been carried out', async () => {
    const { bm, simulator } = await withSimulator();
    const person = { class: 'person' as const };
    const before = (await bm.bans.list({}, person)).meta.total ?? 0;
    simulator.faults.add({ fault: { kind: 'execute-then-reset' }, method: 'POST', times: 1 });
    await failureOf(bm.bans.create({ data: BAN }, MODERATOR));
    expect((await bm.bans.list({}, person)).meta.total).toBe(before + 1);
  });

  it('sends what the document shows', async () => {
    const { bm, simulator } = await withSimulator();
    await bm.bans.create({ data: BAN }, MODERATOR);
    expect(simulator.requests[0]).toMatchObject({ method: 'POST', target: '/bans', body: { data: BAN } });
    expect(simulator.requests[0]?.headers['content-type']).toBe('application/json');
  });
});

describe('flags tell apart', () => {
  it('what is already so', async () => {
    const { bm, simulator } = await withSimulator();
    const player = simulator.world.players[0]?.id ?? '';
    const flag = simulator.world.flags[0]?.id ?? '';
    const data = [{ type: 'playerFlag' as const, id: flag }];
    const added = await bm.flagPlayers.add({ player, data }, MODERATOR);
    expect(added?.data.map(({ id }) => id)).toEqual([`${player}:${flag}`]);
    expect(await failureOf(bm.flagPlayers.add({ player, data }, MODERATOR))).toMatchObject({
      kind: 'conflict',
    });
    const removed = await bm.flagPlayers.remove({ player, flag }, MODERATOR);
    expect(removed?.data.attributes.removedAt).not.toBeNull();
    expect(await failureOf(bm.flagPlayers.remove({ player, flag }, MODERATOR))).toMatchObject({
      kind: 'rejected',
      apiMessage: 'Flag is already removed',
    });
  });
});

describe('a change of a ban', () => {
  it('is read from a bare resource too, as the document shows it', async () => {
    const resource = {
      type: 'ban',
      id: '42',
      attributes: { uid: 'x', timestamp: '2016-10-05T14:35:51.962Z', reason: 'r' },
    };
    const { bm } = await scripted(() => ({ body: resource }));
    const changed = await bm.bans.update(
      { id: '42', data: { type: 'ban', attributes: { expires: null } } },
      MODERATOR,
    );
    expect(changed?.data).toMatchObject({ id: '42', attributes: { reason: 'r', expires: null } });
  });
});

async function until(condition: () => boolean): Promise<void> {
  let ended = false;
  onTestFinished(() => {
    ended = true;
  });
  while (!condition() && !ended) await new Promise((resolve) => setTimeout(resolve, 5));
}
