import { REST } from 'discord.js';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { type Command, defineAction, defineCommand, defineCommandGroup } from '../../src/discord/command.ts';
import { differingCommands } from '../../src/discord/command-difference.ts';
import { commandPayload } from '../../src/discord/command-payload.ts';
import { deployCommands } from '../../src/discord/deploy-commands.ts';
import { registerCommands } from '../../src/discord/registration.ts';
import { configFor, startDiscord, TOKEN } from './harness.ts';

const run = async () => ({ content: 'x' });
const ping = defineCommand({
  name: 'ping',
  description: 'Latency',
  access: 'everyone',
  visibility: 'ephemeral',
  options: {},
  run,
});
const stats = defineCommand({
  name: 'stats',
  description: 'Of a pilot',
  access: 'everyone',
  visibility: 'public',
  options: {
    period: {
      type: 'string',
      description: 'Since when',
      choices: [
        { name: 'Ever', value: 'all' },
        { name: 'This week', value: 'week' },
      ],
    },
    places: { type: 'integer', description: 'How many', min: 1, max: 25 },
    player: {
      type: 'string',
      description: 'Who',
      required: true,
      autocomplete: async () => [],
      maxLength: 80,
    },
    force: { type: 'boolean', description: 'Anew' },
  },
  run,
});
const flag = defineCommandGroup({
  name: 'flag',
  description: 'Flags',
  access: 'moderator',
  writes: true,
  subcommands: {
    add: defineAction({
      description: 'Adds one',
      visibility: 'ephemeral',
      options: { player: { type: 'string', description: 'Who', required: true } },
      run,
    }),
    list: defineAction({ description: 'Lists them', visibility: 'ephemeral', options: {}, run }),
  },
});
const board = defineCommandGroup({
  name: 'board',
  description: 'Boards',
  access: 'everyone',
  subcommands: {
    show: defineAction({ description: 'Shows one', visibility: 'public', options: {}, run }),
    'schedule add': defineAction({
      description: 'Adds one',
      visibility: 'ephemeral',
      options: {
        mention: { type: 'role', description: 'Whom' },
        channel: { type: 'channel', description: 'Where', required: true, channelTypes: [5, 0] },
      },
      run,
    }),
    hide: defineAction({ description: 'Hides one', visibility: 'ephemeral', options: {}, run }),
    'schedule list': defineAction({ description: 'Lists', visibility: 'ephemeral', options: {}, run }),
  },
});
const commands = [ping, stats, flag, board];

let discord: DiscordSimulator;
let rest: REST;

beforeEach(async () => {
  discord = await startDiscord();
  rest = new REST({ api: discord.url }).setToken(TOKEN);
});
afterEach(async () => {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  await discord.close();
});

const register = (wanted: readonly Command[]) =>
  registerCommands({ rest, config: configFor(discord.url), commands: wanted });
const writes = () => discord.requests.filter(({ method }) => method === 'PUT').length;

