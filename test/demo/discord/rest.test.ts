import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordSimulator, startDiscordSimulator } from '../../../src/demo/discord/simulator.ts';
import { APPLICATION_ID, GUILD_ID, TOKEN } from './bot.ts';
import { call as send } from './call.ts';

const CHANNEL_ID = '400000000000000001';
const PILOTS = '300000000000000001';
const STAFF = '300000000000000002';
const MESSAGES = `/channels/${CHANNEL_ID}/messages`;
const COMMANDS = `/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`;

let sim: DiscordSimulator;
let now = Date.parse('2026-01-01T00:00:00Z');
beforeEach(async () => {
  sim = await startDiscordSimulator({
    token: TOKEN,
    applicationId: APPLICATION_ID,
    guildId: GUILD_ID,
    roles: [
      { id: PILOTS, name: 'Pilots', mentionable: true },
      { id: STAFF, name: 'Staff' },
    ],
    channels: [{ id: CHANNEL_ID, name: 'general' }],
    now: () => now,
    rateLimits: true,
  });
});
afterEach(() => sim.close());

const call = (method: string, path: string, body?: object, token?: string) =>
  send(sim, method, path, body, token);

describe('registered commands', () => {
  const look = { name: 'look', description: 'Looks', options: [] };

  it('come back with what Discord adds, and without what holds its default', async () => {
    const sent = { ...look, options: [{ type: 3, name: 'what', description: 'What', required: false }] };
    const put = await call('PUT', COMMANDS, [sent]);
    expect(put.body[0]).toMatchObject({
      application_id: APPLICATION_ID,
      guild_id: GUILD_ID,
      type: 1,
      nsfw: false,
    });
    expect(put.body[0]?.['options']).toEqual([
      {
        type: 3,
        name: 'what',
        name_localizations: null,
        description: 'What',
        description_localizations: null,
      },
    ]);
    const got = await call('GET', COMMANDS);
    expect(got.body[0]?.['options']).toEqual([{ type: 3, name: 'what', description: 'What' }]);
    expect(got.body[0]).not.toHaveProperty('name_localizations');
  });

  it('keep their id when they are replaced, and their version when nothing changed', async () => {
    const first = (await call('PUT', COMMANDS, [look])).body[0];
    expect((await call('PUT', COMMANDS, [look])).body[0]).toEqual(first);
    const changed = (await call('PUT', COMMANDS, [{ ...look, description: 'Looks again' }])).body[0];
    expect(changed?.['id']).toBe(first?.['id']);
    expect(changed?.['version']).not.toBe(first?.['version']);
  });

  it('can be created, changed and deleted one by one', async () => {
    const created = await call('POST', COMMANDS, look);
    expect(created.status).toBe(201);
    expect((await call('POST', COMMANDS, look)).status).toBe(200);
    const path = `${COMMANDS}/${String(created.body['id'])}`;
    expect((await call('PATCH', path, { description: 'New' })).body['description']).toBe('New');
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { code: 10063 } });
    expect(sim.commands).toEqual([]);
  });

  it('are refused to strangers: another application, a guild without the bot', async () => {
    const other = sim.addGuild({ botIsMember: false });
    expect(await call('GET', `/applications/1/guilds/${GUILD_ID}/commands`)).toMatchObject({ status: 403 });
    expect(await call('GET', `/applications/${APPLICATION_ID}/guilds/${other.id}/commands`)).toMatchObject({
      status: 403,
      body: { code: 50001 },
    });
  });
});

