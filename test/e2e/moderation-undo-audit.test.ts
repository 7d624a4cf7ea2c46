import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/demo/discord/model.ts';
import { answered, ask, banPreview, fileOf, passTime, pressed, told, toldSoFar } from './moderating.ts';
import { DAY, HOUR, MINUTE } from './posting.ts';
import { buttonsOf, replyLike, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const ban = async (scene: Scene, user: Person, player: string) =>
  answered(scene, user, await banPreview(scene, user, { player }), 'Ban', /✅ Banned/u);

describe('the Undo of an audit message', () => {
  const scene = useScene({ dcs: false, clock: '2026-11-22T09:00:00Z' });

  it('lifts a ban after a question, once, and the message says so', async () => {
    const user = scene.stage.moderator('Hasty Mod');
    const player = scene.player('Silent Falcon');
    const done = await ban(scene, user, player.id);
    expect(done.text).toMatch(/The audit channel has an Undo button, which goes <t:\d+:R>/u);
    const record = await told(scene, /^Ban[\s\S]*✅ Done[\s\S]*Hasty Mod/u);
    const held = scene.bansOn(player).at(-1);

    expect((await pressed(scene, scene.stage.member(), record, 'Undo')).text).toMatch(/^🔒/u);
    const other = scene.stage.moderator('Correcting Mod');
    const question = await pressed(scene, other, record, 'Undo');
    expect(question.ephemeral).toBe(true);
    expect(question.text).toMatch(/Lift this ban\?[\s\S]*It undoes action/u);
    expect(held?.expires).toBeGreaterThan(scene.now());
    await answered(scene, other, question, 'Lift the ban', /✅ Ban lifted/u);
    expect(held?.expires).toBeLessThanOrEqual(scene.now());
    expect(scene.writes('PATCH', /^\/bans\//u)).toHaveLength(1);

    const undone = await told(scene, /↩️ Undone[\s\S]*Hasty Mod/u);
    expect(undone.message.id).toBe(record.message.id);
    expect(undone.text).toContain(`By <@${other.id}> (Correcting Mod)`);
    expect(buttonsOf(undone.message)).toEqual([]);
    const own = await told(scene, /^Unban[\s\S]*✅ Done[\s\S]*Correcting Mod/u);
    expect(own.text).toMatch(/Undoes action/u);
    expect(buttonsOf(own.message)).toEqual([]);
  });

  it('takes a flag, a note and a slot back', async () => {
    const user = scene.stage.moderator('Sorry Mod');
    const { id } = scene.player('Lucky Badger');
    const cases = [
      ['flag add', { player: id, flag: 'Watch' }, /^Add flag/u, 'Take it off', /no longer has the flag/u],
      ['note add', { player: id, text: 'Wrong one' }, /^Write note/u, 'Delete the note', /Note deleted/u],
      ['slot add', { player: id, duration: '7d' }, /^Reserve slot/u, 'Take it away', /Slot taken away/u],
    ] as const;
    for (const [path, options, title, yes, outcome] of cases) {
      await ask(scene, user, path, options);
      const record = await told(scene, new RegExp(`${title.source}[\\s\\S]*✅ Done[\\s\\S]*Sorry Mod`, 'u'));
      const question = await pressed(scene, user, record, 'Undo');
      await answered(scene, user, question, yes, outcome);
      const undone = await told(scene, new RegExp(`${title.source}[\\s\\S]*↩️ Undone[\\s\\S]*Sorry Mod`, 'u'));
      expect(undone.message.id).toBe(record.message.id);
    }
    const { world } = scene.battlemetrics;
    expect(world.reservedSlots).toEqual([]);
    expect(world.notes.filter(({ playerId }) => playerId === id)).toEqual([]);
    expect(
      world.flagPlayers.filter((entry) => entry.playerId === id && entry.removedAt === undefined),
    ).toEqual([]);
  });

  it('is carried out once when several moderators asked for it and all confirm', async () => {
    const player = scene.player('Silent Comet');
    await ban(scene, scene.stage.moderator('Doubly Undone'), player.id);
    const record = await told(scene, /✅ Done[\s\S]*Doubly Undone/u);
    const [one, two] = [scene.stage.moderator('One'), scene.stage.moderator('Two')];
    const questions = await Promise.all([one, two].map((by) => pressed(scene, by, record, 'Undo')));
    const slow = scene.stage.moderator('Slow');
    const late = await pressed(scene, slow, record, 'Undo');
    const before = scene.writes('PATCH', /./u).length;
    const [first, second] = questions.map(({ message }, nth) =>
      scene.press(nth === 0 ? one : two, message, 'Lift the ban'),
    );
    if (first === undefined || second === undefined) throw new Error('there are two');
    const text = ({ message, followUps }: typeof first) =>
      [...(message === undefined ? [] : [message]), ...followUps].map(textOf).join('\n');
    await expect.poll(() => text(first) + text(second)).toMatch(/✅ Ban lifted/u);
    await expect
      .poll(() => text(first) + text(second))
      .toMatch(/undid this already|began to undo this already/u);
    await told(scene, /↩️ Undone[\s\S]*Doubly Undone/u);
    const refused = scene.press(slow, late.message, 'Lift the ban');
    await expect.poll(() => text(refused)).toMatch(/<@\d+> undid this already on <t:\d+:f>/u);
    expect(scene.writes('PATCH', /./u)).toHaveLength(before + 1);
  });

  it('is gone after a day', async () => {
    const player = scene.player('Iron Comet');
    await ban(scene, scene.stage.moderator('Firm Mod'), player.id);
    const record = await told(scene, /✅ Done[\s\S]*Firm Mod/u);
    await passTime(scene, DAY - 5 * MINUTE);
    const user = scene.stage.moderator();
    const asked = await pressed(scene, user, record, 'Undo');
    await answered(scene, user, asked, 'Cancel', /Nothing was changed/u);
    await passTime(scene, 10 * MINUTE);
    await expect
      .poll(() => scene.stage.audit.messages.filter(({ id }) => id === record.message.id).map(buttonsOf))
      .toEqual([[]]);
    expect(scene.bansOn(player).at(-1)?.expires).toBeGreaterThan(scene.now());
  });
});

describe('/audit', () => {
  const scene = useScene({ dcs: false, clock: '2026-11-22T09:00:00Z' });

  it('finds what was done by moderator, player, action and time, page by page', async () => {
    const [kestrel, merlin] = [scene.stage.moderator('Kestrel'), scene.stage.moderator('Merlin')];
    const falcon = scene.player('Silent Falcon').id;
    const comet = scene.player('Silent Comet').id;
    await ban(scene, kestrel, falcon);
    await scene.forward(3 * HOUR);
    for (let index = 0; index < 11; index += 1) {
      await ask(scene, merlin, 'note add', { player: comet, text: `Note ${index}` });
    }
    const search = async (options: Parameters<typeof ask>[3]) =>
      (await ask(scene, kestrel, 'audit search', options)).text;
    expect(await search({ moderator: kestrel.id })).toMatch(
      /\*\*1 action\*\*[\s\S]*\*\*Ban\*\*[\s\S]*Silent Falcon/u,
    );
    expect(await search({ player: comet })).toContain('**11 actions**');
    expect(await search({ player: 'silent fal' })).toContain('**1 action**');
    expect(await search({ action: 'notes', moderator: merlin.id })).toContain('**11 actions**');
    expect(await search({ action: 'bans', moderator: merlin.id })).toContain('Nothing fits');
    expect(await search({ until: '2h' })).toContain('**1 action**');
    expect(await search({ from: '2h' })).toContain('**11 actions**');
    expect(await search({ from: '2026-11-22 09:00', until: '2026-11-22 10:00' })).toContain('**1 action**');
    expect(await search({ from: 'yesterday-ish' })).toContain('I cannot read `from` as a time');
    expect(await search({ from: '1h', until: '2h' })).toContain('`from` is after `until`');

    const all = await ask(scene, kestrel, 'audit search');
    expect(all.ephemeral).toBe(true);
    expect(all.text).toMatch(/\*\*12 actions\*\*[\s\S]*1 \/ 2/u);
    expect(all.text).not.toContain('Silent Falcon');
    const last = await replyLike(scene.press(kestrel, all.message, '▶'), /2 \/ 2/u);
    expect(last.text).toMatch(/\*\*Ban\*\* \*\*Silent Falcon\*\*[\s\S]*Team kills/u);
    expect(last.message.id).toBe(all.message.id);
  });

  it('is exported as a file for spreadsheets, with neither formulas nor identifiers', async () => {
    const user = scene.stage.moderator('=HYPERLINK("https://phish.invalid")');
    const player = scene.player('Iron Comet');
    const steamId = player.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';
    await ask(scene, user, 'note add', { player: player.id, text: `+SUM(A1) is ${steamId} from 192.0.2.9` });
    await answered(
      scene,
      user,
      await banPreview(scene, user, { player: player.id, reason: `=1+1, "quoted"\nsee ${steamId}` }),
      'Ban',
      /✅ Banned/u,
    );
    const answer = await ask(scene, user, 'audit export', { moderator: user.id });
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain('2 actions in audit-2026-11-22.csv');
    const text = fileOf(scene, answer);
    expect(text.startsWith('\ufeff')).toBe(true);
    for (const secret of [steamId, '192.0.2.9']) expect(text).not.toContain(secret);
    const rows: readonly Readonly<Record<string, string>>[] = parse(text, { bom: true, columns: true });
    expect(rows.map(({ action, state }) => [action, state])).toEqual([
      ['ban', 'done'],
      ['note-add', 'done'],
    ]);
    for (const row of rows) {
      expect(row['moderator id']).toBe(user.id);
      expect(row['player']).toBe('Iron Comet');
      for (const value of Object.values(row)) expect(value).not.toMatch(/^[=+\-@\t\r]/u);
    }
    expect(rows[0]?.['ban id']).toBe(scene.bansOn(player).at(-1)?.id);
    const none = await ask(scene, user, 'audit export', { action: 'console' });
    expect(none.text).toContain('Nothing to export');
    expect(none.message.attachments).toEqual([]);
  });
});

describe('/slot', () => {
  const scene = useScene({ dcs: false });
  const slots = () => scene.battlemetrics.world.reservedSlots;

  it('reserves a slot for a time on a server or all of them, lists it, and takes it away', async () => {
    const user = scene.stage.moderator('Slot Mod');
    const { id } = scene.player('Silent Falcon');
    const added = await ask(scene, user, 'slot add', { player: id, duration: '7d', server: '1000102' });
    expect(added.text).toMatch(/Slot reserved[\s\S]*Squad #1[\s\S]*Until: <t:\d+:f>/u);
    expect(slots()).toMatchObject([{ playerId: id, serverIds: ['1000102'] }]);
    expect(Math.abs((slots()[0]?.expires ?? 0) - Date.now() - 7 * DAY)).toBeLessThan(10_000);
    const record = await told(scene, /^Reserve slot[\s\S]*✅ Done[\s\S]*Slot Mod/u);
    expect(record.text).toContain('Silent Falcon');
    await ask(scene, user, 'slot add', { player: scene.player('Silent Comet').id, duration: 'perm' });
    expect(slots()[1]).toMatchObject({ expires: null });

    const listed = await ask(scene, user, 'slot list');
    expect(listed.ephemeral).toBe(true);
    expect(listed.text).toMatch(/Silent Falcon\*\* \(.*\) ends <t:\d+:R>[\s\S]*Squad #1/u);
    expect(listed.text).toMatch(/Silent Comet[\s\S]*for good/u);
    const own = await ask(scene, user, 'slot list', { player: id });
    expect(own.text).not.toContain('Silent Comet');
    const [choice] = await scene.complete(user, 'slot remove', 'slot', { slot: 'silent fal' });
    const removed = await ask(scene, user, 'slot remove', { slot: String(choice?.value) });
    expect(removed.text).toContain('Slot taken away');
    expect(slots().map(({ playerId }) => playerId)).toEqual([scene.player('Silent Comet').id]);
    expect(toldSoFar(scene, /^Take slot away[\s\S]*Slot Mod/u).length).toBeLessThanOrEqual(1);
    await told(scene, /^Take slot away[\s\S]*✅ Done/u);
  });

  it('makes one slot when the answer gets lost, and says what is wrong with a time or a slot that is none', async () => {
    const user = scene.stage.moderator();
    const { id } = scene.player('Iron Comet');
    const path = '/reserved-slots';
    scene.battlemetrics.faults.add({ fault: { kind: 'execute-then-reset' }, method: 'POST', path, times: 1 });
    await replyLike(scene.run(user, 'slot add', { player: id, duration: '1mo' }), /Slot reserved/u);
    expect(slots().filter(({ playerId }) => playerId === id)).toHaveLength(1);
    expect((await ask(scene, user, 'slot add', { player: id, duration: 'soon' })).text).toContain(
      'no duration',
    );
    expect((await ask(scene, user, 'slot remove', { slot: 'nonsense' })).text).toContain(
      'There is no such reserved slot',
    );
    expect(slots().filter(({ playerId }) => playerId === id)).toHaveLength(1);
  });
});
