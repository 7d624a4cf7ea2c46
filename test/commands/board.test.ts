import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/message/user-error.ts';
import { ADMIN, startScene } from '../watch/scene.ts';
import { type BotOptions, GUILD, startBot, textOf } from './bot.ts';

type Check = Awaited<ReturnType<NonNullable<NonNullable<BotOptions['channels']>['check']>>>;

const CHANNEL = '400000000000000001';

/** The commands in front of a watch that has seen the servers. */
async function startBoards(check: Check = { kind: 'ok' }) {
  const scene = await startScene();
  await scene.watch.poll();
  const bot = await startBot({ services: { watch: scene.watch }, channels: { check: async () => check } });
  return { ...scene, ...bot };
}

describe('/board servers', () => {
  it('posts the board at once, and says where it stands', async () => {
    const { run, discord } = await startBoards();
    const answer = textOf(await run('board servers', { channel: CHANNEL }));
    const [message] = discord.in(CHANNEL);
    expect(answer).toContain(`https://discord.com/channels/${GUILD}/${CHANNEL}/${message?.id}`);
    expect(answer).not.toContain('within a minute');
  });

  it('says that it will come where the servers are not known yet', async () => {
    const scene = await startScene();
    const channels = { check: async () => ({ kind: 'ok' }) as const };
    const { run } = await startBot({ services: { watch: scene.watch }, channels });
    expect(textOf(await run('board servers', { channel: CHANNEL }))).toContain('within a minute');
  });

  it.each<[string, Check, RegExp]>([
    ['of another guild, or that the bot cannot see', { kind: 'unknown' }, /cannot see/u],
    ['that takes no messages', { kind: 'wrong-type' }, /text or announcement channel/u],
    [
      'in which the bot lacks something',
      { kind: 'lacks', permissions: ['Embed Links'] },
      /I lack Embed Links/u,
    ],
  ])('makes none in a channel %s, and says what to do', async (_what, check, text) => {
    const { run, watch, discord } = await startBoards(check);
    const answer = run('board servers', { channel: CHANNEL });
    await expect(answer).rejects.toThrow(UserError);
    await expect(answer).rejects.toThrow(text);
    expect(await watch.statusBoards.list()).toEqual([]);
    expect(discord.sent).toEqual([]);
  });
});

describe('/board remove', () => {
  it('offers the boards by the names of their channels, and those that are gone by id', async () => {
    const scene = await startScene();
    const channels = { nameOf: (id: string) => (id === '6001' ? 'status' : undefined) };
    const { complete } = await startBot({ services: { watch: scene.watch }, channels });
    for (const id of ['6001', '6002']) await scene.watch.statusBoards.add(id, ADMIN);
    await scene.store.statusBoards.rest('6002', 'gone');
    expect(await complete('board remove', 'channel', '')).toEqual([
      { name: '#status', value: '6001' },
      { name: 'Channel 6002 (gone or hidden, resting)', value: '6002' },
    ]);
    expect(await complete('board remove', 'channel', 'STAT')).toHaveLength(1);
  });

  it('lets go of the board that was picked', async () => {
    const { run, watch } = await startBoards();
    await watch.statusBoards.add(CHANNEL, ADMIN);
    expect(textOf(await run('board remove', { channel: ` ${CHANNEL} ` }))).toContain(`<#${CHANNEL}>`);
    expect(await watch.statusBoards.list()).toEqual([]);
  });

  it.each(['nonsense', '@everyone', '400000000000000009', ''])(
    'claims nothing of a channel without one: %s',
    async (channel) => {
      const { run } = await startBoards();
      const answer = run('board remove', { channel });
      await expect(answer).rejects.toThrow(UserError);
      await expect(answer).rejects.toThrow('/board list');
    },
  );
});