describe('registration', () => {
  it('gives the guild exactly these commands', async () => {
    expect((await register(commands)).changed).toEqual(['board', 'flag', 'ping', 'stats']);
    expect(discord.commands.map(({ form }) => form.name).sort()).toEqual(['board', 'flag', 'ping', 'stats']);
  });

  it('writes nothing when Discord has all as they should be', async () => {
    await register(commands);
    expect((await register([...commands].reverse())).changed).toEqual([]);
    expect(writes()).toBe(1);
  });

  it('takes away what is not wanted any more', async () => {
    await register(commands);
    expect((await register([ping, stats, board])).changed).toEqual(['flag']);
    expect(discord.commands.map(({ form }) => form.name).sort()).toEqual(['board', 'ping', 'stats']);
  });

  it('writes when one description changed', async () => {
    await register(commands);
    expect((await register([{ ...ping, description: 'Round trip' }, stats, flag, board])).changed).toEqual([
      'ping',
    ]);
    expect(writes()).toBe(2);
  });

  it('leaves every command visible, for roles decide who may use it', async () => {
    await register(commands);
    expect(discord.commands.map(({ form }) => form.default_member_permissions ?? null)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('nests subcommands in their groups, each group where its first one stands', () => {
    const { Subcommand, SubcommandGroup, Channel, Role } = ApplicationCommandOptionType;
    expect(commandPayload(board).options).toMatchObject([
      { type: Subcommand, name: 'show' },
      {
        type: SubcommandGroup,
        name: 'schedule',
        description: 'add, list',
        options: [
          {
            type: Subcommand,
            name: 'add',
            description: 'Adds one',
            options: [
              { type: Channel, name: 'channel', required: true, channel_types: [5, 0] },
              { type: Role, name: 'mention', required: false },
            ],
          },
          { type: Subcommand, name: 'list' },
        ],
      },
      { type: Subcommand, name: 'hide' },
    ]);
  });

  it('puts what is required first, as Discord wants it', () => {
    expect(commandPayload(stats).options?.map(({ name }) => name)).toEqual([
      'player',
      'period',
      'places',
      'force',
    ]);
  });

  it('refuses definitions that Discord would refuse, before it asks', async () => {
    await expect(register([{ ...ping, name: 'Ping Pong' }])).rejects.toThrow(/\/Ping Pong: the name/u);
    expect(discord.requests).toEqual([]);
  });

  it('tells the operator how to let the bot into the guild', async () => {
    const config = configFor(discord.url);
    const elsewhere = { ...config, discord: { ...config.discord, guildId: '200000000000000009' } };
    await expect(registerCommands({ rest, config: elsewhere, commands })).rejects.toMatchObject({
      failure: 'guild',
      message: expect.stringMatching(/DISCORD_GUILD_ID.*https:\/\/discord\.com\/oauth2\/authorize/u),
    });
  });

  it('tells the operator of a token that Discord refuses', async () => {
    rest.setToken('wrong');
    await expect(register(commands)).rejects.toMatchObject({ failure: 'token' });
  });

  it('works without the gateway, for deploying', async () => {
    await deployCommands(configFor(discord.url), commands);
    expect(discord.commands).toHaveLength(4);
    expect(discord.gateway.identifies).toEqual([]);
  });
});

describe('what Discord has', () => {
  /** As Discord gives `/stats` back: with ids, versions and every default filled in. */
  const filledIn = () => ({
    id: '1',
    application_id: '2',
    guild_id: '3',
    version: '4',
    type: 1,
    name: 'stats',
    name_localizations: null,
    description: 'Of a pilot',
    description_localizations: null,
    default_member_permissions: null,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    nsfw: false,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'player',
        name_localizations: null,
        description: 'Who',
        description_localizations: null,
        required: true,
        autocomplete: true,
        max_length: 80,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'period',
        description: 'Since when',
        choices: [
          { name: 'Ever', name_localizations: null, value: 'all' },
          { name: 'This week', name_localizations: {}, value: 'week' },
        ],
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'places',
        description: 'How many',
        min_value: 1,
        max_value: 25,
      },
      { type: ApplicationCommandOptionType.Boolean, name: 'force', description: 'Anew' },
    ],
  });
  const wanted = [commandPayload(stats)];

  it('is no difference for its ids, versions and defaults', () => {
    expect(differingCommands(wanted, [filledIn()])).toEqual([]);
  });

  type Filled = ReturnType<typeof filledIn>;
  it.each<[string, (command: Filled) => unknown]>([
    ['a description', (command) => ({ ...command, description: 'Other' })],
    ['who sees it', (command) => ({ ...command, default_member_permissions: '8' })],
    ['an age limit', (command) => ({ ...command, nsfw: true })],
    ['a name in another language', (command) => ({ ...command, name_localizations: { de: 'statistik' } })],
    ['its type', (command) => ({ ...command, type: 2 })],
    ['an option less', (command) => ({ ...command, options: command.options.slice(1) })],
    ['the order of options', (command) => ({ ...command, options: [...command.options].reverse() })],
    ['no options', ({ options: _, ...command }) => command],
    ...(
      [
        ['what an option is called', 'player', { name: 'pilot' }],
        ['its description', 'player', { description: 'Whom' }],
        ['its type', 'force', { type: ApplicationCommandOptionType.String }],
        ['whether it is required', 'player', { required: false }],
        ['whether it completes', 'player', { autocomplete: false }],
        ['its longest text', 'player', { max_length: 81 }],
        ['its shortest text', 'player', { min_length: 2 }],
        ['its least', 'places', { min_value: 0 }],
        ['its most', 'places', { max_value: 26 }],
        ['a choice less', 'period', { choices: [{ name: 'Ever', value: 'all' }] }],
      ] as const
    ).map(([what, name, change]): [string, (command: Filled) => unknown] => [
      `${what}, in ${name}`,
      (command) => ({
        ...command,
        options: command.options.map((option) => (option.name === name ? { ...option, ...change } : option)),
      }),
    ]),
  ])('is another command by %s', (_what, change) => {
    expect(differingCommands(wanted, [change(filledIn())])).not.toEqual([]);
  });

  it('is another by what a subcommand takes', () => {
    const [first, second] = [commandPayload(flag), commandPayload(flag)];
    const changed = JSON.parse(JSON.stringify(second).replace('"Who"', '"Whom"'));
    expect(differingCommands([first], [second])).toEqual([]);
    expect(differingCommands([first], [changed])).toEqual(['flag']);
  });

  it('is another by what a subcommand in a group takes, but not by the order of channel types', () => {
    const sent = commandPayload(board);
    const as = (from: string, to: string) => JSON.parse(JSON.stringify(sent).replace(from, to));
    expect(differingCommands([sent], [as('[5,0]', '[0,5]')])).toEqual([]);
    expect(differingCommands([sent], [as('[5,0]', '[0]')])).toEqual(['board']);
    expect(differingCommands([sent], [as('"Whom"', '"Who"')])).toEqual(['board']);
    expect(differingCommands([sent], [as('"type":8', '"type":3')])).toEqual(['board']);
    expect(differingCommands([sent], [as('"name":"list"', '"name":"show"')])).toEqual(['board']);
  });
});
