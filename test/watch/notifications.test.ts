import { describe, expect, it } from 'vitest';
import { PostError } from '../../src/message/posts.ts';
import { UserError } from '../../src/message/user-error.ts';
import type { NotificationWish } from '../../src/watch/watch.ts';
import { textOf } from './discord.ts';
import { CHANNEL, FIRST_DCS, FIRST_GAME, HOUR, MEMBER, MINUTE, type Scene, startScene } from './scene.ts';

const PERSON = { class: 'person' } as const;
const DIRECT = `direct-${MEMBER}`;

function wish(changes: Partial<NotificationWish> = {}): NotificationWish {
  return { userId: MEMBER, channelId: CHANNEL, server: FIRST_DCS, atLeast: 10, ...changes };
}

async function sceneWithWish(changes: Partial<NotificationWish> = {}, options: { start?: number } = {}) {
  const scene = await startScene({ battlemetrics: true, ...options });
  scene.players(3);
  await scene.watch.poll();
  await scene.watch.notifications.add(wish(changes), PERSON);
  return { ...scene, pings: () => scene.discord.pingsOf(MEMBER) };
}

/** A minute with so many players. */
async function minuteWith(scene: Pick<Scene, 'players' | 'minute'>, players: number): Promise<void> {
  scene.players(players);
  await scene.minute();
}

