import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import { GUILD_ID } from './harness.ts';
import {
  addSchedule,
  ask,
  BOARDS_ID,
  boardsOf,
  idOf,
  listed,
  NEWS_ID,
  PILOTS_ROLE_ID,
  POSTING,
  placesOf,
  QUIET_ROLE_ID,
  runNow,
} from './posting.ts';
import { textOf } from './reading.ts';
import { useScene } from './scene.ts';

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
    expect(post.embeds[0]?.title).toBe('📰 The week');
    expect(textOf(post)).toMatch(/🏆 Top kills · all kills · all time[\s\S]*🏆 Full board/u);
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
      [{ mode: 'post', mention: GUILD_ID }, /does not ping everybody\. Choose another role/u],
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
