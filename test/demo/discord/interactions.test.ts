import {
  ActionRowBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageActionRowComponentBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { InteractionResponseType as Answer, ChannelType } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, GUILD_ID, startBot } from './bot.ts';

const COMMANDS = [
  {
    name: 'look',
    description: 'Looks',
    options: [
      { type: 3, name: 'what', description: 'What', required: true, autocomplete: true },
      { type: 4, name: 'times', description: 'How often', min_value: 1, max_value: 9 },
      {
        type: 3,
        name: 'mode',
        description: 'Mode',
        choices: [
          { name: 'Fast', value: 'fast' },
          { name: 'Slow', value: 'slow' },
        ],
      },
    ],
  },
  {
    name: 'flag',
    description: 'Flags',
    options: [{ type: 1, name: 'list', description: 'Lists', options: [] }],
  },
];

const GENERAL = '400000000000000001';
const CATEGORY = '400000000000000002';

let bot: Bot;
let onCommand: (interaction: ChatInputCommandInteraction) => Promise<unknown>;
let onOther: (interaction: Interaction) => Promise<unknown>;
let onCompletion: (interaction: AutocompleteInteraction) => Promise<unknown>;

beforeAll(async () => {
  bot = await startBot(
    async (interaction) => {
      if (interaction.isChatInputCommand()) await onCommand(interaction);
      else if (interaction.isAutocomplete()) await onCompletion(interaction);
      else await onOther(interaction);
    },
    {
      channels: [
        { id: GENERAL, name: 'general' },
        { id: CATEGORY, name: 'Talk', type: ChannelType.GuildCategory },
      ],
    },
  );
  await bot.client.application.commands.set(COMMANDS, GUILD_ID);
});
afterAll(() => bot.close());
beforeEach(() => {
  onCommand = async () => undefined;
  onOther = async () => undefined;
  onCompletion = async () => undefined;
});

const look = (options: Record<string, string | number> = { what: 'sky' }) =>
  bot.sim.command({ user: bot.sim.user(), name: 'look', options });

describe('a reply', () => {
  it('is shown with its embeds, in public, and the time it took is known', async () => {
    onCommand = (interaction) => interaction.reply({ content: 'hi', embeds: [{ title: 'A title' }] });
    const handle = look();
    const message = await handle.reply();
    expect(message.content).toBe('hi');
    expect(message.embeds[0]?.title).toBe('A title');
    expect(handle.acknowledgement).toBe(Answer.ChannelMessageWithSource);
    expect(handle.ephemeral).toBe(false);
    expect(handle.acknowledgedAfterMs).toBeGreaterThan(0);
    expect(bot.sim.channels[0]?.messages.at(-1)?.id).toBe(message.id);
  });

  it('that is ephemeral is no message of the channel, and a stranger cannot press its buttons', async () => {
    onCommand = (interaction) =>
      interaction.reply({ content: 'psst', flags: MessageFlags.Ephemeral, components: [buttons('x')] });
    const handle = look();
    const message = await handle.reply();
    expect(handle.ephemeral).toBe(true);
    expect(bot.sim.channels[0]?.messages.some(({ id }) => id === message.id)).toBe(false);
    expect(() => bot.sim.press({ user: bot.sim.user(), message, customId: 'x' })).toThrow('only its asker');
    const channelId = message.channel_id;
    await expect(bot.client.rest.get(`/channels/${channelId}/messages/${message.id}`)).rejects.toMatchObject({
      code: 10008,
    });
  });

  it('after a deferral has the visibility of the deferral, whatever the edit says', async () => {
    onCommand = async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ content: 'later' });
      await interaction.editReply({ content: 'last' });
    };
    const handle = look();
    await handle.acknowledged();
    expect(handle.deferred).toBe(true);
    const message = await handle.settled(({ content }) => content === 'last');
    expect(handle.ephemeral).toBe(true);
    expect(message.flags).toBe(MessageFlags.Ephemeral);
    expect(handle.versions.map(({ content }) => content)).toEqual(['later', 'last']);
  });

  it('can be a follow-up, which takes the place of a deferral, and then others beside it', async () => {
    onCommand = async (interaction) => {
      await interaction.deferReply();
      await interaction.followUp({ content: 'first', flags: MessageFlags.Ephemeral });
      await interaction.followUp({ content: 'second', flags: MessageFlags.Ephemeral });
    };
    const handle = look();
    const second = await handle.followUp();
    expect(second.content).toBe('second');
    expect(second.flags).toBe(MessageFlags.Ephemeral);
    expect(handle.message?.content).toBe('first');
    expect(handle.ephemeral).toBe(false);
  });

  it('can be deleted, after which it cannot be edited', async () => {
    const failure = new Promise((resolve) => {
      onCommand = async (interaction) => {
        await interaction.deferReply();
        await interaction.deleteReply();
        await interaction.editReply('late').catch(resolve);
      };
    });
    const handle = look();
    expect(await failure).toMatchObject({ code: 10008, status: 404 });
    expect(handle.deleted).toBe(true);
    expect(handle.message).toBeUndefined();
  });

  it('can carry a file, whose content is kept and served', async () => {
    onCommand = (interaction) =>
      interaction.reply({
        embeds: [{ title: 'Chart', image: { url: 'attachment://chart.png' } }],
        files: [{ attachment: Buffer.from('png bytes'), name: 'chart.png' }],
      });
    const message = await look().reply();
    expect(bot.sim.file(message, 'chart.png')?.toString()).toBe('png bytes');
    const url = message.embeds[0]?.image?.url ?? '';
    expect(url).toBe(message.attachments[0]?.url);
    expect(await (await fetch(url)).text()).toBe('png bytes');
  });

  it('with the response asked for comes back as a message', async () => {
    const id = new Promise((resolve) => {
      onCommand = async (interaction) => {
        const response = await interaction.reply({ content: 'hi', withResponse: true });
        resolve(response.resource?.message?.id);
      };
    });
    const message = await look().reply();
    expect(await id).toBe(message.id);
  });
});

