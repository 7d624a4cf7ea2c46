import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  addSchedule,
  ask,
  boardsOf,
  isName,
  listed,
  MINUTE,
  NEWS_ID,
  PILOTS_ROLE_ID,
  POSTING,
  placesOf,
  runNow,
} from './posting.ts';
import { answerTo, buttonsOf, replyLike, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

/** Kills that a pilot gets on top. */
function score(scene: Scene, name: string, planes: number): void {
  const { sorties } = scene.pilot(name);
  const [last] = sorties;
  if (last === undefined) throw new Error(`${name} never flew`);
  sorties.push({ ...last, kills: { ...last.kills, planes }, deaths: { ...last.deaths, planes: 0, sams: 0 } });
}

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
