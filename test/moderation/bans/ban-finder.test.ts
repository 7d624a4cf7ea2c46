import { describe, expect, test } from 'vitest';
import type { SimBan } from '../../../src/demo/battlemetrics/world.ts';
import { call, kestrel, order, setScene } from '../scene.ts';

const DAY = 86_400_000;

type Scene = Awaited<ReturnType<typeof setScene>>;

/** Adds bans, the first of them the latest, each a minute older. */
function addBans({ world, clock }: Scene, count: number, change: (index: number) => Partial<SimBan>): void {
  const [model] = world.bans;
  if (model === undefined) throw new Error('the simulated world has no bans');
  for (let index = 0; index < count; index += 1) {
    world.bans.push({
      ...model,
      id: String(160_000_000 + world.bans.length),
      uid: `made${world.bans.length}`,
      timestamp: clock.now() - (index + 1) * 60_000,
      ...change(index),
    });
  }
}

const isOver = ({ clock }: Scene) => {
  const now = clock.now();
  return ({ expires }: { expires: number | null }) => expires !== null && expires <= now;
};

describe.each([
  ['with the active ones', false],
  ['alone', true],
])('where BattleMetrics lists expired bans %s, a list of bans', (_, expiredAlone) => {
  async function setLists() {
    const scene = await setScene();
    scene.world.expiredAlone = expiredAlone;
    return scene;
  }

  test('holds those that are asked for, each once, the latest first', async () => {
    const scene = await setLists();
    const over = isOver(scene);
    const wanted = {
      active: scene.world.bans.filter((ban) => !over(ban)),
      expired: scene.world.bans.filter(over),
      all: scene.world.bans,
    };
    for (const state of ['active', 'expired', 'all'] as const) {
      const { bans, more } = await scene.moderation.bans.list({ state }, call);
      const latestFirst = wanted[state].toSorted((a, b) => b.timestamp - a.timestamp);
      expect(
        bans.map(({ id }) => id),
        state,
      ).toEqual(latestFirst.map(({ id }) => id));
      expect(more, state).toBe(false);
    }
  });

  test('counts what there is', async () => {
    const scene = await setLists();
    const over = isOver(scene);
    const expired = scene.world.bans.filter(over).length;
    const { counts } = await scene.moderation.bans.list({ state: 'all' }, call);
    expect(counts).toMatchObject({ active: scene.world.bans.length - expired, expired });
  });

  test('ends at two hundred, and says that there are more', async () => {
    const scene = await setLists();
    addBans(scene, 230, (index) => ({ expires: index % 2 === 0 ? null : scene.clock.now() - DAY }));
    const { bans, more } = await scene.moderation.bans.list({ state: 'all' }, call);
    expect(bans).toHaveLength(200);
    expect(more).toBe(true);
    const latest = scene.world.bans.toSorted((a, b) => b.timestamp - a.timestamp).slice(0, 200);
    expect(new Set(bans.map(({ id }) => id))).toEqual(new Set(latest.map(({ id }) => id)));
  });

  test('finds the expired ones behind hundreds that hold', async () => {
    const scene = await setLists();
    addBans(scene, 250, () => ({ expires: null }));
    const { bans, more } = await scene.moderation.bans.list({ state: 'expired' }, call);
    expect(bans.map(({ id }) => id)).toContain('150000040');
    expect(bans.every(isOver(scene))).toBe(true);
    expect(more).toBe(false);
  });

  test('is of one player, one server, or what a search finds', async () => {
    const scene = await setLists();
    const list = (filter: object) => scene.moderation.bans.list({ state: 'all', ...filter }, call);
    const [player] = scene.world.players;
    const { bans: own } = await list({ player: player?.id });
    expect(own.map(({ player: name }) => name)).toEqual([player?.name]);
    const { bans: there } = await list({ server: '1000102' });
    expect(there.length).toBeGreaterThan(0);
    expect(there.every(({ orgWide }) => orgWide)).toBe(true);
    const { bans: searched } = await list({ search: ' seed0003 ' });
    expect(searched.map(({ uid }) => uid)).toEqual(['seed0003']);
    expect((await list({ search: '  ' })).bans).toHaveLength(scene.world.bans.length);
  });

  test('finds a ban by its uid, whether it holds or not, also before the search knows it', async () => {
    const scene = await setLists();
    for (const { uid, id } of scene.world.bans.slice(0, 3)) {
      expect((await scene.moderation.bans.resolve(` ${uid} `, call)).ban.id).toBe(id);
    }
    const action = await scene.moderation.confirm(await scene.draft(), kestrel, call);
    expect((await scene.moderation.bans.resolve(action.uid ?? '', call)).ban.id).toBe(action.result?.banId);
  });
});

