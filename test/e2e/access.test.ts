import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import { ADMIN_ROLE_ID } from './harness.ts';
import { answerTo, buttonsOf } from './reading.ts';
import { useScene } from './scene.ts';

const MODERATION: readonly (readonly [path: string, options: OptionValues])[] = [
  ['ban', { player: '1000000007', reason: 'Team kills', duration: '7d' }],
  ['unban', { ban: '150000036' }],
  ['flag add', { player: '1000000007', flag: 'Watch' }],
  ['flag remove', { player: '1000000007', flag: 'Watch' }],
  ['flag list', { player: '1000000007' }],
];

const COMPLETIONS: readonly (readonly [path: string, option: string])[] = [
  ['ban', 'player'],
  ['ban', 'server'],
  ['ban', 'duration'],
  ['unban', 'ban'],
  ['flag add', 'player'],
  ['flag add', 'flag'],
  ['flag remove', 'flag'],
];

describe('who may do what', () => {
  const scene = useScene();
  /** Everything that a question of somebody would have sent. */
  const asked = () => scene.battlemetrics.requests.length + scene.dcs.requests.length;

  // The bot looks at the servers by itself when it starts, and then a minute later.
  beforeAll(async () => {
    const looked = () =>
      [scene.dcs, scene.battlemetrics].map(({ requests }) =>
        requests.some(({ path }) => path === '/servers'),
      );
    await vi.waitFor(() => expect(looked()).toEqual([true, true]));
  });

  it.each(MODERATION)(
    'refuses /%s to a member, who alone sees it, and asks nobody',
    async (path, options) => {
      const before = asked();
      const { text, ephemeral } = await answerTo(scene.run(scene.stage.member(), path, options));
      expect(text).toMatch(/^🔒 This is for moderators/u);
      expect(ephemeral).toBe(true);
      expect(asked()).toBe(before);
    },
  );

  it.each(COMPLETIONS)('completes nothing of /%s %s for a member, and asks nobody', async (path, option) => {
    const before = asked();
    expect(await scene.complete(scene.stage.member(), path, option)).toEqual([]);
    expect(asked()).toBe(before);
    expect(await scene.complete(scene.stage.moderator(), path, option)).not.toEqual([]);
  });

  it('refuses the confirmation of somebody whose role was taken away since the question', async () => {
    const user = scene.stage.moderator('Demoted');
    const { message } = await answerTo(scene.run(user, 'ban', MODERATION[0]?.[1]));
    const demoted = scene.discord.user({ id: user.id, displayName: 'Demoted' });
    for (const label of ['Ban', 'Cancel']) {
      const press = scene.discord.press({ user: demoted, message, label });
      const { text, ephemeral } = await answerTo(press);
      expect(text).toMatch(/^🔒 This is for moderators/u);
      expect(ephemeral).toBe(true);
    }
    expect(scene.writes('POST', /^\/bans$/u)).toEqual([]);
    expect(scene.stage.audit.messages).toEqual([]);
  });

  it('lets admins and Administrators do what moderators may', async () => {
    const people = [scene.discord.user({ roles: [ADMIN_ROLE_ID] }), scene.discord.user({ permissions: 8n })];
    for (const user of people) {
      const { message } = await answerTo(scene.run(user, 'ban', MODERATION[0]?.[1]));
      expect(buttonsOf(message)).toEqual(['Ban', 'Cancel']);
    }
  });

  it('refuses every other guild and direct messages, whoever asks', async () => {
    const elsewhere = scene.discord.addGuild();
    const user = scene.discord.user({ roles: [ADMIN_ROLE_ID], permissions: 8n });
    const before = asked();
    for (const place of [{ guildId: elsewhere.id }, { direct: true }]) {
      for (const [name, options] of [
        ['stats', { player: 'Viper' }],
        ['ping', {}],
        ['ban', MODERATION[0]?.[1] ?? {}],
      ] as const) {
        const handle = scene.discord.command({ user, name, options, ...place });
        const { text, ephemeral } = await answerTo(handle);
        expect(text).toContain('Squawk serves one community');
        expect(ephemeral).toBe(true);
      }
      const choices = await scene.discord.autocomplete({
        user,
        name: 'stats',
        options: { player: 'vip' },
        focused: 'player',
        ...place,
      });
      expect(choices).toEqual([]);
    }
    expect(asked()).toBe(before);
  });
});

describe('a community without moderators', () => {
  const scene = useScene({
    env: { MODERATOR_ROLE_IDS: undefined, ADMIN_ROLE_IDS: undefined, AUDIT_CHANNEL_ID: undefined },
  });

  it('has no writing command, and the log says why', () => {
    const names = scene.discord.commands.map(({ form }) => form.name);
    expect(names.sort()).toEqual([
      ...['board', 'help', 'leaderboard', 'linkme', 'notify', 'ping', 'privacy'],
      ...['servers', 'stats', 'topkdr'],
    ]);
    const left = scene.bot.logs.filter(({ msg }) => msg === 'A command is not offered');
    expect(left.map(({ command }) => command).sort()).toEqual(['ban', 'flag', 'unban']);
    for (const { reason } of left) expect(reason).toContain('MODERATOR_ROLE_IDS');
  });
});
