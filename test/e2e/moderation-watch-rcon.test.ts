import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AUDIT_ID } from './harness.ts';
import { answered, ask, passTime, pressed, told, toldSoFar } from './moderating.ts';
import { MINUTE, PILOTS_ROLE_ID, POSTING } from './posting.ts';
import { buttonsOf, replyLike } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const WATCHER = '1180000000000000771';
const RUST = '1000101';

/** Whom the last ping of the audit channel was allowed to reach. */
function reached(scene: Scene) {
  const posts = scene.discord.requests.filter(
    ({ method, route, params }) =>
      method === 'POST' && route === '/channels/:channel/messages' && params['channel'] === AUDIT_ID,
  );
  return z
    .object({ content: z.string(), allowed_mentions: z.unknown() })
    .parse(posts.at(-1)?.body ?? { content: '', allowed_mentions: undefined });
}

describe('a watched player', () => {
  const scene = useScene({
    ...POSTING,
    dcs: false,
    expected: { pings: [WATCHER, PILOTS_ROLE_ID] },
    prepare: ({ battlemetrics: { world, life } }) => {
      for (const { id } of world.players) life.leave(id);
    },
  });
  const watcher = () =>
    scene.discord.user({ id: WATCHER, displayName: 'Watcher', roles: [...scene.stage.moderator().roles] });
  const pings = (name: string) => toldSoFar(scene, new RegExp(`A watched player[\\s\\S]*${name}`, 'u'));
  const join = (name: string) => scene.battlemetrics.life.join(scene.player(name).id, RUST);
  const leave = (name: string) => scene.battlemetrics.life.leave(scene.player(name).id);
  /** Until the bot has looked who is there, after so many minutes. */
  async function look(minutes = 1): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) await passTime(scene, MINUTE);
  }

  it('who is on already is told at once, to who watches and to nobody else', async () => {
    join('Silent Falcon');
    const { id } = scene.player('Silent Falcon');
    const added = await ask(scene, watcher(), 'watch add', { player: id, reason: 'Rams *tankers*' });
    expect(added.text).toMatch(/Silent Falcon[\s\S]*Pings <@\d+> in the audit channel, once a visit/u);
    await look();
    const ping = await told(scene, /A watched player is on\n[\s\S]*Silent Falcon/u);
    expect(ping.text).toMatch(/On \*\*Example Community .*\*\*, seen <t:\d+:R>/u);
    expect(ping.text).toContain('Rams \\*tankers\\*');
    expect(reached(scene)).toMatchObject({
      content: `<@${WATCHER}>`,
      allowed_mentions: { parse: [], users: [WATCHER] },
    });
    const card = await pressed(scene, scene.stage.moderator(), ping, 'Show the player');
    expect(card.ephemeral).toBe(true);
    expect(card.text).toContain(`Player ${id}`);
    expect((await pressed(scene, scene.stage.member(), ping, 'Show the player')).text).toMatch(/^🔒/u);
  });

  it('is told once a visit: not while they stay, change servers or the bot restarts, but when they come again', async () => {
    await look(3);
    scene.battlemetrics.life.join(scene.player('Silent Falcon').id, '1000102');
    await look();
    await scene.bot.stop('SIGKILL');
    await scene.start();
    await look(2);
    expect(pings('Silent Falcon')).toHaveLength(1);
    leave('Silent Falcon');
    await look(7);
    join('Silent Falcon');
    await look();
    const ping = await told(scene, /A watched player has joined\n[\s\S]*Silent Falcon/u);
    expect(ping.text).toMatch(/since <t:\d+:R>/u);
    expect(pings('Silent Falcon')).toHaveLength(2);
  });

  it('by a flag pings the role that was asked for, for everybody who has the flag and nobody else', async () => {
    const user = watcher();
    const options = { flag: 'Cheater?', role: PILOTS_ROLE_ID };
    const added = await ask(scene, user, 'watch add', options);
    expect(added.text).toMatch(/Everybody with the flag 🚩 \*\*Cheater\?\*\*/u);
    await ask(scene, user, 'flag add', { player: scene.player('Silent Comet').id, flag: 'Cheater?' });
    await look();
    join('Silent Comet');
    join('Lucky Badger');
    await look();
    await told(scene, /A watched player has joined\n[\s\S]*Silent Comet[\s\S]*Cheater\?/u);
    expect(reached(scene)).toMatchObject({
      content: `<@&${PILOTS_ROLE_ID}>`,
      allowed_mentions: { parse: [], roles: [PILOTS_ROLE_ID] },
    });
    await look();
    expect(pings('Lucky Badger')).toEqual([]);
    expect(pings('Silent Comet')).toHaveLength(1);
  });

  it('is listed with who wanted it and why, and told no more once removed', async () => {
    const user = watcher();
    const listed = await ask(scene, user, 'watch list');
    expect(listed.text).toMatch(/Silent Falcon[\s\S]*Rams \\\*tankers\\\*[\s\S]*Pings <@&\d+> for <@\d+>/u);
    const [choice] = await scene.complete(user, 'watch remove', 'watch', { watch: 'silent' });
    const removed = await ask(scene, user, 'watch remove', { watch: String(choice?.value) });
    expect(removed.text).toMatch(/Watched no more[\s\S]*Silent Falcon/u);
    leave('Silent Falcon');
    await look(7);
    join('Silent Falcon');
    await look(2);
    expect(pings('Silent Falcon')).toHaveLength(2);
  });

  it('says what is wrong with a wish that names nobody, both, or somebody unknown', async () => {
    const user = watcher();
    const { id } = scene.player('Silent Comet');
    for (const options of [{}, { player: id, flag: 'Watch' }]) {
      expect((await ask(scene, user, 'watch add', options)).text).toContain('Say whom to watch: either');
    }
    expect((await ask(scene, user, 'watch add', { player: '76561199000000001' })).text).toContain(
      'does not know this Steam ID',
    );
    expect((await ask(scene, user, 'watch remove', { watch: 'x' })).text).toContain('There is no such watch');
  });

  it('has no /rcon beside it where no command is allowed', () => {
    expect(scene.discord.commands.map(({ form }) => form.name)).not.toContain('rcon');
    expect(scene.bot.logs).toContainEqual(
      expect.objectContaining({ command: 'rcon', reason: expect.stringContaining('RCON_COMMANDS') }),
    );
  });
});