describe('channel messages', () => {
  it('can be sent, read, edited and deleted', async () => {
    const sent = await call('POST', MESSAGES, { content: 'one', embeds: [{ title: 't' }] });
    const path = `${MESSAGES}/${String(sent.body['id'])}`;
    const edited = await call('PATCH', path, { content: 'two' });
    expect(edited.body).toMatchObject({ content: 'two', embeds: [{ title: 't', type: 'rich' }] });
    expect((await call('GET', path)).body['edited_timestamp']).not.toBeNull();
    expect((await call('GET', MESSAGES)).body[0]?.['content']).toBe('two');
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { code: 10008 } });
    expect(await call('PATCH', path, { content: 'x' })).toMatchObject({ body: { code: 10008 } });
  });

  it('are sent once for one enforced nonce, for some minutes', async () => {
    const message = { content: 'once', nonce: 'n-1', enforce_nonce: true };
    const first = await call('POST', MESSAGES, message);
    const second = await call('POST', MESSAGES, message);
    expect(second.body['id']).toBe(first.body['id']);
    expect(sim.channel(CHANNEL_ID).messages).toHaveLength(1);
    await call('POST', MESSAGES, { ...message, enforce_nonce: false });
    expect(sim.channel(CHANNEL_ID).messages).toHaveLength(2);
    now += 6 * 60_000;
    await call('POST', MESSAGES, message);
    expect(sim.channel(CHANNEL_ID).messages).toHaveLength(3);
  });

  it('ping whom their content names, unless allowed_mentions says no', async () => {
    const user = sim.user();
    const content = `<@${user.id}> @everyone`;
    expect((await call('POST', MESSAGES, { content })).body).toMatchObject({ mention_everyone: false });
    sim.channel(CHANNEL_ID).grant(PermissionFlagsBits.MentionEveryone);
    const loud = await call('POST', MESSAGES, { content });
    expect(loud.body).toMatchObject({ mentions: [{ id: user.id }], mention_everyone: true });
    const quiet = await call('POST', MESSAGES, { content, allowed_mentions: { parse: [] } });
    expect(quiet.body).toMatchObject({ mentions: [], mention_everyone: false });
  });

  it('ping a role that is mentionable, and any role with the permission for it', async () => {
    const message = {
      content: `<@&${PILOTS}> <@&${STAFF}> <@&300000000000000009>`,
      allowed_mentions: { parse: [], roles: [PILOTS, STAFF] },
    };
    expect((await call('POST', MESSAGES, message)).body['mention_roles']).toEqual([PILOTS]);
    sim.channel(CHANNEL_ID).grant(PermissionFlagsBits.MentionEveryone);
    expect((await call('POST', MESSAGES, message)).body['mention_roles']).toEqual([PILOTS, STAFF]);
    const quiet = { ...message, allowed_mentions: { parse: [] } };
    expect((await call('POST', MESSAGES, quiet)).body['mention_roles']).toEqual([]);
  });

  it('show their nonce to the one who sent them, and to nobody later', async () => {
    const sent = await call('POST', MESSAGES, { content: 'x', nonce: 'n-1', enforce_nonce: true });
    expect(sent.body['nonce']).toBe('n-1');
    const [read] = Object.values((await call('GET', MESSAGES)).body);
    expect(read).toMatchObject({ content: 'x' });
    expect(read).not.toHaveProperty('nonce');
    expect((await call('GET', `${MESSAGES}/${String(sent.body['id'])}`)).body).not.toHaveProperty('nonce');
  });

  it('are paged by ids, the newest first on each page', async () => {
    const ids: string[] = [];
    for (const content of ['a', 'b', 'c', 'd']) {
      now += 1_000;
      ids.push(String((await call('POST', MESSAGES, { content })).body['id']));
    }
    const contents = async (query: string) =>
      Object.values((await call('GET', `${MESSAGES}?${query}`)).body).map((message) =>
        typeof message === 'object' && message !== null && 'content' in message ? message.content : undefined,
      );
    expect(await contents(`after=${ids[0]}&limit=2`)).toEqual(['c', 'b']);
    expect(await contents(`before=${ids[3]}&limit=2`)).toEqual(['c', 'b']);
    expect(await contents('limit=2')).toEqual(['d', 'c']);
  });

  it('seem not to be there for who may not read the history', async () => {
    await call('POST', MESSAGES, { content: 'x' });
    sim.channel(CHANNEL_ID).deny(PermissionFlagsBits.ReadMessageHistory);
    expect(await call('GET', MESSAGES)).toMatchObject({ status: 200, body: [] });
  });

  it('are refused without permission, without access and without channel', async () => {
    const channel = sim.channel(CHANNEL_ID);
    channel.deny(PermissionFlagsBits.SendMessages);
    expect(await call('POST', MESSAGES, { content: 'x' })).toMatchObject({
      status: 403,
      body: { code: 50013 },
    });
    channel.deny(PermissionFlagsBits.ViewChannel);
    expect(await call('POST', MESSAGES, { content: 'x' })).toMatchObject({
      status: 403,
      body: { code: 50001 },
    });
    expect(await call('POST', '/channels/1/messages', { content: 'x' })).toMatchObject({
      status: 404,
      body: { code: 10003 },
    });
  });

  it('can be waited for', async () => {
    const next = sim.channel(CHANNEL_ID).nextMessage();
    await call('POST', MESSAGES, { content: 'here' });
    expect((await next).content).toBe('here');
    await expect(sim.channel(CHANNEL_ID).nextMessage(5)).rejects.toThrow('waited 5 ms in vain');
  });
});

