import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/message/user-error.ts';
import { textOf } from './discord.ts';
import { ADMIN, CHANNEL, FIRST_DCS, MINUTE, startScene } from './scene.ts';

async function sceneWithBoard(options: Parameters<typeof startScene>[0] = {}) {
  const scene = await startScene(options);
  await scene.watch.poll();
  await scene.watch.statusBoards.add(CHANNEL, ADMIN);
  const messages = () => scene.discord.in(CHANNEL);
  return { ...scene, messages, text: () => textOf(messages().at(-1)?.message) };
}

describe('a status board', () => {
  it('is posted at once, with the servers of both APIs, their players, mission and next restart', async () => {
    const { messages, text, now } = await sceneWithBoard({ battlemetrics: true });
    expect(messages()).toHaveLength(1);
    expect(text()).toContain('**5** / 78 players');
    expect(text()).toContain('Caucasus · Operation\\_Snowfox');
    expect(text()).toContain(`Restart due <t:${now() / 1000 + 3 * 3600}:R>`);
    expect(text()).toContain('Example Community \\| Rust \\| Weekly');
    expect(text()).toContain(`Changed <t:${now() / 1000}:R>`);
    expect(JSON.stringify(messages()[0]?.message.components)).toContain(`v1:notify:help:${CHANNEL}.1`);
  });

  it('is edited in place when something changed, and left alone when only time passed', async () => {
    const { messages, minute, players, text } = await sceneWithBoard();
    for (let passed = 0; passed < 10; passed += 1) await minute();
    expect(messages()).toMatchObject([{ edits: 0 }]);
    players(9);
    await minute();
    expect(messages()).toMatchObject([{ edits: 1 }]);
    expect(text()).toContain('**9** / 78 players');
    await minute();
    expect(messages()).toMatchObject([{ edits: 1 }]);
  });

  it("is not edited because the server's word for a mission's age wavers, and is when a new mission began", async () => {
    const { messages, minute, first } = await sceneWithBoard();
    const wavers = [3, -2, 29, -29, 31, 0];
    for (const seconds of wavers) {
      const { mission } = first();
      if (mission) mission.uptime += seconds;
      await minute();
    }
    expect(messages()).toMatchObject([{ edits: 0 }]);
    const { mission } = first();
    if (mission) mission.uptime = 30;
    await minute();
    expect(messages()).toMatchObject([{ edits: 1 }]);
  });

  it('is edited at most once a minute, and then shows the latest', async () => {
    const { messages, watch, advance, players, text } = await sceneWithBoard();
    for (const count of [11, 12, 13]) {
      advance(31_000);
      players(count);
      await watch.poll();
    }
    expect(messages()).toMatchObject([{ edits: 1 }]);
    advance(31_000);
    await watch.poll();
    expect(messages()).toMatchObject([{ edits: 2 }]);
    expect(text()).toContain('**13** /');
  });

  it('is made anew, once, when somebody deleted its message', async () => {
    const { discord, messages, minute, players } = await sceneWithBoard();
    discord.deleteMessage(messages()[0]?.id);
    players(8);
    await minute();
    expect(messages()).toHaveLength(1);
    expect(JSON.stringify(messages()[0]?.message.components)).toContain(`${CHANNEL}.2`);
    await minute();
    players(9);
    await minute();
    expect(messages()).toMatchObject([{ edits: 1 }]);
  });

  it('is made anew at once for an admin who asks, though nothing changed and it was edited a moment ago', async () => {
    const { discord, messages, watch, minute, players, store } = await sceneWithBoard();
    players(8);
    await minute();
    discord.deleteMessage(messages()[0]?.id);
    const added = await watch.statusBoards.add(CHANNEL, ADMIN);
    expect(messages()).toHaveLength(1);
    expect(added.messageId).toBe(messages()[0]?.id);
    await watch.statusBoards.add(CHANNEL, ADMIN);
    expect(messages()).toHaveLength(1);
    expect(await store.statusBoards.all()).toHaveLength(1);
  });

  it('that may have been sent is found in the channel, however late, and not sent again', async () => {
    const { discord, watch, minute, advance, store, messages } = await (async () => {
      const scene = await startScene();
      await scene.watch.poll();
      return { ...scene, messages: () => scene.discord.in(CHANNEL) };
    })();
    discord.failures.push('lost');
    await watch.statusBoards.add(CHANNEL, ADMIN);
    expect(await store.statusBoards.get(CHANNEL)).toMatchObject({ messageId: null, generation: 1 });
    advance(60 * MINUTE);
    await minute();
    expect(messages()).toHaveLength(1);
    expect((await store.statusBoards.get(CHANNEL))?.messageId).toBe(messages()[0]?.id);
  });

  it('that may have been sent is not doubled where the bot cannot read, as far as Discord knows its nonce', async () => {
    const scene = await startScene();
    const { discord, watch, minute } = scene;
    await watch.poll();
    discord.failures.push('lost');
    discord.unreadableChannels.add(CHANNEL);
    await watch.statusBoards.add(CHANNEL, ADMIN);
    await minute();
    expect(discord.in(CHANNEL)).toMatchObject([{ edits: 1 }]);
  });

  it('of which a process died between sending and noting is taken over by the next one', async () => {
    const scene = await startScene();
    await scene.watch.poll();
    const dying = await scene.begin({
      posts: (posts) => ({
        ...posts,
        own: (...args) => posts.own(...args),
        edit: (...args) => posts.edit(...args),
        openDirect: (id) => posts.openDirect(id),
        send: async (...args) => {
          await posts.send(...args);
          return new Promise<string>(() => undefined);
        },
      }),
    });
    await dying.watch.poll();
    void dying.watch.statusBoards.add(CHANNEL, ADMIN);
    await expect.poll(() => scene.discord.in(CHANNEL).length).toBe(1);
    scene.advance(24 * 60 * MINUTE);
    const { watch } = await scene.begin();
    await watch.poll();
    await watch.poll();
    expect(scene.discord.in(CHANNEL)).toHaveLength(1);
    expect((await watch.statusBoards.list())[0]?.messageId).toBe(scene.discord.in(CHANNEL)[0]?.id);
  });

  it('rests when its channel is out of reach, which the admins are told once', async () => {
    const { discord, minute, players, told, watch, messages } = await sceneWithBoard();
    discord.forbiddenChannels.add(CHANNEL);
    players(8);
    await minute();
    await minute();
    players(9);
    await minute();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`<#${CHANNEL}>`);
    expect(await watch.statusBoards.list()).toMatchObject([{ state: 'resting' }]);
    expect(messages()).toMatchObject([{ edits: 0 }]);
    discord.forbiddenChannels.delete(CHANNEL);
    await watch.statusBoards.add(CHANNEL, ADMIN);
    expect(messages()).toMatchObject([{ edits: 1 }]);
  });

  it('rests when its channel is deleted', async () => {
    const { discord, minute, players, told, watch } = await sceneWithBoard();
    discord.goneChannels.add(CHANNEL);
    players(8);
    await minute();
    expect(told).toHaveLength(1);
    expect(await watch.statusBoards.list()).toMatchObject([{ state: 'resting' }]);
  });

  it('whose edits Discord does not take any more waits ten minutes, and then shows the latest', async () => {
    const { discord, minute, players, messages, text } = await sceneWithBoard();
    discord.failures.push('unavailable', 'unavailable');
    players(8);
    await minute();
    await minute();
    const { calls } = discord;
    players(9);
    for (let passed = 0; passed < 9; passed += 1) await minute();
    expect(discord.calls).toBe(calls);
    await minute();
    expect(messages()).toMatchObject([{ edits: 1 }]);
    expect(text()).toContain('**9** /');
  });

  it('goes on when the clock is put back', async () => {
    const { minute, players, advance, messages, text } = await sceneWithBoard({ battlemetrics: true });
    advance(-5 * 60 * MINUTE);
    players(8);
    await minute();
    expect(messages()).toMatchObject([{ edits: 1 }]);
    expect(text()).toContain('**8** /');
  });

  it('whose edits Discord did not take waits no longer because the clock is put back', async () => {
    const { discord, minute, players, advance, messages } = await sceneWithBoard();
    discord.failures.push('unavailable', 'unavailable');
    players(8);
    await minute();
    await minute();
    advance(-5 * 60 * MINUTE);
    await minute();
    expect(messages()).toMatchObject([{ edits: 1 }]);
  });

  it('that may have been sent is found though the clock of Discord is some minutes behind', async () => {
    const { discord, watch, advance, minute } = await startScene();
    await watch.poll();
    discord.failures.push('lost');
    discord.behindMs = 4 * MINUTE;
    await watch.statusBoards.add(CHANNEL, ADMIN);
    advance(60 * MINUTE);
    await minute();
    expect(discord.in(CHANNEL)).toHaveLength(1);
  });

  it('whose message is deleted in the moment in which it was found again is made anew, and does not rest', async () => {
    const scene = await startScene();
    const { discord } = scene;
    await scene.watch.poll();
    discord.failures.push('lost');
    await scene.watch.statusBoards.add(CHANNEL, ADMIN);
    const life = await scene.begin({
      posts: (posts) => ({
        ...posts,
        send: (...args) => posts.send(...args),
        edit: (...args) => posts.edit(...args),
        openDirect: (id) => posts.openDirect(id),
        own: async (...args) => {
          const found = await posts.own(...args);
          discord.deleteMessage(found.at(-1)?.id);
          return found;
        },
      }),
    });
    for (let passed = 0; passed < 20; passed += 1) {
      scene.advance(MINUTE);
      await life.watch.poll();
    }
    expect(discord.in(CHANNEL)).toHaveLength(1);
    expect(await life.watch.statusBoards.list()).toMatchObject([{ state: 'active' }]);
    expect(scene.told).toEqual([]);
  });

  it('that cannot be posted is refused, and there is none then', async () => {
    const { discord, watch } = await sceneWithBoard();
    discord.forbiddenChannels.add('6001');
    await expect(watch.statusBoards.add('6001', ADMIN)).rejects.toThrow(UserError);
    await expect(watch.statusBoards.add('6001', ADMIN)).rejects.toThrow(/<#6001>/u);
    expect(await watch.statusBoards.list()).toHaveLength(1);
  });

  it('is one of ten at most', async () => {
    const { watch } = await sceneWithBoard();
    for (let n = 1; n < 10; n += 1) await watch.statusBoards.add(`600${n}`, ADMIN);
    await expect(watch.statusBoards.add('7000', ADMIN)).rejects.toThrow(/\/board remove/u);
    await watch.statusBoards.add(CHANNEL, ADMIN);
    expect(await watch.statusBoards.list()).toHaveLength(10);
  });

  it('that was removed is edited no more, and another one can be made at once', async () => {
    const { watch, minute, players, messages } = await sceneWithBoard();
    expect(await watch.statusBoards.remove(CHANNEL)).toBe(true);
    players(8);
    await minute();
    expect(messages()).toMatchObject([{ edits: 0 }]);
    await watch.statusBoards.add(CHANNEL, ADMIN);
    expect(messages()).toHaveLength(2);
  });

  it('offers pings by its button, unless /notify is switched off', async () => {
    const button = (scene: Awaited<ReturnType<typeof sceneWithBoard>>) =>
      scene.messages()[0]?.message.components?.[0]?.components[0];
    expect(button(await sceneWithBoard())).not.toHaveProperty('disabled');
    expect(button(await sceneWithBoard({ commandsDisabled: ['notify'] }))).toMatchObject({ disabled: true });
  });

  it('shows passwords only where the operator switched that on', async () => {
    expect((await sceneWithBoard()).text()).not.toContain('s3cr3t');
    expect((await sceneWithBoard({ showServerPasswords: true })).text()).toContain('||`s3cr3t*pw_`||');
  });

  it('of a process that lost its lease is neither sent nor edited', async () => {
    const { begin, discord, players, messages, advance } = await sceneWithBoard();
    const { watch } = await begin({ mayWrite: async () => false });
    players(8);
    advance(MINUTE);
    const { calls } = discord;
    await watch.poll();
    await watch.statusBoards.add('6001', ADMIN);
    expect(discord.calls).toBe(calls);
    expect(messages()).toMatchObject([{ edits: 0 }]);
  });
});

