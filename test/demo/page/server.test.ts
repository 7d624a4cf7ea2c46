import { once } from 'node:events';
import { createServer, request } from 'node:http';
import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Interaction,
  type MessageActionRowComponentBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { LARGEST_FILE } from '../../../src/demo/page/largest-file.ts';
import { AUDIT, GENERAL, MODERATORS, startPage } from './harness.ts';

const COMMANDS = [
  {
    name: 'look',
    description: 'Looks',
    options: [{ type: 3, name: 'what', description: 'What', autocomplete: true }],
  },
  { name: 'flag', description: 'Flags', options: [{ type: 1, name: 'list', description: 'Lists' }] },
  {
    name: 'board',
    description: 'Boards',
    options: [
      {
        type: 2,
        name: 'schedule',
        description: 'Schedules',
        options: [
          {
            type: 1,
            name: 'add',
            description: 'Adds',
            options: [
              { type: 7, name: 'where', description: 'Where', channel_types: [0, 5] },
              { type: 7, name: 'voice', description: 'Voice', channel_types: [2] },
              { type: 8, name: 'whom', description: 'Whom' },
              { type: 6, name: 'who', description: 'Who' },
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'take',
    description: 'Takes',
    options: [
      { type: 11, name: 'list', description: 'A list', required: true },
      { type: 3, name: 'what', description: 'What', autocomplete: true },
    ],
  },
];

let page: Awaited<ReturnType<typeof startPage>>;
let answer: (interaction: Interaction) => Promise<unknown>;

beforeAll(async () => {
  page = await startPage((interaction) => answer(interaction), COMMANDS);
});
afterAll(() => page.close());
beforeEach(() => {
  answer = async () => undefined;
});
afterEach(() => expect(page.bot.errors).toEqual([]));

const reply = (message: object) => async (interaction: Interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply(message);
};
const row = (...components: (ButtonBuilder | StringSelectMenuBuilder)[]) =>
  new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(components);

describe('the state', () => {
  it('lists commands as Discord does, subcommands as lines of their own', async () => {
    const { state } = await page.open('member');
    expect(state?.commands.map(({ path, description }) => [path, description])).toEqual([
      ['board schedule add', 'Adds'],
      ['flag list', 'Lists'],
      ['look', 'Looks'],
      ['take', 'Takes'],
    ]);
    expect(state?.channels.map(({ name }) => name)).toEqual(['general', 'audit']);
  });

  it('offers the channels, roles and people that there are, where a command takes one', async () => {
    const { state } = await page.open('admin');
    const offered = state?.commands
      .find(({ path }) => path === 'board schedule add')
      ?.options.map(({ name, choices }) => [name, choices?.map((choice) => [choice.name, choice.value])]);
    expect(offered).toEqual([
      [
        'where',
        [
          ['#general', GENERAL],
          ['#audit', AUDIT],
        ],
      ],
      ['voice', []],
      ['whom', [['@Moderators', MODERATORS]]],
      [
        'who',
        [
          ['@Member', '500000000000000001'],
          ['@Moderator', '500000000000000002'],
          ['@Admin', '500000000000000003'],
        ],
      ],
    ]);
  });

  it('breaks an API at a click in every window, and mends it again', async () => {
    const [one, other] = [await page.open('member'), await page.open('admin')];
    const on = () => other.state?.faults.filter((fault) => fault.on).map(({ name }) => name);
    const status = async () =>
      (await fetch(`${page.battlemetrics.url}/bans`, { signal: AbortSignal.timeout(2_000) })).status;
    one.send({ type: 'fault', name: 'battlemetrics-429', on: true });
    await other.until(() => on()?.includes('battlemetrics-429') || undefined);
    expect(await status()).toBe(429);
    one.send({ type: 'fault', name: 'battlemetrics-down', on: true });
    await other.until(() => (on()?.join() === 'battlemetrics-down' ? true : undefined));
    await expect(status()).rejects.toThrow('fetch failed');
    one.send({ type: 'fault', name: 'battlemetrics-down', on: false });
    await other.until(() => (on()?.length === 0 ? true : undefined));
    // It is back, and wants a token.
    expect(await status()).toBe(403);
    one.send({ type: 'fault', name: 'dcsserverbot-html', on: true });
    await other.until(() => on()?.includes('dcsserverbot-html') || undefined);
    expect((await fetch(`${page.dcs.url}/servers`)).headers.get('content-type')).toContain('text/html');
    one.send({ type: 'fault', name: 'dcsserverbot-down', on: true });
    await other.until(() => (on()?.join() === 'dcsserverbot-down' ? true : undefined));
    const refused = await fetch(`${page.dcs.url}/servers`).catch((error: unknown) => error);
    expect(refused).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    one.send({ type: 'fault', name: 'dcsserverbot-down', on: false });
    await other.until(() => (on()?.length === 0 ? true : undefined));
    expect((await fetch(`${page.dcs.url}/servers`)).status).toBe(200);
  });

  it('tells the window that broke something why it cannot be mended', async () => {
    const { url } = page.battlemetrics;
    const member = await page.open('member');
    const isOn = () => member.state?.faults.find(({ name }) => name === 'battlemetrics-down')?.on;
    member.send({ type: 'fault', name: 'battlemetrics-down', on: true });
    await member.until(() => isOn() || undefined);
    const squatter = createServer().listen(Number(new URL(url).port), '127.0.0.1');
    await once(squatter, 'listening');
    member.send({ type: 'fault', name: 'battlemetrics-down', on: false });
    const told = await member.until(() => member.answerTo(0));
    expect(told).toMatchObject({ type: 'refused', text: expect.stringContaining('EADDRINUSE') });
    squatter.close();
    await once(squatter, 'close');
    expect(isOn()).toBe(true);
    member.send({ type: 'fault', name: 'battlemetrics-down', on: false });
    await member.until(() => isOn() === false || undefined);
  });

  it('changes the speed of the world in every window', async () => {
    const [one, other] = [await page.open('member'), await page.open('admin')];
    one.send({ type: 'speed', factor: 60 });
    await other.until(() => other.state?.speed === 60 || undefined);
  });
});

describe('a command', () => {
  it('of a group reaches the bot with the channel and the role that were chosen', async () => {
    answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      const chosen = [options.getChannel('where')?.name, options.getRole('whom')?.name];
      await interaction.reply([options.getSubcommandGroup(), options.getSubcommand(), ...chosen].join());
    };
    const admin = await page.open('admin');
    const asked = await admin.ask({
      type: 'command',
      channel: GENERAL,
      name: 'board',
      subcommand: 'schedule add',
      options: { where: AUDIT, whom: MODERATORS },
    });
    expect(asked.type).toBe('done');
    const seen = await admin.message(({ content }) => content === 'schedule,add,audit,Moderators');
    expect(seen.usedBy).toMatchObject({ command: 'board schedule add' });
  });

  it('is answered in all windows, with who used it, and again after a reload', async () => {
    answer = reply({ content: 'in public', embeds: [{ title: 'T' }] });
    const [member, admin] = [await page.open('member'), await page.open('admin')];
    expect((await member.command('look')).type).toBe('done');
    const seen = await admin.message(({ content }) => content === 'in public');
    expect(seen).toMatchObject({
      kind: 'message',
      ephemeral: false,
      usedBy: { name: 'Member', command: 'look' },
    });
    const reloaded = await page.open('member');
    expect(await reloaded.message(({ id }) => id === seen.id)).toEqual(seen);
  });

  it('shows ephemeral answers to the asker alone, who can dismiss them for good', async () => {
    answer = reply({ content: 'for you', flags: MessageFlags.Ephemeral });
    const [member, admin] = [await page.open('member'), await page.open('admin')];
    await member.command('look');
    const seen = await member.message(({ content }) => content === 'for you');
    expect(seen.ephemeral).toBe(true);
    expect([...admin.messages.keys()]).not.toContain(seen.id);
    member.send({ type: 'dismiss', role: 'member', message: seen.id });
    await member.until(() => !member.messages.has(seen.id) || undefined);
    const reloaded = await page.open('member');
    await reloaded.ask({ type: 'say', channel: GENERAL, text: 'still here' });
    expect([...reloaded.messages.keys()]).not.toContain(seen.id);
  });

  it('shows that the bot thinks, and then what it thought, in the same place', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await released;
      await interaction.editReply('thought');
    };
    const member = await page.open('member');
    await member.command('look');
    const thinking = await member.message(({ kind }) => kind === 'thinking');
    release();
    const done = await member.message(({ content }) => content === 'thought');
    expect(done).toMatchObject({ id: thinking.id, edited: false });
  });

  it("says in Discord's words when the bot does not answer", async () => {
    const [member, admin] = [await page.open('member'), await page.open('admin')];
    const asked = member.command('look');
    const sending = await member.message(({ kind }) => kind === 'sending');
    await asked;
    const failed = await member.message(({ kind }) => kind === 'failed');
    expect(failed).toMatchObject({
      id: sending.id,
      content: 'The application did not respond',
      ephemeral: true,
    });
    expect([...admin.messages.keys()]).not.toContain(failed.id);
  });

  it('brings the bot a file as it was given, and is completed without it', async () => {
    const moderator = await page.open('moderator');
    answer = async (interaction) => {
      if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: `with ${interaction.options.data.length}`, value: 'x' }]);
      } else if (interaction.isChatInputCommand()) {
        const { name, size, url } = interaction.options.getAttachment('list', true);
        await interaction.reply(`${name} ${size}: ${await (await fetch(url)).text()}`);
      }
    };
    const command = { channel: GENERAL, name: 'take' };
    const text = 'Żółw "☃"\n';
    const list = { name: 'bans.csv', base64: Buffer.from(text).toString('base64') };
    const offered = await moderator.ask({
      type: 'complete',
      ...command,
      options: { list, what: 'a' },
      focused: 'what',
    });
    expect(offered).toMatchObject({ choices: [{ name: 'with 1' }] });
    await moderator.ask({ type: 'command', ...command, options: { list } });
    await moderator.message(
      ({ content }) => content === `bans.csv ${Buffer.byteLength(text)}: ${text.trim()}`,
    );
  });

  it('takes files of up to two megabytes', async () => {
    const moderator = await page.open('moderator');
    answer = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply(`${interaction.options.getAttachment('list', true).size} bytes`);
    };
    const list = { name: 'large.txt', base64: Buffer.alloc(LARGEST_FILE).toString('base64') };
    await moderator.ask({ type: 'command', channel: GENERAL, name: 'take', options: { list } });
    await moderator.message(({ content }) => content === `${LARGEST_FILE} bytes`);
    const more = { ...list, base64: Buffer.alloc(LARGEST_FILE + 3).toString('base64') };
    const closed = moderator.closed();
    void moderator
      .ask({ type: 'command', channel: GENERAL, name: 'take', options: { list: more } })
      .catch(() => undefined);
    expect(await closed).toBe(1003);
  });

  it('completes options by the bot itself', async () => {
    answer = async (interaction) => {
      if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: `${interaction.options.getFocused()} & co`, value: 'x' }]);
      }
    };
    const member = await page.open('member');
    const target = { channel: GENERAL, name: 'look', options: { what: 'sky' } };
    expect(await member.ask({ type: 'complete', ...target, focused: 'what' })).toMatchObject({
      type: 'choices',
      choices: [{ name: 'sky & co', value: 'x' }],
    });
  });

  it('is refused where Discord would not send it', async () => {
    const member = await page.open('member');
    expect(await member.command('nothing')).toMatchObject({
      type: 'refused',
      text: '/nothing is not registered',
    });
    expect(await member.ask({ type: 'command', channel: '1', name: 'look', options: {} })).toMatchObject({
      type: 'refused',
      text: 'There is no such channel.',
    });
  });
});

