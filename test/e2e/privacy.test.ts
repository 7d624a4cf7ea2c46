import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/demo/discord/model.ts';
import { addSchedule, BOARDS_ID, boardsOf, MINUTE, POSTING, placesOf, runNow } from './posting.ts';
import { answerTo } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const privacy = (scene: Scene, user: Person, boards?: 'hide' | 'show') =>
  answerTo(scene.run(user, 'privacy', { ...(boards && { boards }) }));

const exclude = (scene: Scene, action: string, options = {}) =>
  answerTo(scene.run(scene.stage.admin(), `leaderboard exclude ${action}`, options));

const board = async (scene: Scene, name = 'kills', server?: string) => {
  const options = { board: name, top: 25, ...(server !== undefined && { server }) };
  return (await answerTo(scene.run(scene.stage.member(), 'leaderboard show', options))).message;
};

const namesOf = async (scene: Scene, ...of: [name?: string, server?: string]) =>
  placesOf(await board(scene, ...of)).map(({ name }) => name);

describe('/privacy', () => {
  const scene = useScene(POSTING);
  const special = () =>
    scene.discord.user({ id: scene.pilot('Special K').discordId ?? '', displayName: 'Special K' });

  it('says how it is, and that nothing was asked for', async () => {
    const { text, ephemeral } = await privacy(scene, special());
    expect(text).toMatch(/👁️ You are shown[\s\S]*pick \*Hide me from the leaderboards\*/u);
    expect(text).not.toContain('cannot tell');
    expect(ephemeral).toBe(true);
  });

  it('takes a member off all boards and posts, with no hole in the places', async () => {
    const before = await namesOf(scene);
    expect(before).toContain('Special K');
    const schedule = await addSchedule(scene);
    await runNow(scene, schedule);
    const { text, ephemeral } = await privacy(scene, special(), 'hide');
    expect(text).toMatch(/🙈 You are hidden[\s\S]*linked to your Discord account/u);
    expect(ephemeral).toBe(true);
    const after = await board(scene);
    expect(placesOf(after).map(({ name }) => name)).not.toContain('Special K');
    expect(
      placesOf(after)
        .map(({ name }) => name)
        .slice(0, 15),
    ).toEqual(before.filter((name) => name !== 'Special K').slice(0, 15));
    expect(placesOf(after).map(({ place }) => place)).toEqual(placesOf(after).map((_, index) => index + 1));
    for (const name of ['kdr', 'playtime', 'trueskill', 'credits']) {
      expect(await namesOf(scene, name)).not.toContain('Special K');
    }
    await scene.forward(MINUTE);
    await runNow(scene, schedule);
    const [post] = boardsOf(scene).messages;
    expect(post && JSON.stringify(post)).not.toContain('"Special K');
    expect(post && placesOf(post).map(({ name }) => name)).not.toContain('Special K');
    const where = scene.discord.press({ user: special(), message: after, label: /Where/u });
    expect((await answerTo(where)).text).toMatch(/You are on no leaderboard\nYou asked to be left off/u);
  });

  it('leaves the statistics as they are', async () => {
    const { text } = await answerTo(scene.run(scene.stage.member(), 'stats', { player: 'Special K' }));
    expect(text).toContain('Special K');
    expect(text).toContain('Kills');
  });

  it('holds after a restart, and is taken back', async () => {
    await scene.bot.stop();
    await scene.start();
    expect((await privacy(scene, special())).text).toContain('You are hidden');
    expect(await namesOf(scene)).not.toContain('Special K');
    expect((await privacy(scene, special(), 'hide')).text).toContain('You are hidden');
    expect((await privacy(scene, special(), 'show')).text).toContain('You are shown');
    expect(await namesOf(scene)).toContain('Special K');
    expect((await privacy(scene, special(), 'show')).text).toContain('You are shown');
  });

  it('keeps the wish of somebody who links a pilot only later', async () => {
    const user = scene.discord.user({ id: '100000000000000555', displayName: 'Later' });
    expect((await privacy(scene, user, 'hide')).text).toContain('`/linkme`');
    const pilot = scene.pilot("O'Brien");
    const { discordId } = pilot;
    pilot.discordId = user.id;
    await scene.forward(16 * MINUTE);
    expect(await namesOf(scene)).not.toContain("O'Brien");
    await privacy(scene, user, 'show');
    expect(await namesOf(scene)).toContain("O'Brien");
    if (discordId === undefined) delete pilot.discordId;
    else pilot.discordId = discordId;
  });
});

