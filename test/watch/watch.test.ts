import { describe, expect, it } from 'vitest';
import { ADMIN, CHANNEL, FIRST_DCS, FIRST_GAME, HOUR, MEMBER, MINUTE, START, startScene } from './scene.ts';

const DAY = 24 * HOUR;

describe('a look at the servers', () => {
  it('notes how many players each server that is up has, by the hour', async () => {
    const { watch, store, minute, players } = await startScene({ battlemetrics: true });
    await watch.statusBoards.add(CHANNEL, ADMIN);
    players(4);
    await watch.poll();
    players(10);
    await minute();
    const hours = await store.attendance.between(START - HOUR, START + HOUR);
    expect(hours).toContainEqual({
      api: 'dcs',
      serverId: FIRST_DCS,
      hour: START,
      looks: 2,
      players: 14,
      most: 10,
    });
    expect(hours).toContainEqual(
      expect.objectContaining({ api: 'battlemetrics', serverId: FIRST_GAME, looks: 2, players: 174 }),
    );
    // The third server of each API is down.
    expect(hours.map(({ serverId }) => serverId)).not.toContain('Training (private)');
    expect(hours.map(({ serverId }) => serverId)).not.toContain('1000103');
  });

  it('notes nothing of an API that does not answer, and all of the other one', async () => {
    const { watch, store, dcs, advance, now } = await startScene({ battlemetrics: true });
    await watch.poll();
    await dcs.goDown();
    advance(HOUR);
    await watch.poll();
    const hours = await store.attendance.between(now(), now() + HOUR);
    expect(new Set(hours.map(({ api }) => api))).toEqual(new Set(['battlemetrics']));
  });

  it('forgets the attendance of more than two months ago', async () => {
    const { watch, store, advance, minute } = await startScene();
    await watch.poll();
    expect(await store.attendance.between(0, START + HOUR)).not.toEqual([]);
    advance(62 * DAY);
    await minute();
    expect(await store.attendance.between(0, START + HOUR)).toEqual([]);
  });

  it('asks BattleMetrics every five minutes while nobody waits for it, and each minute when somebody does', async () => {
    const { watch, minute, battlemetrics } = await startScene({ battlemetrics: true });
    await watch.poll();
    const asked = () => battlemetrics.requests.length;
    for (let passed = 1; passed < 5; passed += 1) await minute();
    expect(asked()).toBe(1);
    await minute();
    expect(asked()).toBe(2);
    const wish = { userId: MEMBER, channelId: CHANNEL, atLeast: 1_000 };
    await watch.notifications.add({ ...wish, server: FIRST_DCS }, { class: 'person' });
    await minute();
    expect(asked()).toBe(2);
    await watch.notifications.add({ ...wish, server: FIRST_GAME }, { class: 'person' });
    await minute();
    await minute();
    expect(asked()).toBe(4);
  });

  it('is one, however often it is asked for at once', async () => {
    const { watch, store } = await startScene();
    await Promise.all([watch.poll(), watch.poll(), watch.poll()]);
    expect(await store.attendance.between(START, START + HOUR)).toMatchObject([{ looks: 1 }]);
    await watch.poll();
    expect(await store.attendance.between(START, START + HOUR)).toMatchObject([{ looks: 2 }]);
  });

  it('is not written down by a process that lost its lease', async () => {
    const scene = await startScene();
    const { watch } = await scene.begin({ mayWrite: async () => false });
    await watch.poll();
    expect(await scene.store.attendance.between(0, START + HOUR)).toEqual([]);
  });

  it('is one at BattleMetrics alone where there is no DCSServerBot', async () => {
    const { watch, discord } = await startScene({ dcs: false, battlemetrics: true });
    await watch.poll();
    await watch.statusBoards.add(CHANNEL, ADMIN);
    expect(discord.in(CHANNEL)[0]?.message.embeds?.map(({ title }) => title)).toEqual([
      '🎮 Game servers',
      undefined,
    ]);
  });

  it('pings who waits for a server while Discord keeps the edit of a board waiting', async () => {
    const scene = await startScene();
    scene.players(3);
    await scene.watch.poll();
    await scene.watch.statusBoards.add(CHANNEL, ADMIN);
    const wish = { userId: MEMBER, channelId: CHANNEL, server: FIRST_DCS, atLeast: 10 };
    await scene.watch.notifications.add(wish, { class: 'person' });
    const { watch } = await scene.begin({
      posts: (posts) => ({
        ...posts,
        send: (...args) => posts.send(...args),
        openDirect: (id) => posts.openDirect(id),
        own: (...args) => posts.own(...args),
        edit: () => new Promise<void>(() => undefined),
      }),
    });
    scene.players(12);
    scene.advance(2 * MINUTE);
    void watch.poll();
    await expect.poll(() => scene.discord.pingsOf(MEMBER)).toHaveLength(1);
  });

  it('goes on with the boards when the attendance cannot be written', async () => {
    const scene = await startScene();
    const { watch } = await scene.begin({
      store: (store) => ({
        ...store,
        attendance: { ...store.attendance, note: () => Promise.reject(new Error('disk full')) },
      }),
    });
    await watch.statusBoards.add(CHANNEL, ADMIN);
    await watch.poll();
    expect(scene.discord.in(CHANNEL)).toHaveLength(1);
  });
});

describe('a watch that runs', () => {
  it('looks at once, again and again, and no more once it was stopped', async () => {
    const scene = await startScene();
    const { watch } = await scene.begin({ intervalMs: 5 });
    const asked = () => scene.dcs.requests.filter(({ path }) => path === '/servers').length;
    const { mission } = scene.first();
    watch.start();
    await expect.poll(asked).toBeGreaterThan(0);
    const before = asked();
    // The client keeps an answer for some seconds.
    scene.advance(MINUTE);
    await expect.poll(asked).toBeGreaterThan(before);
    await watch.stop();
    const after = asked();
    if (mission) mission.uptime = 0;
    scene.advance(HOUR);
    await watch.poll();
    expect(asked()).toBe(after);
  });

  it('ends soon although an API keeps it waiting, and sends nothing afterwards', async () => {
    const scene = await startScene();
    const { watch } = scene;
    await watch.poll();
    await watch.statusBoards.add(CHANNEL, ADMIN);
    scene.dcs.faults.set('/servers', { kind: 'slow', ms: 20_000 });
    scene.players(9);
    scene.advance(MINUTE);
    const look = watch.poll();
    await expect.poll(() => scene.dcs.requests.length).toBeGreaterThan(1);
    const begun = Date.now();
    await watch.stop();
    expect(Date.now() - begun).toBeLessThan(3_000);
    await look;
    expect(scene.discord.in(CHANNEL)).toMatchObject([{ edits: 0 }]);
  });
});
