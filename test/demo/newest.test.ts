import { describe, expect, it } from 'vitest';
import { startDiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { NewestMap, pushNewest } from '../../src/demo/newest.ts';

describe('what a demo keeps that runs for days', () => {
  it('is no more than the newest of a list, and tells what went', () => {
    const list = [1, 2];
    expect(pushNewest(list, 3, 3)).toEqual([]);
    expect(pushNewest(list, 4, 3)).toEqual([1]);
    expect(list).toEqual([2, 3, 4]);
  });

  it('is no more than the newest entries of a map, and what is set again is no newer', () => {
    const map = new NewestMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    expect([...map]).toEqual([
      ['b', 2],
      ['c', 4],
    ]);
  });

  it('is a bounded number of messages in a channel, and the oldest cannot be found any more', async () => {
    const token = 'a.bot.token';
    const discord = await startDiscordSimulator({ token, applicationId: '11', guildId: '21' });
    try {
      const [channel] = discord.channels;
      const post = async (content: string): Promise<string> => {
        const response = await fetch(`${discord.url}/v10/channels/${channel?.id}/messages`, {
          method: 'POST',
          headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ content }),
        });
        return JSON.parse(await response.text()).id;
      };
      const first = await post('first');
      for (let sent = 1; sent <= 1_000; sent += 50) {
        await Promise.all(Array.from({ length: 50 }, (_, index) => post(`message ${sent + index}`)));
      }
      expect(channel?.messages).toHaveLength(1_000);
      expect(channel?.messages.some(({ id }) => id === first)).toBe(false);
      const gone = await fetch(`${discord.url}/v10/channels/${channel?.id}/messages/${first}`, {
        headers: { authorization: `Bot ${token}` },
      });
      expect(gone.status).toBe(404);
    } finally {
      await discord.close();
    }
  });
});
