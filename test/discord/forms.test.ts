import { ButtonStyle, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ComponentInput, defineCommand, defineComponent } from '../../src/discord/command.ts';
import type { Form, Message } from '../../src/message/message.ts';
import { UserError } from '../../src/message/user-error.ts';
import { type Bot, gate, startBot } from './harness.ts';

const LONG_TEXT = `First line\n${'“é” '.repeat(900)}\nlast line`;

/** What is filled in, and how much the field holds. */
let filled: { readonly text: string; readonly most: number; readonly title: string };
let seen: ComponentInput[];
let answer: (input: ComponentInput) => Promise<Message>;

const formOf = (key: string): Form => ({
  form: {
    custom_id: `v1:note:write:${key}`,
    title: filled.title,
    components: [
      {
        type: ComponentType.Label,
        label: 'Note',
        component: {
          type: ComponentType.TextInput,
          custom_id: 'text',
          style: TextInputStyle.Paragraph,
          max_length: filled.most,
          value: filled.text,
        },
      },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.TextInput,
            custom_id: 'evidence',
            label: 'Evidence',
            style: TextInputStyle.Short,
            required: false,
          },
        ],
      },
    ],
  },
});

const card: Message = {
  content: 'Viper',
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Primary,
          label: 'Note',
          custom_id: 'v1:note:open:42',
        },
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: 'v1:note:pick:42',
          min_values: 1,
          max_values: 2,
          options: ['a', 'b', 'c'].map((value) => ({ label: value.toUpperCase(), value })),
        },
      ],
    },
  ],
};

const note = defineCommand({
  name: 'note',
  description: 'Notes',
  access: 'everyone',
  visibility: 'ephemeral',
  acknowledge: 'form',
  options: { player: { type: 'string', description: 'Who', required: true } },
  run: async ({ player }) => formOf(player),
  components: {
    open: defineComponent({ acknowledge: 'form', run: async ({ key }) => formOf(key) }),
    write: defineComponent({
      acknowledge: 'update',
      run: (input) => {
        seen.push(input);
        return answer(input);
      },
    }),
    pick: defineComponent({
      acknowledge: 'update',
      run: (input) => {
        seen.push(input);
        return answer(input);
      },
    }),
  },
});
const player = defineCommand({
  name: 'player',
  description: 'A card',
  access: 'everyone',
  visibility: 'ephemeral',
  options: {},
  run: async () => card,
});

let bot: Bot;
beforeAll(async () => {
  bot = await startBot([note, player]);
});
afterAll(() => bot.stop());
beforeEach(() => {
  filled = { text: '', most: 4_000, title: 'Note on Viper' };
  seen = [];
  answer = async () => ({ content: 'saved' });
});

const someone = () => bot.discord.user();
const byCommand = (user = someone()) =>
  bot.discord.command({ name: 'note', user, options: { player: '42' } });
const showCard = (user = someone()) => bot.discord.command({ name: 'player', user }).reply();

