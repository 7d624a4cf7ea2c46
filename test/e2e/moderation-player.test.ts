import { describe, expect, it } from 'vitest';
import { answered, ask, banPreview, pressed, sentBans, told } from './moderating.ts';
import { answerTo, buttonsOf, fieldOf, menuOf, replyLike, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

/** The first of two who are called "Grey Falcon"; on the Rust server now. */
const ID = '1000000001';

describe('/player', () => {
  const scene = useScene({
    dcs: false,
    prepare: ({ battlemetrics: { world, life } }) => {
      const [flag] = world.flags;
      world.flagPlayers.push({
        playerId: ID,
        flagId: flag?.id ?? '',
        addedAt: Date.now(),
        removedAt: undefined,
      });
      life.banOutside({ playerId: ID, reason: 'Wall hacks' });
    },
  });
  const card = (user: ReturnType<Scene['stage']['member']>) => ask(scene, user, 'player', { player: ID });
  const steamId = () =>
    scene.battlemetrics.world.players
      .find(({ id }) => id === ID)
      ?.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';

  it('shows all that is known of a player to the moderator alone', async () => {
    const user = scene.stage.moderator();
    const { message, text, ephemeral } = await card(user);
    expect(ephemeral).toBe(true);
    expect(text).toContain('Grey Falcon');
    expect(text).toContain(`Player ${ID}`);
    expect(fieldOf(message, /Banned/u)).toMatch(/for good, all servers: Wall hacks[\s\S]*ended/u);
    expect(fieldOf(message, /Flags/u)).toMatch(/\*\*Watch\*\* since <t:\d+:R>/u);
    // HTML as it comes from BattleMetrics is text to people.
    expect(fieldOf(message, /Notes/u)).toContain('Warned for ramming \\<twice\\> & again');
    const presence = fieldOf(message, /On our servers/u);
    expect(presence).toMatch(/🟢 On \*\*Example Community \\\| Rust \\\| Weekly\*\* since <t:\d+:R>/u);
    expect(presence).toMatch(/on 3 servers[\s\S]*First seen <t:\d+:R>/u);
    expect(fieldOf(message, /Identifiers/u)).toContain(`steamID: \`${steamId()}\``);
    expect(fieldOf(message, /Share an identifier/u)).toMatch(
      /1000000002\): name, ip\n[\s\S]*Hints, no proof/u,
    );
    expect(buttonsOf(message)).toEqual(['Ban', 'Flag', 'Note', 'Watch', 'Refresh']);
  });

  it('takes a name that is picked, a player id or a Steam ID for the same player', async () => {
    const user = scene.stage.moderator();
    const [choice] = await scene.complete(user, 'player', 'player', { player: 'iron com' });
    const player = scene.player('Iron Comet');
    expect(choice?.value).toBe(player.id);
    const own = player.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';
    for (const typed of [player.id, own, 'Iron Comet']) {
      expect((await ask(scene, user, 'player', { player: typed })).text).toContain(`Player ${player.id}`);
    }
  });

  it('says what is wrong with somebody unknown and with a name that two have', async () => {
    const user = scene.stage.moderator();
    expect((await ask(scene, user, 'player', { player: 'Nobody at all' })).text).toContain(
      'Nobody of that name was seen',
    );
    const both = await ask(scene, user, 'player', { player: 'Grey Falcon' });
    expect(both.text).toMatch(/fits several players[\s\S]*1000000001[\s\S]*1000000002/u);
    const unknown = await ask(scene, user, 'player', { player: '76561199000000001' });
    expect(unknown.text).toContain('does not know this Steam ID');
    expect(unknown.ephemeral).toBe(true);
  });

  it('shows the rest when one part cannot be read, says so in its place, and reads it anew on Refresh', async () => {
    const user = scene.stage.moderator();
    const end = scene.battlemetrics.faults.add({
      fault: { kind: 'status', status: 403 },
      method: 'GET',
      path: /\/relationships\/notes/u,
    });
    const shown = await card(user);
    expect(fieldOf(shown.message, /Notes/u)).toMatch(/^⚠️ Could not be read: /u);
    expect(fieldOf(shown.message, /Banned/u)).toContain('Wall hacks');
    expect(fieldOf(shown.message, /Identifiers/u)).toContain(steamId());
    end();
    const press = scene.press(user, shown.message, 'Refresh');
    const fresh = await replyLike(press, /Warned for ramming/u);
    expect(fresh.message.id).toBe(shown.message.id);
    expect(fresh.text).not.toContain('Could not be read');
  });

  it('bans from its form: the form, the dry run, the ban', async () => {
    const user = scene.stage.moderator('Form Mod');
    const shown = await card(user);
    const press = scene.press(user, shown.message, 'Ban');
    const form = await press.opened();
    expect(form.title).toContain(ID);
    expect(JSON.stringify(form)).toContain('Team killing. Banned for');
    const sent = await scene.submit(user, press, {
      reason: 'Ramming again',
      duration: '3d',
      note: 'Third time',
      evidence: 'https://clips.example.invalid/1',
    });
    const question = await replyLike(sent, /Ban this player\?/u);
    expect(question.ephemeral).toBe(true);
    expect(fieldOf(question.message, /Players will see/u)).toBe('Ramming again');
    expect(fieldOf(question.message, /Note/u)).toMatch(/Third time[\s\S]*clips\.example\.invalid/u);
    const before = scene.battlemetrics.world.bans.length;
    await answered(scene, user, question, 'Ban', /✅ Banned/u);
    expect(scene.battlemetrics.world.bans).toHaveLength(before + 1);
    expect(scene.battlemetrics.world.bans.at(-1)).toMatchObject({ playerId: ID, reason: 'Ramming again' });
    const record = await told(scene, /✅ Done[\s\S]*Form Mod/u);
    expect(record.text).not.toContain('Third time');
    // What this bot did shows on the card from now on.
    expect(fieldOf((await card(user)).message, /Done with this bot/u)).toMatch(
      /\*\*Ban\*\* for 3 days.*Form Mod/u,
    );
  });

  it('refuses in the form what /ban refuses, before anything happens', async () => {
    const user = scene.stage.moderator();
    const sent = sentBans(scene).length;
    const shown = await card(user);
    for (const [fields, says] of [
      [{ reason: 'Ramming', duration: 'soon' }, /no duration that I can read/u],
      [{ reason: 'Ramming', duration: '3d', evidence: 'my eyes' }, /link/iu],
    ] as const) {
      const press = scene.press(user, shown.message, 'Ban');
      const { text, message } = await answerTo(await scene.submit(user, press, fields));
      expect(text).toMatch(says);
      expect(buttonsOf(message)).toEqual([]);
    }
    expect(sentBans(scene)).toHaveLength(sent);
  });

  it('puts a flag on by a menu', async () => {
    const user = scene.stage.moderator('Menu Mod');
    const shown = await card(user);
    const asked = await pressed(scene, user, shown, 'Flag');
    expect(asked.ephemeral).toBe(true);
    const options = menuOf(asked.message).options;
    expect(options.map(({ label }) => label)).toContain('Trusted');
    expect(options.map(({ label }) => label)).not.toContain('Mine alone');
    const trusted = options.find(({ label }) => label === 'Trusted')?.value ?? '';
    await replyLike(scene.select(user, asked.message, [trusted]), /now has the flag \*\*Trusted\*\*/u);
    await told(scene, /^Add flag[\s\S]*✅ Done[\s\S]*Menu Mod/u);
    expect(fieldOf((await card(user)).message, /Flags/u)).toContain('Trusted');
  });

  it('writes a note by a form, and the audit channel says only how long it is', async () => {
    const user = scene.stage.moderator('Note Mod');
    const press = scene.press(user, (await card(user)).message, 'Note');
    const sent = await scene.submit(user, press, { text: 'Promised to behave.\nOn voice.' });
    await replyLike(sent, /Note written[\s\S]*Promised to behave/u);
    expect(fieldOf((await card(user)).message, /Notes/u)).toContain('Promised to behave');
    const record = await told(scene, /^Write note[\s\S]*✅ Done[\s\S]*Note Mod/u);
    expect(record.text).toContain('29 characters');
    expect(record.text).not.toContain('Promised');
  });

  it('watches by a button, which says so afterwards', async () => {
    const user = scene.stage.moderator('Watching Mod');
    const player = scene.player('Silent Comet').id;
    const shown = await ask(scene, user, 'player', { player });
    const { text, ephemeral } = await pressed(scene, user, shown, 'Watch');
    expect(text).toMatch(/Watching[\s\S]*Silent Comet[\s\S]*once a visit/u);
    expect(ephemeral).toBe(true);
    const again = await answerTo(scene.press(user, shown.message, 'Refresh'));
    await expect.poll(() => buttonsOf(again.message)).toContain('Watching');
    expect((await ask(scene, user, 'watch list')).text).toContain('Silent Comet');
  });

  it('shows identifiers nowhere but to who asked', async () => {
    await banPreview(scene, scene.stage.moderator(), { player: ID });
    const seen = scene.discord.channels
      .flatMap(({ messages }) => messages)
      .map(textOf)
      .join('\n');
    expect(seen).not.toContain(steamId());
    expect(seen).toContain('Grey Falcon');
  });
});
