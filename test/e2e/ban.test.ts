import { describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../../src/demo/battlemetrics/simulator.ts';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { Person, SimulatedMessage } from '../../src/demo/discord/model.ts';
import { answerTo, buttonsOf, fieldOf, replyLike, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const DAY = 86_400_000;
/** Of nobody whom BattleMetrics knows. */
const UNKNOWN_STEAM_ID = '76561199000000001';

const attempt = (scene: Scene, user: Person, options: OptionValues) =>
  answerTo(scene.run(user, 'ban', { reason: 'Team kills', duration: '7d', ...options }));

const preview = (scene: Scene, user: Person, options: OptionValues) =>
  replyLike(
    scene.run(user, 'ban', { reason: 'Team kills', duration: '7d', ...options }),
    /Ban this player\?/u,
  );

const confirm = (scene: Scene, user: Person, message: SimulatedMessage) =>
  scene.discord.press({ user, message, label: 'Ban' });

/** Bans from the first to the last step, and gives what was sent to BattleMetrics. */
async function ban(scene: Scene, user: Person, options: OptionValues): Promise<RecordedRequest> {
  const { message } = await preview(scene, user, options);
  const known = scene.writes('POST', /^\/bans$/u).length;
  await replyLike(confirm(scene, user, message), /✅ Banned/u);
  const [sent, ...more] = scene.writes('POST', /^\/bans$/u).slice(known);
  expect(more).toEqual([]);
  if (sent === undefined) throw new Error('no ban was sent');
  return sent;
}

describe('/ban', () => {
  const scene = useScene({
    dcs: false,
    variables: ({ battlemetrics }) => ({ BATTLEMETRICS_BAN_LIST_ID: battlemetrics.world.banLists[1]?.id }),
  });

  it('goes from a name over choice, question and confirmation to one ban, its link and its audit record', async () => {
    const user = scene.stage.moderator('Kestrel');
    const player = scene.player('Silent Falcon');
    const choices = await scene.complete(user, 'ban', 'player', { player: 'silent fal' });
    expect(choices.map(({ value }) => value)).toEqual([player.id]);
    expect(choices[0]?.name).toMatch(new RegExp(`^Silent Falcon · ${player.id} · seen .+ ago$`, 'u'));

    const question = await preview(scene, user, {
      player: player.id,
      reason: '{{admin}}: team kills',
      note: 'Seen by two',
    });
    expect(question.ephemeral).toBe(true);
    const steamId = player.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';
    const identifiers = fieldOf(question.message, /Identifiers/u);
    expect(identifiers).toContain(steamId);
    expect(identifiers).toContain('BEGUID');
    expect(identifiers).toMatch(/Left out.*: name, ip, survivorName|Left out.*name.*ip/u);
    expect(identifiers).not.toContain('192.0.2.');
    expect(fieldOf(question.message, /Players will see/u)).toBe('Kestrel\\: team kills');
    expect(fieldOf(question.message, /Note/u)).toMatch(
      new RegExp(`Banned by Kestrel \\(${user.id}\\).*Seen by two`, 'su'),
    );
    expect(fieldOf(question.message, /Until/u)).toMatch(/<t:\d+:f>[\s\S]*counted from your confirmation/u);
    expect(question.text).toContain('All servers of the organization');
    expect(question.text).toContain('DCS servers are not covered');
    expect(buttonsOf(question.message)).toEqual(['Ban', 'Cancel']);
    expect(scene.writes('POST', /./u)).toEqual([]);
    const other = scene.stage.moderator('Other');
    expect(() => confirm(scene, other, question.message)).toThrow('only its asker sees this message');

    const pressedAt = Date.now();
    const press = confirm(scene, user, question.message);
    const result = await replyLike(press, /✅ Banned/u);
    expect(buttonsOf(result.message)).toEqual([]);
    const made = scene.bansOn(player).at(-1);
    expect(result.text).toContain(`/rcon/bans/edit/${made?.id}`);
    expect(made).toMatchObject({ reason: 'Kestrel: team kills', orgWide: true, serverId: undefined });
    expect(made?.uid).toMatch(/^[A-Za-z0-9]{5,14}$/u);
    expect(made?.timestamp).toBeGreaterThanOrEqual(pressedAt);
    expect((made?.expires ?? 0) - (made?.timestamp ?? 0)).toBe(7 * DAY);
    expect(scene.writes('POST', /^\/bans$/u)).toHaveLength(1);

    const record = await scene.stage.audit.message((message) => textOf(message).includes('✅ Done'));
    const told = textOf(record);
    for (const part of ['Silent Falcon', player.id, 'Kestrel', `<@${user.id}>`, made?.id ?? '', 'team kills'])
      expect(told).toContain(part);
    expect(told).not.toContain('Seen by two');
    expect(scene.stage.audit.messages).toHaveLength(1);
  });

  it('makes one ban of two clicks at once', async () => {
    const user = scene.stage.moderator();
    const player = scene.player('Lucky Badger');
    const before = scene.writes('POST', /^\/bans$/u).length;
    const { message } = await preview(scene, user, { player: player.id });
    const [first, second] = [confirm(scene, user, message), confirm(scene, user, message)];
    await replyLike(first, /✅ Banned/u);
    const other = await answerTo(second);
    expect(other.text).toMatch(/already being carried out|✅ Banned/u);
    expect(other.ephemeral).toBe(true);
    expect(scene.writes('POST', /^\/bans$/u)).toHaveLength(before + 1);
  });

  it('does nothing when it is cancelled', async () => {
    const user = scene.stage.moderator();
    const before = scene.writes('POST', /^\/bans$/u).length;
    const { message } = await preview(scene, user, { player: scene.player('Silent Comet').id });
    const cancel = scene.discord.press({ user, message, label: 'Cancel' });
    const { message: cancelled } = await replyLike(cancel, /Cancelled/u);
    expect(buttonsOf(cancelled)).toEqual([]);
    expect(scene.writes('POST', /^\/bans$/u)).toHaveLength(before);
  });

  it('tells a second moderator of the first one and of the bans that hold, and counts from his own question', async () => {
    const player = scene.player('Grey Harrier');
    await preview(scene, scene.stage.moderator('First One'), { player: player.id });
    const second = await preview(scene, scene.stage.moderator('Second One'), { player: player.id });
    expect(fieldOf(second.message, /Another moderator/u)).toContain('First One');
    const [held] = scene.bansOn(player);
    expect(fieldOf(second.message, /Already banned/u)).toContain(held?.id);
  });

  it('bans on one server alone with the scope server', async () => {
    const user = scene.stage.moderator();
    const player = scene.player('Iron Falcon');
    const [server] = await scene.complete(user, 'ban', 'server', { server: 'squad' });
    expect(server?.value).toBe('1000102');
    const sent = await ban(scene, user, {
      player: player.id,
      scope: 'server',
      server: String(server?.value),
      duration: 'perm',
    });
    expect(sent.body).toMatchObject({
      data: {
        attributes: { orgWide: false, expires: null },
        relationships: { server: { data: { type: 'server', id: '1000102' } } },
      },
    });
    expect(scene.bansOn(player).at(-1)).toMatchObject({ orgWide: false, serverId: '1000102', expires: null });
  });

  it('bans by the ban list that the operator named', async () => {
    const user = scene.stage.moderator();
    const player = scene.player('Iron Comet');
    await ban(scene, user, { player: player.id, scope: 'ban-list' });
    expect(scene.bansOn(player).at(-1)).toMatchObject({
      banListId: scene.battlemetrics.world.banLists[1]?.id,
    });
  });

  it('bans the Steam ID of somebody whom BattleMetrics does not know, and shows it to nobody else', async () => {
    const user = scene.stage.moderator('Steam Mod');
    const choices = await scene.complete(user, 'ban', 'player', { player: UNKNOWN_STEAM_ID });
    expect(choices.map(({ value }) => value)).toEqual([UNKNOWN_STEAM_ID]);
    const { text } = await preview(scene, user, { player: UNKNOWN_STEAM_ID });
    expect(text).toContain('does not know it yet: the ban waits for it');
    const sent = await ban(scene, user, { player: UNKNOWN_STEAM_ID });
    expect(sent.body).toMatchObject({
      data: {
        attributes: {
          identifiers: [{ type: 'steamID', identifier: UNKNOWN_STEAM_ID, manual: true }],
        },
      },
    });
    const record = await scene.stage.audit.message((message) => textOf(message).includes('Steam Mod'));
    expect(JSON.stringify(record)).not.toContain(UNKNOWN_STEAM_ID);
    expect(textOf(record)).toContain('ending in `0001`');
    expect(scene.bot.output).not.toContain(UNKNOWN_STEAM_ID);
  });

  it('takes the Steam ID of a player whom BattleMetrics knows for that player', async () => {
    const player = scene.player('Grey Badger');
    const steamId = player.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';
    const { message } = await preview(scene, scene.stage.moderator(), { player: steamId });
    expect(fieldOf(message, /^Player$/u)).toContain(player.id);
  });

  it('refuses, before anything happens, what cannot be a ban', async () => {
    const user = scene.stage.moderator('A long name of a moderator');
    const player = scene.player('Lucky Falcon').id;
    const known = scene.player('Grey Lynx');
    expect(known.identifiers.map(({ type }) => type)).toEqual(['name']);
    const cases: readonly (readonly [options: OptionValues, says: RegExp])[] = [
      [{ player, duration: 'soon' }, /no duration that I can read.*`30m`/u],
      [{ player, duration: '5s' }, /no duration that I can read|a minute at least/u],
      [
        { player, reason: `{{admin}} ${'x'.repeat(240)}` },
        /with your name filled in, BattleMetrics takes 255/u,
      ],
      [{ player, scope: 'server' }, /fill in `server`/u],
      [{ player, server: '1000101' }, /leave `server` out/u],
      [{ player, scope: 'server', server: '1000104' }, /none of our servers/u],
      [{ player: 'Nobody at all' }, /Nobody of that name was seen/u],
      [{ player: '999999' }, /knows no player with the id 999999/u],
      [{ player: 'Grey Falcon' }, /fits several players[\s\S]*1000000001[\s\S]*1000000002/u],
      [{ player: known.id }, /nothing of this player that belongs to one person alone/u],
    ];
    for (const [options, says] of cases) {
      const { text, ephemeral, message } = await attempt(scene, user, options);
      expect(text).toMatch(says);
      expect(ephemeral).toBe(true);
      expect(buttonsOf(message)).toEqual([]);
    }
  });
});

describe('a ban that goes wrong on its way', () => {
  const scene = useScene({ dcs: false, expected: { refusals: [404] } });
  const fresh = [
    'Silent Falcon',
    'Silent Harrier',
    'Lucky Badger',
    'Silent Comet',
    'Iron Comet',
    'Grey Badger',
  ];
  const next = () => scene.player(fresh.shift() ?? '');

  it.each(['execute-then-reset', 'execute-then-500', 'execute-then-html'] as const)(
    'is found again and never sent twice after %s',
    async (kind) => {
      const user = scene.stage.moderator(`Mod of ${kind}`);
      const player = next();
      const before = scene.bansOn(player).length;
      scene.battlemetrics.faults.add({ fault: { kind }, method: 'POST', path: '/bans', times: 1 });
      const { message } = await preview(scene, user, { player: player.id });
      const press = confirm(scene, user, message);
      await replyLike(press, /Looking whether it happened/u);
      const { text } = await replyLike(press, /✅ Banned/u);
      expect(text).toContain(scene.bansOn(player).at(-1)?.id);
      expect(scene.bansOn(player)).toHaveLength(before + 1);
      // It was shown as being looked for before, and is the same message still.
      const records = () =>
        scene.stage.audit.messages.filter((shown) => textOf(shown).includes(`Mod of ${kind}`));
      await expect.poll(() => records().map(textOf).join()).toContain('✅ Done');
      expect(records()).toHaveLength(1);
    },
  );

  it('waits for the end of a rate limit, says for how long, and is made then', async () => {
    const user = scene.stage.moderator();
    const player = next();
    const before = scene.bansOn(player).length;
    const { message } = await preview(scene, user, { player: player.id });
    scene.battlemetrics.faults.add({
      fault: { kind: 'rate-limited', retryAfterSeconds: 2 },
      method: 'POST',
      path: '/bans',
      times: 1,
    });
    const press = confirm(scene, user, message);
    await replyLike(press, /about 2 s to wait/u);
    await replyLike(press, /✅ Banned/u);
    expect(scene.bansOn(player)).toHaveLength(before + 1);
  });

  it('is surely not made when BattleMetrics refuses it, and the audit channel says so', async () => {
    const user = scene.stage.moderator('Refused Mod');
    const player = next();
    const before = scene.bansOn(player).length;
    const { message } = await preview(scene, user, { player: player.id });
    scene.battlemetrics.faults.add({
      fault: { kind: 'status', status: 403 },
      method: 'POST',
      path: '/bans',
      times: 1,
    });
    const { text } = await replyLike(confirm(scene, user, message), /Nothing was changed/u);
    expect(text).toContain('`BATTLEMETRICS_TOKEN` must be valid and have the scopes');
    expect(scene.bansOn(player)).toHaveLength(before);
    const record = await scene.stage.audit.message((shown) => textOf(shown).includes('Refused Mod'));
    expect(textOf(record)).toContain('❌ Failed: nothing was changed');
  });

  it('is made and told in the audit channel even when Discord gave the click up', async () => {
    const user = scene.stage.moderator('Late Mod');
    const player = next();
    const before = scene.bansOn(player).length;
    const { message } = await preview(scene, user, { player: player.id });
    const press = confirm(scene, user, message);
    press.age(3_500);
    expect(await press.refused()).toMatchObject({ code: 10062 });
    const record = await scene.stage.audit.message((shown) => textOf(shown).includes('Late Mod'));
    expect(textOf(record)).toContain('✅ Done');
    expect(scene.bansOn(player)).toHaveLength(before + 1);
  });
});