describe('/privacy with DCSServerBot in the documented version', () => {
  const scene = useScene({ ...POSTING, dcs: 'documented' });

  it('says that it cannot tell who is who, and keeps the wish', async () => {
    const user = scene.discord.user({ id: scene.pilot('Special K').discordId ?? '' });
    const hidden = await privacy(scene, user, 'hide');
    expect(hidden.text).toMatch(
      /cannot tell which pilot is yours[\s\S]*may still appear[\s\S]*`\/leaderboard exclude add`/u,
    );
    expect(await namesOf(scene)).toContain('Special K');
    const { text } = await exclude(scene, 'add', { player: 'Special K', reason: 'other' });
    expect(text).toContain('Special K');
    expect(await namesOf(scene)).not.toContain('Special K');
    scene.dcs.setVersion('current');
    await scene.forward(MINUTE);
    await expect.poll(async () => (await privacy(scene, user)).text).not.toContain('cannot tell');
    expect(await namesOf(scene)).not.toContain('Special K');
  });
});

describe('/leaderboard exclude', () => {
  const scene = useScene(POSTING);
  const admin = () => scene.stage.admin();

  it('leaves off the one of two namesakes who was picked', async () => {
    // Both in sight.
    for (const pilot of scene.dcs.world.pilots.filter(({ name }) => name === 'Viper')) {
      pilot.sorties.push(...pilot.sorties, ...pilot.sorties, ...pilot.sorties);
    }
    await scene.forward(2 * MINUTE);
    const vipers = async () => placesOf(await board(scene)).filter(({ name }) => name === 'Viper');
    const before = await vipers();
    expect(before).toHaveLength(2);
    expect(new Set(before.map(({ value }) => value)).size).toBe(2);
    expect(JSON.stringify(await board(scene))).toMatch(/\(seen .*\(seen /u);

    const choices = (
      await scene.complete(admin(), 'leaderboard exclude add', 'player', { player: 'Viper' })
    ).filter(({ name }) => name.startsWith('✈️ Viper'));
    expect(choices).toHaveLength(2);
    const [first, second] = scene.dcs.world.pilots
      .filter(({ name }) => name === 'Viper')
      .toSorted((a, b) => b.lastSeen - a.lastSeen);
    const killsOf = (pilot: typeof first) =>
      (pilot?.sorties ?? []).reduce(
        (sum, { kills }) => sum + Object.values(kills).reduce((all, count) => all + count, 0),
        0,
      ) * (pilot?.credits.size ?? 0);
    // The one who was seen last stands first.
    const added = await exclude(scene, 'add', { player: String(choices[0]?.value), reason: 'staff' });
    expect(added.text).toMatch(/🙈 Left off the leaderboards\n`\w+` \*\*Viper\*\* · staff by <@\d+>/u);
    expect(added.ephemeral).toBe(true);
    expect((await vipers()).map(({ value }) => Number(value))).toEqual([killsOf(second)]);

    const list = await exclude(scene, 'list');
    expect(list.text).toMatch(/^`\w+` \*\*Viper\*\* · staff by <@\d+> <t:\d+:R>$/mu);
    const [choice, ...others] = await scene.complete(admin(), 'leaderboard exclude remove', 'exclusion', {
      exclusion: 'vip',
    });
    expect(others).toEqual([]);
    expect(choice?.name).toMatch(/^Viper · staff · \w+$/u);
    const removed = await exclude(scene, 'remove', { exclusion: String(choice?.value) });
    expect(removed.text).toMatch(/👋 Back on the leaderboards\n\*\*Viper\*\*/u);
    expect(await vipers()).toHaveLength(2);
    expect((await exclude(scene, 'list')).text).toContain('Nobody: everybody with enough to show is ranked');
    const again = await exclude(scene, 'remove', { exclusion: String(choice?.value) });
    expect(again.text).toContain('There is no such entry');

    const other = await exclude(scene, 'add', { player: String(choices[1]?.value), reason: 'banned' });
    expect(other.text).toContain('**Viper** · banned');
    expect((await vipers()).map(({ value }) => Number(value))).toEqual([killsOf(first)]);
  });

  it('asks which of several is meant when a name alone is typed', async () => {
    const { text, ephemeral } = await exclude(scene, 'add', { player: 'Viper', reason: 'other' });
    expect(text).toMatch(/Several pilots are called \*\*Viper\*\*\. Pick one of the suggestions/u);
    expect(ephemeral).toBe(true);
    const unknown = await exclude(scene, 'add', { player: 'Nobody at all', reason: 'other' });
    expect(unknown.text).toContain('No pilot is called **Nobody at all**');
  });

  it('leaves off a player of BattleMetrics', async () => {
    const [, squad] = scene.battlemetrics.world.servers;
    const before = await namesOf(scene, 'bm-playtime', squad?.id);
    expect(before).toContain('Silent Falcon');
    const choices = await scene.complete(admin(), 'leaderboard exclude add', 'player', {
      player: 'silent fal',
    });
    const choice = choices.find(({ name }) => name.startsWith('🎮 Silent Falcon'));
    expect(choice?.value).toBe(`bm:${scene.player('Silent Falcon').id}`);
    const { text } = await exclude(scene, 'add', { player: String(choice?.value), reason: 'staff' });
    expect(text).toContain('**Silent Falcon** · staff');
    expect(await namesOf(scene, 'bm-playtime', squad?.id)).toEqual(
      before.filter((name) => name !== 'Silent Falcon'),
    );
  });

  it('tells whoever is left off that the admins did so, and shows others no reason', async () => {
    const special = scene.discord.user({ id: scene.pilot('Special K').discordId ?? '' });
    await exclude(scene, 'add', { player: 'Special K', reason: 'staff' });
    const message = await board(scene);
    const where = scene.discord.press({ user: special, message, label: /Where/u });
    const { text } = await answerTo(where);
    expect(text).toMatch(/You are on no leaderboard\nThe admins of this Discord left you off/u);
    expect(text).not.toContain('staff');
    // A wish of one's own does not undo it.
    await privacy(scene, special, 'hide');
    await privacy(scene, special, 'show');
    expect(await namesOf(scene)).not.toContain('Special K');
  });

  it('posts nobody who was left off since the last post', async () => {
    const schedule = await addSchedule(scene, { top: 3, channel: BOARDS_ID });
    await runNow(scene, schedule);
    const [first] = placesOf(await boardsOf(scene).message());
    const name = scene.dcs.world.pilots.find((pilot) =>
      pilot.name.startsWith(first?.name.slice(0, 10) ?? '-'),
    );
    await exclude(scene, 'add', { player: name?.name ?? '', reason: 'banned' });
    await scene.forward(MINUTE);
    await runNow(scene, schedule);
    const places = placesOf(await boardsOf(scene).message());
    expect(places.map(({ place }) => place)).toEqual([1, 2, 3]);
    expect(places.map((place) => place.name)).not.toContain(first?.name);
  });
});

describe('Somebody who is left off', () => {
  const scene = useScene(POSTING);

  it('is not on /topkdr either, where the others move up', async () => {
    const ranked = async () => {
      const { text } = await answerTo(scene.run(scene.stage.member(), 'topkdr'));
      return text
        .split('\n')
        .flatMap((line) => /^\S+ +[\d,]+\.\d\d +\d+ +\d+ (.+)$/u.exec(line.trim())?.[1] ?? []);
    };
    const before = await ranked();
    const [best = ''] = before;
    expect(before).toHaveLength(10);
    const [choice] = await scene.complete(scene.stage.admin(), 'leaderboard exclude add', 'player', {
      player: best,
    });
    await exclude(scene, 'add', { player: String(choice?.value), reason: 'staff' });
    const after = await ranked();
    expect(after).toHaveLength(10);
    expect(after.slice(0, 9)).toEqual(before.slice(1));
  });
});