describe('components and forms', () => {
  it('presses buttons, edits in place, and says when an interaction failed', async () => {
    answer = async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const go = new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Primary);
        const hang = new ButtonBuilder().setCustomId('hang').setLabel('Hang').setStyle(ButtonStyle.Danger);
        await interaction.reply({ content: 'before', components: [row(go, hang)] });
      } else if (interaction.isButton() && interaction.customId === 'go') {
        await interaction.update({ content: 'after' });
      }
    };
    const member = await page.open('member');
    await member.command('look');
    const { id: message } = await member.message(({ content }) => content === 'before');
    await member.ask({ type: 'press', message, customId: 'go' });
    const after = await member.message(({ content }) => content === 'after');
    expect(after).toMatchObject({ id: message, edited: true });
    await member.ask({ type: 'press', message, customId: 'hang' });
    const failed = await member.message(({ failure }) => failure !== undefined);
    expect(failed).toMatchObject({ id: message, failure: 'This interaction failed' });
    await member.ask({ type: 'press', message, customId: 'go' });
    await member.until(() => member.messages.get(message)?.failure === undefined || undefined);
    expect(await member.ask({ type: 'press', message, customId: 'no' })).toMatchObject({ type: 'refused' });
  });

  it('chooses from menus, opens the form for that window alone, and submits it', async () => {
    answer = async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const menu = new StringSelectMenuBuilder().setCustomId('menu').addOptions({ label: 'A', value: 'a' });
        await interaction.reply({ content: 'choose', components: [row(menu)] });
      } else if (interaction.isStringSelectMenu()) {
        const field = new TextInputBuilder()
          .setCustomId('why')
          .setLabel('Why')
          .setStyle(TextInputStyle.Short);
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId('form')
            .setTitle(`Chosen ${interaction.values.join()}`)
            .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(field)),
        );
      } else if (interaction.isModalSubmit()) {
        await interaction.reply(`because ${interaction.fields.getTextInputValue('why')}`);
      }
    };
    const member = await page.open('member');
    await member.command('look');
    const { id: message } = await member.message(({ content }) => content === 'choose');
    const opened = await member.ask({ type: 'select', message, customId: 'menu', values: ['a'] });
    if (opened.type !== 'form') throw new Error(`no form, but ${opened.type}`);
    expect(opened.form.form.title).toBe('Chosen a');
    const { interaction } = opened.form;
    expect(await member.ask({ type: 'submit', interaction, fields: {} })).toMatchObject({ type: 'refused' });
    await member.ask({ type: 'submit', interaction, fields: { why: 'of that' } });
    await member.message(({ content }) => content === 'because of that');
  });
});