describe('a member who waits for a server', () => {
  it('is pinged in a direct message when it has that many players, with its name, players and mission', async () => {
    const scene = await sceneWithWish();
    await minuteWith(scene, 9);
    expect(scene.pings()).toEqual([]);
    await minuteWith(scene, 10);
    expect(scene.pings()).toMatchObject([{ channelId: DIRECT, pings: [MEMBER] }]);
    const text = textOf(scene.pings()[0]?.message);
    expect(text).toContain("Special K's PvP \\| EU \\[24\\/7\\]");
    expect(text).toContain('**10** / 78 players');
    expect(text).toContain('Operation\\_Snowfox');
    // In a direct message there are no commands of the community.
    expect(text).toContain('`/notify remove` in our Discord server ends it');
  });

  it('is pinged again only after the server was seen below the number', async () => {
    const scene = await sceneWithWish({ pauseMinutes: 10 });
    for (const players of [10, 12, 15, 10, 11, 10, 10, 10, 10, 10, 10, 10, 10, 10]) {
      await minuteWith(scene, players);
    }
    expect(scene.pings()).toHaveLength(1);
    await minuteWith(scene, 9);
    await minuteWith(scene, 10);
    expect(scene.pings()).toHaveLength(2);
  });

  it('is left alone in the pause after a ping, and pinged at its end if the server is still busy', async () => {
    const scene = await sceneWithWish({ pauseMinutes: 30 });
    await minuteWith(scene, 10);
    await minuteWith(scene, 5);
    for (let passed = 2; passed < 30; passed += 1) await minuteWith(scene, 10);
    expect(scene.pings()).toHaveLength(1);
    await minuteWith(scene, 10);
    expect(scene.pings()).toHaveLength(2);
  });

  it('is left alone in the quiet hours of their own zone, and pinged when those end', async () => {
    // 22:58 in Berlin.
    const scene = await sceneWithWish(
      { quiet: '23:00-06:00', timezone: 'Europe/Berlin' },
      { start: Date.parse('2026-03-28T21:58:00Z') },
    );
    await minuteWith(scene, 3);
    await minuteWith(scene, 30);
    scene.advance(6 * HOUR - 2 * MINUTE);
    await minuteWith(scene, 30);
    expect(scene.pings()).toEqual([]);
    // The clocks went forward in that night: six o'clock comes an hour early.
    await minuteWith(scene, 30);
    expect(scene.pings()).toHaveLength(1);
  });

  it('is neither pinged nor armed by a server that is down, or an API that does not answer', async () => {
    const scene = await sceneWithWish({ pauseMinutes: 10 });
    await minuteWith(scene, 10);
    expect(scene.pings()).toHaveLength(1);
    scene.first().status = 'Shutdown';
    await minuteWith(scene, 0);
    scene.first().status = 'Running';
    await scene.dcs.goDown();
    await scene.minute();
    await scene.dcs.comeBack();
    scene.advance(HOUR);
    await minuteWith(scene, 12);
    expect(scene.pings()).toHaveLength(1);
  });

  it('hears of several servers that get busy at once in one message', async () => {
    const scene = await sceneWithWish();
    await scene.watch.notifications.add(wish({ server: FIRST_GAME, atLeast: 100 }), PERSON);
    for (const server of scene.battlemetrics.world.servers)
      if (server.id === FIRST_GAME) server.players = 120;
    await minuteWith(scene, 10);
    expect(scene.pings()).toHaveLength(1);
    const text = textOf(scene.pings()[0]?.message);
    expect(text).toContain('Special K');
    expect(text).toContain('Example Community');
    await scene.minute();
    expect(scene.pings()).toHaveLength(1);
  });

  it('is pinged where the wish was made when direct messages are closed', async () => {
    const scene = await sceneWithWish();
    scene.discord.closed.add(MEMBER);
    await minuteWith(scene, 10);
    expect(scene.pings()).toMatchObject([{ channelId: CHANNEL, pings: [MEMBER] }]);
    expect(scene.pings()[0]?.message.content).toBe(`<@${MEMBER}>`);
  });

  it('is named in no channel that they cannot see any more', async () => {
    const scene = await sceneWithWish();
    scene.discord.closed.add(MEMBER);
    scene.discord.hidden.add(CHANNEL);
    await minuteWith(scene, 10);
    expect(scene.discord.sent).toEqual([]);
    expect(await scene.watch.notifications.of(MEMBER)).toHaveLength(1);
  });

  it('is forgotten with all wishes, and told nothing more, when they have left the community', async () => {
    const scene = await sceneWithWish();
    await scene.watch.notifications.add(wish({ server: FIRST_GAME, atLeast: 999 }), PERSON);
    scene.discord.left.add(MEMBER);
    await minuteWith(scene, 10);
    expect(scene.discord.sent).toEqual([]);
    expect(await scene.watch.notifications.of(MEMBER)).toEqual([]);
  });

  it('keeps the wishes and is pinged while Discord does not say who is in the community', async () => {
    const scene = await sceneWithWish();
    scene.discord.isMember = () => Promise.reject(new PostError('unavailable', MEMBER, 'no answer'));
    await minuteWith(scene, 10);
    expect(scene.pings()).toMatchObject([{ channelId: DIRECT }]);
  });

  it('is pinged though the clock once was ahead', async () => {
    const scene = await sceneWithWish({ pauseMinutes: 30 });
    scene.advance(30 * 24 * HOUR);
    await minuteWith(scene, 10);
    scene.advance(-30 * 24 * HOUR);
    await minuteWith(scene, 9);
    await minuteWith(scene, 10);
    expect(scene.pings()).toHaveLength(2);
  });

  it('keeps the wish when neither is possible', async () => {
    const scene = await sceneWithWish();
    scene.discord.closed.add(MEMBER);
    scene.discord.goneChannels.add(CHANNEL);
    await minuteWith(scene, 10);
    expect(scene.pings()).toEqual([]);
    expect(await scene.watch.notifications.of(MEMBER)).toHaveLength(1);
  });

  it('is not pinged a second time, anywhere, when Discord does not say whether the ping arrived', async () => {
    const scene = await sceneWithWish();
    scene.discord.failures.push('lost');
    await minuteWith(scene, 10);
    await minuteWith(scene, 10);
    expect(scene.pings()).toMatchObject([{ channelId: DIRECT }]);
  });

  it('is not pinged by a process that lost its lease, so that the next one can', async () => {
    const scene = await sceneWithWish();
    const late = await scene.begin({ mayWrite: async () => false });
    scene.players(10);
    scene.advance(MINUTE);
    await late.watch.poll();
    expect(scene.pings()).toEqual([]);
    await scene.minute();
    expect(scene.pings()).toHaveLength(1);
  });

  it('does not keep others from being pinged whose channels are in order', async () => {
    const scene = await sceneWithWish();
    await scene.watch.notifications.add(wish({ userId: '78', channelId: '6001' }), PERSON);
    scene.discord.closed.add(MEMBER);
    scene.discord.forbiddenChannels.add(CHANNEL);
    await minuteWith(scene, 10);
    expect(scene.discord.pingsOf('78')).toHaveLength(1);
  });
});