describe('the API itself', () => {
  it('refuses a wrong token, an unknown path, another method, another version and broken JSON', async () => {
    expect(await call('GET', '/users/@me', undefined, 'wrong')).toMatchObject({
      status: 401,
      body: { message: '401: Unauthorized', code: 0 },
    });
    expect((await call('GET', '/nothing')).status).toBe(404);
    expect((await call('PUT', '/users/@me', {})).status).toBe(405);
    const old = await fetch(`${sim.url}/v6/users/@me`, { headers: { authorization: `Bot ${TOKEN}` } });
    expect(await old.json()).toMatchObject({ code: 50041 });
    const broken = await fetch(`${sim.url}/v10${MESSAGES}`, {
      method: 'POST',
      headers: { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' },
      body: '{"content":',
    });
    expect(await broken.json()).toMatchObject({ code: 50109 });
  });

  it('limits the rate of a channel, and says so in headers before', async () => {
    for (const left of [4, 3, 2, 1, 0]) {
      const { headers } = await call('POST', MESSAGES, { content: 'x' });
      expect(headers.get('x-ratelimit-remaining')).toBe(String(left));
    }
    const refused = await call('POST', MESSAGES, { content: 'x' });
    expect(refused).toMatchObject({ status: 429, body: { global: false, retry_after: 5 } });
    expect(refused.headers.get('retry-after')).toBe('5');
    now += 5_000;
    expect((await call('POST', MESSAGES, { content: 'x' })).status).toBe(200);
  });

  it('limits all requests to fifty a second', async () => {
    const answers = [];
    for (let count = 0; count < 51; count += 1) answers.push((await call('GET', '/users/@me')).status);
    expect(answers.filter((status) => status === 429)).toHaveLength(1);
  });

  it('fails as it is told, as often as it is told', async () => {
    const route = '/channels/:channel/messages';
    sim.fault({ method: 'POST', route, kind: 'status', status: 503 });
    expect((await call('POST', MESSAGES, { content: 'x' })).status).toBe(503);
    sim.fault({ route, kind: 'rate-limit', retryAfterMs: 1_500 });
    expect((await call('POST', MESSAGES, { content: 'x' })).body['retry_after']).toBe(1.5);
    sim.fault({ route, kind: 'reset' });
    await expect(call('POST', MESSAGES, { content: 'x' })).rejects.toThrow('fetch failed');
    expect(sim.channel(CHANNEL_ID).messages).toEqual([]);
    sim.fault({ route, kind: 'execute-then-reset' });
    await expect(call('POST', MESSAGES, { content: 'done' })).rejects.toThrow('fetch failed');
    expect(sim.channel(CHANNEL_ID).messages.map(({ content }) => content)).toEqual(['done']);
    const end = sim.fault({
      route: /^\/users/,
      kind: 'status',
      status: 500,
      times: Number.POSITIVE_INFINITY,
    });
    expect((await call('GET', '/users/@me')).status).toBe(500);
    expect((await call('GET', '/users/@me')).status).toBe(500);
    end();
    expect((await call('GET', '/users/@me')).status).toBe(200);
  });

  it('records requests without any token', async () => {
    await call('POST', MESSAGES, { content: 'x' });
    expect(sim.requests).toMatchObject([
      { method: 'POST', route: '/channels/:channel/messages', params: { channel: CHANNEL_ID }, status: 200 },
    ]);
    expect(JSON.stringify(sim.requests)).not.toContain(TOKEN);
  });
});
