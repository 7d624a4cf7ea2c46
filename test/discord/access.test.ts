import { ButtonStyle, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessLevel, defineCommand, defineComponent } from '../../src/discord/command.ts';
import type { Call } from '../../src/http/call.ts';
import { ADMIN_ROLE, type Bot, MODERATOR_ROLE, startBot } from './harness.ts';

const ran: string[] = [];
const classes: Call['class'][] = [];

function commandFor(access: AccessLevel) {
  const button = (action: string) => ({
    type: ComponentType.Button as const,
    style: ButtonStyle.Danger as const,
    label: action,
    custom_id: `v1:${access}:${action}:k`,
  });
  const run = (what: string) => async () => {
    ran.push(`${access} ${what}`);
    return { content: `${access} ${what}` };
  };
  return defineCommand({
    name: access,
    description: 'x',
    access,
    visibility: 'public',
    options: {
      who: {
        type: 'string',
        description: 'x',
        autocomplete: async (_query, { call }) => {
          classes.push(call.class);
          return [{ name: 'Private Person', value: '1' }];
        },
      },
    },
    run: async (_input, { call }) => {
      ran.push(`${access} command`);
      classes.push(call.class);
      return {
        content: 'x',
        components: [{ type: ComponentType.ActionRow, components: [button('confirm'), button('form')] }],
      };
    },
    components: {
      confirm: defineComponent({ acknowledge: 'update', run: run('confirm') }),
      form: defineComponent({
        acknowledge: 'form',
        run: async () => {
          ran.push(`${access} form`);
          return {
            form: {
              custom_id: `v1:${access}:submitted:k`,
              title: 'x',
              components: [
                {
                  type: ComponentType.Label,
                  label: 'Why',
                  component: { type: ComponentType.TextInput, custom_id: 'why', style: 1 },
                },
              ],
            },
          };
        },
      }),
      submitted: defineComponent({ acknowledge: 'reply', run: run('submitted') }),
    },
  });
}

let bot: Bot;
beforeAll(async () => {
  bot = await startBot([commandFor('everyone'), commandFor('moderator'), commandFor('admin')]);
});
afterAll(() => bot.stop());

const people = {
  anybody: () => bot.discord.user(),
  // Discord's own permissions to ban and time out are not what Squawk goes by.
  'a member who may ban in Discord': () =>
    bot.discord.user({ permissions: PermissionFlagsBits.BanMembers | PermissionFlagsBits.ModerateMembers }),
  'a moderator': () => bot.discord.user({ roles: [MODERATOR_ROLE] }),
  'an admin by role': () => bot.discord.user({ roles: [ADMIN_ROLE] }),
  'an Administrator of the guild': () => bot.discord.user({ permissions: PermissionFlagsBits.Administrator }),
};

describe('a command', () => {
  it.each([
    ['anybody', 'everyone', true],
    ['anybody', 'moderator', false],
    ['anybody', 'admin', false],
    ['a member who may ban in Discord', 'moderator', false],
    ['a moderator', 'everyone', true],
    ['a moderator', 'moderator', true],
    ['a moderator', 'admin', false],
    ['an admin by role', 'moderator', true],
    ['an admin by role', 'admin', true],
    ['an Administrator of the guild', 'admin', true],
  ] as const)('of %s for %s: %s', async (who, level, allowed) => {
    ran.length = 0;
    const handle = bot.discord.command({ name: level, user: people[who]() });
    const { content } = await handle.reply();
    expect(ran).toEqual(allowed ? [`${level} command`] : []);
    expect(handle.ephemeral).toBe(!allowed);
    if (!allowed) expect(content).toMatch(level === 'admin' ? /for admins/u : /for moderators/u);
  });

  it('that is refused is logged with who, what and why', async () => {
    const user = people.anybody();
    await bot.discord.command({ name: 'moderator', user }).reply();
    expect(bot.lines.at(-1)).toMatchObject({
      level: 30,
      userId: user.id,
      command: '/moderator',
      identifier: 'access-denied',
      context: { needed: 'moderator', level: 'everyone' },
    });
  });

  it('asks the APIs in the class of its level', async () => {
    classes.length = 0;
    await bot.discord.command({ name: 'everyone', user: people['a moderator']() }).reply();
    await bot.discord.command({ name: 'moderator', user: people['a moderator']() }).reply();
    expect(classes).toEqual(['person', 'moderator']);
  });
});

