import { describe, expect, test } from 'vitest';
import type { ImportOptions } from '../../../src/moderation/bans/ban-imports.ts';
import { call, kestrel, merlin, order, setScene } from '../scene.ts';

const ONE = '76561198999999901';
const TWO = '76561198999999902';
const DAY = 86_400_000;

async function setImports(options: Parameters<typeof setScene>[0] = {}) {
  const scene = await setScene(options);
  const read = (text: string, input: Partial<ImportOptions> = {}, as = kestrel) =>
    scene.moderation.imports.preview(
      { name: 'bans.txt', text },
      { scope: 'organization', ...input },
      order(as),
    );
  const take = async (text: string, input: Partial<ImportOptions> = {}) =>
    scene.moderation.confirm((await read(text, input)).action.id, kestrel, call);
  return { ...scene, read, take };
}

const squad = (...ids: readonly string[]) => ids.map((id) => `${id}:0 //Cheat`).join('\n');

describe('an import of bans', () => {
  test('becomes bans as the file says it, each with its own uid, and sends nothing before', async () => {
    const scene = await setImports();
    const end = Math.floor(scene.clock.now() / 1000) + 86_400;
    const { action, ...shown } = await scene.read(
      `${ONE}:0 //Cheat by {{admin}}\n${TWO}:${end} // Team kills`,
    );
    expect(scene.writes()).toEqual([]);
    expect(shown).toMatchObject({
      format: "Squad's Bans.cfg",
      problems: [],
      alreadyBanned: 0,
      repeated: 0,
    });
    await scene.moderation.confirm(action.id, kestrel, call);
    expect(scene.bansMade()).toMatchObject([
      {
        reason: 'Cheat by Kestrel',
        note: 'Banned by Kestrel (100) with Squawk',
        expires: null,
        identifiers: [{ type: 'steamID', identifier: ONE }],
        orgWide: true,
      },
      { reason: 'Team kills', expires: end * 1000, identifiers: [{ type: 'steamID', identifier: TWO }] },
    ]);
    const uids = scene.bansMade().map(({ uid }) => uid);
    expect(uids.every((uid) => /^[A-Za-z0-9]{12}$/.test(uid))).toBe(true);
    expect(new Set(uids).size).toBe(2);
  });

  test('has a reason and a duration for entries without', async () => {
    const scene = await setImports();
    const { action } = await scene.read(`${ONE}\n${TWO}`, { reason: 'Of our friends', duration: '1d' });
    const { createdAt } = action;
    for (const { reason, expires } of action.request.entries) {
      expect(reason).toBe('Of our friends');
      expect(Math.abs((expires ?? 0) - createdAt - DAY)).toBeLessThan(5_000);
    }
  });

  test('lasts the minutes of an Arma list, also where one would type a ban for good in their place', async () => {
    const scene = await setImports();
    const minutes = [60, 1_051_200, 52_560_000];
    const guid = (index: number) => String(index).padStart(32, 'a');
    const { action, problems } = await scene.read(
      minutes.map((time, index) => `${guid(index)} ${time} Team kills`).join('\n'),
    );
    expect(problems).toEqual([]);
    const lasting = action.request.entries.map(({ expires }) => (expires ?? 0) - action.createdAt);
    expect(lasting.map((ms) => Math.round(ms / 60_000))).toEqual(minutes);
  });

  test('leaves out what cannot be banned, and says which lines and why', async () => {
    const { read } = await setImports();
    const { action, problems } = await read(
      [
        'identifier,reason,duration,expires,note',
        `${ONE},Cheat,perm,,`,
        `${TWO},,perm,,`,
        `76561198999999903,Cheat,,,`,
        `76561198999999904,Cheat,a while,,`,
        `76561198999999905,Cheat,,2020-01-01,`,
        `76561198999999906,${'x'.repeat(256)},perm,,`,
        `76561198999999907,Cheat,perm,,${'x'.repeat(2001)}`,
        `raven,Cheat,perm,,`,
      ].join('\n'),
    );
    expect(action.request.entries).toHaveLength(1);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(problems.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('no reason'),
      expect.stringContaining('for how long'),
      'cannot be taken: That is no duration that I can read',
      'is over already',
      expect.stringMatching(/^cannot be taken: The reason has 256 characters/),
      'has a note of more than 2000 characters',
      'does not say of which type its identifier is',
    ]);
  });

  test('takes of those that are there twice the first that can be banned', async () => {
    const { read } = await setImports();
    const { action, repeated, problems } = await read(
      `identifier,reason,duration\n${ONE},,perm\n${ONE},Second,perm\n${ONE},Third,perm`,
    );
    expect(action.request.entries).toMatchObject([{ reason: 'Second' }]);
    expect([repeated, problems.map(({ line }) => line)]).toEqual([1, [2]]);
  });

  test('takes a thousand entries, and refuses one more', async () => {
    const { read } = await setImports();
    const ids = Array.from({ length: 1001 }, (_, index) => String(76561190000000000n + BigInt(index)));
    expect((await read(squad(...ids.slice(1)))).action.request.entries).toHaveLength(1000);
    await expect(read(squad(...ids))).rejects.toMatchObject({
      identifier: 'import-too-long',
      message: /1001 entries/,
    });
  });

  test('goes where it shall', async () => {
    const scene = await setImports();
    await scene.take(squad(ONE), { scope: 'server', server: '1000102' });
    await scene.take(squad(TWO), { scope: 'ban-list' });
    expect(scene.bansMade()).toMatchObject([
      { serverId: '1000102', orgWide: false },
      { banListId: scene.world.banLists[1]?.id },
    ]);
  });

  test.each<[string, string, Partial<ImportOptions>, string]>([
    ['that is no list', 'Hello', {}, 'import-format'],
    ['with a duration of nonsense', squad(ONE), { duration: 'soon' }, 'duration-unreadable'],
    ['with an empty reason', squad(ONE), { reason: ' ' }, 'ban-reason-empty'],
    ['on a server that is not said', squad(ONE), { scope: 'server' }, 'ban-server-missing'],
  ])('%s is refused, and no ban is read', async (_, text, input, identifier) => {
    const { read, simulator } = await setImports();
    await expect(read(text, input)).rejects.toMatchObject({ identifier });
    expect(simulator.requests).toEqual([]);
  });

  test('of nobody is refused with some of the lines', async () => {
    const { read } = await setImports();
    const refused = read(Array.from({ length: 9 }, (_, index) => `7656119899999990${index}`).join('\n'));
    await expect(refused).rejects.toMatchObject({ identifier: 'import-nobody' });
    await expect(refused).rejects.toThrow(/line 1 has no reason[\s\S]*line 5 [^\n]*\n• and 4 more$/);
    await expect(read('[]')).rejects.toMatchObject({
      identifier: 'import-nobody',
      message: /nobody on that/,
    });
  });

  test('by a token that may not read bans is refused: nobody could tell who is banned', async () => {
    const { read, simulator } = await setImports();
    simulator.faults.add({ method: 'GET', path: '/bans', fault: { kind: 'status', status: 403 } });
    await expect(read(squad(ONE))).rejects.toMatchObject({ identifier: 'scope-missing' });
  });
});

