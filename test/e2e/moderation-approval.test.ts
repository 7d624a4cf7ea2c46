import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { Person } from '../../src/demo/discord/model.ts';
import { MODERATOR_ROLE_ID } from './harness.ts';
import {
  allWrites,
  answered,
  ask,
  banPreview,
  passTime,
  pressed,
  sentBans,
  told,
  toldSoFar,
} from './moderating.ts';
import { DAY, MINUTE } from './posting.ts';
import { type Answer, buttonsOf, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const APPROVAL = { dcs: false, env: { PERMANENT_BANS_NEED_APPROVAL: 'true' } } as const;

/** Asks for a ban without end up to the proposal. @returns what the audit channel asks */
async function propose(
  scene: Scene,
  user: Person,
  name: string,
  options: OptionValues = {},
): Promise<Answer> {
  const input = { player: scene.player(name).id, duration: 'perm', ...options };
  const preview = await banPreview(scene, user, input);
  await answered(scene, user, preview, 'Propose the ban', /Waits for a second moderator/u);
  return told(scene, new RegExp(`🕓 Waits for a second moderator[\\s\\S]*${user.displayName}`, 'u'));
}

describe('a ban without end', () => {
  // Discord does not know who has left.
  const scene = useScene({ ...APPROVAL, expected: { refusals: [404] } });

  it('is proposed, asked about in the audit channel, and made once by another moderator', async () => {
    const asker = scene.stage.moderator('Asking Mod');
    const player = scene.player('Silent Falcon');
    const preview = await banPreview(scene, asker, { player: player.id, duration: 'perm' });
    expect(preview.text).toContain("Needs a second moderator's approval");
    const told1 = await answered(scene, asker, preview, 'Propose the ban', /Waits for a second moderator/u);
    expect(told1.text).toMatch(/Nothing has happened yet[\s\S]*lapses <t:\d+:R>/u);
    expect(buttonsOf(told1.message)).toEqual([]);
    const question = await told(scene, /Asking Mod/u);
    expect(question.text).toMatch(/🕓 Waits for a second moderator\nLapses <t:\d+:R>/u);
    expect(question.text).toMatch(/Silent Falcon[\s\S]*Team kills[\s\S]*For good/u);
    expect(buttonsOf(question.message)).toEqual(['Approve', 'Decline']);

    const own = await pressed(scene, asker, question, 'Approve');
    expect(own.text).toContain('You asked for this yourself: another moderator must approve it');
    const member = await pressed(scene, scene.stage.member(), question, 'Approve');
    expect(member.text).toMatch(/^🔒 This is for moderators/u);
    for (const { ephemeral } of [own, member]) expect(ephemeral).toBe(true);
    expect(allWrites(scene)).toEqual([]);

    const second = scene.stage.moderator('Second Mod');
    await answered(scene, second, question, 'Approve', /✅ Banned/u);
    expect(allWrites(scene)).toHaveLength(1);
    expect(scene.bansOn(player).at(-1)).toMatchObject({ expires: null, reason: 'Team kills' });
    const record = await told(scene, /✅ Done[\s\S]*Asking Mod/u);
    expect(record.message.id).toBe(question.message.id);
    expect(record.text).toContain(`Approved by\n<@${second.id}> (Second Mod)`);
    expect(buttonsOf(record.message)).toEqual(['Undo']);
    expect(toldSoFar(scene, /Asking Mod/u)).toHaveLength(1);
    const found = await ask(scene, second, 'audit search', { player: player.id });
    expect(found.text).toContain(`<@${asker.id}>, approved by <@${second.id}>`);
  });

  it('is made once when two moderators approve at once', async () => {
    const player = scene.player('Silent Harrier');
    const before = scene.bansOn(player).length;
    const question = await propose(scene, scene.stage.moderator('Busy Mod'), player.name);
    const presses = ['One', 'Two', 'Three'].map((name) =>
      pressed(scene, scene.stage.moderator(name), question, 'Approve'),
    );
    for (const { text } of await Promise.all(presses)) {
      expect(text).toMatch(/✅ Banned|already being carried out|Being carried out/u);
    }
    await told(scene, /✅ Done[\s\S]*Busy Mod/u);
    expect(scene.bansOn(player)).toHaveLength(before + 1);
    expect(toldSoFar(scene, /Busy Mod/u)).toHaveLength(1);
  });

  it('is refused and ended when its asker is no moderator any more', async () => {
    const asker = scene.stage.moderator('Former Mod');
    const sent = sentBans(scene).length;
    const question = await propose(scene, asker, 'Silent Comet');
    scene.takeRole(asker, MODERATOR_ROLE_ID);
    const refused = await pressed(scene, scene.stage.moderator(), question, 'Approve');
    expect(refused.text).toMatch(/who asked for this, is no moderator any more\. Nothing was sent/u);
    const record = await told(scene, /Not approved: nothing was changed[\s\S]*Former Mod/u);
    expect(record.message.id).toBe(question.message.id);
    expect(buttonsOf(record.message)).toEqual([]);
    expect(sentBans(scene)).toHaveLength(sent);
  });

  it('is refused and ended when its asker has left the community', async () => {
    const asker = scene.stage.moderator('Gone Mod');
    const sent = sentBans(scene).length;
    const question = await propose(scene, asker, 'Silent Lynx');
    scene.discord.leave(asker.id);
    const refused = await pressed(scene, scene.stage.moderator(), question, 'Approve');
    expect(refused.text).toContain('is no moderator any more');
    await told(scene, /Not approved[\s\S]*Gone Mod/u);
    expect(sentBans(scene)).toHaveLength(sent);
  });

  it('waits on while Discord does not say whether its asker still is a moderator', async () => {
    const question = await propose(scene, scene.stage.moderator('Cloudy Mod'), 'Lucky Comet');
    const sent = sentBans(scene).length;
    const end = scene.discord.fault({
      kind: 'status',
      status: 500,
      method: 'GET',
      route: /\/members\//u,
      times: 9,
    });
    const unsure = await pressed(scene, scene.stage.moderator(), question, 'Approve');
    expect(unsure.text).toMatch(/Discord does not say at the moment[\s\S]*Nothing was sent; try again/u);
    expect(sentBans(scene)).toHaveLength(sent);
    end();
    await answered(scene, scene.stage.moderator(), question, 'Approve', /✅ Banned/u);
  });

  it('does not count an approver whose role was taken away since', async () => {
    const sent = sentBans(scene).length;
    const question = await propose(scene, scene.stage.moderator('Hopeful Mod'), 'Iron Comet');
    const second = scene.stage.moderator();
    scene.takeRole(second, MODERATOR_ROLE_ID);
    expect((await pressed(scene, second, question, 'Approve')).text).toMatch(/^🔒 This is for moderators/u);
    expect((await pressed(scene, second, question, 'Decline')).text).toMatch(/^🔒 This is for moderators/u);
    expect(sentBans(scene)).toHaveLength(sent);
    expect(toldSoFar(scene, /Waits for a second[\s\S]*Hopeful Mod/u)).toHaveLength(1);
  });

  it('is declined by another moderator or taken back by its asker, who is named', async () => {
    const sent = sentBans(scene).length;
    const second = scene.stage.moderator('Doubting Mod');
    const question = await propose(scene, scene.stage.moderator('Keen Mod'), 'Lucky Badger');
    await answered(scene, second, question, 'Decline', /🚫 Not approved/u);
    const declined = await told(scene, /Not approved[\s\S]*Keen Mod/u);
    expect(declined.text).toContain(`Declined by <@${second.id}>`);
    expect(buttonsOf(declined.message)).toEqual([]);
    const asker = scene.stage.moderator('Regretful Mod');
    await answered(scene, asker, await propose(scene, asker, 'Grey Badger'), 'Decline', /🚫 Not approved/u);
    expect((await told(scene, /Not approved[\s\S]*Regretful Mod/u)).text).toContain(
      `Taken back by <@${asker.id}>`,
    );
    expect(sentBans(scene)).toHaveLength(sent);
  });

  it('needs approval by way of an edit or an undo, too, and a ban for a time needs none', async () => {
    const asker = scene.stage.moderator('Editing Mod');
    const player = scene.player('Grey Harrier');
    const held = scene.bansOn(player)[0];
    const preview = await ask(scene, asker, 'ban-edit', { ban: held?.id ?? '', duration: 'perm' });
    await answered(scene, asker, preview, 'Propose the change', /Waits for a second moderator/u);
    expect(scene.writes('PATCH', /./u)).toEqual([]);
    const question = await told(scene, /^Edit ban[\s\S]*Waits for a second[\s\S]*Editing Mod/u);
    await answered(scene, scene.stage.moderator(), question, 'Approve', /✅ Ban changed/u);
    expect(held?.expires).toBeNull();
    expect(scene.writes('PATCH', /^\/bans\/\d+$/u)).toHaveLength(1);

    const asked = scene.stage.moderator('Shortening Mod');
    const end = await ask(scene, asked, 'ban-edit', { ban: held?.id ?? '', duration: '7d' });
    await answered(scene, asked, end, 'Change the ban', /✅ Ban changed/u);
    const shortened = await told(scene, /✅ Done[\s\S]*Shortening Mod/u);
    const back = await pressed(scene, asked, shortened, 'Undo');
    expect(buttonsOf(back.message)).toEqual(['Propose the change', 'Cancel']);

    const short = await banPreview(scene, asker, { player: scene.player('Silent Lynx').id });
    expect(buttonsOf(short.message)).toEqual(['Ban', 'Cancel']);
    const reason = await ask(scene, asker, 'ban-edit', { ban: held?.id ?? '', reason: 'Griefing' });
    expect(buttonsOf(reason.message)).toEqual(['Change the ban', 'Cancel']);
  });
});

describe('a proposed ban that waits', () => {
  const scene = useScene({ ...APPROVAL, clock: '2026-11-22T09:00:00Z' });

  it('is approved after a restart of the bot', async () => {
    const player = scene.player('Silent Falcon');
    const question = await propose(scene, scene.stage.moderator('Patient Mod'), player.name);
    await scene.bot.stop('SIGKILL');
    await scene.start();
    const before = scene.bansOn(player).length;
    await answered(scene, scene.stage.moderator(), question, 'Approve', /✅ Banned/u);
    expect((await told(scene, /✅ Done[\s\S]*Patient Mod/u)).message.id).toBe(question.message.id);
    expect(scene.bansOn(player)).toHaveLength(before + 1);
    expect(scene.stage.audit.messages).toHaveLength(1);
  });

  it('tells who asks for the same that it waits', async () => {
    const name = 'Lucky Badger';
    await propose(scene, scene.stage.moderator('First Mod'), name);
    const { text } = await banPreview(scene, scene.stage.moderator(), { player: scene.player(name).id });
    expect(text).toMatch(
      /Another moderator is at this, too\nBan by First Mod.*waits for a second moderator/u,
    );
  });

  it('lapses after a day, and can be approved no more', async () => {
    const sent = sentBans(scene).length;
    const question = await propose(scene, scene.stage.moderator('Forgotten Mod'), 'Iron Comet');
    await passTime(scene, DAY - 5 * MINUTE);
    expect(textOf((await told(scene, /Forgotten Mod/u)).message)).toContain('Waits for a second moderator');
    await passTime(scene, 6 * MINUTE);
    const record = await told(scene, /⌛ Lapsed: nobody approved it in time[\s\S]*Forgotten Mod/u);
    expect(record.message.id).toBe(question.message.id);
    expect(buttonsOf(record.message)).toEqual([]);
    expect(sentBans(scene)).toHaveLength(sent);
  });

  it('lapses also while the bot is not running', async () => {
    const sent = sentBans(scene).length;
    const question = await propose(scene, scene.stage.moderator('Late Mod'), 'Grey Badger');
    await scene.bot.stop();
    await scene.forward(DAY + MINUTE);
    await scene.start();
    const record = await told(scene, /⌛ Lapsed[\s\S]*Late Mod/u);
    expect(record.message.id).toBe(question.message.id);
    expect(sentBans(scene)).toHaveLength(sent);
  });
});
