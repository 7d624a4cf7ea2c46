import { describe, expect, test } from 'vitest';
import { createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import { canReadBans } from '../../src/moderation/scope-check.ts';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import { silent } from '../store/open.ts';
import { call, ORGANIZATION, setScene } from './scene.ts';

describe('whom a moderator means', () => {
  test('is found among people of our own servers, with when they were last there', async () => {
    const scene = await setScene();
    const found = await scene.moderation.players.search(scene.player.name, call);
    expect(found).toContainEqual({
      id: scene.player.id,
      name: scene.player.name,
      lastSeen: Math.max(...scene.player.visits.map(({ lastSeen }) => lastSeen)),
    });
    const strangers = scene.world.players.filter((_, index) => index % 4 === 3).map(({ id }) => id);
    const everybody = await scene.moderation.players.search('', call);
    expect(everybody).toHaveLength(25);
    expect(everybody.filter(({ id }) => strangers.includes(id))).toEqual([]);
    const seen = everybody.map(({ lastSeen }) => lastSeen ?? 0);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
  });

  test('is found also with a private profile, which the public search hides', async () => {
    const scene = await setScene();
    const hidden = scene.world.players.find(
      ({ private: isPrivate, visits }) => isPrivate && visits.length > 1,
    );
    const found = await scene.moderation.players.search(hidden?.name ?? '', call);
    expect(found.map(({ id }) => id)).toContain(hidden?.id);
  });

  test('is taken by a name that fits exactly one, in any case', async () => {
    const scene = await setScene();
    const found = await scene.moderation.players.resolve(` ${scene.player.name.toUpperCase()} `, call);
    expect(found).toMatchObject({ known: true, id: scene.player.id });
  });

  test('is asked for when a part of a name fits one, and nothing else will ask', async () => {
    const scene = await setScene();
    const part = scene.player.name.slice(0, -1);
    const { players } = scene.moderation;
    expect(await players.resolve(part, call)).toMatchObject({ id: scene.player.id });
    const attempt = players.resolve(part, call, { wholeName: true });
    await expect(attempt).rejects.toThrow(new RegExp(`exactly that name.*\\n.*${scene.player.id}`, 'u'));
    expect(await players.resolve(scene.player.name, call, { wholeName: true })).toMatchObject({
      id: scene.player.id,
    });
  });

  test('is asked for when a name fits several, who are listed with their ids', async () => {
    const scene = await setScene();
    const twin = { ...scene.player, id: '1999999999', visits: scene.player.visits };
    scene.world.players.push(twin);
    const attempt = scene.moderation.players.resolve(scene.player.name, call);
    await expect(attempt).rejects.toMatchObject({ identifier: 'player-ambiguous' });
    await expect(attempt).rejects.toThrow(scene.player.id);
    await expect(attempt).rejects.toThrow(twin.id);
  });

  test.each([
    ['a name that nobody has', 'Nobody At All'],
    ['an id that nobody has', '123456'],
    ['nothing', '  '],
  ])('is unknown for %s', async (_, text) => {
    const scene = await setScene();
    await expect(scene.moderation.players.resolve(text, call)).rejects.toMatchObject({
      identifier: 'player-unknown',
    });
  });

  test('comes with where on our servers they were, and since when', async () => {
    const scene = await setScene();
    scene.player.visits.push({
      serverId: '1000104',
      firstSeen: 0,
      lastSeen: 0,
      timePlayed: 5,
      online: false,
    });
    const found = await scene.moderation.players.known(scene.player.id, call, { what: 'be tested' });
    const own = scene.player.visits.filter(({ serverId }) => serverId !== '1000104');
    expect(own.length).toBeGreaterThan(0);
    expect(found.servers.map(({ id, seconds }) => ({ id, seconds }))).toEqual(
      own.map(({ serverId, timePlayed }) => ({ id: serverId, seconds: timePlayed })),
    );
    expect(found.servers[0]).toMatchObject({ lastSeen: own[0]?.lastSeen, firstSeen: own[0]?.firstSeen });
    expect(found.identifiers.map(({ lastSeen }) => typeof lastSeen)).not.toContain('undefined');
  });

  test('comes with the servers that the operator named, where he did', async () => {
    const scene = await setScene({ config: { serverIds: ['1000102'] } });
    const found = await scene.moderation.players.known(scene.player.id, call, { what: 'be tested' });
    expect(found.servers.map(({ id }) => id)).toEqual(['1000102']);
  });

  test('must be known to BattleMetrics for what only its players can have', async () => {
    const scene = await setScene();
    const steamId = '76561199999999999';
    expect(await scene.moderation.players.resolve(steamId, call)).toEqual({ known: false, steamId });
    const attempt = scene.moderation.players.known(steamId, call, { what: 'have flags' });
    await expect(attempt).rejects.toMatchObject({ identifier: 'player-not-known' });
    await expect(attempt).rejects.toThrow('can have flags');
  });

  test('is not called unknown by a firewall in front of BattleMetrics', async () => {
    const scene = await setScene();
    scene.simulator.faults.add({ fault: { kind: 'html', status: 404 }, path: '/players/' });
    const attempt = scene.moderation.players.resolve(scene.player.id, call);
    await expect(attempt).rejects.toMatchObject({ kind: 'not-found', byWebPage: true });
  });

  test('is a server of ours alone', async () => {
    const scene = await setScene();
    const own = await scene.moderation.servers.all(call);
    expect(own.map(({ id }) => id).sort()).toEqual(['1000101', '1000102', '1000103']);
    expect(await scene.moderation.servers.resolve('reforger', call)).toMatchObject({ id: '1000103' });
    await expect(scene.moderation.servers.resolve('e', call)).rejects.toMatchObject({
      identifier: 'server-ambiguous',
    });
  });
});

describe('whether bans may be read', () => {
  async function ask(
    scopes: readonly string[],
    prepare?: (scene: Awaited<ReturnType<typeof setScene>>) => void,
  ) {
    const scene = await setScene({ tokens: [{ token: 'simulator-token', scopes }] });
    prepare?.(scene);
    const transport = createTransport({
      api: 'BattleMetrics',
      baseUrl: new URL(scene.simulator.url),
      headers: { authorization: 'Bearer simulator-token' },
    });
    const limiter = createLimiter({ perMinute: 60, perSecond: 15, now: Date.now, log: silent });
    const cache = new ResponseCache({ now: Date.now, maxEntries: 10 });
    const battlemetrics = createBattleMetrics({ transport, limiter, cache, now: Date.now, log: silent });
    try {
      return await canReadBans(battlemetrics, ORGANIZATION, { class: 'moderator' });
    } finally {
      await limiter.close();
      await transport.close();
    }
  }

  test('is so with the scope', async () => {
    expect(await ask(['ban:read'])).toEqual({ allowed: true });
  });

  test('is not so without it, and the reason names it', async () => {
    expect(await ask(['ban:create', 'rcon'])).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('ban:read'),
    });
  });

  test('is not so without a subscription', async () => {
    const answer = await ask(['ban'], ({ simulator }) => {
      simulator.faults.subscription = false;
    });
    expect(answer).toMatchObject({ allowed: false, reason: expect.stringContaining('subscription') });
  });

  test('is assumed while BattleMetrics does not answer', async () => {
    const answer = await ask(['ban'], ({ simulator }) => {
      simulator.faults.add({ fault: { kind: 'status', status: 503 } });
    });
    expect(answer).toEqual({ allowed: true });
  });

  test('is assumed while a firewall in front of BattleMetrics refuses', async () => {
    const answer = await ask(['ban'], ({ simulator }) => {
      simulator.faults.add({ fault: { kind: 'html', status: 403 } });
    });
    expect(answer).toEqual({ allowed: true });
  });
});
