import { MessageFlags } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFirstPosts } from '../../src/demo/first-posts.ts';
import { GUILD_ID, startBot } from './discord/bot.ts';

const CHANNEL = '300000000000000001';
const ROLE = '400000000000000001';
const HOUR = 3_600_000;

/** A bot that answers each command by its path, and an admin who sets things up with it. */
async function start(answers: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const bot = await startBot(
    async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { commandName, options } = interaction;
      const path = [commandName, options.getSubcommandGroup(false), options.getSubcommand(false)]
        .filter((part) => part !== null)
        .join(' ');
      asked.push(path);
      const description = answers[path] ?? '✅ Done';
      // Refusals are plain text.
      const message = description.startsWith('✅') ? { embeds: [{ description }] } : { content: description };
      await interaction.reply({ ...message, flags: MessageFlags.Ephemeral });
    },
    {
      channels: [{ id: CHANNEL, name: 'posts' }],
      roles: [{ id: ROLE, name: 'Pilots', mentionable: true }],
    },
  );
  onTestFinished(() => bot.close());
  const text = { type: 3, description: 'Text' } as const;
  const channel = { type: 7, name: 'channel', description: 'Where' } as const;
  await bot.client.application.commands.set(
    [
      {
        name: 'board',
        description: 'Boards',
        options: [{ type: 1, name: 'servers', description: 'Servers', options: [channel] }],
      },
      {
        name: 'leaderboard',
        description: 'Leaderboards',
        options: [
          {
            type: 2,
            name: 'schedule',
            description: 'Schedules',
            options: [
              {
                type: 1,
                name: 'add',
                description: 'Add',
                options: [
                  ...['content', 'board', 'when', 'mode'].map((name) => ({ ...text, name })),
                  { type: 5, name: 'delete_previous', description: 'Delete' },
                  { type: 8, name: 'mention', description: 'Whom' },
                  channel,
                ],
              },
              { type: 1, name: 'run', description: 'Run', options: [{ ...text, name: 'schedule' }] },
            ],
          },
        ],
      },
    ],
    GUILD_ID,
  );
  const ticks: number[] = [];
  const dismissed: string[] = [];
  const made = makeFirstPosts({
    discord: bot.sim,
    admin: bot.sim.user({ displayName: 'Admin' }),
    channelId: CHANNEL,
    roleId: ROLE,
    tick: (ms) => ticks.push(ms),
    dismiss: (id) => dismissed.push(id),
    now: () => Date.parse('2026-06-06T19:07:30Z'),
  });
  return { made, asked, ticks, dismissed };
}

describe('the first posts of the demo', () => {
  it('are posted twice, with hours of the world in between, and no answer stays in sight', async () => {
    const { made, asked, ticks, dismissed } = await start({
      'leaderboard schedule add': '✅ Schedule added `a1b2c3`',
    });
    await made;
    expect(asked).toEqual([
      'board servers',
      'leaderboard schedule add',
      'leaderboard schedule add',
      ...Array.from({ length: 4 }, () => 'leaderboard schedule run'),
    ]);
    expect(ticks).toHaveLength(1);
    expect(ticks[0]).toBeGreaterThanOrEqual(HOUR);
    expect(new Set(dismissed).size).toBe(asked.length);
  });

  it('fail in the words of the bot, with the command that it refused, and nothing else is asked', async () => {
    const { made, asked } = await start({ 'leaderboard schedule add': '❌ There are 25 schedules already.' });
    await expect(made).rejects.toThrow('/leaderboard schedule add: ❌ There are 25 schedules already.');
    expect(asked).toEqual(['board servers', 'leaderboard schedule add']);
  });
});