describe('a wish', () => {
  it.each([
    ['the exact name', FIRST_DCS, 'dcs', FIRST_DCS],
    ['the name in another case', FIRST_DCS.toUpperCase(), 'dcs', FIRST_DCS],
    ['the id', FIRST_GAME, 'battlemetrics', FIRST_GAME],
    ['the name of a game server', 'Example Community | Rust | Weekly', 'battlemetrics', FIRST_GAME],
  ])('names its server by %s', async (_, server, api, id) => {
    const { watch } = await startScene({ battlemetrics: true });
    const added = await watch.notifications.add(wish({ server }), PERSON);
    expect(added).toMatchObject({ server: { api, id }, quiet: null, timezone: 'UTC', pauseMs: HOUR });
    expect(await watch.notifications.of(MEMBER)).toEqual([added]);
  });

  it('takes a name that Discord cut at the end of a choice', async () => {
    const scene = await startScene();
    scene.first().name = `${'Long '.repeat(30)}name`;
    const server = scene.first().name.slice(0, 100);
    const added = await scene.watch.notifications.add(wish({ server }), PERSON);
    expect(added.server.id).toBe(scene.first().name);
  });

  it('for an unknown server is refused with what was perhaps meant, escaped', async () => {
    const { watch } = await startScene({ battlemetrics: true });
    const add = (server: string) => watch.notifications.add(wish({ server }), PERSON);
    await expect(add('special k')).rejects.toThrow(UserError);
    await expect(add('special k')).rejects.toThrow("**Special K's PvP \\| EU \\[24\\/7\\]");
    await expect(add('nothing like it')).rejects.toThrow(/Did you mean \*\*/u);
    expect(await watch.notifications.of(MEMBER)).toEqual([]);
  });

  it('is refused while no server is known', async () => {
    const { watch, dcs } = await startScene();
    await dcs.goDown();
    await expect(watch.notifications.add(wish(), PERSON)).rejects.toThrow(/Try again in a minute/u);
  });

  it.each([
    [{ atLeast: 0 }, /1 to 1000/u],
    [{ atLeast: 1.5 }, /1 to 1000/u],
    [{ pauseMinutes: 5 }, /10 minutes/u],
    [{ quiet: 'at night' }, /22:00-07:00/u],
    [{ timezone: 'Mars/Olympus' }, /Europe\/Berlin/u],
  ] as const)('of %o is refused with what to do', async (changes, text) => {
    const { watch } = await startScene();
    await expect(watch.notifications.add(wish(changes), PERSON)).rejects.toThrow(UserError);
    await expect(watch.notifications.add(wish(changes), PERSON)).rejects.toThrow(text);
  });

  it('for the same server replaces the first, also when there are ten', async () => {
    const scene = await startScene();
    const { servers } = scene.dcs.world;
    for (let n = 0; n < 10; n += 1) servers.push({ ...scene.first(), name: `Server ${n}` });
    for (let n = 0; n < 10; n += 1) {
      await scene.watch.notifications.add(wish({ server: `Server ${n}` }), PERSON);
    }
    await expect(scene.watch.notifications.add(wish(), PERSON)).rejects.toThrow(/\/notify remove/u);
    await scene.watch.notifications.add(wish({ server: 'Server 3', atLeast: 2 }), PERSON);
    await scene.watch.notifications.add(wish({ userId: '78' }), PERSON);
    const mine = await scene.watch.notifications.of(MEMBER);
    expect(mine).toHaveLength(10);
    expect(mine.filter(({ atLeast }) => atLeast === 2)).toMatchObject([{ server: { id: 'Server 3' } }]);
  });

  it('is removed by whose it is alone, and pings nobody then', async () => {
    const scene = await sceneWithWish();
    const [mine] = await scene.watch.notifications.of(MEMBER);
    expect(await scene.watch.notifications.remove(mine?.id ?? '', '78')).toBe(false);
    expect(await scene.watch.notifications.remove(mine?.id ?? '', MEMBER)).toBe(true);
    await minuteWith(scene, 10);
    expect(scene.pings()).toEqual([]);
  });
});

describe('completion of servers', () => {
  it('offers those whose name contains the text, those that begin with it first', async () => {
    const { watch, battlemetrics } = await startScene({ battlemetrics: true });
    const [, second] = battlemetrics.world.servers;
    if (second) second.name = 'The other Special one';
    const found = await watch.servers('SPECIAL', PERSON);
    expect(found).toEqual([
      { api: 'dcs', id: FIRST_DCS, name: FIRST_DCS },
      { api: 'battlemetrics', id: '1000102', name: 'The other Special one' },
    ]);
    expect(await watch.servers('', PERSON)).toHaveLength(6);
  });

  it('is empty while no API answers, and offers what was seen before', async () => {
    const { watch, dcs } = await startScene();
    await dcs.goDown();
    expect(await watch.servers('', PERSON)).toEqual([]);
    await dcs.comeBack();
    await watch.poll();
    await dcs.goDown();
    expect(await watch.servers('special', PERSON)).toHaveLength(1);
  });
});