describe('a form', () => {
  it('that a command opens gets the options, and its fields the handler', async () => {
    const opened = byCommand();
    expect((await opened.opened()).custom_id).toBe('v1:note:write:42');
    const handle = bot.discord.submit(opened, { text: LONG_TEXT, evidence: 'https://a.example/1' });
    expect((await handle.reply()).content).toBe('saved');
    expect(handle.ephemeral).toBe(true);
    expect(seen).toEqual([
      { key: '42', values: [], fields: { text: LONG_TEXT, evidence: 'https://a.example/1' } },
    ]);
  });

  it('that a button opens answers in place of the message with the button', async () => {
    const user = someone();
    const message = await showCard(user);
    const opened = bot.discord.press({ user, message, label: 'Note' });
    await opened.opened();
    const handle = bot.discord.submit(opened, { text: 'x' });
    expect((await handle.settled(({ content }) => content === 'saved')).id).toBe(message.id);
    expect(seen[0]?.fields).toEqual({ text: 'x', evidence: '' });
  });

  it('comes with what is to be changed, which is sent unless it is changed', async () => {
    filled = { ...filled, text: LONG_TEXT };
    const opened = byCommand();
    await opened.opened();
    await bot.discord.submit(opened, {}).reply();
    expect(seen[0]?.fields['text']).toBe(LONG_TEXT);
  });

  it('with a name that is too long for its title is opened all the same', async () => {
    filled = { ...filled, title: `Note on ${'Viper'.repeat(20)}` };
    expect((await byCommand().opened()).title).toMatch(/^Note on Viper.{30,}…$/u);
  });

  it('is not opened where its field would lose some of the text', async () => {
    filled = { ...filled, text: 'x'.repeat(301), most: 300 };
    const handle = byCommand();
    expect((await handle.reply()).content).toMatch(/“Note” now has 301 characters, and the form holds 300/u);
    expect([handle.ephemeral, handle.form]).toEqual([true, undefined]);
  });

  it('whose answer takes long, or goes wrong, leaves the card with its buttons', async () => {
    const user = someone();
    const message = await showCard(user);
    const opened = bot.discord.press({ user, message, label: 'Note' });
    await opened.opened();
    const later = gate();
    answer = async () => {
      await later.passed;
      throw new UserError('no', 'BattleMetrics takes no notes today.');
    };
    const handle = bot.discord.submit(opened, { text: 'x' });
    await handle.acknowledged();
    later.open();
    expect((await handle.followUp()).content).toBe('BattleMetrics takes no notes today.');
    expect(handle.message?.components).toEqual(message.components);
  });
});

describe('a menu', () => {
  it('hands over what was chosen of it, in the order of choosing', async () => {
    const user = someone();
    const message = await showCard(user);
    const handle = bot.discord.select({ user, message, customId: 'v1:note:pick:42' }, ['c', 'a']);
    expect((await handle.settled(({ content }) => content === 'saved')).id).toBe(message.id);
    expect(seen).toEqual([{ key: '42', values: ['c', 'a'], fields: {} }]);
  });
});

describe('after a restart', () => {
  it('the buttons, menus and forms of a message that one person sees go on', async () => {
    const earlier = await startBot([note, player]);
    const { discord } = earlier;
    const user = discord.user();
    const show = () => discord.command({ name: 'player', user }).reply();
    const [message, second] = [await show(), await show()];
    const openedBefore = discord.press({ user, message, label: 'Note' });
    await openedBefore.opened();
    await earlier.client.destroy();
    const bot = await startBot([note, player], discord);
    try {
      // The form was on the screen while the bot was away.
      const sent = discord.submit(openedBefore, { text: 'before' });
      expect((await sent.settled(({ content }) => content === 'saved')).id).toBe(message.id);
      const chosen = discord.select({ user, message: second, customId: 'v1:note:pick:42' }, ['b']);
      answer = async () => ({ ...card, content: 'chosen' });
      await chosen.settled(({ content }) => content !== 'Viper');
      const opened = discord.press({ user, message: second, label: 'Note' });
      await opened.opened();
      answer = async () => ({ content: 'after' });
      const handle = discord.submit(opened, { text: 'after' });
      expect((await handle.settled(({ content }) => content === 'after')).id).toBe(second.id);
      expect(handle.ephemeral).toBe(true);
      expect(seen.map(({ fields, values }) => [fields['text'], ...values])).toEqual([
        ['before'],
        [undefined, 'b'],
        ['after'],
      ]);
    } finally {
      await bot.stop();
    }
  });
});

describe('an interaction that Discord delivers twice', () => {
  it('shows the same id both times, and is answered once', async () => {
    const ids: string[] = [];
    const both = gate();
    const look = defineCommand({
      name: 'look',
      description: 'x',
      access: 'everyone',
      visibility: 'ephemeral',
      options: {},
      run: async (_input, { asker }) => {
        ids.push(asker.interactionId);
        if (ids.length === 2) both.open();
        await both.passed;
        return { content: `answer ${ids.length}` };
      },
    });
    const own = await startBot([look]);
    try {
      const handle = own.discord.command({ name: 'look', user: own.discord.user() });
      own.discord.redeliver(handle);
      await handle.reply();
      expect((await handle.refused()).code).toBe(40060);
      expect(ids).toEqual([handle.id, handle.id]);
      expect(handle.followUps).toEqual([]);
    } finally {
      await own.stop();
    }
  });
});
