import { describe, expect, it } from 'vitest';
import { answerTo } from './reading.ts';
import { useScene } from './scene.ts';

describe('/help and /ping', () => {
  const scene = useScene();

  it('shows a member what members may do, and the rest by name', async () => {
    const { text, ephemeral } = await answerTo(scene.run(scene.stage.member(), 'help'));
    expect(ephemeral).toBe(true);
    expect(text).toMatch(/\*\*\/stats\*\* `player`/u);
    expect(text).not.toMatch(/\*\*\/ban\*\*/u);
    expect(text).toMatch(/For moderators alone: .*`\/ban`/u);
  });

  it.each(['moderator', 'admin'] as const)('shows a %s what moderators may', async (level) => {
    const { text } = await answerTo(scene.run(scene.stage[level](), 'help'));
    expect(text).toMatch(/\*\*\/ban\*\* `player \[preset\] \[reason\] \[duration\] \[scope\] \[server\]/u);
    expect(text).toContain('**/flag** `add|remove|list`');
    expect(text).toContain('**/bans** `list|search|show`');
    for (const name of ['unban', 'player', 'linkme', 'ping']) expect(text).toContain(`**/${name}**`);
    expect(text).not.toContain('For moderators alone:');
  });

  it('shows admins all of it, and moderators the rest by name', async () => {
    const ofModerator = (await answerTo(scene.run(scene.stage.moderator(), 'help'))).text;
    expect(ofModerator).toMatch(/For admins alone: .*`\/leaderboard schedule add\|.*`\/board`/u);
    expect(ofModerator).not.toContain('**/leaderboard** `schedule');
    const ofAdmin = (await answerTo(scene.run(scene.stage.admin(), 'help'))).text;
    expect(ofAdmin).not.toContain('alone:');
    expect(ofAdmin).toContain('**/leaderboard** `schedule add|list|edit|remove|run|preview · exclude ');
    expect(ofAdmin).toContain('**/bans** `export|import`');
    for (const name of ['board', 'notify', 'flags']) expect(ofAdmin).toContain(`**/${name}** `);
  });

  it('tells the latencies of Discord and both APIs, the queue and what may still be asked', async () => {
    const ping = () => answerTo(scene.run(scene.stage.member(), 'ping'));
    const { text, ephemeral } = await ping();
    expect(ephemeral).toBe(true);
    for (const name of ['Discord', 'DCSServerBot', 'BattleMetrics']) {
      expect(text).toMatch(new RegExp(`[🟢🟡] \\*\\*${name}\\*\\* \\d+ ms|${name}.*no heartbeat`, 'u'));
    }
    expect(text).toMatch(/Calls left this minute \*\*2\d\d\*\* of 300, at once \*\*\d+\*\*/u);
    // The bot reads the servers by itself meanwhile, and may be about to.
    await expect.poll(async () => (await ping()).text).toMatch(/Waiting \*\*0\*\*/u);
  });

  it('tells which API does not answer', async () => {
    await scene.bot.stop();
    await scene.start();
    scene.dcs.faults.set('*', { kind: 'reset' });
    const { text } = await answerTo(scene.run(scene.stage.member(), 'ping'));
    expect(text).toMatch(/🔴 \*\*DCSServerBot\*\* The connection to DCSServerBot broke/u);
    expect(text).toMatch(/\*\*BattleMetrics\*\* \d+ ms/u);
  });
});
