import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { Person } from '../../src/demo/discord/model.ts';
import { GENERAL_ID } from './harness.ts';
import { look, setPlayers } from './looks.ts';
import { POSTING } from './posting.ts';
import { answerTo, textOf } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const SERVER = "Special K's PvP | EU [24/7] _Caucasus_";
const RUST = '1000101';
const [WATCHER, CLOSED, SLEEPER, GREEDY] = [
  '1100000000000000101',
  '1100000000000000102',
  '1100000000000000103',
  '1100000000000000104',
] as const;

const ask = (scene: Scene, user: Person, action: string, options: OptionValues = {}) =>
  answerTo(scene.run(user, `notify ${action}`, options));

/** The direct messages of the bot with somebody. */
const directOf = (scene: Scene, { id }: Person) => scene.discord.direct(id).messages;

describe('/notify', () => {
  const scene = useScene({
    ...POSTING,
    prepare: ({ dcs }) => {
      const [first] = dcs.world.servers;
      if (first === undefined) throw new Error('the world has no server');
      for (let serial = 1; serial <= 8; serial += 1) {
        dcs.world.servers.push({
          ...first,
          name: `Event server ${serial}`,
          address: `203.0.113.10:${serial}`,
        });
      }
    },
    expected: { pings: [WATCHER, CLOSED, SLEEPER], refusals: [403] },
  });
  const person = (id: string) => scene.discord.user({ id, displayName: `Member ${id.slice(-3)}` });

  it('tells a member at once, in a direct message, that a server is busy enough', async () => {
    const user = person(WATCHER);
    setPlayers(scene, 7);
    const choices = await scene.complete(user, 'notify add', 'server', { server: 'special' });
    expect(choices).toEqual([{ name: `🛩️ ${SERVER}`, value: SERVER }]);
    const added = await ask(scene, user, 'add', { server: SERVER, players: 6, pause: 10 });
    expect(added.text).toMatch(
      /🔔 You will be told[\s\S]*at least \*\*6 players\*\*.*at most once in 10 min/u,
    );
    expect(added.ephemeral).toBe(true);
    await look(scene);
    const [message, ...others] = directOf(scene, user);
    expect(others).toEqual([]);
    expect(message?.content).toBe(`<@${WATCHER}>`);
    expect(message?.mentions.map(({ id }) => id)).toEqual([WATCHER]);
    expect(message && textOf(message)).toMatch(/Special K's PvP.* is busy[\s\S]*\*\*7\*\* \/ 64 players/u);
  });

  it('is silent until there were fewer, and the pause is over', async () => {
    const user = person(WATCHER);
    for (let minute = 0; minute < 12; minute += 1) await look(scene);
    expect(directOf(scene, user)).toHaveLength(1);
    setPlayers(scene, 9);
    await look(scene);
    setPlayers(scene, 2);
    await look(scene);
    setPlayers(scene, 8);
    await look(scene);
    expect(directOf(scene, user)).toHaveLength(2);
    setPlayers(scene, 2);
    await look(scene);
    setPlayers(scene, 9);
    await look(scene);
    expect(directOf(scene, user)).toHaveLength(2);
    for (let minute = 0; minute < 9; minute += 1) await look(scene);
    expect(directOf(scene, user)).toHaveLength(3);
  });

  it('pings nobody again because the bot was restarted', async () => {
    await scene.bot.stop();
    await scene.start();
    for (let minute = 0; minute < 12; minute += 1) await look(scene);
    expect(directOf(scene, person(WATCHER))).toHaveLength(3);
  });

  it('lists what a member waits for, and takes it away', async () => {
    const user = person(WATCHER);
    const listed = await ask(scene, user, 'list');
    expect(listed.text).toMatch(/• \*\*Special K's PvP.*at least \*\*6 players\*\*/u);
    expect(listed.ephemeral).toBe(true);
    const [choice] = await scene.complete(user, 'notify remove', 'server');
    expect(choice?.name).toBe(`${SERVER} · at least 6 players`);
    const removed = await ask(scene, user, 'remove', { server: String(choice?.value) });
    expect(removed.text).toMatch(/🔕 No more pings for this server/u);
    expect((await ask(scene, user, 'list')).text).toMatch(/Never,? so far\. `\/notify add`/u);
    expect((await ask(scene, user, 'remove', { server: SERVER })).text).toContain(
      'You do not wait for that server',
    );
  });

  it('shows nobody what somebody else waits for', async () => {
    const user = person(SLEEPER);
    await ask(scene, user, 'add', { server: RUST, players: 1_000 });
    const other = scene.stage.member();
    const [own] = await scene.complete(user, 'notify remove', 'server');
    expect(await scene.complete(other, 'notify remove', 'server')).toEqual([]);
    expect((await ask(scene, other, 'list')).text).toMatch(/Never,? so far/u);
    const theft = await ask(scene, other, 'remove', { server: String(own?.value) });
    expect(theft.text).toContain('You do not wait for that server');
    await ask(scene, user, 'remove', { server: String(own?.value) });
  });

  it('tells in the channel who takes no direct messages', async () => {
    const user = person(CLOSED);
    scene.discord.closeDirect(user.id);
    await ask(scene, user, 'add', { server: RUST, players: 80 });
    await look(scene);
    const ping = await scene.stage.general.message(({ content }) => content !== '');
    expect(ping.content).toBe(`<@${CLOSED}>`);
    expect(ping.mentions.map(({ id }) => id)).toEqual([CLOSED]);
    expect(textOf(ping)).toMatch(/Example Community.*Rust.* is busy[\s\S]*\*\*87\*\* \/ 150 players/u);
    expect(ping.channel_id).toBe(GENERAL_ID);
    await ask(scene, user, 'remove', { server: RUST });
  });

  it('keeps quiet in the quiet hours of the member, and tells afterwards', async () => {
    const user = person(SLEEPER);
    const until = Math.ceil((scene.now() + 10 * 60_000) / 60_000) * 60_000;
    // Adelaide is ten and a half hours ahead in its summer.
    const clock = (time: number) => new Date(time + 10.5 * 3_600_000).toISOString().slice(11, 16);
    const quiet = `${clock(scene.now() - 3_600_000)}-${clock(until)}`;
    const options = { server: SERVER, players: 1, quiet, timezone: 'Australia/Adelaide' };
    const { text } = await ask(scene, user, 'add', options);
    expect(text).toContain(`never from ${quiet.replace('-', ' to ')} (Australia/Adelaide)`);
    setPlayers(scene, 9);
    while (scene.now() < until - 60_000) await look(scene);
    expect(directOf(scene, user)).toEqual([]);
    await look(scene);
    await look(scene);
    expect(directOf(scene, user)).toHaveLength(1);
  });

  it('refuses what cannot be, and says what can', async () => {
    const user = person(GREEDY);
    const cases: readonly (readonly [options: OptionValues, says: RegExp])[] = [
      [{ server: 'Special' }, /None of our servers has that name\. Did you mean \*\*Special K's PvP/u],
      [{ server: 'Nowhere' }, /None of our servers has that name\. Did you mean/u],
      [{ quiet: 'at night' }, /`22:00-07:00`/u],
      [{ quiet: '25:00-26:00' }, /`22:00-07:00`/u],
      [{ quiet: '08:00-08:00' }, /\d/u],
      [{ quiet: '22:00-07:00', timezone: 'Mars/Olympus' }, /time zone/u],
    ];
    for (const [options, says] of cases) {
      const { text, ephemeral } = await ask(scene, user, 'add', { server: SERVER, players: 5, ...options });
      expect(text).toMatch(says);
      expect(text).not.toContain('🔔');
      expect(ephemeral).toBe(true);
    }
    expect((await ask(scene, user, 'list')).text).toMatch(/Never,? so far/u);
  });

  it('keeps ten wishes of a member at most; one for each server', async () => {
    const user = person(GREEDY);
    const servers = [...scene.dcs.world.servers.map(({ name }) => name), RUST];
    for (const server of servers.slice(0, 10)) {
      await ask(scene, user, 'add', { server, players: 900 });
      await ask(scene, user, 'add', { server, players: 901 });
    }
    const list = (await ask(scene, user, 'list')).text;
    expect(list.match(/•/gu)).toHaveLength(10);
    expect(list).not.toContain('900 players');
    const { text } = await ask(scene, user, 'add', { server: servers[10] ?? '', players: 900 });
    expect(text).toMatch(/You wait for 10 servers already.*`\/notify remove`/u);
  });
});
