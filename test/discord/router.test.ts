import { setTimeout as sleep } from 'node:timers/promises';
import {
  InteractionResponseType as Answer,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  TextInputStyle,
} from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  defineAction,
  defineCommand,
  defineCommandGroup,
  defineComponent,
} from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import { RateLimitedError } from '../../src/http/errors.ts';
import type { Form, Message } from '../../src/message/message.ts';
import { UserError } from '../../src/message/user-error.ts';
import { type Bot, gate, startBot } from './harness.ts';

/** What the handlers do, set by each test. */
let handler: (context: Context, input: unknown) => Promise<Message | Form>;

const run = (input: unknown, context: Context) => handler(context, input);
const button = (action: string, key = 'k') => ({
  type: ComponentType.Button as const,
  style: ButtonStyle.Primary as const,
  label: action,
  custom_id: `v1:board:${action}:${key}`,
});
const board: Message = {
  content: 'the board',
  components: [
    {
      type: ComponentType.ActionRow,
      components: [button('update'), button('reply'), button('form'), button('gone'), button('constructor')],
    },
  ],
};
const form: Form = {
  form: {
    custom_id: 'v1:board:submitted:k',
    title: 'Reason',
    components: [
      {
        type: ComponentType.Label,
        label: 'Why',
        component: { type: ComponentType.TextInput, custom_id: 'why', style: TextInputStyle.Short },
      },
    ],
  },
};

let bot: Bot;

beforeAll(async () => {
  bot = await startBot([
    defineCommand({
      name: 'look',
      description: 'Public',
      access: 'everyone',
      visibility: 'public',
      options: {
        pilot: { type: 'string', description: 'Who' },
        times: { type: 'integer', description: 'n' },
      },
      run,
    }),
    defineCommand({
      name: 'whisper',
      description: 'Ephemeral',
      access: 'everyone',
      visibility: 'ephemeral',
      options: {},
      run,
    }),
    defineCommand({
      name: 'ask',
      description: 'Opens a form',
      access: 'everyone',
      visibility: 'public',
      acknowledge: 'form',
      options: {},
      run,
    }),
    defineCommandGroup({
      name: 'board',
      description: 'Has buttons',
      access: 'everyone',
      subcommands: {
        show: defineAction({
          description: 'Shows them',
          visibility: 'public',
          options: {},
          run: async () => board,
        }),
      },
      components: {
        update: defineComponent({ acknowledge: 'update', run }),
        reply: defineComponent({ acknowledge: 'reply', run }),
        form: defineComponent({ acknowledge: 'form', run: async () => form }),
        submitted: defineComponent({ acknowledge: 'update', run }),
      },
    }),
  ]);
});

afterAll(() => bot.stop());
afterEach(() => bot.discord.clearFaults());

const someone = () => bot.discord.user();
const look = () => bot.discord.command({ name: 'look', user: someone() });
const requestsAbout = (from: number) =>
  bot.discord.requests.slice(from).map(({ method, route }) => `${method} ${route}`);

const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const EDIT = 'PATCH /webhooks/:application/:token/messages/:message';
const DELETE = 'DELETE /webhooks/:application/:token/messages/:message';
const FOLLOW_UP = 'POST /webhooks/:application/:token';