describe.each([
  ['with the active ones', false],
  ['alone', true],
])('where BattleMetrics lists expired bans %s, an import', (_, expiredAlone) => {
  async function setAgain() {
    const scene = await setImports();
    scene.world.expiredAlone = expiredAlone;
    const endAll = () => {
      scene.clock.offset += 60_000;
      for (const ban of scene.bansMade()) ban.expires = scene.clock.now() - 1000;
    };
    return { ...scene, endAll };
  }

  test('leaves out whom a ban holds already, by the identifier', async () => {
    const { read, world } = await setAgain();
    const steamOf = (index: number) =>
      world.players[index]?.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '';
    // The first one's ban is over.
    const { action, alreadyBanned } = await read(squad(steamOf(0), steamOf(1), ONE));
    expect(alreadyBanned).toBe(1);
    expect(action.request.entries.map(({ identifiers }) => identifiers)).toEqual(
      [steamOf(0), ONE].map((identifier) => [{ type: 'steamID', identifier, manual: true }]),
    );
    await expect(read(squad(steamOf(1)))).rejects.toMatchObject({
      identifier: 'import-nobody',
      message: /1 on that list are banned already/,
    });
  });

  test('does not take a ban on one server for one everywhere', async () => {
    const { read, world } = await setAgain();
    const [onOne] = world.bans.filter(({ orgWide, expires }) => !orgWide && expires === null);
    const player = world.players.find(({ id }) => id === onOne?.playerId);
    const text = squad(player?.identifiers.find(({ type }) => type === 'steamID')?.identifier ?? '');
    expect(await read(text)).toMatchObject({ alreadyBanned: 0 });
    expect(await read(text, { scope: 'server', server: '1000102' })).toMatchObject({ alreadyBanned: 0 });
    const there = read(text, { scope: 'server', server: onOne?.serverId });
    await expect(there).rejects.toMatchObject({ identifier: 'import-nobody' });
  });

  test('of the same file again makes no second ban, also where identifiers are hidden', async () => {
    const { read, take, bansMade, ...scene } = await setAgain();
    await take(squad(ONE));
    for (const ban of bansMade()) ban.identifiers = [{ type: 'hidden', identifier: 'x' }];
    scene.clock.offset = 60_000;
    await expect(read(`${ONE}:0 //With another reason`)).rejects.toMatchObject({
      identifier: 'import-nobody',
    });
  });

  test('bans again whose ban is over, with a uid that BattleMetrics never saw', async () => {
    const { take, bansMade, endAll } = await setAgain();
    for (let times = 1; times <= 3; times += 1) {
      expect(await take(squad(ONE, TWO))).toMatchObject({ state: 'done', result: { imported: 2 } });
      expect(bansMade()).toHaveLength(2 * times);
      endAll();
    }
    expect(new Set(bansMade().map(({ uid }) => uid)).size).toBe(6);
  });

  test('asked for twice before either is confirmed has the same uids, which BattleMetrics takes once', async () => {
    const { read } = await setAgain();
    const [one, two] = [await read(squad(ONE)), await read(squad(ONE), {}, merlin)];
    expect(two.action.request.entries[0]?.uid).toBe(one.action.request.entries[0]?.uid);
    expect(two.rivals.drafts.map(({ moderator }) => moderator)).toEqual([kestrel]);
    const elsewhere = await read(squad(ONE), { scope: 'server', server: '1000102' });
    expect(elsewhere.action.request.entries[0]?.uid).not.toBe(one.action.request.entries[0]?.uid);
  });
});
