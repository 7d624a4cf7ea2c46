import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answered, ask, banPreview, sentBans, told } from './moderating.ts';
import { DAY } from './posting.ts';
import { buttonsOf, fieldOf, menuOf, replyLike } from './reading.ts';
import { useScene } from './scene.ts';

const bodySchema = z.object({
  data: z.object({ attributes: z.object({ identifiers: z.array(z.unknown()) }).loose() }),
});

describe('the dry run of a ban', () => {
  const scene = useScene({
    dcs: false,
    env: { STAFF_FLAGS: 'Trusted' },
    prepare: ({ battlemetrics: { world } }) => {
      const gone = world.players.find(({ name }) => name === 'Iron Badger');
      for (const visit of gone?.visits ?? []) {
        Object.assign(visit, { lastSeen: Date.now() - 400 * DAY, firstSeen: Date.now() - 500 * DAY });
      }
    },
  });

  it('takes reason and duration from a preset that is picked, and what is typed counts more', async () => {
    const user = scene.stage.moderator();
    const player = scene.player('Silent Falcon').id;
    const choices = await scene.complete(user, 'ban', 'preset', { player, preset: 'team' });
    expect(choices.map(({ value }) => value)).toEqual(['Team killing', 'Team killing, again']);
    const preset = String(choices[0]?.value);
    const plain = await replyLike(scene.run(user, 'ban', { player, preset }), /Ban this player\?/u);
    // As BattleMetrics fills it in for the player, its templates rendered.
    expect(fieldOf(plain.message, /Players will see/u)).toMatch(/^Team killing\. Banned for 3d?.*left\.$/u);
    expect(fieldOf(plain.message, /Until/u)).toMatch(/<t:\d+:f>[\s\S]*3 days/u);
    const typed = await replyLike(
      scene.run(user, 'ban', { player, preset, duration: '1d', reason: 'Ramming' }),
      /Ban this player\?/u,
    );
    expect(fieldOf(typed.message, /Players will see/u)).toBe('Ramming');
    expect(fieldOf(typed.message, /Until/u)).toContain('1 day, counted');
    const wrong = await ask(scene, user, 'ban', { player, preset: 'No such one' });
    expect(wrong.text).toMatch(/There is no such preset[\s\S]*Team killing/u);
    expect(buttonsOf(wrong.message)).toEqual([]);
    expect((await ask(scene, user, 'ban', { player })).text).toContain('A ban needs a reason and a duration');
  });

  it('sends just the identifiers that were chosen', async () => {
    const user = scene.stage.moderator();
    const player = scene.player('Silent Falcon');
    const first = await banPreview(scene, user, { player: player.id });
    const { options } = menuOf(first.message);
    expect(options.filter((option) => option.default).map(({ label }) => label.split(':')[0])).toEqual([
      'steamID',
      'BEGUID',
    ]);
    const ip = options.find(({ label }) => label.startsWith('ip'));
    const guid = options.find(({ label }) => label.startsWith('BEGUID'));
    const chosen = [ip?.value ?? '', guid?.value ?? ''];
    const next = await replyLike(scene.select(user, first.message, chosen), /ip: .*others may share it/u);
    expect(next.message.id).toBe(first.message.id);
    expect(next.text).toMatch(/Others may have the same ip/u);
    expect(fieldOf(next.message, /Identifiers/u)).toMatch(/Left out: .*steamID/u);
    const alone = await replyLike(
      scene.select(user, next.message, [ip?.value ?? '']),
      /No chosen identifier is of this player alone/u,
    );
    const back = await replyLike(scene.select(user, alone.message, chosen), /BEGUID: /u);
    const before = sentBans(scene).length;
    await answered(scene, user, back, 'Ban', /✅ Banned/u);
    const sent = sentBans(scene).slice(before);
    expect(sent).toHaveLength(1);
    const { identifiers } = bodySchema.parse(sent[0]?.body).data.attributes;
    expect(identifiers.map(String).sort()).toEqual([...chosen].sort());
  });

  it('warns before one of ours is banned, and somebody long gone', async () => {
    const user = scene.stage.moderator();
    const staff = await banPreview(scene, user, { player: '1000000002' });
    expect(staff.text).toContain('🛑 **One of ours?** The player has the flag Trusted.');
    const gone = await banPreview(scene, user, { player: scene.player('Iron Badger').id });
    expect(gone.text).toMatch(/Long gone\*\*: last seen <t:\d+:R>/u);
    for (const { message } of [staff, gone]) expect(buttonsOf(message)).toEqual(['Ban', 'Cancel']);
    const plain = await banPreview(scene, user, { player: scene.player('Silent Falcon').id });
    expect(plain.text).not.toMatch(/One of ours|Long gone/u);
  });

  it('tells the second moderator who is at it, and after a ban that it holds', async () => {
    const player = scene.player('Silent Comet').id;
    const first = scene.stage.moderator('Kestrel');
    const mine = await banPreview(scene, first, { player });
    expect(mine.text).not.toContain('Another moderator');
    const second = await banPreview(scene, scene.stage.moderator(), { player });
    expect(fieldOf(second.message, /Another moderator/u)).toMatch(/^Ban by Kestrel, begun <t:\d+:R>/u);
    const own = await banPreview(scene, first, { player });
    expect(own.text).toContain('Another moderator');
    await answered(scene, first, mine, 'Ban', /✅ Banned/u);
    const third = await banPreview(scene, scene.stage.moderator(), { player });
    expect(fieldOf(third.message, /Already banned/u)).toContain('Team kills');
  });
});

