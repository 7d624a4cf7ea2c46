import { beforeAll, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import { ADMIN_ROLE_ID, MODERATOR_ROLE_ID } from './harness.ts';
import { answerTo, buttonsOf } from './reading.ts';
import { useScene } from './scene.ts';

const player = '1000000007';
const FILE = { name: 'bans.csv', text: 'identifier,reason\n76561190000000001,Cheating\n' };
const BAN = { player, reason: 'Team kills', duration: '7d' };
const MODERATION: readonly (readonly [path: string, options: OptionValues])[] = [
  ['player', { player }],
  ['ban', BAN],
  ['unban', { ban: '150000036' }],
  ['ban-edit', { ban: '150000036', reason: 'Griefing' }],
  ['bans list', {}],
  ['bans search', { text: 'kills' }],
  ['bans show', { ban: '150000036' }],
  ['exemption add', { ban: '150000036' }],
  ['exemption remove', { ban: '150000036' }],
  ['flag add', { player, flag: 'Watch' }],
  ['flag remove', { player, flag: 'Watch' }],
  ['flag list', { player }],
  ['flags list', {}],
  ['note add', { player }],
  ['note add', { player, text: 'Seen twice' }],
  ['note list', { player }],
  ['note edit', { player, note: '1' }],
  ['note delete', { player, note: '1' }],
  ['watch add', { player }],
  ['watch remove', { watch: 'x' }],
  ['watch list', {}],
  ['slot add', { player, duration: '7d' }],
  ['slot remove', { slot: 'x' }],
  ['slot list', {}],
  ['audit search', {}],
  ['audit export', {}],
];

/** What moderators may not do either. */
const ADMINISTRATION: readonly (readonly [path: string, options: OptionValues])[] = [
  ['bans export', { format: 'squad/Bans.cfg' }],
  ['bans import', { file: FILE }],
  ['flags create', { name: 'New' }],
  ['flags edit', { flag: 'Watch', name: 'New' }],
  ['flags delete', { flag: 'Watch' }],
  ['rcon', { server: '1000101', command: 'say hello' }],
];

/** Every option of moderation that is completed, by the path of its command. */
const COMPLETIONS = COMMANDS.filter(({ writes }) => writes).flatMap(({ name, body }) => {
  const actions = body.kind === 'action' ? { '': body.action } : body.actions;
  return Object.entries(actions).flatMap(([path, { options }]) =>
    Object.entries(options)
      .filter(([, option]) => 'autocomplete' in option)
      .map(([option]) => [`${name} ${path}`.trim(), option] as const),
  );
});
/** What has suggestions without anything else being typed or there. */
const SUGGESTED = ['ban player', 'ban preset', 'ban duration', 'unban ban', 'flag add flag', 'bans show ban'];

describe('who may do what', () => {
  const scene = useScene({ env: { RCON_COMMANDS: 'say' } });
  /** Everything that a question of somebody would have sent. */
  const asked = () => scene.battlemetrics.requests.length + scene.dcs.requests.length;

  // The bot looks at servers and bans by itself when it starts, and then a minute later: at bans once for its scopes,
  // and at both lists of them for those made elsewhere.
  beforeAll(async () => {
    const times = (api: { readonly requests: readonly { readonly path: string }[] }, wanted: string) =>
      api.requests.filter(({ path }) => path === wanted).length;
    await vi.waitFor(() => {
      expect(times(scene.dcs, '/servers')).toBeGreaterThan(0);
      expect(times(scene.battlemetrics, '/servers')).toBeGreaterThan(0);
      expect(times(scene.battlemetrics, '/bans')).toBeGreaterThanOrEqual(3);
    });
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

  it('is asked of everything that moderation can do', () => {
    const all = COMMANDS.filter(({ writes }) => writes).flatMap(({ name, body }) =>
      body.kind === 'action' ? [name] : Object.keys(body.actions).map((path) => `${name} ${path}`),
    );
    const tried = [...MODERATION, ...ADMINISTRATION].map(([path]) => path);
    expect(new Set(tried)).toEqual(new Set(all));
  });

  it.each(ADMINISTRATION)('refuses /%s to a moderator, and names the level', async (path, options) => {
    const before = asked();
    const { text, ephemeral } = await answerTo(scene.run(scene.stage.moderator(), path, options));
    expect(text).toMatch(/^🔒 This is for admins/u);
    expect(ephemeral).toBe(true);
    expect(asked()).toBe(before);
  });

  it('refuses every button of a card whose asker lost the role meanwhile', async () => {
    const user = scene.stage.moderator('Card Asker');
    const { message } = await answerTo(scene.run(user, 'player', { player }));
    scene.takeRole(user, MODERATOR_ROLE_ID);
    const before = asked();
    const labels = buttonsOf(message);
    expect(labels.length).toBeGreaterThanOrEqual(5);
    for (const label of labels) {
      const { text } = await answerTo(scene.discord.press({ user, message, label }));
      expect(text, label).toMatch(/^🔒 This is for moderators/u);
    }
    expect(asked()).toBe(before);
  });

  it('logs who was refused, what, and the level that it takes', async () => {
    const member = scene.stage.member('Nosy');
    await answerTo(scene.run(member, 'audit export', {}));
    const refusals = scene.bot.logs.filter((line) => line['userId'] === member.id);
    expect(refusals).toMatchObject([{ command: '/audit export', identifier: 'access-denied' }]);
    expect(JSON.stringify(refusals)).toContain('moderator');
  });

  it.each(COMPLETIONS)('completes nothing of /%s %s for a member, and asks nobody', async (path, option) => {
    const before = asked();
    expect(await scene.complete(scene.stage.member(), path, option)).toEqual([]);
    expect(asked()).toBe(before);
  });

  // Without it the tests above would pass for a completion that is broken.
  it.each(SUGGESTED)('and for a moderator completes /%s', async (place) => {
    const option = place.split(' ').at(-1) ?? '';
    const path = place.slice(0, -option.length).trim();
    expect(await scene.complete(scene.stage.moderator(), path, option)).not.toEqual([]);
  });

  it('refuses the confirmation of somebody whose role was taken away since the question', async () => {
    const user = scene.stage.moderator('Demoted');
    const { message } = await answerTo(scene.run(user, 'ban', BAN));
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
      const { message } = await answerTo(scene.run(user, 'ban', BAN));
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
        ['ban', BAN],
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
    expect(left.map(({ command }) => command).sort()).toEqual([
      ...['audit', 'ban', 'ban-edit', 'bans', 'exemption', 'flag', 'flags', 'note'],
      ...['player', 'rcon', 'slot', 'unban', 'watch'],
    ]);
    for (const { reason } of left) expect(reason).toMatch(/MODERATOR_ROLE_IDS|RCON_COMMANDS/u);
  });
});