describe('a reply', () => {
  it('that is there at once goes out in one request', async () => {
    const from = bot.discord.requests.length;
    handler = async () => ({ content: 'here' });
    const handle = look();
    expect((await handle.reply()).content).toBe('here');
    expect(handle.acknowledgement).toBe(Answer.ChannelMessageWithSource);
    expect(handle.ephemeral).toBe(false);
    expect(requestsAbout(from)).toEqual([CALLBACK]);
  });

  it('that takes longer is announced first', async () => {
    const later = gate();
    handler = async () => {
      await later.passed;
      return { content: 'at last' };
    };
    const handle = look();
    expect(await handle.acknowledged()).toBe(Answer.DeferredChannelMessageWithSource);
    later.open();
    expect((await handle.reply()).content).toBe('at last');
  });

  it('is seen by the asker alone where the definition says so, announced or not', async () => {
    const later = gate();
    handler = async () => {
      await later.passed;
      return { content: 'psst' };
    };
    const announced = bot.discord.command({ name: 'whisper', user: someone() });
    await announced.acknowledged();
    later.open();
    await announced.reply();
    const direct = bot.discord.command({ name: 'whisper', user: someone() });
    await direct.reply();
    expect([announced.ephemeral, direct.ephemeral]).toEqual([true, true]);
  });

  it('gets the options as they were typed, and who asks', async () => {
    handler = async ({ asker }, input) => ({
      content: JSON.stringify([input, asker.displayName, asker.level]),
    });
    const user = bot.discord.user({ username: 'u', displayName: 'Global', nick: 'Viper 1' });
    const handle = bot.discord.command({ name: 'look', user, options: { pilot: 'Maverick', times: 2 } });
    expect(JSON.parse((await handle.reply()).content)).toEqual([
      { pilot: 'Maverick', times: 2 },
      'Viper 1',
      'everyone',
    ]);
  });

  it('pings nobody, whatever it says', async () => {
    handler = async () => ({ content: '@everyone <@100000000000000009>' });
    const message = await look().reply();
    expect([message.mention_everyone, message.mentions]).toEqual([false, []]);
  });

  it('is cut to what Discord takes', async () => {
    handler = async () => ({ content: 'x'.repeat(3000) });
    expect((await look().reply()).content).toHaveLength(2000);
  });

  it('carries files, also after an announcement', async () => {
    const later = gate();
    handler = async () => {
      await later.passed;
      return { content: 'a file', files: [{ name: 'chart.txt', data: Buffer.from('bars') }] };
    };
    const handle = look();
    await handle.acknowledged();
    later.open();
    const message = await handle.reply();
    expect(bot.discord.file(message, 'chart.txt')?.toString()).toBe('bars');
  });

  it('is announced at once when the interaction was old as it came', async () => {
    handler = async () => {
      await sleep(150);
      return { content: 'x' };
    };
    const young = look();
    await young.acknowledged();
    const old = look();
    stall(1600);
    await old.acknowledged();
    expect([young.deferred, old.deferred]).toEqual([false, true]);
  });
});