test('a ban is found by its id, and by a uid that is a number', async () => {
  const scene = await setScene();
  addBans(scene, 1, () => ({ uid: '1234567' }));
  const { resolve } = scene.moderation.bans;
  expect((await resolve('150000040', call)).shown.player).toBe(scene.world.players[0]?.name);
  expect((await resolve('1234567', call)).ban.attributes.uid).toBe('1234567');
});

test.each(['', '1', '99999999', 'seed', 'seed00030', 'SEED0003', 'Grey Falcon', 'x'.repeat(50), "' OR 1=1"])(
  'no ban is found by %s',
  async (text) => {
    const { moderation } = await setScene();
    await expect(moderation.bans.resolve(text, call)).rejects.toMatchObject({ identifier: 'ban-unknown' });
  },
);

test('a token that may not read bans is named as the reason', async () => {
  const { moderation, simulator } = await setScene();
  simulator.faults.add({ method: 'GET', path: '/bans', fault: { kind: 'status', status: 403 } });
  for (const ask of [
    () => moderation.bans.list({ state: 'all' }, call),
    () => moderation.bans.search('', call),
    () => moderation.bans.resolve('150000040', call),
  ]) {
    await expect(ask()).rejects.toMatchObject({ identifier: 'scope-missing', message: /`ban:read`/ });
  }
});

describe('one ban in full', () => {
  test('shows its identifiers, its ban list and its note without HTML', async () => {
    const scene = await setScene();
    const shown = await scene.moderation.bans.show('150000040', call);
    expect(shown).toMatchObject({
      id: '150000040',
      uid: 'seed0000',
      note: scene.world.bans[0]?.note,
      author: 'token-owner',
      banListId: scene.world.banLists[0]?.id,
      exempt: false,
      exemptions: { ok: true, value: [] },
      record: [],
    });
    expect(shown.identifiers.map(({ type }) => type)).toEqual(['steamID', 'BEGUID']);
  });

  test('shows our own exemption, and not that of others', async () => {
    const scene = await setScene();
    const exemption = { banId: '150000039', organizationId: '999', reason: 'Theirs' };
    scene.world.exemptions.push({ id: '01234567-89ab-4def-8123-456789abcdef', ...exemption });
    expect(await scene.moderation.bans.show('150000039', call)).toMatchObject({ exempt: false });
    const input = { kind: 'exemption-add', ban: '150000039', reason: 'Ours' } as const;
    const { action } = await scene.moderation.drafts.exemption(input, order());
    await scene.moderation.confirm(action.id, kestrel, call);
    expect(await scene.moderation.bans.show('150000039', call)).toMatchObject({
      exempt: true,
      exemptions: { ok: true, value: [{ reason: 'Ours' }] },
    });
  });

  test('shows the rest when the exemptions cannot be read', async () => {
    const { moderation, simulator } = await setScene();
    simulator.faults.add({ path: /exemptions$/, fault: { kind: 'html', status: 403 } });
    expect(await moderation.bans.show('150000039', call)).toMatchObject({
      id: '150000039',
      exemptions: { ok: false, error: expect.stringMatching(/\w{3,}/) },
    });
  });

  test('shows what was done about it with this bot, the latest first, and nothing else', async () => {
    const scene = await setScene();
    const other = await scene.draft();
    await scene.moderation.confirm(other, kestrel, call);
    const banned = await scene.moderation.confirm(await scene.draft(), kestrel, call);
    const ban = banned.result?.banId ?? '';
    scene.clock.offset = 1000;
    const { action } = await scene.moderation.drafts.edit({ ban, reason: 'Ramming' }, order());
    await scene.moderation.confirm(action.id, kestrel, call);
    await scene.moderation.drafts.unban({ ban, mode: 'expire' }, order());
    const { record } = await scene.moderation.bans.show(ban, call);
    expect(record.map(({ id }) => id)).toEqual([action.id, banned.id]);
  });

  test('shows who banned a Steam ID before anybody came with it', async () => {
    const scene = await setScene();
    const steamId = '76561198999999999';
    const { id, result } = await scene.moderation.confirm(
      await scene.draft({ player: steamId }),
      kestrel,
      call,
    );
    const made = scene.world.bans.find((ban) => ban.id === result?.banId);
    if (made !== undefined) made.playerId = scene.player.id;
    const { record } = await scene.moderation.bans.show(result?.banId ?? '', call);
    expect(record.map((action) => action.id)).toEqual([id]);
  });

  test('shows who imported it', async () => {
    const scene = await setScene();
    const { action } = await scene.moderation.imports.preview(
      { name: 'bans.txt', text: '76561198999999999:0 //Cheat' },
      { scope: 'organization' },
      order(),
    );
    await scene.moderation.confirm(action.id, kestrel, call);
    const { record } = await scene.moderation.bans.show(scene.bansMade()[0]?.id ?? '', call);
    expect(record.map(({ id }) => id)).toEqual([action.id]);
  });
});
