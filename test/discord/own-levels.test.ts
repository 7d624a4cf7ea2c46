import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { help } from '../../commands/help.ts';
import { defineAction, defineCommandGroup, defineComponent } from '../../src/discord/command.ts';
import type { Call } from '../../src/http/call.ts';
import type { Message } from '../../src/message/message.ts';
import { ADMIN_ROLE, type Bot, GENERAL, GUILD, PILOT_ROLE, startBot } from './harness.ts';

const ran: unknown[] = [];
let bot: Bot;

const button = (action: string) => ({
  type: ComponentType.Button as const,
  style: ButtonStyle.Primary as const,
  label: action,
  custom_id: `v1:board:${action}:k`,
});

const run =
  (what: string) =>
  async (input: object, { call }: { readonly call: Call }): Promise<Message> => {
    ran.push([what, input, call.class]);
    return {
      content: what,
      components: [{ type: ComponentType.ActionRow, components: [button('page'), button('edit')] }],
    };
  };

const common = { description: 'x', visibility: 'public' } as const;

beforeAll(async () => {
  bot = await startBot([
    help,
    defineCommandGroup({
      name: 'board',
      description: 'x',
      access: 'moderator',
      subcommands: {
        show: defineAction({ ...common, access: 'everyone', options: {}, run: run('show') }),
        list: defineAction({ ...common, options: {}, run: run('list') }),
        'schedule add': defineAction({
          ...common,
          access: 'admin',
          options: {
            channel: { type: 'channel', description: 'x', required: true },
            mention: { type: 'role', description: 'x' },
          },
          run: run('schedule add'),
        }),
      },
      components: {
        page: defineComponent({ access: 'everyone', acknowledge: 'update', run: run('page') }),
        edit: defineComponent({ acknowledge: 'update', run: run('edit') }),
      },
    }),
  ]);
});
afterAll(() => bot.stop());
beforeEach(() => {
  ran.length = 0;
});

const member = () => bot.discord.user();
const admin = () => bot.discord.user({ roles: [ADMIN_ROLE] });
const use = (subcommand: string, user = member(), options: Record<string, string> = {}) =>
  bot.discord.command({ name: 'board', subcommand, user, options });

describe('an action with a level of its own', () => {
  it('is open to members though the command is not', async () => {
    expect((await use('show').reply()).content).toBe('show');
    expect((await use('list').reply()).content).toMatch(/for moderators/u);
    expect(ran).toEqual([['show', {}, 'person']]);
  });

  it('is closed to moderators though the command is not, and says for whom it is', async () => {
    const refused = use('schedule add', member(), { channel: GENERAL });
    expect((await refused.reply()).content).toMatch(/for admins/u);
    expect(ran).toEqual([]);
  });

  it('in a group gets the ids of channels and roles', async () => {
    const options = { channel: GENERAL, mention: PILOT_ROLE };
    await use('schedule add', admin(), options).reply();
    await use('schedule add', admin(), { channel: GENERAL, mention: GUILD }).reply();
    expect(ran).toEqual([
      ['schedule add', options, 'moderator'],
      ['schedule add', { channel: GENERAL, mention: GUILD }, 'moderator'],
    ]);
  });
});

describe('the help', () => {
  it('sorts single actions by whom they are for, and shows what the asker may use', async () => {
    const shown = async (user = member()) =>
      (await bot.discord.command({ name: 'help', user }).reply()).embeds[0];
    expect(await shown()).toMatchObject({
      description: expect.stringMatching(
        /For moderators alone: `\/board list`\n.*For admins alone: `\/board schedule add`$/u,
      ),
      fields: [{ name: 'For everyone', value: expect.stringMatching(/\*\*\/board\*\* `show`\nx$/u) }],
    });
    expect((await shown(admin()))?.fields).toMatchObject([
      { name: 'For everyone' },
      { name: 'For moderators', value: '**/board** `list`\nx' },
      { name: 'For admins', value: '**/board** `schedule add`\nx' },
    ]);
  });
});

describe('a button with a level of its own', () => {
  it('is open to members, beside one that is not', async () => {
    const message = await use('list', admin()).reply();
    ran.length = 0;
    const paged = bot.discord.press({ user: member(), message, label: 'page' });
    expect((await paged.reply()).content).toBe('page');
    const refused = bot.discord.press({ user: member(), message, label: 'edit' });
    expect((await refused.reply()).content).toMatch(/for moderators/u);
    expect(ran).toEqual([['page', expect.anything(), 'person']]);
  });
});

describe('an option for a channel or a role', () => {
  const { body } = defineCommandGroup({
    name: 'x',
    description: 'x',
    access: 'everyone',
    subcommands: {
      go: defineAction({
        ...common,
        options: { channel: { type: 'channel', description: 'x' }, role: { type: 'role', description: 'x' } },
        run: async () => ({ content: 'x' }),
      }),
    },
  });

  it.each(['', 'general', '<#400000000000000001>', '4'.repeat(21), '1', 4e17, true])(
    'takes nothing but an id: %s',
    async (value) => {
      const action = body.kind === 'subcommands' ? body.actions['go'] : undefined;
      for (const name of ['channel', 'role']) {
        // Fails before the handler, so the context does not matter.
        const call = async () => action?.invoke({ [name]: value }, Object.create(null));
        await expect(call()).rejects.toThrow('another type');
      }
    },
  );
});