describe('while an API does not answer, a status board', () => {
  it('shows its servers as they were, with their age, for a quarter of an hour, and then that it is silent', async () => {
    const { dcs, minute, advance, text, messages, now } = await sceneWithBoard({ battlemetrics: true });
    const asOf = now();
    await dcs.goDown();
    await minute();
    await minute();
    advance(12 * MINUTE);
    await minute();
    expect(text()).toContain('**5** / 78 players');
    expect(text()).toContain(`This is how it was <t:${asOf / 1000}:R>`);
    expect(text()).toContain('Example Community \\| Rust');
    // That it fails is one change, and that it goes on failing is none.
    expect(messages()).toMatchObject([{ edits: 1 }]);
    await minute();
    expect(text()).not.toContain('**5** / 78 players');
    expect(text()).toContain('DCSServerBot does not answer');
    expect(text()).toContain('Example Community \\| Rust');
    expect(messages()).toMatchObject([{ edits: 2 }]);
    await dcs.comeBack();
    await minute();
    expect(text()).toContain('**5** / 78 players');
    expect(text()).not.toContain('does not answer');
  });

  it('says so when a process begins then', async () => {
    const { dcs, begin, text, advance, discord } = await sceneWithBoard();
    await dcs.goDown();
    advance(MINUTE);
    const { watch } = await begin();
    await watch.poll();
    expect(text()).toContain('DCSServerBot does not answer');
    expect(text()).not.toContain(FIRST_DCS.slice(0, 9));
    expect(discord.in(CHANNEL)).toHaveLength(1);
  });
});
