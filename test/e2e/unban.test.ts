import { describe, expect, it } from 'vitest';
import { answerTo, buttonsOf, replyLike, textOf } from './reading.ts';
import { useScene } from './scene.ts';

describe('/unban', () => {
  const scene = useScene({ dcs: false });
  const banOf = (name: string) => {
    const found = scene.bansOn(scene.player(name))[0];
    if (found === undefined) throw new Error(`${name} is not banned`);
    return found;
  };
  const told = (moderator: string) =>
    scene.stage.audit.message((message) => textOf(message).includes(moderator));

  it('offers the bans that hold, with name, end and reason', async () => {
    const user = scene.stage.moderator();
    const all = await scene.complete(user, 'unban', 'ban');
    expect(all).toHaveLength(25);
    const typed = await scene.complete(user, 'unban', 'ban', { ban: 'grey harrier' });
    const { id } = banOf('Grey Harrier');
    expect(typed).toEqual([
      { value: id, name: expect.stringMatching(new RegExp(`^Grey Harrier · ${id} · ends in \\d days · `)) },
    ]);
    expect(await scene.complete(user, 'unban', 'ban', { ban: 'silent falcon' })).toEqual([]);
  });

  it('asks first, then ends the ban now and keeps its history', async () => {
    const user = scene.stage.moderator('Merciful Mod');
    const { id } = banOf('Grey Harrier');
    const question = await answerTo(scene.run(user, 'unban', { ban: id }));
    expect(question.ephemeral).toBe(true);
    expect(question.text).toMatch(/Nothing has happened yet[\s\S]*ends now and stays in the history/u);
    expect(buttonsOf(question.message)).toEqual(['Lift the ban', 'Cancel']);
    expect(scene.writes('PATCH', /./u)).toEqual([]);
    const press = scene.discord.press({ user, message: question.message, label: 'Lift the ban' });
    await replyLike(press, /✅ Ban lifted/u);
    expect(banOf('Grey Harrier').expires).toBeLessThanOrEqual(Date.now());
    expect(scene.writes('PATCH', /^\/bans\/\d+$/u)).toHaveLength(1);
    const record = textOf(await told('Merciful Mod'));
    expect(record).toMatch(/^Unban\n[\s\S]*✅ Done[\s\S]*Grey Harrier/u);
    expect(record).toContain(id);
  });

  it('deletes the record where that was chosen', async () => {
    const user = scene.stage.moderator('Thorough Mod');
    const { id } = banOf('Silent Badger');
    const question = await answerTo(scene.run(user, 'unban', { ban: id, mode: 'delete' }));
    expect(question.text).toContain('deleted from BattleMetrics for good');
    const press = scene.discord.press({ user, message: question.message, label: 'Delete the ban' });
    await replyLike(press, /✅ Ban lifted/u);
    expect(scene.bansOn(scene.player('Silent Badger'))).toEqual([]);
    expect(textOf(await told('Thorough Mod'))).toContain('The record is deleted');
  });

  it('counts it as done when somebody deleted the ban meanwhile', async () => {
    const user = scene.stage.moderator('Second Mod');
    const ban = banOf('Silent Comet');
    const question = await answerTo(scene.run(user, 'unban', { ban: ban.id, mode: 'delete' }));
    const { bans } = scene.battlemetrics.world;
    bans.splice(bans.indexOf(ban), 1);
    const press = scene.discord.press({ user, message: question.message, label: 'Delete the ban' });
    await replyLike(press, /no such ban any more/u);
    expect(textOf(await told('Second Mod'))).toContain('it was so already');
  });

  it('is dropped by Cancel', async () => {
    const user = scene.stage.moderator();
    const before = banOf('Silent Lynx').expires;
    const { message } = await answerTo(scene.run(user, 'unban', { ban: banOf('Silent Lynx').id }));
    await replyLike(scene.discord.press({ user, message, label: 'Cancel' }), /Nothing was changed/u);
    expect(banOf('Silent Lynx').expires).toBe(before);
  });

  it('says what is wrong with a ban that is over, and with one that is none', async () => {
    const user = scene.stage.moderator();
    const over = await answerTo(scene.run(user, 'unban', { ban: banOf('Silent Falcon').id }));
    expect(over.text).toMatch(/is over already.*choose `delete`/u);
    for (const ban of ['1', 'nonsense']) {
      const { text, ephemeral } = await answerTo(scene.run(user, 'unban', { ban }));
      expect(text).toContain('There is no such ban');
      expect(ephemeral).toBe(true);
    }
  });

  it('looks what became of it when the answer gets lost, and sends nothing again', async () => {
    const user = scene.stage.moderator();
    const before = scene.writes('PATCH', /./u).length;
    const { message } = await answerTo(scene.run(user, 'unban', { ban: banOf('Silent Lynx').id }));
    scene.battlemetrics.faults.add({ fault: { kind: 'execute-then-reset' }, method: 'PATCH', times: 1 });
    await replyLike(scene.discord.press({ user, message, label: 'Lift the ban' }), /✅ Ban lifted/u);
    expect(scene.writes('PATCH', /./u)).toHaveLength(before + 1);
    expect(banOf('Silent Lynx').expires).toBeLessThanOrEqual(Date.now());
  });
});
