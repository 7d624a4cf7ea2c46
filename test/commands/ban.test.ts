import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BAN_PRESETS } from '../../config/ban-presets-file.ts';
import { HOSTILE_NAMES } from '../../src/demo/battlemetrics/names.ts';
import { merlin, order } from '../moderation/scene.ts';
import { readMarkdown } from '../render/discord-markdown.ts';
import { textOf } from './bot.ts';
import { buttons, setModerators } from './moderators.ts';

const lasting = { reason: 'Team kills', duration: '7d' };

describe('/ban', () => {
  test('asks first, and shows who, what, where and until when', async () => {
    const bot = await setModerators();
    const question = await bot.run('ban', { player: bot.player.id, ...lasting, note: 'Seen by two' });
    const text = textOf(question);
    const steamId = bot.player.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';
    for (const part of [
      bot.player.id,
      steamId,
      'Team kills',
      'Seen by two',
      'Banned by Kestrel',
      'All servers of the organization',
      'counted from your confirmation',
      'Left out',
      'DCS servers are not covered',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/<t:\d+:f> \(<t:\d+:R>\)/);
    expect([...buttons(question).keys()]).toEqual(['Ban', 'Cancel']);
    expect(bot.writes()).toEqual([]);
  });

  test('shows the note line by line, each of them harmless', async () => {
    const bot = await setModerators();
    const note = `# Clip\n- [here](https://example.com)${'\nmore'.repeat(9)}`;
    const text = textOf(await bot.run('ban', { player: bot.player.id, ...lasting, note }));
    expect(text).toMatch(/with Squawk\n\\# Clip\n\\- \\\[here\\\]/u);
    expect(text).toMatch(/more\nmore\n…/u);
  });

  test('shows that it goes on without buttons, then the ban with its link', async () => {
    const bot = await setModerators();
    const question = await bot.run('ban', { player: bot.player.id, ...lasting });
    const result = await bot.press(question, 'Ban');
    expect(bot.shown.map((message) => message.components)).toEqual([[]]);
    expect(textOf(result)).toContain(`/rcon/bans/edit/${bot.bansMade()[0]?.id}`);
    expect(buttons(result).size).toBe(0);
  });

  test('tells while it looks for a ban whose answer got lost, and offers to look again if it finds none', async () => {
    const bot = await setModerators();
    bot.simulator.faults.add({ fault: { kind: 'reset' }, method: 'POST', path: '/bans', times: 1 });
    const result = await bot.press(await bot.run('ban', { player: bot.player.id, ...lasting }), 'Ban');
    expect(bot.shown.map(textOf).at(-1)).toMatch(/Looking whether it happened/);
    expect(textOf(result)).toMatch(/unknown whether this happened/);
    expect(textOf(await bot.press(result, 'Look again', merlin))).toMatch(/unknown/);
    const second = await bot.run('ban', { player: bot.player.id, ...lasting }, merlin);
    expect(textOf(second)).toMatch(/May have happened already.*\n.*Kestrel/);
    expect(bot.writes()).toHaveLength(1);
  });

  test('is dropped by Cancel', async () => {
    const bot = await setModerators();
    const question = await bot.run('ban', { player: bot.player.id, ...lasting });
    expect(textOf(await bot.press(question, 'Cancel'))).toMatch(/Nothing was changed/);
    expect(textOf(await bot.press(question, 'Ban'))).toMatch(/Cancelled/);
    expect(bot.writes()).toEqual([]);
  });

  test('tells a second moderator that the first one is about to act', async () => {
    const bot = await setModerators();
    await bot.run('ban', { player: bot.player.id, ...lasting });
    const second = await bot.run('ban', { player: bot.player.id, ...lasting }, merlin);
    expect(textOf(second)).toMatch(/Another moderator.*\n.*Kestrel/);
  });

  test('shows the bans that hold already', async () => {
    const bot = await setModerators();
    const banned = bot.world.players[1]?.id ?? '';
    expect(textOf(await bot.run('ban', { player: banned, ...lasting }))).toContain('150000039');
  });

  test('shows names and reasons from outside as they are typed, whatever they hold', async () => {
    const bot = await setModerators();
    const hostile: readonly string[] = HOSTILE_NAMES;
    const bannable = bot.world.players.filter(
      ({ name, visits }) => hostile.includes(name) && visits.some(({ serverId }) => serverId !== '1000104'),
    );
    expect(bannable.length).toBeGreaterThan(20);
    for (const { id, name } of bannable) {
      const question = await bot.run('ban', { player: id, duration: 'perm', reason: name.trim() || '-' });
      const fields = new Map(question.embeds?.[0]?.fields?.map((field) => [field.name, field.value]));
      const reason = fields.get('Players will see') ?? '**none**';
      expect(readMarkdown(reason).constructs, name).toEqual([]);
      const [, shown = '**none**'] =
        /^\*\*([\s\S]*)\*\* \(\[\d+\]\(https:[^)]*\)\)$/.exec(fields.get('Player') ?? '') ?? [];
      expect(readMarkdown(shown).constructs, name).toEqual([]);
    }
  });

  test('completes presets by name and reason, and takes one with its reason and duration', async () => {
    const bot = await setModerators({ banPresets: DEFAULT_BAN_PRESETS });
    expect(await bot.complete('ban', 'preset', '')).toHaveLength(DEFAULT_BAN_PRESETS.length);
    const [choice] = await bot.complete('ban', 'preset', 'harass');
    expect(choice?.name).toMatch(/^Insults · 7d · Insults or harassment/);
    const text = textOf(await bot.run('ban', { player: bot.player.id, preset: choice?.value ?? '' }));
    expect(text).toContain('Insults or harassment. Banned for 7d, 7d left.');
  });

  test('offers a menu of identifiers that Discord takes, for who asked alone', async () => {
    const bot = await setModerators();
    const question = await bot.run('ban', { player: bot.player.id, ...lasting });
    const [menu] = (question.components ?? []).flatMap((row) =>
      'components' in row ? row.components.filter(({ type }) => type === ComponentType.StringSelect) : [],
    );
    if (menu?.type !== ComponentType.StringSelect) throw new Error('there is no menu of identifiers');
    expect(menu.options.map(({ default: chosen }) => chosen)).toEqual(
      expect.arrayContaining([true, true, false, false]),
    );
    const [only] = menu.options;
    if (only === undefined) throw new Error('the menu is empty');
    const [, , , key = ''] = menu.custom_id.split(':');
    const chosen = await bot.moderation.drafts.chooseIdentifiers(key, [only.value], order());
    expect(chosen.action.request.identifiers).toEqual([Number(only.value)]);
    await expect(
      bot.moderation.drafts.chooseIdentifiers(chosen.action.id, [only.value], order(merlin)),
    ).rejects.toMatchObject({ identifier: 'action-not-yours' });
  });

  test('completes people with id and last visit, and takes a Steam ID as it is', async () => {
    const bot = await setModerators();
    const choices = await bot.complete('ban', 'player', bot.player.name);
    const own = choices.find(({ value }) => value === bot.player.id);
    expect(own?.name).toContain(`· ${bot.player.id} · seen `);
    expect((await bot.complete('ban', 'player', '')).length).toBe(25);
    const asked = bot.simulator.requests.length;
    expect(await bot.complete('ban', 'player', '76561198000000001')).toEqual([
      { name: 'Steam ID 76561198000000001', value: '76561198000000001' },
    ]);
    expect(bot.simulator.requests).toHaveLength(asked);
  });

  test('completes durations: what is typed if it can be read, and presets', async () => {
    const bot = await setModerators();
    expect((await bot.complete('ban', 'duration', '36h'))[0]).toEqual({
      name: '36h – 1 day 12 hours',
      value: '36h',
    });
    expect((await bot.complete('ban', 'duration', '')).map(({ value }) => value)).toContain('perm');
    expect(await bot.complete('ban', 'duration', 'soon')).toEqual([]);
  });

  test('completes our servers', async () => {
    const bot = await setModerators();
    const choices = await bot.complete('ban', 'server', 'Example Community');
    expect(choices.map(({ value }) => value).sort()).toEqual(['1000101', '1000103']);
  });
});

describe('/unban', () => {
  test('asks first, then ends the ban', async () => {
    const bot = await setModerators();
    const question = await bot.run('unban', { ban: '150000039' });
    expect(textOf(question)).toMatch(/Nothing has happened yet/);
    expect(bot.writes()).toEqual([]);
    expect(textOf(await bot.press(question, 'Lift the ban'))).toMatch(/Ban lifted/);
    expect(bot.world.bans.find(({ id }) => id === '150000039')?.expires).toBeLessThanOrEqual(bot.clock.now());
  });

  test('says plainly that deleting leaves no history', async () => {
    const bot = await setModerators();
    const question = await bot.run('unban', { ban: '150000039', mode: 'delete' });
    expect(textOf(question)).toMatch(/deleted .* with its history/);
    await bot.press(question, 'Delete the ban');
    expect(bot.world.bans.find(({ id }) => id === '150000039')).toBeUndefined();
  });

  test('completes active bans with the name, and their ids as values', async () => {
    const bot = await setModerators();
    const choices = await bot.complete('unban', 'ban', '');
    expect(choices.find(({ value }) => value === '150000039')?.name).toMatch(
      /^Grey Falcon · 150000039 · ends tomorrow/,
    );
    expect(choices.every(({ name }) => name.length <= 100)).toBe(true);
  });
});

describe('/flag', () => {
  test('puts a flag on, lists it, and takes it off', async () => {
    const bot = await setModerators();
    const input = { player: bot.player.id, flag: 'watch' };
    expect(textOf(await bot.run('flag add', input))).toMatch(/now has the flag \*\*Watch\*\*/);
    expect(textOf(await bot.run('flag add', input))).toMatch(/has had the flag already/);
    expect(textOf(await bot.run('flag list', { player: bot.player.id }))).toContain('Watch');
    expect(textOf(await bot.run('flag remove', input))).toMatch(/no longer has the flag/);
    expect(textOf(await bot.run('flag remove', input))).toMatch(/did not have the flag/);
    expect(textOf(await bot.run('flag list', { player: bot.player.id }))).not.toContain('Watch');
  });

  test('completes all flags to add, and those that the player has to remove', async () => {
    const bot = await setModerators();
    await bot.run('flag add', { player: bot.player.id, flag: 'Watch' });
    const all = await bot.complete('flag add', 'flag', '');
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['Watch', 'Trusted', 'Cheater?']));
    const own = await bot.complete('flag remove', 'flag', '', { player: bot.player.id });
    expect(own.map(({ name }) => name)).toContain('Watch');
    expect(own.length).toBeLessThan(all.length);
  });

  test('refuses a Steam ID that BattleMetrics does not know', async () => {
    const bot = await setModerators();
    const attempt = bot.run('flag add', { player: '76561198999999999', flag: 'Watch' });
    await expect(attempt).rejects.toMatchObject({ identifier: 'player-not-known' });
    expect(bot.writes()).toEqual([]);
  });

  test('is told to the audit channel as one message that Discord takes', async () => {
    const bot = await setModerators();
    await bot.run('flag add', { player: bot.player.id, flag: 'Watch' });
    await bot.moderation.stop();
    expect(bot.channel.messages).toHaveLength(1);
  });
});
