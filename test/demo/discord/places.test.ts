import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordSimulator, startDiscordSimulator } from '../../../src/demo/discord/simulator.ts';
import { APPLICATION_ID, GUILD_ID, TOKEN } from './bot.ts';
import { call as send } from './call.ts';

const GENERAL = '400000000000000001';
const CATEGORY = '400000000000000002';
const THREAD = '400000000000000003';

let sim: DiscordSimulator;
beforeEach(async () => {
  sim = await startDiscordSimulator({
    token: TOKEN,
    applicationId: APPLICATION_ID,
    guildId: GUILD_ID,
    channels: [
      { id: GENERAL, name: 'general' },
      { id: CATEGORY, name: 'Talk', type: ChannelType.GuildCategory },
      { id: THREAD, name: 'one topic', type: ChannelType.PublicThread, parentId: GENERAL },
    ],
  });
});
afterEach(() => sim.close());

const call = (method: string, path: string, body?: object) => send(sim, method, path, body);
const post = (channel: string) => call('POST', `/channels/${channel}/messages`, { content: 'hi' });

describe('direct messages', () => {
  it('are one channel with a person, in which the bot can write', async () => {
    const person = sim.user();
    const opened = await call('POST', '/users/@me/channels', { recipient_id: person.id });
    expect(opened.body).toMatchObject({ type: ChannelType.DM, recipients: [{ id: person.id }] });
    const again = await call('POST', '/users/@me/channels', { recipient_id: person.id });
    expect(again.body['id']).toBe(opened.body['id']);
    expect((await post(String(opened.body['id']))).status).toBe(200);
    expect(sim.direct(person.id).messages).toMatchObject([{ content: 'hi' }]);
  });

  it('are refused by a person who takes none, and of one whom Discord does not know', async () => {
    const person = sim.user();
    const { body } = await call('POST', '/users/@me/channels', { recipient_id: person.id });
    sim.closeDirect(person.id);
    expect(await post(String(body['id']))).toMatchObject({ status: 403, body: { code: 50007 } });
    sim.closeDirect(person.id, false);
    expect((await post(String(body['id']))).status).toBe(200);
    expect(await call('POST', '/users/@me/channels', { recipient_id: '1' })).toMatchObject({
      status: 400,
      body: { code: 50033 },
    });
  });
});

describe('what the bot may do in a channel', () => {
  it('can be computed from roles, its own member and the overwrites', async () => {
    const channel = sim.channel(GENERAL);
    channel.deny(P.SendMessages);
    channel.grant(P.MentionEveryone);
    const { body: me } = await call('GET', '/users/@me');
    const { body: member } = await call('GET', `/guilds/${GUILD_ID}/members/${String(me['id'])}`);
    const { body: roles } = await call('GET', `/guilds/${GUILD_ID}/roles`);
    const managed = Object.values(roles).find((role) => JSON.stringify(role).includes('"managed":true'));
    expect(managed).toMatchObject({ name: 'Squawk', mentionable: false });
    expect(member).toMatchObject({ user: { id: me['id'] }, roles: [Reflect.get(Object(managed), 'id')] });
    expect((await call('GET', `/channels/${GENERAL}`)).body['permission_overwrites']).toEqual([
      { id: me['id'], type: 1, allow: String(P.MentionEveryone), deny: String(P.SendMessages) },
    ]);
  });

  it('is in a thread what it may do around it, with a permission of its own for sending', async () => {
    expect((await post(THREAD)).status).toBe(200);
    sim.channel(GENERAL).deny(P.SendMessages);
    expect((await post(THREAD)).status).toBe(200);
    sim.channel(GENERAL).deny(P.SendMessagesInThreads);
    expect(await post(THREAD)).toMatchObject({ status: 403, body: { code: 50013 } });
    const { body } = await call('GET', `/channels/${THREAD}`);
    expect(body).toMatchObject({ parent_id: GENERAL, thread_metadata: { locked: false } });
    expect(body).not.toHaveProperty('permission_overwrites');
  });

  it('is never to write into a category', async () => {
    expect(await post(CATEGORY)).toMatchObject({ status: 400, body: { code: 50008 } });
  });
});
