import type { ChatInputCommandInteraction } from 'discord.js';
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, GUILD_ID, startBot } from './bot.ts';
import { call } from './call.ts';

const MODERATOR = '300000000000000001';
const COMMANDS = [
  {
    name: 'take',
    description: 'Takes what it is given',
    options: [
      { type: 11, name: 'file', description: 'A file' },
      { type: 6, name: 'who', description: 'A person' },
      { type: 3, name: 'text', description: 'A text', autocomplete: true },
    ],
  },
];

let bot: Bot;
let onCommand: (interaction: ChatInputCommandInteraction) => Promise<unknown>;

beforeAll(async () => {
  bot = await startBot(
    async (interaction) => {
      if (interaction.isChatInputCommand()) await onCommand(interaction);
      else if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: `${interaction.options.data.length}`, value: 'v' }]);
      }
    },
    { roles: [{ id: MODERATOR, name: 'Moderators', permissions: P.BanMembers }] },
  );
  await bot.client.application.commands.set(COMMANDS, GUILD_ID);
});
afterAll(() => bot.close());
beforeEach(() => {
  onCommand = async () => undefined;
});

const take = (options: Parameters<Bot['sim']['command']>[0]['options'], user = bot.sim.user()) =>
  bot.sim.command({ user, name: 'take', options });
/** What the bot was given by a command. */
const given = (options: Parameters<typeof take>[0]): Promise<ChatInputCommandInteraction> =>
  new Promise((resolve) => {
    onCommand = async (interaction) => resolve(interaction);
    take(options);
  });

describe('a file given to a command', () => {
  it('is told to the bot as Discord tells it, and can be read at its address alone', async () => {
    const text = 'name;reason\nViper;"é"\n';
    const interaction = await given({ file: { name: 'my bans.csv', text } });
    const file = interaction.options.getAttachment('file', true);
    expect(file).toMatchObject({
      name: 'my_bans.csv',
      size: Buffer.byteLength(text),
      contentType: 'text/csv; charset=utf-8',
      ephemeral: true,
    });
    expect(await (await fetch(file.url)).text()).toBe(text);
    const [address] = file.url.split('?');
    for (const url of [`${address}`, `${address}?hm=0`, file.url.replace(file.id, '1')]) {
      expect((await fetch(url)).status).toBe(404);
    }
    bot.sim.forgetUploads();
    expect((await fetch(file.url)).status).toBe(404);
  });

  it('may be of any bytes, and of a type that nobody knows', async () => {
    const data = Buffer.from([0xff, 0xfe, 0x41, 0x00]);
    const interaction = await given({ file: { name: 'bans', data } });
    const file = interaction.options.getAttachment('file', true);
    expect(file.contentType).toBeNull();
    expect(Buffer.from(await (await fetch(file.url)).arrayBuffer())).toEqual(data);
  });

  it('is uploaded when the command is sent, not while another option is being typed', async () => {
    const choices = await bot.sim.autocomplete({
      user: bot.sim.user(),
      name: 'take',
      options: { file: { name: 'a.txt', text: 'a' }, text: 'x' },
      focused: 'text',
    });
    expect(choices).toMatchObject([{ name: '1' }]);
  });
});

describe('a person named to a command', () => {
  it('is told with name and roles, and without roles once they left', async () => {
    const who = bot.sim.user({ displayName: 'Viper', nick: 'Viper 1-1', roles: [MODERATOR] });
    const { options } = await given({ who: who.id });
    expect(options.getUser('who')).toMatchObject({ id: who.id, globalName: 'Viper' });
    expect(options.getMember('who')).toMatchObject({ nickname: 'Viper 1-1' });
    bot.sim.leave(who.id);
    const later = await given({ who: who.id });
    expect([later.options.getUser('who')?.id, later.options.getMember('who')]).toEqual([who.id, null]);
  });
});

describe('a command is not sent', () => {
  it.each([
    ['with a text for a file', { file: 'bans.csv' }, 'a file is wanted'],
    ['with a file for a text', { text: { name: 'a', text: 'a' } }, 'a text is wanted'],
    ['with a person whom nobody knows', { who: '100000000000000099' }, 'no such person'],
  ])('%s', (_what, options, message) => {
    expect(() => take(options)).toThrow(message);
  });
});

describe('roles', () => {
  it('that were taken are gone from what the person does next, and from what Discord tells of them', async () => {
    const seen: (boolean | undefined)[] = [];
    onCommand = async (interaction) => {
      seen.push(interaction.memberPermissions?.has('BanMembers'));
      await interaction.reply('ok');
    };
    const user = bot.sim.user({ roles: [MODERATOR] });
    const member = () => call(bot.sim, 'GET', `/guilds/${GUILD_ID}/members/${user.id}`);
    await take({}, user).reply();
    expect((await member()).body['roles']).toEqual([MODERATOR]);
    bot.sim.takeRole(user.id, MODERATOR);
    await take({}, user).reply();
    expect((await member()).body['roles']).toEqual([]);
    bot.sim.setRoles(user.id, [MODERATOR]);
    await take({}, user).reply();
    expect(seen).toEqual([true, false, true]);
    expect(() => bot.sim.setRoles('1', [])).toThrow('no person 1');
  });

  it('hold what a person may do, for Discord tells it of members by their roles alone', async () => {
    const user = bot.sim.user({ permissions: P.KickMembers });
    const { body } = await call(bot.sim, 'GET', `/guilds/${GUILD_ID}/members/${user.id}`);
    const { body: roles } = await call(bot.sim, 'GET', `/guilds/${GUILD_ID}/roles`);
    const own = Object.values(roles);
    expect(own).toContainEqual(
      expect.objectContaining({ id: user.roles[0], permissions: String(P.KickMembers) }),
    );
    expect(body['roles']).toEqual(user.roles);
  });
});

describe('an interaction that is delivered twice', () => {
  it('has the same id and token, and takes one answer', async () => {
    const seen: string[] = [];
    onCommand = async (interaction) => {
      seen.push(`${interaction.id} ${interaction.token}`);
      await interaction.reply(`answer ${seen.length}`);
    };
    const handle = take({});
    expect((await handle.reply()).content).toBe('answer 1');
    bot.sim.redeliver(handle);
    expect(await handle.refused()).toMatchObject({ code: 40060, status: 400 });
    expect(seen[1]).toBe(seen[0]);
    expect(handle.message?.content).toBe('answer 1');
  });
});