describe('/rcon', () => {
  const scene = useScene({ dcs: false, env: { RCON_COMMANDS: 'say, status' } });
  const told1 = () => scene.battlemetrics.world.consoleCommands.map(({ raw }) => raw);

  it('sends an allowed command after a question, once, and shows the answer to the admin alone', async () => {
    const user = scene.stage.admin('Console Admin');
    const [server] = await scene.complete(user, 'rcon', 'server', { server: 'rust' });
    const offered = await scene.complete(user, 'rcon', 'command', { command: 'st' });
    expect(offered.map(({ value }) => value)).toContain('status');
    const input = { server: String(server?.value), command: 'status' };
    const question = await ask(scene, user, 'rcon', input);
    expect(question.ephemeral).toBe(true);
    expect(question.text).toMatch(/Send this to the console\?[\s\S]*What it does cannot be undone here/u);
    expect(told1()).toEqual([]);
    const press = scene.press(user, question.message, 'Send');
    scene.press(user, question.message, 'Send');
    const sent = await replyLike(press, /✅ Sent/u);
    expect(sent.text).toMatch(/`status` on Example Community[\s\S]*hostname: /u);
    expect(told1()).toEqual(['status']);
    const record = await told(scene, /^Console command[\s\S]*✅ Done[\s\S]*Console Admin/u);
    expect(record.text).toContain('status');
    expect(record.text).not.toContain('hostname');
    expect(buttonsOf(record.message)).toEqual([]);
  });

  it('sends nothing that is not allowed, whatever stands behind or before it', async () => {
    const user = scene.stage.admin();
    const before = told1();
    for (const [command, says] of [
      ['quit', /not on the list of those that are allowed.*`say`, `status`/u],
      ['sayx hello', /not on the list/u],
      ['say hello; quit', /could begin a second one/u],
      ['say hello\nquit', /line breaks/u],
    ] as const) {
      const { text, message } = await ask(scene, user, 'rcon', { server: RUST, command });
      expect(text).toMatch(says);
      expect(buttonsOf(message)).toEqual([]);
    }
    expect((await ask(scene, user, 'rcon', { server: '1000104', command: 'say x' })).text).toContain(
      'none of our servers',
    );
    const refused = await ask(scene, scene.stage.moderator(), 'rcon', { server: RUST, command: 'say x' });
    expect(refused.text).toMatch(/^🔒 This is for admins/u);
    expect(told1()).toEqual(before);
  });

  it('does not carry out what an admin confirms who is none any more', async () => {
    const user = scene.stage.admin();
    const before = told1();
    const question = await ask(scene, user, 'rcon', { server: RUST, command: 'say bye' });
    scene.discord.setRoles(user.id, scene.stage.moderator().roles);
    expect((await pressed(scene, user, question, 'Send')).text).toMatch(/^🔒 This is for admins/u);
    expect(told1()).toEqual(before);
  });

  it('is unknown when the answer is lost: sent once, and with nothing to look again by', async () => {
    const user = scene.stage.admin('Deaf Admin');
    const question = await ask(scene, user, 'rcon', { server: RUST, command: 'say lost' });
    scene.battlemetrics.faults.add({
      fault: { kind: 'execute-then-reset' },
      method: 'POST',
      path: /\/command$/u,
      times: 1,
    });
    const unknown = await answered(scene, user, question, 'Send', /It is unknown whether this happened/u);
    expect(unknown.text).toMatch(/See on the server itself[\s\S]*Do not repeat it before you have looked/u);
    expect(buttonsOf(unknown.message)).toEqual([]);
    expect(told1().filter((raw) => raw === 'say lost')).toHaveLength(1);
    const record = await told(scene, /Unknown whether it happened[\s\S]*Deaf Admin/u);
    expect(buttonsOf(record.message)).toEqual([]);
  });
});
