import { MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordSimulator, startDiscordSimulator } from '../../../src/demo/discord/simulator.ts';
import { APPLICATION_ID, GUILD_ID, TOKEN } from './bot.ts';
import { call as send } from './call.ts';

const CHANNEL_ID = '400000000000000001';
const MESSAGES = `/channels/${CHANNEL_ID}/messages`;

let sim: DiscordSimulator;
let now: number;
beforeEach(async () => {
  now = Date.parse('2026-01-01T00:00:00Z');
  sim = await startDiscordSimulator({
    token: TOKEN,
    applicationId: APPLICATION_ID,
    guildId: GUILD_ID,
    channels: [{ id: CHANNEL_ID, name: 'general' }],
    now: () => now,
  });
});
afterEach(() => sim.close());

const call = (method: string, path: string, body?: object) => send(sim, method, path, body);
const post = async (content: string) => String((await call('POST', MESSAGES, { content })).body['id']);
const pin = (id: string) => call('PUT', `${MESSAGES}/pins/${id}`);

describe('a pin', () => {
  it('marks the message and is told in the channel, once', async () => {
    const id = await post('board');
    expect((await pin(id)).status).toBe(204);
    expect((await pin(id)).status).toBe(204);
    expect((await call('GET', `${MESSAGES}/${id}`)).body['pinned']).toBe(true);
    expect(sim.channel(CHANNEL_ID).messages).toMatchObject([
      { id, type: MessageType.Default, pinned: true },
      { type: MessageType.ChannelPinnedMessage, content: '', message_reference: { message_id: id } },
    ]);
  });

  it('can be taken off, and an edit does not', async () => {
    const id = await post('board');
    await pin(id);
    await call('PATCH', `${MESSAGES}/${id}`, { content: 'new board' });
    expect(sim.channel(CHANNEL_ID).pins).toMatchObject([{ id, content: 'new board', pinned: true }]);
    expect((await call('DELETE', `${MESSAGES}/pins/${id}`)).status).toBe(204);
    expect((await call('DELETE', `${MESSAGES}/pins/${id}`)).status).toBe(204);
    expect((await call('GET', `${MESSAGES}/${id}`)).body['pinned']).toBe(false);
    expect(sim.channel(CHANNEL_ID).pins).toEqual([]);
  });

  it('is listed with when it was made, the newest first', async () => {
    const [older, newer] = [await post('older'), await post('newer')];
    await pin(newer);
    now += 60_000;
    await pin(older);
    expect((await call('GET', `${MESSAGES}/pins`)).body).toMatchObject({
      items: [
        { pinned_at: '2026-01-01T00:01:00.000000+00:00', message: { id: older } },
        { pinned_at: '2026-01-01T00:00:00.000000+00:00', message: { id: newer } },
      ],
      has_more: false,
    });
    expect((await call('GET', `${MESSAGES}/pins?limit=1`)).body).toMatchObject({ has_more: true });
    sim.channel(CHANNEL_ID).deny(PermissionFlagsBits.ReadMessageHistory);
    expect((await call('GET', `${MESSAGES}/pins`)).body).toEqual({ items: [], has_more: false });
  });

  it('wants a permission of its own, and a message that is there', async () => {
    const id = await post('board');
    expect(await pin('400000000000000009')).toMatchObject({ status: 404, body: { code: 10008 } });
    sim.channel(CHANNEL_ID).deny(PermissionFlagsBits.PinMessages);
    expect(await pin(id)).toMatchObject({ status: 403, body: { code: 50013 } });
    expect(sim.channel(CHANNEL_ID).pins).toEqual([]);
  });

  it('is refused when the channel has as many as there may be', async () => {
    for (let count = 0; count < 250; count += 1) await pin(await post('x'));
    expect(await pin(await post('x'))).toMatchObject({ status: 400, body: { code: 30003 } });
  });
});