describe('after a ban', () => {
  const scene = useScene({ dcs: false });
  const held = (name: string) => {
    const ban = scene.bansOn(scene.player(name)).at(-1);
    if (ban === undefined) throw new Error(`no ban on ${name}`);
    return ban;
  };

  it('/bans list turns its pages for who asked, and filters', async () => {
    const user = scene.stage.moderator();
    const first = await ask(scene, user, 'bans list');
    expect(first.ephemeral).toBe(true);
    expect(first.text).toMatch(/\*\*\d+\*\* active/u);
    expect(first.text).not.toContain('ended');
    expect(first.text.match(/🔨/gu)).toHaveLength(10);
    const second = await replyLike(scene.press(user, first.message, '▶'), /2 \/ 3/u);
    expect(second.message.id).toBe(first.message.id);
    expect(buttonsOf(second.message)).toEqual(['◀', '▶']);
    await replyLike(scene.press(user, second.message, '▶'), /3 \/ 3/u);
    await replyLike(scene.press(user, second.message, '◀'), /2 \/ 3/u);
    const expired = await ask(scene, user, 'bans list', { state: 'expired' });
    expect(expired.text).not.toContain('🔨');
    expect(expired.text).toMatch(/▫️ .* ended <t:\d+:R>/u);
    const { id } = scene.player('Grey Harrier');
    const own = await ask(scene, user, 'bans list', { player: id, state: 'all' });
    expect(own.text.match(/\[\d+\]\(/gu)).toEqual([`[${held('Grey Harrier').id}](`]);
  });

  it('/bans search and /bans show find one ban with all that is known of it', async () => {
    const user = scene.stage.moderator();
    const ban = held('Silent Comet');
    const found = await ask(scene, user, 'bans search', { text: ban.uid });
    expect(found.text).toContain(ban.id);
    expect((await ask(scene, user, 'bans search', { text: 'no such thing' })).text).toContain('No ban fits');
    for (const asked of [ban.id, ban.uid]) {
      const { text, message, ephemeral } = await ask(scene, user, 'bans show', { ban: asked });
      expect(ephemeral).toBe(true);
      expect(text).toContain(`Ban ${ban.id}`);
      expect(fieldOf(message, /Note/u)).toContain('& reported twice');
      expect(fieldOf(message, /Identifiers/u)).toMatch(/steamID: `7656\d+`/u);
      expect(fieldOf(message, /What you can do/u)).toContain(`/unban ban:${ban.id}`);
    }
    expect((await ask(scene, user, 'bans show', { ban: '1' })).text).toContain('There is no such ban');
  });

  it('/ban-edit shows before and after, sends just that, and the audit channel tells it', async () => {
    const user = scene.stage.moderator('Editing Mod');
    const ban = held('Grey Harrier');
    const { reason: before, expires, note } = ban;
    const options = { ban: ban.id, reason: 'Ramming *again*', duration: '3d' };
    const question = await ask(scene, user, 'ban-edit', options);
    expect(fieldOf(question.message, /Reason/u)).toMatch(/^Cheating until[\s\S]*\n→ Ramming \\\*again\\\*$/u);
    expect(fieldOf(question.message, /Until/u)).toMatch(/^<t:\d+:f>.*\n→ <t:\d+:f>/u);
    expect(question.text).toContain('The new end counts from the confirmation');
    expect(ban).toMatchObject({ reason: before, expires });
    const pressedAt = Date.now();
    await answered(scene, user, question, 'Change the ban', /✅ Ban changed[\s\S]*2 changes/u);
    expect(ban).toMatchObject({ reason: 'Ramming *again*', note });
    expect(Math.abs((ban.expires ?? 0) - pressedAt - 3 * DAY)).toBeLessThan(10_000);
    const sent = scene.writes('PATCH', new RegExp(`^/bans/${ban.id}$`, 'u'));
    expect(sent).toHaveLength(1);
    const { attributes } = bodyOf(sent[0]?.body);
    expect(Object.keys(attributes).sort()).toEqual(['expires', 'reason']);
    const record = await told(scene, /^Edit ban[\s\S]*✅ Done[\s\S]*Editing Mod/u);
    expect(record.text).toMatch(/Cheating until[\s\S]*→ Ramming/u);
    const again = await ask(scene, user, 'ban-edit', { ban: ban.id });
    expect(again.text).toContain('Say what to change');
    expect(buttonsOf(again.message)).toEqual([]);
  });

  it('/exemption lets our servers be exempted from a ban, and ends that', async () => {
    const user = scene.stage.moderator('Merciful Mod');
    const ban = held('Silent Comet');
    const input = { ban: ban.id, reason: 'Served his time' };
    const question = await ask(scene, user, 'exemption add', input);
    expect(question.text).toMatch(/Exempt this player from the ban\?[\s\S]*the player may join our servers/u);
    expect(scene.battlemetrics.world.exemptions).toEqual([]);
    await answered(scene, user, question, 'Exempt', /✅ Exempted/u);
    expect(scene.battlemetrics.world.exemptions).toMatchObject([
      { banId: ban.id, reason: 'Served his time' },
    ]);
    await told(scene, /^Exempt from ban[\s\S]*✅ Done[\s\S]*Merciful Mod/u);
    const player = scene.player('Silent Comet').id;
    expect((await banPreview(scene, user, { player })).text).toContain('our servers are exempted');
    const end = await ask(scene, user, 'exemption remove', { ban: ban.id });
    await answered(scene, user, end, 'Remove the exemption', /✅ Exemption removed/u);
    expect(scene.battlemetrics.world.exemptions).toEqual([]);
  });
});

function bodyOf(body: unknown) {
  return z.object({ data: z.object({ attributes: z.record(z.string(), z.unknown()) }) }).parse(body).data;
}
