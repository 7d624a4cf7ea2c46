import { describe, expect, it } from 'vitest';
import { answered, ask, passTime, pressed, told, toldSoFar } from './moderating.ts';
import { DAY, MINUTE } from './posting.ts';
import { answerTo, buttonsOf, replyLike, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const flagOf = ({ battlemetrics }: Scene, name: string) =>
  battlemetrics.world.flags.find((flag) => flag.name === name);

const hasFlag = (scene: Scene, playerId: string, name: string) =>
  scene.battlemetrics.world.flagPlayers.some(
    (entry) =>
      entry.playerId === playerId &&
      entry.flagId === flagOf(scene, name)?.id &&
      entry.removedAt === undefined,
  );

describe('/note', () => {
  // A form that is delivered twice is answered once.
  const scene = useScene({ dcs: false, expected: { refusals: [400] } });
  const notesOn = (playerId: string) =>
    scene.battlemetrics.world.notes.filter((note) => note.playerId === playerId);
  const written = (playerId: string) =>
    scene.writes('POST', new RegExp(`${playerId}/relationships/notes`, 'u'));

  it('writes a short note at once, and names who wrote it where BattleMetrics names the token', async () => {
    const user = scene.stage.moderator('Writing Mod');
    const { id } = scene.player('Silent Falcon');
    const { text, ephemeral } = await ask(scene, user, 'note add', {
      player: id,
      text: 'Warned <twice> & *hard*',
    });
    expect(ephemeral).toBe(true);
    expect(text).toContain('Note written');
    expect(notesOn(id)).toMatchObject([{ shared: false }]);
    expect(notesOn(id)[0]?.note).toMatch(
      /^Warned <twice> & \*hard\*\n\n— Writing Mod \(\d+\) with Squawk, ref \w+$/u,
    );
    const listed = await ask(scene, user, 'note list', { player: id });
    expect(listed.text).toMatch(/📝 \*\*Writing Mod\*\* · <t:\d+:R>\nWarned \\<twice\\> & \\\*hard\\\*/u);
    expect(listed.text).not.toContain('ref');
    const record = await told(scene, /^Write note[\s\S]*✅ Done[\s\S]*Writing Mod/u);
    expect(record.text).not.toContain('Warned');
  });

  it('shows notes of others, which are HTML, as the text that they are', async () => {
    const { text } = await ask(scene, scene.stage.moderator(), 'note list', { player: '1000000003' });
    expect(text).toMatch(/web-admin[\s\S]*Appealed at example\.invalid\nTurned down/u);
    expect(text).not.toMatch(/<br|&lt;|<p>/u);
  });

  it('writes one note of a form that is delivered twice', async () => {
    const user = scene.stage.moderator('Form Mod');
    const { id } = scene.player('Silent Comet');
    const opening = scene.run(user, 'note add', { player: id, shared: true });
    const sent = await scene.submit(user, opening, { text: 'First line\n\n• second & last' });
    scene.discord.redeliver(sent);
    await replyLike(sent, /Note written[\s\S]*First line/u);
    expect(await sent.refused()).toMatchObject({ code: 40060 });
    await told(scene, /✅ Done[\s\S]*Form Mod/u);
    expect(written(id)).toHaveLength(1);
    expect(notesOn(id)).toMatchObject([{ shared: true }]);
    expect(toldSoFar(scene, /Form Mod/u)).toHaveLength(1);
  });

  it('writes one note of a command that is delivered twice, and of one whose answer is lost', async () => {
    const user = scene.stage.moderator('Lost Mod');
    const { id } = scene.player('Iron Comet');
    const path = /\/relationships\/notes$/u;
    scene.battlemetrics.faults.add({ fault: { kind: 'execute-then-reset' }, method: 'POST', path, times: 1 });
    const handle = scene.run(user, 'note add', { player: id, text: 'Lost and found' });
    scene.discord.redeliver(handle);
    await replyLike(handle, /Note written[\s\S]*Lost and found/u);
    expect(notesOn(id)).toHaveLength(1);
    expect(written(id)).toHaveLength(1);
    await told(scene, /✅ Done[\s\S]*Lost Mod/u);
  });

  it('changes a note by a button and a form that holds it already', async () => {
    const user = scene.stage.moderator('Changing Mod');
    const { id } = scene.player('Silent Falcon');
    const [choice] = await scene.complete(user, 'note edit', 'note', { player: id, note: 'warned' });
    const asked = await ask(scene, user, 'note edit', { player: id, note: String(choice?.value) });
    const press = scene.press(user, asked.message, 'Edit');
    expect(JSON.stringify(await press.opened())).toContain('Warned <twice> & *hard*');
    const sent = await scene.submit(user, press, { text: 'Warned thrice' });
    await replyLike(sent, /Note changed[\s\S]*Warned thrice/u);
    expect(notesOn(id)).toHaveLength(1);
    expect(notesOn(id)[0]?.note).toMatch(/^Warned thrice\n\n— /u);
    expect(notesOn(id)[0]?.note.match(/with Squawk/gu)).toHaveLength(1);
    await told(scene, /^Edit note[\s\S]*✅ Done[\s\S]*Changing Mod/u);
  });

  it('asks before it deletes one', async () => {
    const user = scene.stage.moderator('Deleting Mod');
    const { id } = scene.player('Silent Falcon');
    const [note] = notesOn(id);
    const kept = await ask(scene, user, 'note delete', { player: id, note: note?.id ?? '' });
    await answered(scene, user, kept, 'Cancel', /Nothing was changed/u);
    expect(notesOn(id)).toHaveLength(1);
    const asked = await ask(scene, user, 'note delete', { player: id, note: note?.id ?? '' });
    expect(asked.text).toContain('Warned thrice');
    await answered(scene, user, asked, 'Delete the note', /Note deleted/u);
    expect(notesOn(id)).toEqual([]);
    await told(scene, /^Delete note[\s\S]*✅ Done[\s\S]*Deleting Mod/u);
    const gone = await ask(scene, user, 'note delete', { player: id, note: note?.id ?? '' });
    expect(gone.text).toMatch(/no such note/iu);
    expect((await ask(scene, user, 'note list', { player: id })).text).toContain('No notes.');
  });
});

describe('/flags', () => {
  const scene = useScene({ dcs: false });

  it('is made, changed and deleted by an admin, and seen by a moderator', async () => {
    const [admin, moderator] = [scene.stage.admin('Flag Admin'), scene.stage.moderator()];
    const options = { name: 'Base raider', color: 'red', description: 'Bombs *our* fields' };
    const made = await ask(scene, admin, 'flags create', options);
    expect(made.text).toMatch(/Flag made[\s\S]*Base raider/u);
    expect(flagOf(scene, 'Base raider')).toMatchObject({
      personal: false,
      description: 'Bombs *our* fields',
    });
    const listed = await ask(scene, moderator, 'flags list');
    expect(listed.text).toMatch(/\*\*Base raider\*\* · `#[\da-f]{6}`[\s\S]*Bombs \\\*our\\\* fields/u);
    const again = await ask(scene, admin, 'flags create', options);
    expect(again.text).toMatch(/already/u);
    expect(scene.battlemetrics.world.flags.filter(({ name }) => name === 'Base raider')).toHaveLength(1);

    const [choice] = await scene.complete(admin, 'flags edit', 'flag', { flag: 'base' });
    const { id } = scene.player('Silent Comet');
    await ask(scene, moderator, 'flag add', { player: id, flag: String(choice?.value) });
    await ask(scene, admin, 'flags edit', { flag: String(choice?.value), name: 'Field raider' });
    expect(flagOf(scene, 'Field raider')).toMatchObject({
      id: choice?.value,
      description: 'Bombs *our* fields',
    });
    expect((await told(scene, /^Edit flag[\s\S]*✅ Done/u)).text).toContain('Base raider\n→ Field raider');

    const asked = await ask(scene, admin, 'flags delete', { flag: String(choice?.value) });
    expect(asked.text).toContain('It is taken off every player who has it. This cannot be undone.');
    expect(flagOf(scene, 'Field raider')).toBeDefined();
    await answered(scene, admin, asked, 'Delete the flag', /Flag deleted/u);
    expect(flagOf(scene, 'Field raider')).toBeUndefined();
    expect(buttonsOf((await told(scene, /^Delete flag[\s\S]*✅ Done/u)).message)).toEqual([]);
  });

  it('refuses a moderator, also the buttons of an admin who is none any more, and names the level', async () => {
    const before = scene.battlemetrics.world.flags.length;
    const moderator = scene.stage.moderator();
    const refused = await ask(scene, moderator, 'flags create', { name: 'Mine' });
    expect(refused.text).toMatch(/^🔒 This is for admins/u);
    const user = scene.stage.admin();
    const asked = await ask(scene, user, 'flags delete', { flag: 'Trusted' });
    scene.discord.setRoles(user.id, moderator.roles);
    expect((await pressed(scene, user, asked, 'Delete the flag')).text).toMatch(/^🔒 This is for admins/u);
    expect(scene.battlemetrics.world.flags).toHaveLength(before);
  });
});

describe('a flag for a time', () => {
  const asker = '1180000000000000777';
  const scene = useScene({ dcs: false, clock: '2026-11-22T09:00:00Z', expected: { pings: [asker] } });
  const player = () => scene.player('Silent Falcon').id;
  const mod = () =>
    scene.discord.user({ id: asker, displayName: 'Timing Mod', roles: [...scene.stage.moderator().roles] });

  it('is removed by the bot when it is over, and not before', async () => {
    const added = await ask(scene, mod(), 'flag add', { player: player(), flag: 'Watch', expires: '2d' });
    expect(added.text).toMatch(/now has the flag \*\*Watch\*\*[\s\S]*Until <t:\d+:f>.*then I remove it/u);
    expect((await ask(scene, mod(), 'flag list', { player: player() })).text).toMatch(
      /Watch[\s\S]*<t:\d+:R>/u,
    );
    await passTime(scene, 2 * DAY - 2 * MINUTE);
    expect(hasFlag(scene, player(), 'Watch')).toBe(true);
    await passTime(scene, 4 * MINUTE);
    const record = await told(scene, /^Remove flag[\s\S]*✅ Done[\s\S]*The time of the flag was over/u);
    expect(record.text).toContain('Timing Mod');
    expect(hasFlag(scene, player(), 'Watch')).toBe(false);
    await passTime(scene, 10 * MINUTE);
    expect(toldSoFar(scene, /^Remove flag/u)).toHaveLength(1);
  });

  it('is asked about once where that is wanted, also across a restart, and goes or stays as it is answered', async () => {
    for (const [flag, button, outcome, stays] of [
      ['Trusted', 'Keep it', /Flag kept/u, true],
      ['Cheater?', 'Remove it', /no longer has the flag/u, false],
    ] as const) {
      await ask(scene, mod(), 'flag add', { player: player(), flag, expires: '1d', when_over: 'ask' });
      await scene.bot.stop('SIGKILL');
      await scene.forward(DAY + 2 * MINUTE);
      await scene.start();
      const over = new RegExp(`The time of a flag is over[\\s\\S]*${flag.replace('?', '\\?')}`, 'u');
      const question = await told(scene, over);
      expect(question.message.content).toBe(`<@${asker}>`);
      expect(hasFlag(scene, player(), flag)).toBe(true);
      await passTime(scene, 3 * MINUTE);
      expect(toldSoFar(scene, over)).toHaveLength(1);

      const member = await pressed(scene, scene.stage.member(), question, button);
      expect(member.text).toMatch(/^🔒 This is for moderators/u);
      const other = scene.stage.moderator('Answering Mod');
      const twice = [other, scene.stage.moderator()].map((by) => scene.press(by, question.message, button));
      const texts = (await Promise.all(twice.map((press) => answerTo(press)))).map(({ text }) => text);
      expect(texts.filter((text) => outcome.test(text))).toHaveLength(1);
      expect(texts.filter((text) => text.includes('Answered already'))).toHaveLength(1);
      await expect.poll(() => hasFlag(scene, player(), flag)).toBe(stays);
      await expect
        .poll(() => scene.stage.audit.messages.find(({ id }) => id === question.message.id)?.components)
        .toEqual([]);
      await passTime(scene, 2 * DAY);
      expect(toldSoFar(scene, over)).toEqual([]);
      expect(hasFlag(scene, player(), flag)).toBe(stays);
    }
  });

  it('is left alone when somebody took it off or put it on for good since', async () => {
    const { id } = scene.player('Silent Comet');
    await ask(scene, mod(), 'flag add', { player: id, flag: 'Watch', expires: '1d' });
    await ask(scene, mod(), 'flag remove', { player: id, flag: 'Watch' });
    await ask(scene, mod(), 'flag add', { player: id, flag: 'Watch' });
    const told = () =>
      scene.stage.audit.messages.filter((message) => textOf(message).includes('Silent Comet'));
    await expect.poll(() => told().length).toBe(3);
    await passTime(scene, DAY + 3 * MINUTE);
    await ask(scene, mod(), 'flag list', { player: id });
    expect(hasFlag(scene, id, 'Watch')).toBe(true);
    expect(told()).toHaveLength(3);
  });

  it('refuses an end that cannot be read or is none', async () => {
    const refusals = [
      ['soon', /^That is no duration that I can read/u],
      ['perm', /leave `expires` out/u],
      ['-1d', /^A flag cannot end in the past/u],
    ] as const;
    for (const [expires, refusal] of refusals) {
      const { text } = await ask(scene, mod(), 'flag add', { player: player(), flag: 'Watch', expires });
      expect(text).toMatch(refusal);
    }
    expect(hasFlag(scene, player(), 'Watch')).toBe(false);
  });
});