describe('a button', () => {
  it('is refused to whoever lost the role since', async () => {
    const user = people['a moderator']();
    const message = await bot.discord.command({ name: 'moderator', user }).reply();
    ran.length = 0;
    const demoted = bot.discord.user({ ...user, roles: [], permissions: 0n, nick: 'x' });
    const handle = bot.discord.press({ user: demoted, message, label: 'confirm' });
    expect((await handle.reply()).content).toMatch(/for moderators/u);
    expect([ran, handle.ephemeral]).toEqual([[], true]);
  });

  it('that is refused is logged with who, what and why', async () => {
    const user = people['a moderator']();
    const message = await bot.discord.command({ name: 'moderator', user }).reply();
    bot.discord.takeRole(user.id, MODERATOR_ROLE);
    await bot.discord.press({ user, message, label: 'confirm' }).reply();
    expect(bot.lines.at(-1)).toMatchObject({
      level: 30,
      userId: user.id,
      command: '/moderator confirm',
      identifier: 'access-denied',
      context: { needed: 'moderator', level: 'everyone' },
    });
  });

  it('opens no form to whoever lacks the level', async () => {
    const user = people['a moderator']();
    const message = await bot.discord.command({ name: 'moderator', user }).reply();
    const handle = bot.discord.press({ user: people.anybody(), message, label: 'form' });
    expect((await handle.reply()).content).toMatch(/for moderators/u);
    expect(handle.form).toBeUndefined();
  });
});

describe('a form', () => {
  it('is refused to whoever lost the role while filling it in', async () => {
    const user = people['a moderator']();
    const message = await bot.discord.command({ name: 'moderator', user }).reply();
    const opened = bot.discord.press({ user, message, label: 'form' });
    await opened.opened();
    ran.length = 0;
    // The simulator submits as the person who opened it; the new roles take their place.
    Object.assign(user, { roles: [], permissions: 0n });
    const handle = bot.discord.submit(opened, { why: 'x' });
    expect((await handle.reply()).content).toMatch(/for moderators/u);
    expect(ran).toEqual([]);
  });
});

describe('a completion', () => {
  const complete = (name: AccessLevel, who: keyof typeof people) =>
    bot.discord.autocomplete({ name, user: people[who](), focused: 'who', options: { who: 'P' } });

  it('shows nothing to whoever lacks the level', async () => {
    expect(await complete('moderator', 'anybody')).toEqual([]);
    expect(await complete('moderator', 'a moderator')).toHaveLength(1);
  });

  it('that is refused is logged once with who, what and why, and not at each key', async () => {
    const user = people.anybody();
    const type = (name: AccessLevel, who = user) =>
      bot.discord.autocomplete({ name, user: who, focused: 'who', options: { who: 'P' } });
    const told = (id: string) =>
      bot.lines.filter(({ msg, userId }) => msg === 'Declined to complete' && userId === id);
    for (let key = 0; key < 5; key += 1) await type('moderator');
    expect(told(user.id)).toMatchObject([
      {
        level: 30,
        command: '/moderator',
        identifier: 'access-denied',
        context: { needed: 'moderator', level: 'everyone' },
      },
    ]);
    await type('admin');
    expect(told(user.id).map(({ command }) => command)).toEqual(['/moderator', '/admin']);
    const other = people.anybody();
    await type('moderator', other);
    expect(told(other.id)).toHaveLength(1);
    const moderator = people['a moderator']();
    await type('moderator', moderator);
    expect(told(moderator.id)).toEqual([]);
  });

  it('stands behind everything else in the queue of an API', async () => {
    classes.length = 0;
    await complete('moderator', 'a moderator');
    expect(classes).toEqual(['background']);
  });
});

describe('another guild', () => {
  it('gets no answer but that this is not the place, whoever asks', async () => {
    ran.length = 0;
    const elsewhere = bot.discord.addGuild();
    const user = people['an Administrator of the guild']();
    for (const name of ['everyone', 'admin']) {
      const handle = bot.discord.command({ name, user, guildId: elsewhere.id });
      expect((await handle.reply()).content).toMatch(/serves one community/u);
      expect(handle.ephemeral).toBe(true);
    }
    expect(ran).toEqual([]);
  });

  it('gets no completion', async () => {
    const elsewhere = bot.discord.addGuild();
    const typed = { name: 'everyone', user: people.anybody(), focused: 'who', options: { who: 'P' } };
    expect(await bot.discord.autocomplete({ ...typed, guildId: elsewhere.id })).toEqual([]);
  });
});

describe('a direct message', () => {
  it('gets no answer but that this is not the place', async () => {
    ran.length = 0;
    const handle = bot.discord.command({ name: 'everyone', user: people.anybody(), direct: true });
    expect((await handle.reply()).content).toMatch(/serves one community/u);
    expect(ran).toEqual([]);
  });

  it('gets no completion', async () => {
    const typed = { name: 'everyone', user: people.anybody(), focused: 'who', options: { who: 'P' } };
    expect(await bot.discord.autocomplete({ ...typed, direct: true })).toEqual([]);
  });
});