describe('an answer that comes too late or twice', () => {
  it('is refused with 10062 after three seconds, and the person sees that nothing came', async () => {
    const failure = new Promise((resolve) => {
      onCommand = async (interaction) => {
        handle.age(3_500);
        await interaction.reply('late').catch(resolve);
      };
    });
    const handle = look();
    expect(await failure).toMatchObject({ code: 10062, status: 404 });
    expect(handle.error).toBe('The application did not respond');
    await expect(handle.reply()).rejects.toThrow('a reply to /look');
    expect(handle.refusals).toMatchObject([{ code: 10062 }]);
  });

  it('is refused with 40060 when there was one already', async () => {
    const failure = new Promise((resolve) => {
      onCommand = async (interaction) => {
        await interaction.reply('one');
        const twin = { type: Answer.ChannelMessageWithSource, data: { content: 'two' } };
        const { id, token } = interaction;
        await bot.client.rest
          .post(`/interactions/${id}/${token}/callback`, { body: twin, auth: false })
          .catch(resolve);
      };
    });
    const handle = look();
    expect(await failure).toMatchObject({ code: 40060, status: 400 });
    expect(handle.message?.content).toBe('one');
  });

  it('is refused with 50027 when the token has ended, fifteen minutes after', async () => {
    const failure = new Promise((resolve) => {
      onCommand = async (interaction) => {
        await interaction.deferReply();
        handle.age(15 * 60_000 + 1);
        await interaction.editReply('late').catch(resolve);
      };
    });
    const handle = look();
    expect(await failure).toMatchObject({ code: 50027, status: 401 });
  });

  it('is refused as unknown webhook when a follow-up comes before any acknowledgement', async () => {
    const failure = new Promise((resolve) => {
      onCommand = async ({ token, applicationId }) => {
        await bot.client.rest
          .post(`/webhooks/${applicationId}/${token}`, { body: { content: 'early' }, auth: false })
          .catch(resolve);
      };
    });
    look();
    expect(await failure).toMatchObject({ code: 10015, status: 404 });
  });
});