describe('the input line', () => {
  it('says what people write, in their name', async () => {
    const [member, admin] = [await page.open('member'), await page.open('admin')];
    await member.ask({ type: 'say', channel: AUDIT, text: '<b>hello</b>' });
    const said = await admin.message(({ content }) => content === '<b>hello</b>');
    expect(said).toMatchObject({ channel: AUDIT, author: { name: 'Member', bot: false }, ephemeral: false });
  });

  it('answers nonsense as Discord does: for the asker alone', async () => {
    const member = await page.open('member');
    await member.ask({ type: 'say', channel: GENERAL, text: '/fro`b <i>' });
    const told = await member.message(({ author }) => author.name === 'Clyde');
    expect(told).toMatchObject({ ephemeral: true });
    expect(told.content).toContain("`/fro'b` is not a command");
    await member.ask({ type: 'say', channel: GENERAL, text: 'x'.repeat(2_001) });
    await member.message(({ content }) => content.startsWith('Your message is too long'));
  });
});

describe('the server', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      request(`${page.server.url}${path}`, { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString('utf8'),
          }),
        );
      })
        .on('error', reject)
        .end();
    });

  it('lets the page load nothing from elsewhere', async () => {
    const { status, headers } = await get('/');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).not.toMatch(/script-src|https?:|\*/);
  });

  it('answers to its own names alone, for other names may be those of other sites', async () => {
    expect((await get('/', { host: `localhost:${page.server.port}` })).status).toBe(200);
    expect((await get('/', { host: `rebound.example:${page.server.port}` })).status).toBe(403);
    expect((await get('/etc/passwd')).status).toBe(404);
    expect((await get('/files/1/x.png')).status).toBe(404);
  });

  it.each(['http://example.org', undefined])('opens no socket for a page of %s', async (origin) => {
    const url = `${page.server.url.replace('http', 'ws')}/socket`;
    const socket = new WebSocket(url, origin === undefined ? {} : { origin });
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('403');
  });

  it('closes the connection on what it does not understand, and lives on', async () => {
    for (const text of ['nonsense', '{}', '{"type":"watch","role":"owner"}']) {
      const window = await page.open('member');
      const closed = window.closed();
      window.sendText(text);
      expect(await closed).toBe(1003);
    }
    expect((await get('/')).status).toBe(200);
  });

  it('hands out what the bot attaches: pictures as such, anything else as bytes', async () => {
    const picture = new AttachmentBuilder(Buffer.from('PNG'), { name: 'chart.png' });
    const html = new AttachmentBuilder(Buffer.from('<script>'), { name: 'page.html' });
    answer = reply({
      files: [picture, html],
      embeds: [
        {
          title: 'T',
          image: { url: 'attachment://chart.png' },
          thumbnail: { url: 'https://example.org/x.png' },
        },
      ],
    });
    const member = await page.open('member');
    await member.command('look');
    const { attachments, embeds } = await member.message((message) => message.attachments.length > 0);
    const urls = attachments.map(({ url }) => url);
    expect(embeds[0]?.image?.url).toBe(urls[0]);
    expect(embeds[0]?.thumbnail).toBeUndefined();
    expect(await get(urls[0] ?? '')).toMatchObject({ body: 'PNG', headers: { 'content-type': 'image/png' } });
    expect(await get(urls[1] ?? '')).toMatchObject({
      body: '<script>',
      headers: { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' },
    });
  });
});
