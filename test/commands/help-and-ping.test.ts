import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { levelFor } from '../../src/discord/command.ts';
import { fitMessage } from '../../src/message/fit.ts';
import { serve } from '../http/http-server.ts';
import { startBot, textOf } from './bot.ts';

describe('/help', () => {
  it('describes every command that the asker may use and only names the others', async () => {
    const bot = await startBot({});
    const text = textOf(await bot.run('help'));
    for (const command of COMMANDS) {
      const { name, description, body } = command;
      const actions = body.kind === 'action' ? [body.action] : Object.values(body.actions);
      const open = actions.filter((action) => levelFor(command, action) === 'everyone');
      const words = [description, ...actions.map((action) => action.description)];
      expect(text).toContain(`/${name}`);
      expect(text.includes(`**/${name}**`), name).toBe(open.length > 0);
      expect(
        words.some((line) => text.includes(line)),
        name,
      ).toBe(open.length > 0);
    }
    expect(text).toContain('**/leaderboard** `show`');
    expect(text).toMatch(/For admins alone: `\/leaderboard schedule add\|list/u);
    expect(text).toContain('**/stats** `player`');
    expect(text).toContain('**/linkme** `[force]`');
  });

  it('fits into a message for the one who may use everything', async () => {
    const bot = await startBot({});
    const message = await bot.run('help', {}, { level: 'admin' });
    expect(fitMessage(message)).toEqual(message);
    for (const { name } of COMMANDS) expect(textOf(message)).toContain(`/${name}`);
  });
});

describe('/ping', () => {
  it('shows how fast Discord and the APIs answer, and what BattleMetrics still allows', async () => {
    const url = await serve((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"data":[],"links":{}}');
    });
    const bot = await startBot({ dcs: 'current', battlemetrics: url, now: Date.now });
    const text = textOf(await bot.run('ping'));
    expect(text).toContain('**Discord** 42 ms');
    expect(text).toMatch(/🟢 \*\*DCSServerBot\*\* \d+ ms/u);
    expect(text).toMatch(/\*\*BattleMetrics\*\* \d+ ms/u);
    expect(text).toMatch(/of 300, at once \*\*\d+\*\*\nWaiting \*\*0\*\* · under way \*\*0\*\*/u);
  });

  it('does not blame BattleMetrics for a wait that its rate limit causes', async () => {
    const url = await serve((_, response) => {
      response.statusCode = 429;
      response.setHeader('retry-after', '60');
      response.end('{"errors":[{"status":"429","title":"Too Many Requests"}]}');
    });
    const bot = await startBot({ dcs: 'current', battlemetrics: url, now: Date.now });
    expect(textOf(await bot.run('ping'))).toMatch(/🔴 \*\*BattleMetrics\*\*/u);
    // The first one was refused; this one stands behind the pause that follows.
    const text = textOf(await bot.run('ping'));
    expect(text).toContain('**BattleMetrics** was not asked, for its rate limit makes calls wait');
    expect(text).toContain('Paused by BattleMetrics');
  });

  it('shows which API fails and leaves out the one that is not configured', async () => {
    const bot = await startBot({ dcs: 'current' });
    bot.simulator?.faults.set('/servers', { kind: 'status', status: 403 });
    const text = textOf(await bot.run('ping'));
    expect(text).toContain('🔴 **DCSServerBot** does not let this bot');
    expect(text).toContain('DCSSERVERBOT_API_KEY');
    expect(text).not.toContain('BattleMetrics');
  });
});
