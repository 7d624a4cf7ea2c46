import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { GUILD_ID } from './harness.ts';
import { look, setPlayers } from './looks.ts';
import { BOARDS_ID, boardsOf, NEWS_ID, POSTING } from './posting.ts';
import { answerTo, buttonsOf, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const MORE_CHANNELS = Array.from({ length: 10 }, (_, index) => ({
  id: `118000000000000005${index}`,
  name: `status-${index}`,
}));

const ask = (scene: Scene, action: string, channel?: string) =>
  answerTo(scene.run(scene.stage.admin(), `board ${action}`, { ...(channel !== undefined && { channel }) }));

describe('/board servers', () => {
  const scene = useScene({
    ...POSTING,
    discord: { ...POSTING.discord, channels: [...POSTING.discord.channels, ...MORE_CHANNELS] },
    expected: { refusals: [403, 404] },
  });
  const edits = () => scene.discord.requests.filter(({ method }) => method === 'PATCH').length;
  const board = () => boardsOf(scene).message();

  it('posts one message with the servers of both APIs at once', async () => {
    const { text, ephemeral } = await ask(scene, 'servers', BOARDS_ID);
    expect(text).toMatch(new RegExp(`<#${BOARDS_ID}> .*our servers as they are`, 'u'));
    expect(ephemeral).toBe(true);
    const message = await board();
    expect(message.embeds.map(({ title }) => title)).toEqual(['🛩️ DCS World', '🎮 Game servers', undefined]);
    expect(textOf(message)).toMatch(/🟢 Special K's PvP[\s\S]*\*\*5\*\* \/ \d+ players/u);
    expect(textOf(message)).toMatch(/Operation\\_Snowfox[\s\S]*Restart due <t:\d+:R>/u);
    expect(textOf(message)).toContain('**87** / 150 players');
    expect(textOf(message)).not.toContain('s3cr3t');
    expect(textOf(message)).toMatch(/Changed <t:\d+:R>/u);
    const help = await answerTo(
      scene.discord.press({ user: scene.stage.member(), message, label: '🔔 Notify me' }),
    );
    expect(help.text).toContain('Type `/notify add`');
    expect(help.ephemeral).toBe(true);
  });

  it('edits it only when something has changed', async () => {
    const before = edits();
    for (let minute = 0; minute < 5; minute += 1) await look(scene);
    expect(edits()).toBe(before);
    setPlayers(scene, 11);
    await look(scene);
    await boardsOf(scene).message((message) => textOf(message).includes('**11** / 64 players'));
    for (let minute = 0; minute < 3; minute += 1) await look(scene);
    expect(edits()).toBe(before + 1);
    expect(boardsOf(scene).messages).toHaveLength(1);
  });

  it('is neither posted nor edited again after a restart', async () => {
    const message = await board();
    const before = edits();
    await scene.bot.stop();
    await scene.start();
    for (let minute = 0; minute < 3; minute += 1) await look(scene);
    expect(boardsOf(scene).messages).toEqual([message]);
    expect(edits()).toBe(before);
    expect((await ask(scene, 'list')).text).toContain(
      `<#${BOARDS_ID}> · [message](https://discord.com/channels/${GUILD_ID}/${BOARDS_ID}/${message.id})`,
    );
  });

  it('is one message however often it is asked for', async () => {
    await ask(scene, 'servers', BOARDS_ID);
    await look(scene);
    expect(boardsOf(scene).messages).toHaveLength(1);
  });

  it('is made anew with the next change when somebody deleted it', async () => {
    const old = await board();
    boardsOf(scene).delete(old.id);
    setPlayers(scene, 12);
    await look(scene);
    const anew = await boardsOf(scene).message((message) => textOf(message).includes('**12** / 64'));
    expect(anew.id).not.toBe(old.id);
    setPlayers(scene, 13);
    await look(scene);
    await boardsOf(scene).message((message) => textOf(message).includes('**13** / 64'));
    expect(boardsOf(scene).messages.map(({ id }) => id)).toEqual([anew.id]);
  });

  it('says which API does not answer, with the age of what it shows', async () => {
    await scene.dcs.goDown();
    await look(scene);
    const old = await boardsOf(scene).message((message) =>
      textOf(message).includes('DCSServerBot does not answer'),
    );
    expect(textOf(old)).toMatch(/<t:\d+:R>[\s\S]*\*\*13\*\* \/ 64 players[\s\S]*\*\*87\*\* \/ 150 players/u);
    await scene.dcs.comeBack();
    await look(scene);
    await boardsOf(scene).message((message) => !textOf(message).includes('does not answer'));
    expect(boardsOf(scene).messages).toHaveLength(1);
  });

  it('rests when its channel is closed, which the admins are told once, and is woken again', async () => {
    boardsOf(scene).deny(PermissionFlagsBits.ViewChannel);
    setPlayers(scene, 14);
    await look(scene);
    const notice = await scene.stage.audit.message();
    expect(textOf(notice)).toMatch(
      /The server board in <#\d+> rests from now on\.[\s\S]*`\/board servers` wakes it/u,
    );
    expect((await ask(scene, 'list')).text).toMatch(/⏸️|💤/u);
    setPlayers(scene, 15);
    await look(scene);
    boardsOf(scene).deny(0n);
    await ask(scene, 'servers', BOARDS_ID);
    await look(scene);
    await boardsOf(scene).message((message) => textOf(message).includes('**15** / 64'));
    expect(boardsOf(scene).messages).toHaveLength(1);
    expect(scene.stage.audit.messages).toHaveLength(1);
  });

  it('leaves its message as it is after /board remove', async () => {
    const admin = scene.stage.admin();
    const choices = await scene.complete(admin, 'board remove', 'channel');
    expect(choices.map(({ value }) => value)).toEqual([BOARDS_ID]);
    expect((await ask(scene, 'remove', BOARDS_ID)).text).toMatch(/^🗑️ Server board removed/u);
    const message = await board();
    setPlayers(scene, 16);
    for (let minute = 0; minute < 2; minute += 1) await look(scene);
    expect(boardsOf(scene).messages).toEqual([message]);
    expect((await ask(scene, 'list')).text).toContain('There are none');
  });

  it('refuses a channel in which it may not post, by the name of what it lacks', async () => {
    const channel = scene.discord.channel(NEWS_ID);
    for (const permission of ['SendMessages', 'EmbedLinks', 'ViewChannel'] as const) {
      channel.deny(PermissionFlagsBits[permission]);
      const { text, ephemeral } = await ask(scene, 'servers', NEWS_ID);
      expect(text).toMatch(new RegExp(permission.replace(/(?<=[a-z])(?=[A-Z])/u, ' '), 'u'));
      expect(ephemeral).toBe(true);
    }
    channel.deny(0n);
    expect((await ask(scene, 'list')).text).toContain('There are none');
    expect(channel.messages).toEqual([]);
  });

  it('keeps ten of them at most', async () => {
    for (const { id } of MORE_CHANNELS) {
      expect((await ask(scene, 'servers', id)).text).toContain('our servers as they are');
    }
    expect((await ask(scene, 'servers', NEWS_ID)).text).toMatch(
      /There are 10 server boards already.*Remove one first: `\/board remove`/u,
    );
  });

  it.each(['servers', 'list', 'remove'])('refuses /board %s to members and moderators', async (action) => {
    for (const user of [scene.stage.member(), scene.stage.moderator()]) {
      const handle = scene.run(user, `board ${action}`, { ...(action !== 'list' && { channel: BOARDS_ID }) });
      const { text, ephemeral } = await answerTo(handle);
      expect(text).toMatch(/^🔒 This is for admins/u);
      expect(ephemeral).toBe(true);
      expect(buttonsOf((await answerTo(handle)).message)).toEqual([]);
      expect(await scene.complete(user, 'board remove', 'channel')).toEqual([]);
    }
  });
});