describe('a first answer beyond the limits', () => {
  const answer = async (interaction: Interaction, type: number, data: object) => {
    const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
    await bot.client.rest.post(path, { body: { type, data }, auth: false });
  };
  const field = { type: 4, custom_id: 'f', style: 1, label: 'A field' };
  const form = { custom_id: 'form', title: 'A form', components: [{ type: 1, components: [field] }] };
  const withField = (parts: object) => ({
    ...form,
    components: [{ type: 1, components: [{ ...field, ...parts }] }],
  });
  const menu = { type: 3, custom_id: 'm', options: [{ label: 'A', value: 'a' }] };
  const withMenu = (parts: object) => ({
    ...form,
    components: [{ type: 18, label: 'Which', component: { ...menu, ...parts } }],
  });

  it.each<[string, object, string]>([
    ['title of 46', { ...form, title: 'x'.repeat(46) }, '{"data":{"title":{"_errors":'],
    [
      'six fields',
      { ...form, components: Array(6).fill(form.components[0]) },
      '"_errors":[{"code":"BASE_TYPE_BAD_LENGTH"',
    ],
    ['no custom_id', { ...form, custom_id: '' }, '{"data":{"custom_id":{"_errors":'],
    ['label of 46', withField({ label: 'x'.repeat(46) }), '"label":{"_errors":'],
    ['placeholder of 101', withField({ placeholder: 'x'.repeat(101) }), '"placeholder":{"_errors":'],
    ['text of 4,001', withField({ value: 'x'.repeat(4_001) }), '"value":{"_errors":'],
    [
      'more text than its field holds',
      withField({ max_length: 5, value: 'x'.repeat(6) }),
      '"value":{"_errors":',
    ],
    ['less text than its field wants', withField({ min_length: 5, value: 'x' }), '"value":{"_errors":'],
    ['field of 4,001', withField({ max_length: 4_001 }), '"max_length":{"_errors":'],
    [
      'two fields in a row',
      { ...form, components: [{ type: 1, components: [field, { ...field, custom_id: 'g' }] }] },
      '"_errors":[{"code":"BASE_TYPE_BAD_LENGTH"',
    ],
    [
      'one field twice',
      { ...form, components: [form.components[0], form.components[0]] },
      'COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    ['a menu that is disabled', withMenu({ disabled: true }), 'BASE_TYPE_BAD_COMBINATION'],
    [
      'a menu that wants more than there is',
      withMenu({ min_values: 2, max_values: 2 }),
      'BASE_TYPE_BAD_LENGTH',
    ],
  ])('is refused and leaves the interaction open: a form with %s', async (_, data, where) => {
    onCommand = async (interaction) => {
      await answer(interaction, Answer.Modal, data).catch(() => interaction.reply('sorry'));
    };
    const handle = look();
    expect((await handle.reply()).content).toBe('sorry');
    expect(handle.refusals).toMatchObject([{ code: 50035, status: 400 }]);
    expect(handle.refusals[0]?.message).toContain(where);
  });

  it.each<[string, object[], string]>([
    ['26 choices', Array(26).fill({ name: 'a', value: 'b' }), '"choices":{"_errors":'],
    ['a name of 101', [{ name: 'x'.repeat(101), value: 'b' }], '"choices":{"0":{"name":{"_errors":'],
    ['an empty value', [{ name: 'a', value: '' }], '"choices":{"0":{"value":{'],
  ])('is refused for a completion with %s', async (_, choices, where) => {
    const failure = new Promise((resolve) => {
      onCompletion = (interaction) =>
        answer(interaction, Answer.ApplicationCommandAutocompleteResult, { choices }).catch(resolve);
    });
    const user = bot.sim.user();
    const input = { user, name: 'look', options: { what: 'x' }, focused: 'what' };
    const given = bot.sim.autocomplete(input, 200);
    expect(JSON.stringify(await failure)).toContain(where);
    await expect(given).rejects.toThrow('waited 200 ms in vain');
  });

  it('is refused when its kind does not fit the interaction', async () => {
    const failure = new Promise((resolve) => {
      onCommand = (interaction) => answer(interaction, Answer.UpdateMessage, { content: 'x' }).catch(resolve);
    });
    look();
    expect(await failure).toMatchObject({ code: 50035 });
  });
});

describe('what a person types', () => {
  it('reaches the bot with the values, roles, permissions and names', async () => {
    const seen = new Promise<ChatInputCommandInteraction>((resolve) => {
      onCommand = async (interaction) => {
        resolve(interaction);
        await interaction.reply('ok');
      };
    });
    const user = bot.sim.user({
      username: 'viper',
      displayName: 'Viper',
      nick: 'Viper 1-1',
      permissions: 4n,
    });
    await bot.sim.command({ user, name: 'look', options: { what: 'sky', times: 3, mode: 'slow' } }).reply();
    const interaction = await seen;
    expect(interaction.inCachedGuild()).toBe(true);
    expect(interaction.options.getString('what')).toBe('sky');
    expect(interaction.options.getInteger('times')).toBe(3);
    expect(interaction.options.getString('mode')).toBe('slow');
    expect(interaction.memberPermissions?.has('BanMembers')).toBe(true);
    expect(interaction.memberPermissions?.has('Administrator')).toBe(false);
    expect(interaction.inCachedGuild() && interaction.member.displayName).toBe('Viper 1-1');
  });

  it.each([
    ['an unknown command', { name: 'nothing' }, 'not registered'],
    ['an unknown option', { name: 'look', options: { what: 'x', nothing: 1 } }, 'has no option nothing'],
    ['a missing option', { name: 'look' }, 'requires the option what'],
    ['a number out of range', { name: 'look', options: { what: 'x', times: 10 } }, 'out of range'],
    [
      'a choice that is not offered',
      { name: 'look', options: { what: 'x', mode: 'no' } },
      'none of its choices',
    ],
    ['no subcommand', { name: 'flag' }, 'none was given'],
    ['an unknown subcommand', { name: 'flag', subcommand: 'add' }, 'not registered'],
  ])('is not sent with %s', (_, input, message) => {
    expect(() => bot.sim.command({ user: bot.sim.user(), ...input })).toThrow(message);
  });

  it('runs a subcommand', async () => {
    onCommand = (interaction) => interaction.reply(interaction.options.getSubcommand());
    const handle = bot.sim.command({ user: bot.sim.user(), name: 'flag', subcommand: 'list' });
    expect((await handle.reply()).content).toBe('list');
  });

  it('is completed by the bot, which sees what else is typed', async () => {
    onCompletion = (interaction) => {
      const { name, value } = interaction.options.getFocused(true);
      const text = `${name} ${value} ${interaction.options.getInteger('times')}`;
      return interaction.respond([{ name: text, value: 'v' }]);
    };
    const choices = await bot.sim.autocomplete({
      user: bot.sim.user(),
      name: 'look',
      options: { what: 'sk', times: 2 },
      focused: 'what',
    });
    expect(choices).toEqual([{ name: 'what sk 2', value: 'v' }]);
  });

  it('comes from another guild or from a direct message as such', async () => {
    const places: (string | null)[] = [];
    onCommand = async (interaction) => {
      places.push(interaction.guildId);
      await interaction.reply('ok');
    };
    const other = bot.sim.addGuild({ botIsMember: false });
    const user = bot.sim.user();
    const input = { user, name: 'look', options: { what: 'x' } };
    await bot.sim.command({ ...input, guildId: other.id }).reply();
    await bot.sim.command({ ...input, direct: true }).reply();
    expect(places).toEqual([other.id, null]);
  });
});

describe('components', () => {
  it('let a button update its message', async () => {
    onCommand = (interaction) => interaction.reply({ content: 'page 1', components: [buttons('next')] });
    onOther = async (interaction) => {
      if (interaction.isButton()) await interaction.update({ content: 'page 2', components: [] });
    };
    const user = bot.sim.user();
    const first = bot.sim.command({ user, name: 'look', options: { what: 'x' } });
    const pressed = bot.sim.press({ user, message: await first.reply(), customId: /^next/ });
    expect((await pressed.settled(({ content }) => content === 'page 2')).components).toEqual([]);
    expect(first.message?.content).toBe('page 2');
    expect(first.versions).toHaveLength(2);
    expect(() => bot.sim.press({ user, message: { id: first.message?.id ?? '' }, customId: 'next' })).toThrow(
      'has no component next, but none',
    );
  });

  it('let a menu deliver what was chosen, and nothing else', async () => {
    const menu = new StringSelectMenuBuilder().setCustomId('menu').setOptions({ label: 'A', value: 'a' });
    onCommand = (interaction) => interaction.reply({ content: 'choose', components: [row(menu)] });
    onOther = async (interaction) => {
      if (!interaction.isStringSelectMenu()) return;
      await interaction.deferUpdate();
      await interaction.editReply({ content: interaction.values.join(), components: [] });
    };
    const user = bot.sim.user();
    const message = await bot.sim.command({ user, name: 'look', options: { what: 'x' } }).reply();
    expect(() => bot.sim.select({ user, message, customId: 'menu' }, ['b'])).toThrow('does not offer b');
    const handle = bot.sim.select({ user, message, customId: 'menu' }, ['a']);
    expect((await handle.settled(({ content }) => content === 'a')).id).toBe(message.id);
  });

  it('let a form be opened, filled in and answered', async () => {
    const input = new TextInputBuilder()
      .setCustomId('why')
      .setLabel('Why')
      .setStyle(TextInputStyle.Short)
      .setMaxLength(5);
    const form = new ModalBuilder()
      .setCustomId('form')
      .setTitle('A form')
      .addComponents(new ActionRowBuilder<TextInputBuilder>().setComponents(input));
    onCommand = (interaction) => interaction.showModal(form);
    onOther = async (interaction) => {
      if (interaction.isModalSubmit()) await interaction.reply(interaction.fields.getTextInputValue('why'));
    };
    const opened = look();
    expect((await opened.opened()).title).toBe('A form');
    expect(() => bot.sim.submit(opened, { why: 'because' })).toThrow('0 to 5 characters');
    expect(() => bot.sim.submit(opened, {})).toThrow('wants something in why');
    expect((await bot.sim.submit(opened, { why: 'so' }).reply()).content).toBe('so');
  });
});

function buttons(customId: string): ActionRowBuilder<MessageActionRowComponentBuilder> {
  return row(new ButtonBuilder().setCustomId(customId).setLabel('Press').setStyle(ButtonStyle.Primary));
}

function row(
  component: MessageActionRowComponentBuilder,
): ActionRowBuilder<MessageActionRowComponentBuilder> {
  return new ActionRowBuilder<MessageActionRowComponentBuilder>().setComponents(component);
}

describe('channels and roles in options', () => {
  const post = {
    name: 'post',
    description: 'Posts',
    options: [
      {
        type: 2,
        name: 'plan',
        description: 'Plans',
        options: [
          {
            type: 1,
            name: 'add',
            description: 'Adds',
            options: [
              { type: 7, name: 'where', description: 'Where', channel_types: [0] },
              { type: 8, name: 'whom', description: 'Whom' },
            ],
          },
        ],
      },
    ],
  };
  const run = (options: Record<string, string>) =>
    bot.sim.command({ user: bot.sim.user(), name: 'post', subcommand: 'plan add', options });

  beforeAll(async () => {
    await bot.client.application.commands.set([...COMMANDS, post], GUILD_ID);
  });

  it('reach the bot by id, with what they stand for', async () => {
    onCommand = (interaction) =>
      interaction.reply(
        [
          interaction.options.getSubcommandGroup(),
          interaction.options.getSubcommand(),
          interaction.options.getChannel('where')?.name,
          interaction.options.getRole('whom')?.name,
        ].join(),
      );
    const handle = run({ where: GENERAL, whom: GUILD_ID });
    expect((await handle.reply()).content).toBe('plan,add,general,@everyone');
  });

  it('are none that the guild does not have, or that the option does not take', () => {
    expect(() => run({ where: '1' })).toThrow('no such channel');
    expect(() => run({ where: bot.sim.direct('1').id })).toThrow('no such channel');
    expect(() => run({ where: CATEGORY })).toThrow('another type');
    expect(() => run({ whom: '1' })).toThrow('no such role');
  });
});
