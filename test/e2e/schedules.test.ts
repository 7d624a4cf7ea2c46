import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import { ADMIN_ROLE_ID, GUILD_ID } from './harness.ts';
import {
  addSchedule,
  ask,
  BOARDS_ID,
  boardsOf,
  idOf,
  isName,
  MINUTE,
  NEWS_ID,
  PILOTS_ROLE_ID,
  POSTING,
  placesOf,
  QUIET_ROLE_ID,
  runNow,
} from './posting.ts';
import { answerTo, buttonsOf, replyLike, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const MEMBER = '1100000000000000077';
const ACTIONS: readonly (readonly [action: string, options: OptionValues])[] = [
  ['schedule add', { board: 'kills', channel: BOARDS_ID, when: 'daily 08:00' }],
  ['schedule list', {}],
  ['schedule edit', { schedule: 'abcdef' }],
  ['schedule remove', { schedule: 'abcdef' }],
  ['schedule run', { schedule: 'abcdef' }],
  ['schedule preview', { schedule: 'abcdef' }],
  ['exclude add', { player: 'Viper', reason: 'staff' }],
  ['exclude remove', { exclusion: 'abcdef' }],
  ['exclude list', {}],
];
const COMPLETIONS: readonly (readonly [action: string, option: string])[] = [
  ['schedule add', 'timezone'],
  ['schedule add', 'server'],
  ['schedule edit', 'schedule'],
  ['schedule edit', 'timezone'],
  ['schedule remove', 'schedule'],
  ['schedule run', 'schedule'],
  ['schedule preview', 'schedule'],
  ['exclude add', 'player'],
];

const listed = async (scene: Scene) => (await ask(scene, 'list', {})).text;

/** Kills that a pilot gets on top. */
function score(scene: Scene, name: string, planes: number): void {
  const { sorties } = scene.pilot(name);
  const [last] = sorties;
  if (last === undefined) throw new Error(`${name} never flew`);
  sorties.push({ ...last, kills: { ...last.kills, planes }, deaths: { ...last.deaths, planes: 0, sams: 0 } });
}

describe('/leaderboard schedule, used by an admin', () => {
  const scene = useScene({ ...POSTING, expected: { pings: [PILOTS_ROLE_ID], refusals: [403] } });

  it('takes every detail, lists it, shows the next post, posts, changes and removes it', async () => {
    const admin = scene.stage.admin();
    const zones = await scene.complete(admin, 'leaderboard schedule add', 'timezone', { timezone: 'berl' });
    expect(zones).toEqual([{ name: 'Europe/Berlin', value: 'Europe/Berlin' }]);
    const [server] = await scene.complete(admin, 'leaderboard schedule add', 'server', {
      board: 'playtime',
      server: 'special',
    });
    const added = await ask(scene, 'add', {
      board: 'playtime',
      channel: BOARDS_ID,
      when: 'mondays 09:00',
      timezone: 'Europe/Berlin',
      mode: 'post',
      pin: true,
      delete_previous: true,
      mention: PILOTS_ROLE_ID,
      content: 'board',
      period: 'week',
      order: 'plain',
      minimum: 30,
      top: 5,
      server: String(server?.value),
    });
    expect(added.ephemeral).toBe(true);
    const schedule = idOf(added.text);
    // The Monday after, in Berlin's winter.
    const due = Date.parse('2026-11-23T08:00:00Z') / 1000;
    for (const text of [added.text, await listed(scene)]) {
      expect(text).toMatch(/Most time in the air · last week · Special K's PvP/u);
      expect(text).toContain(`<#${BOARDS_ID}> · \`mondays 09:00\` · Europe\\/Berlin`);
      expect(text).toContain(`Posts anew, pins it, deletes the one before, mentions <@&${PILOTS_ROLE_ID}>`);
      expect(text).toContain(`<t:${due}:R>`);
    }
    const preview = await ask(scene, 'preview', { schedule });
    expect(preview.ephemeral).toBe(true);
    expect(preview.message.embeds[0]?.title).toBe('🏆 Most time in the air · last week');
    expect(placesOf(preview.message)).toHaveLength(5);
    expect(preview.text).toContain('at least 30 min');
    expect(preview.message.mention_roles).toEqual([]);
    expect(boardsOf(scene).messages).toEqual([]);

    await runNow(scene, schedule);
    const [post] = boardsOf(scene).messages;
    if (post === undefined) throw new Error('nothing was posted');
    expect(placesOf(post)).toEqual(placesOf(preview.message));
    expect(textOf(post)).toContain(`next <t:${due}:R>`);
    expect(await listed(scene)).toContain(
      `[message](https://discord.com/channels/${GUILD_ID}/${BOARDS_ID}/${post.id})`,
    );

    const changed = await ask(scene, 'edit', { schedule, when: 'daily 18:00', top: 3, pin: false });
    expect(changed.text).toMatch(/✅ Schedule changed\n\*\*Most time in the air · last week/u);
    expect(changed.text).toMatch(
      /`daily 18:00` · Europe\\\/Berlin\nPosts anew, deletes the one before, mentions/u,
    );
    const other = await ask(scene, 'edit', { schedule, board: 'kdr', mode: 'edit', channel: NEWS_ID });
    expect(other.text).toMatch(/\*\*Top K\/D · all time\*\*.*\n<#\d+44> .*\nKeeps one message current$/mu);
    const choices = await scene.complete(admin, 'leaderboard schedule remove', 'schedule', {
      schedule: 'top k',
    });
    expect(choices).toEqual([{ name: `Top K/D · #news · daily 18:00 · ${schedule}`, value: schedule }]);
    const removed = await ask(scene, 'remove', { schedule });
    expect(removed.text).toMatch(
      /🗑️ Schedule removed\n\*\*Top K\/D · all time\*\* posts itself in <#\d+44> no more/u,
    );
    expect(await listed(scene)).toContain('Nothing posts itself yet');
  });

  it('posts a digest of the week', async () => {
    const schedule = await addSchedule(scene, { content: 'digest', when: 'sundays 20:00', channel: NEWS_ID });
    await runNow(scene, schedule);
    const post = await scene.discord.channel(NEWS_ID).message();
    expect(post.embeds[0]?.title).toBe('📰 The week · Top kills · all kills · all time');
    expect(textOf(post)).toMatch(/🏆 At the top[\s\S]*🏆 Full board/u);
    await ask(scene, 'remove', { schedule });
  });

  it('refuses what cannot be, before anything is kept or posted', async () => {
    const before = boardsOf(scene).messages.length;
    const cases: readonly (readonly [options: OptionValues, says: RegExp])[] = [
      [{ when: 'soon' }, /I don't understand `soon`\. Examples: `daily 18:00`/u],
      [{ when: '61 * * * *' }, /no cron expression that I can read\. Examples/u],
      [{ when: '0 0 12 * * *' }, /has 6 fields\. Cron has five/u],
      [{ when: '0 9 30 2 *' }, /is never due: there is no such date/u],
      [{ when: 'daily 25:00' }, /no time of day|I don't understand/u],
      [{ when: 'every 7 hours' }, /does not come out even\. Possible are 1, 2, 3, 4, 6, 8, 12 hours/u],
      [{ when: 'monthly 31 09:00' }, /Not every month has a day 31; `last day of the month 20:00`/u],
      [{ timezone: 'Mars/Olympus' }, /no time zone `Mars\/Olympus`\. Choose one from the list/u],
      [{ timezone: 'Berli' }, /no time zone `Berli`\. Did you mean `Europe\/Berlin`/u],
      [{ when: '*/2 * * * *' }, /due again after 2 min\. In mode `edit` 5 min is the least/u],
      [{ when: 'every 10 minutes', mode: 'post' }, /In mode `post` 15 min is the least: try .*mode `edit`/u],
      [{ when: 'every 6 hours', content: 'digest' }, /once a day is the most\. Try `sundays 20:00`/u],
      [{ mention: PILOTS_ROLE_ID }, /edited pings nobody\. Set `mode` to `post` .*or leave `mention` out/u],
      [{ delete_previous: true }, /In mode `edit` one message stays.*leave `delete_previous` out/u],
      [
        { mode: 'post', mention: QUIET_ROLE_ID },
        /I cannot ping <@&\d+> in .*Allow everyone to mention the role/u,
      ],
      [{ mode: 'post', mention: GUILD_ID }, /I cannot ping <@&\d+>/u],
      [{ board: 'bm-playtime' }, /is about one server\. Pick one of the suggestions of `server`/u],
      [{ period: 'week' }, /has no periods/u],
    ];
    for (const [options, says] of cases) {
      const { text, ephemeral } = await ask(scene, 'add', {
        board: 'kills',
        channel: BOARDS_ID,
        when: 'daily 08:00',
        ...options,
      });
      expect(text).toMatch(says);
      expect(ephemeral).toBe(true);
    }
    for (const action of ['edit', 'remove', 'run', 'preview']) {
      const { text } = await ask(scene, action, { schedule: 'no-such' });
      expect(text).toMatch(/There is no schedule `no-such`\. Pick one from the list/u);
    }
    expect(await listed(scene)).toContain('Nothing posts itself yet');
    expect(boardsOf(scene).messages).toHaveLength(before);
  });

  it('pings a role that is not mentionable where the bot may mention everyone', async () => {
    boardsOf(scene).grant(PermissionFlagsBits.MentionEveryone);
    const schedule = await addSchedule(scene, { mode: 'post', mention: QUIET_ROLE_ID });
    await ask(scene, 'remove', { schedule });
    boardsOf(scene).grant(0n);
  });

  it('names each permission that it lacks in a channel, to add and to change', async () => {
    const channel = boardsOf(scene);
    const schedule = await addSchedule(scene, { channel: NEWS_ID });
    for (const [permission, says] of [
      ['SendMessages', /I lack Send Messages\. Give me that/u],
      ['EmbedLinks', /I lack Embed Links\./u],
      ['ReadMessageHistory', /I lack Read Message History\./u],
      ['PinMessages', /I lack Pin Messages\./u],
      ['ViewChannel', /I cannot see <#\d+>\. Give me View Channel there|I lack View Channel/u],
    ] as const) {
      channel.deny(PermissionFlagsBits[permission]);
      const options = { channel: BOARDS_ID, pin: true };
      const added = await ask(scene, 'add', { board: 'kills', when: 'daily 08:00', ...options });
      const changed = await ask(scene, 'edit', { schedule, ...options });
      for (const { text } of [added, changed]) expect(text).toMatch(says);
    }
    channel.deny(0n);
    expect(await listed(scene)).toMatch(/\*\*1\*\* in all[\s\S]*<#\d+44>/u);
    await ask(scene, 'remove', { schedule });
  });
});

describe('a schedule in mode edit', () => {
  const scene = useScene({ ...POSTING, expected: { refusals: [403, 404] } });

  it('keeps one message current, which shows who rose, fell and is new', async () => {
    const schedule = await addSchedule(scene, { top: 5 });
    await runNow(scene, schedule);
    const first = await boardsOf(scene).message();
    expect(placesOf(first).map(({ move }) => move)).toEqual(['', '', '', '', '']);
    expect(textOf(first)).not.toContain('since');
    const before = placesOf(first).map(({ name }) => name);

    score(scene, 'Special K', 200);
    score(scene, 'Владимир Орёл', 1_000);
    await scene.forward(5 * MINUTE);
    await runNow(scene, schedule);
    const [second, ...others] = boardsOf(scene).messages;
    if (second === undefined) throw new Error('the message is gone');
    expect(others).toEqual([]);
    expect(second.id).toBe(first.id);
    const [best, next, ...rest] = placesOf(second);
    expect([best?.move, best?.name.slice(0, 9)]).toEqual(['NEW', 'Владимир ']);
    expect([next?.move, next?.name]).toEqual([`▲${before.indexOf('Special K') - 1}`, 'Special K']);
    for (const { place, move, name } of rest) {
      const was = before.findIndex((cut) => isName(name, cut) || isName(cut, name)) + 1;
      expect(move).toBe(place === was ? '·' : `▼${place - was}`);
    }
    expect(textOf(second)).toContain(`▲▼ since <t:${Math.floor(Date.parse(first.timestamp) / 1000)}:f>`);

    await scene.forward(5 * MINUTE);
    await runNow(scene, schedule);
    expect(boardsOf(scene).messages.map(({ id }) => id)).toEqual([first.id]);
    const [third] = boardsOf(scene).messages;
    if (third === undefined) throw new Error('the message is gone');
    expect(placesOf(third).map(({ move }) => move)).toEqual(['·', '·', '·', '·', '·']);
    expect(third.mention_roles).toEqual([]);
  });

  it('makes the message anew when somebody deleted it, and keeps that one current', async () => {
    const [old] = boardsOf(scene).messages;
    boardsOf(scene).delete(old?.id ?? '');
    const schedule = /`(\w+)`/u.exec(await listed(scene))?.[1] ?? '';
    await runNow(scene, schedule);
    const anew = await boardsOf(scene).message();
    expect(anew.id).not.toBe(old?.id);
    await runNow(scene, schedule);
    expect(boardsOf(scene).messages.map(({ id }) => id)).toEqual([anew.id]);
  });

  it('says of a channel that is closed by now that it rests, and wakes when it is edited', async () => {
    const schedule = /`(\w+)`/u.exec(await listed(scene))?.[1] ?? '';
    boardsOf(scene).deny(PermissionFlagsBits.ViewChannel);
    try {
      const { text } = await ask(scene, 'run', { schedule });
      expect(text).toContain('It was not posted.');
      expect(await listed(scene)).toMatch(/💤 \*\*1\*\* resting[\s\S]*💤 \*\*Rests:\*\* I may not post in/u);
      expect((await ask(scene, 'run', { schedule })).text).toMatch(/It rests\.[\s\S]*schedule edit/u);
      const audit = await scene.stage.audit.message();
      expect(textOf(audit)).toMatch(/Top kills in <#\d+> .*rests from now on/u);
    } finally {
      boardsOf(scene).deny(0n);
    }
    expect((await ask(scene, 'edit', { schedule })).text).toContain('✅ Schedule changed');
    await runNow(scene, schedule);
    expect(boardsOf(scene).messages).toHaveLength(1);
    expect(scene.stage.audit.messages).toHaveLength(1);
  });
});

describe('a schedule in mode post', () => {
  const scene = useScene({ ...POSTING, expected: { pings: [PILOTS_ROLE_ID], refusals: [403] } });
  /** Those of the bot, not Discord's notices of a pin. */
  const posts = () => boardsOf(scene).messages.filter(({ type }) => type === 0);

  it('sends a new message, which alone pings the role, and pins it; the one before goes, with its pin', async () => {
    const schedule = await addSchedule(scene, {
      mode: 'post',
      pin: true,
      delete_previous: true,
      mention: PILOTS_ROLE_ID,
    });
    const sent: string[] = [];
    for (let run = 0; run < 3; run += 1) {
      await runNow(scene, schedule);
      const [post, ...others] = posts();
      expect(others).toEqual([]);
      expect(post?.content).toBe(`<@&${PILOTS_ROLE_ID}>`);
      expect(post?.mention_roles).toEqual([PILOTS_ROLE_ID]);
      expect(post?.mention_everyone).toBe(false);
      expect(boardsOf(scene).pins.map(({ id }) => id)).toEqual([post?.id]);
      sent.push(post?.id ?? '');
      await scene.forward(MINUTE);
    }
    expect(new Set(sent).size).toBe(3);
    await ask(scene, 'remove', { schedule });
    boardsOf(scene).delete(sent[2] ?? '');
  });

  it('leaves the messages before where they are not to be deleted, and takes their pins off', async () => {
    const schedule = await addSchedule(scene, { mode: 'post', pin: true });
    for (let run = 0; run < 3; run += 1) {
      await runNow(scene, schedule);
      await scene.forward(MINUTE);
    }
    expect(posts()).toHaveLength(3);
    expect(posts().flatMap((post) => post.mention_roles)).toEqual([]);
    expect(boardsOf(scene).pins.map(({ id }) => id)).toEqual([posts()[2]?.id]);
    await ask(scene, 'remove', { schedule });
    expect(posts()).toHaveLength(3);
  });

  it('posts all the same where it may not pin any more, and tells the admins what to do', async () => {
    const schedule = await addSchedule(scene, { mode: 'post', pin: true, channel: NEWS_ID });
    scene.discord.channel(NEWS_ID).deny(PermissionFlagsBits.PinMessages);
    await runNow(scene, schedule);
    expect(scene.discord.channel(NEWS_ID).messages).toHaveLength(1);
    const notice = await scene.stage.audit.message((message) => textOf(message).includes(schedule));
    expect(textOf(notice)).toContain('Give me the permission Pin Messages there');
    await ask(scene, 'remove', { schedule });
  });
});

describe('the buttons of a post', () => {
  const scene = useScene(POSTING);
  const linked = () => scene.discord.user({ id: scene.pilot('Special K').discordId ?? '', displayName: 'K' });

  const pressAll = async () => {
    const message = await boardsOf(scene).message();
    const member = scene.stage.member();
    expect(buttonsOf(message)).toEqual(['📍 Where am I?', '📄 All places']);
    const all = await answerTo(scene.discord.press({ user: member, message, label: /All places/u }));
    const valuesOf = (shown: typeof message) => placesOf(shown).map(({ place, value }) => [place, value]);
    expect(valuesOf(all.message)).toEqual(valuesOf(message));
    const next = await replyLike(
      scene.discord.press({ user: member, message: all.message, label: '▶' }),
      /^ ?4 /mu,
    );
    expect(next.message.id).toBe(all.message.id);
    const place = placesOf(message).find(({ name }) => name === 'Special K');
    const own = await answerTo(scene.discord.press({ user: linked(), message, label: /Where/u }));
    expect(own.text).toContain(`You are #${place?.place}`);
    const week = scene.discord.select({ user: member, message, customId: /:period:/u }, ['week']);
    const period = await answerTo(week);
    expect(period.text).toContain('last week');
    for (const { ephemeral } of [all, own, period]) expect(ephemeral).toBe(true);
    // What they open is beside the post.
    expect(boardsOf(scene).messages).toEqual([message]);
  };

  it('are for everybody, and answer to whoever pressed alone', async () => {
    await runNow(scene, await addSchedule(scene, { board: 'playtime', top: 3, period: 'year' }));
    // Of the best three, so that the board and the button can be compared.
    scene.pilot('Special K').sorties.push(...scene.pilot('Special K').sorties);
    await scene.forward(5 * MINUTE);
    await runNow(scene, /`(\w+)`/u.exec(await listed(scene))?.[1] ?? '');
    await pressAll();
  });

  it('work after a restart', async () => {
    await scene.bot.stop();
    await scene.start();
    await pressAll();
  });

  it('work when the schedule was removed long ago', async () => {
    await ask(scene, 'remove', { schedule: /`(\w+)`/u.exec(await listed(scene))?.[1] ?? '' });
    await scene.bot.stop();
    await scene.forward(400 * 24 * 60 * MINUTE);
    for (const sortie of scene.pilot('Special K').sorties) sortie.endedAt = scene.now() - MINUTE;
    await scene.start();
    const message = await boardsOf(scene).message();
    const all = await answerTo(
      scene.discord.press({ user: scene.stage.member(), message, label: /All places/u }),
    );
    expect(placesOf(all.message)[0]?.name).toBe('Special K');
    const own = await answerTo(scene.discord.press({ user: linked(), message, label: /Where/u }));
    expect(own.text).toContain('You are #1');
  });
});

describe('who may schedule', () => {
  const scene = useScene(POSTING);

  it.each(ACTIONS)(
    'refuses /leaderboard %s to members and moderators, and names the level',
    async (action, options) => {
      for (const user of [scene.stage.member(), scene.stage.moderator()]) {
        const { text, ephemeral } = await answerTo(scene.run(user, `leaderboard ${action}`, options));
        expect(text).toMatch(/^🔒 This is for admins/u);
        expect(ephemeral).toBe(true);
      }
    },
  );

  it.each(COMPLETIONS)('completes nothing of /leaderboard %s %s but for admins', async (action, option) => {
    if (option === 'schedule') await addSchedule(scene);
    const complete = (user: Parameters<Scene['complete']>[0]) =>
      scene.complete(user, `leaderboard ${action}`, option, option === 'player' ? { player: 'viper' } : {});
    expect(await complete(scene.stage.member())).toEqual([]);
    expect(await complete(scene.stage.moderator())).toEqual([]);
    expect(await complete(scene.stage.admin())).not.toEqual([]);
  });

  it('keeps so many schedules at most, lists them by pages, and turns these for admins alone', async () => {
    let last = '';
    for (let count = 0; count < 30 && !last.includes('which is the most'); count += 1) {
      last = (await ask(scene, 'add', { board: 'kills', channel: BOARDS_ID, when: 'daily 08:00' })).text;
    }
    expect(last).toMatch(/There are 25 schedules already, which is the most\. Remove one first/u);
    const admin = scene.discord.user({ id: MEMBER, roles: [ADMIN_ROLE_ID] });
    const { message, text } = await answerTo(scene.run(admin, 'leaderboard schedule list'));
    expect(text).toContain('**25** in all');
    expect(message.embeds[0]?.fields).toHaveLength(8);
    const next = await replyLike(scene.discord.press({ user: admin, message, label: '▶' }), /2 \/ 4/u);
    const demoted = scene.discord.user({ id: MEMBER, displayName: 'Demoted' });
    const press = scene.discord.press({ user: demoted, message: next.message, label: '▶' });
    const refused = await answerTo(press);
    expect(refused.text).toMatch(/^🔒 This is for admins/u);
    expect(refused.ephemeral).toBe(true);
  });

  it('completes only the first 25 schedules that fit', async () => {
    const admin = scene.stage.admin();
    const all = await scene.complete(admin, 'leaderboard schedule run', 'schedule', { schedule: 'kills' });
    expect(all).toHaveLength(25);
    const none = await scene.complete(admin, 'leaderboard schedule run', 'schedule', { schedule: 'credits' });
    expect(none).toEqual([]);
  });
});