describe('an interim', () => {
  it('of the handler is shown, and nothing of it is left in the reply', async () => {
    const later = gate();
    handler = async ({ progress }) => {
      await progress({ content: 'half of it', embeds: [{ title: 'so far' }] });
      await later.passed;
      return { embeds: [{ title: 'all' }] };
    };
    const handle = look();
    expect((await handle.reply()).content).toBe('half of it');
    later.open();
    const done = await handle.settled(({ embeds }) => embeds[0]?.title === 'all');
    expect([done.content, done.embeds.length]).toEqual(['', 1]);
  });

  it('tells about how long the API’s limit makes the person wait', async () => {
    const later = gate();
    handler = async ({ call }) => {
      call.onWait?.('BattleMetrics', 12_000);
      call.onWait?.('BattleMetrics', 12_500);
      await later.passed;
      return { content: 'done' };
    };
    const handle = look();
    expect((await handle.reply()).content).toMatch(/BattleMetrics.*about 12 s.*<t:\d+:R>/u);
    later.open();
    await handle.settled(({ content }) => content === 'done');
    expect(handle.versions).toHaveLength(2);
  });

  it('keeps what the handler showed beside the wait', async () => {
    const later = gate();
    handler = async ({ call, progress }) => {
      await progress({ content: 'DCS servers' });
      call.onWait?.('BattleMetrics', 30_000);
      await later.passed;
      return { content: 'done' };
    };
    const handle = look();
    const message = await handle.settled(({ content }) => content.includes('about 30 s'));
    expect(message.content).toMatch(/^DCS servers\n-# /u);
    later.open();
    await handle.settled(({ content }) => content === 'done');
  });

  it('that Discord refuses does not stop the handler', async () => {
    const later = gate();
    handler = async ({ progress }) => {
      await later.passed;
      await progress({ content: 'lost' });
      return { content: 'done' };
    };
    const handle = look();
    await handle.acknowledged();
    bot.discord.fault({
      kind: 'status',
      status: 403,
      route: '/webhooks/:application/:token/messages/:message',
    });
    later.open();
    expect((await handle.reply()).content).toBe('done');
  });
});

describe('old data', () => {
  it('get a line with their age below the reply', async () => {
    handler = async ({ call }) => {
      call.onStale?.('DCSServerBot', 1_750_000_060_000);
      call.onStale?.('DCSServerBot', 1_750_000_000_000);
      return { content: 'Kills: 5' };
    };
    expect((await look().reply()).content).toMatch(/^Kills: 5\n-# .*DCSServerBot.*<t:1750000000:R>/u);
  });
});

describe('an error', () => {
  const fails = (error: unknown) => async (): Promise<Message> => {
    throw error;
  };

  it('made for people is shown as it is, to the asker alone', async () => {
    handler = fails(new UserError('pilot-unknown', 'No pilot has that name. Check the spelling.'));
    const handle = look();
    expect((await handle.reply()).content).toBe('No pilot has that name. Check the spelling.');
    expect(handle.ephemeral).toBe(true);
  });

  it('of an API says what happened and what to do', async () => {
    const details = { api: 'BattleMetrics', method: 'GET', url: 'https://x/y' } as const;
    handler = fails(new RateLimitedError(details, 20_000));
    const handle = look();
    expect((await handle.reply()).content).toMatch(/BattleMetrics.*\nTry again/u);
    expect(handle.ephemeral).toBe(true);
  });

  it('of any other kind shows a reference that leads to it in the log, and no detail', async () => {
    handler = fails(new Error('secret detail'));
    const { content } = await look().reply();
    expect(content).toContain('REF123');
    expect(content).not.toContain('secret');
    const line = bot.lines.find(({ reference }) => reference === 'REF123');
    expect(line).toMatchObject({ level: 50, command: '/look', err: { message: 'secret detail' } });
  });

  it('after a public announcement takes the announcement away and is private', async () => {
    const later = gate();
    const from = bot.discord.requests.length;
    handler = async () => {
      await later.passed;
      throw new UserError('late', 'Not today.');
    };
    const handle = look();
    await handle.acknowledged();
    later.open();
    const aside = await handle.followUp();
    expect(aside.content).toBe('Not today.');
    expect(aside.flags & MessageFlags.Ephemeral).toBe(MessageFlags.Ephemeral);
    expect(handle.deleted).toBe(true);
    expect(requestsAbout(from)).toEqual([CALLBACK, DELETE, FOLLOW_UP]);
  });

  it('after an ephemeral announcement takes its place', async () => {
    const later = gate();
    const from = bot.discord.requests.length;
    handler = async () => {
      await later.passed;
      throw new UserError('late', 'Not today.');
    };
    const handle = bot.discord.command({ name: 'whisper', user: someone() });
    await handle.acknowledged();
    later.open();
    expect((await handle.reply()).content).toBe('Not today.');
    expect(handle.ephemeral).toBe(true);
    expect(requestsAbout(from)).toEqual([CALLBACK, EDIT]);
  });

  it('instead of a form is private', async () => {
    handler = fails(new UserError('no', 'No form for you.'));
    const handle = bot.discord.command({ name: 'ask', user: someone() });
    expect((await handle.reply()).content).toBe('No form for you.');
    expect(handle.ephemeral).toBe(true);
  });

  it('in a reply that Discord refuses is told privately', async () => {
    handler = async () => ({ embeds: [{ title: 'x', url: 'no address' }] });
    const handle = look();
    expect((await handle.reply()).content).toContain('REF123');
    expect(handle.ephemeral).toBe(true);
  });
});

describe('a component', () => {
  const show = async () => {
    const handle = bot.discord.command({ name: 'board', subcommand: 'show', user: someone() });
    return await handle.reply();
  };

  it('that updates replaces its message', async () => {
    const message = await show();
    handler = async (_context, input) => ({ content: JSON.stringify(input) });
    const handle = bot.discord.press({ user: someone(), message, label: 'update' });
    expect(await handle.acknowledged()).toBe(Answer.UpdateMessage);
    const updated = await handle.reply();
    expect(updated.id).toBe(message.id);
    expect(JSON.parse(updated.content)).toEqual({ key: 'k', values: [], fields: {} });
    expect(updated.components).toEqual([]);
  });

  it('that updates late announces it without a sign, then replaces', async () => {
    const message = await show();
    const later = gate();
    handler = async () => {
      await later.passed;
      return { content: 'new' };
    };
    const handle = bot.discord.press({ user: someone(), message, label: 'update' });
    expect(await handle.acknowledged()).toBe(Answer.DeferredMessageUpdate);
    later.open();
    expect((await handle.settled(({ content }) => content === 'new')).id).toBe(message.id);
  });

  it('that fails leaves its message, and tells the one who pressed', async () => {
    const message = await show();
    const later = gate();
    handler = async () => {
      await later.passed;
      throw new UserError('no', 'That ban is gone.');
    };
    const handle = bot.discord.press({ user: someone(), message, label: 'update' });
    await handle.acknowledged();
    later.open();
    const aside = await handle.followUp();
    expect([aside.content, aside.flags & MessageFlags.Ephemeral]).toEqual(['That ban is gone.', 64]);
    expect(handle.message?.content).toBe('the board');
  });

  it('that fails after an interim puts its message back with the buttons', async () => {
    const message = await show();
    handler = async ({ call, progress }) => {
      call.onWait?.('BattleMetrics', 20_000);
      await progress({ content: 'banning…' });
      throw new UserError('no', 'Not now.');
    };
    const handle = bot.discord.press({ user: someone(), message, label: 'update' });
    await handle.followUp();
    expect(handle.versions.some(({ content }) => content.startsWith('banning…'))).toBe(true);
    expect(handle.versions.some(({ content }) => /^the board\n-# .*about 20 s/u.test(content))).toBe(true);
    expect(handle.message?.content).toBe('the board');
    expect(handle.message?.components).toEqual(message.components);
  });

  it('that replies does so privately, and leaves its message', async () => {
    const message = await show();
    handler = async () => ({ content: 'details' });
    const handle = bot.discord.press({ user: someone(), message, label: 'reply' });
    expect((await handle.reply()).content).toBe('details');
    expect(handle.ephemeral).toBe(true);
  });

  it('opens a form, whose fields reach the handler and whose answer replaces the message', async () => {
    const message = await show();
    handler = async (_context, input) => ({ content: JSON.stringify(input) });
    const user = someone();
    const opened = bot.discord.press({ user, message, label: 'form' });
    expect((await opened.opened()).title).toBe('Reason');
    const handle = bot.discord.submit(opened, { why: 'team killing' });
    const updated = await handle.settled(({ content }) => content.includes('team killing'));
    expect(updated.id).toBe(message.id);
    expect(JSON.parse(updated.content)).toEqual({ key: 'k', values: [], fields: { why: 'team killing' } });
  });

  it('of a form that a command opened answers with a message of its own', async () => {
    handler = async () => form;
    const opened = bot.discord.command({ name: 'ask', user: someone() });
    await opened.opened();
    handler = async () => ({ content: 'thanks' });
    const handle = bot.discord.submit(opened, { why: 'x' });
    expect((await handle.reply()).content).toBe('thanks');
  });

  it.each(['gone', 'constructor'])(
    'that no command knows (%s) is answered with what to do',
    async (label) => {
      const message = await show();
      const handle = bot.discord.press({ user: someone(), message, label });
      expect((await handle.reply()).content).toMatch(/another version.*Run the command again/u);
      expect(handle.ephemeral).toBe(true);
    },
  );

  it('that is too slow for its form says so', async () => {
    const later = gate();
    handler = async () => {
      await later.passed;
      return form;
    };
    const handle = bot.discord.command({ name: 'ask', user: someone() });
    await handle.acknowledged();
    expect([handle.deferred, handle.ephemeral]).toEqual([true, true]);
    later.open();
    expect((await handle.reply()).content).toMatch(/took too long to open the form/u);
  });
});

describe('Discord’s own troubles', () => {
  const CALLBACK_ROUTE = '/interactions/:interaction/:token/callback';

  it.each(['execute-then-reset', 'execute-then-status'] as const)(
    'such as an answer that arrived but was %s, lead to no second one',
    async (kind) => {
      bot.discord.fault({ kind, status: 502, route: CALLBACK_ROUTE });
      handler = async () => ({ content: 'once' });
      const handle = look();
      expect((await handle.reply()).content).toBe('once');
      expect((await handle.refused()).code).toBe(40060);
      handler = async () => ({ content: 'next' });
      await look().reply();
      expect(handle.followUps).toEqual([]);
    },
  );

  it('such as an announcement that arrived but broke off, end with the reply', async () => {
    const later = gate();
    bot.discord.fault({ kind: 'execute-then-reset', route: CALLBACK_ROUTE });
    handler = async () => {
      await later.passed;
      return { content: 'after all' };
    };
    const handle = look();
    expect((await handle.refused()).code).toBe(40060);
    later.open();
    expect((await handle.reply()).content).toBe('after all');
  });

  it('such as an announcement of which nothing is known, still end with the reply', async () => {
    const later = gate();
    bot.discord.fault({ kind: 'execute-then-reset', route: CALLBACK_ROUTE });
    bot.discord.fault({ kind: 'reset', route: CALLBACK_ROUTE });
    handler = async () => {
      await later.passed;
      return { content: 'found out' };
    };
    const handle = look();
    await handle.acknowledged();
    later.open();
    expect((await handle.reply()).content).toBe('found out');
    expect(handle.refusals.map(({ code }) => code)).toEqual([40060]);
  });

  it('such as an announcement of which nothing is known, keep an error private', async () => {
    const later = gate();
    bot.discord.fault({ kind: 'execute-then-reset', route: CALLBACK_ROUTE });
    bot.discord.fault({ kind: 'reset', route: CALLBACK_ROUTE });
    handler = async () => {
      await later.passed;
      throw new UserError('no', 'Not today.');
    };
    const handle = look();
    await handle.acknowledged();
    later.open();
    expect((await handle.followUp()).flags & MessageFlags.Ephemeral).toBe(MessageFlags.Ephemeral);
    expect(handle.deleted).toBe(true);
  });

  it('such as an interaction that came too late, are logged with its age and end the work', async () => {
    const given = gate();
    let reason: unknown;
    handler = async ({ call }) => {
      call.signal?.addEventListener('abort', () => {
        reason = call.signal?.reason;
        given.open();
      });
      await given.passed;
      return { content: 'for nobody' };
    };
    const handle = look();
    handle.age(4000);
    expect((await handle.refused()).code).toBe(10062);
    await given.passed;
    expect(reason).toBeInstanceOf(UserError);
    const line = bot.lines.find(({ msg }) => String(msg).startsWith('Too late'));
    expect(line).toMatchObject({ level: 40, ageMs: expect.any(Number) });
  });

  it('such as a reply after fifteen minutes, are logged and harm nothing', async () => {
    const later = gate();
    handler = async () => {
      await later.passed;
      return { content: 'too late' };
    };
    const handle = look();
    await handle.acknowledged();
    handle.age(15 * 60_000 + 1000);
    later.open();
    expect((await handle.refused()).code).toBe(50027);
    handler = async () => ({ content: 'alive' });
    expect((await look().reply()).content).toBe('alive');
  });

  it('such as a reply that a moderator deleted meanwhile, are no error', async () => {
    const later = gate();
    handler = async ({ progress }) => {
      await progress({ content: 'working' });
      await later.passed;
      return { content: 'done' };
    };
    const handle = look();
    const { id, channel_id: channelId } = await handle.reply();
    bot.discord.channel(channelId).delete(id);
    later.open();
    expect((await handle.refused()).code).toBe(10008);
    handler = async () => ({ content: 'alive' });
    await look().reply();
    expect(handle.followUps).toEqual([]);
  });
});

/** Lets nothing happen in this process for that many milliseconds, as a long computation does. */
function stall(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
