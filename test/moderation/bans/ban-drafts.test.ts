import { describe, expect, test } from 'vitest';
import type { BanWarning } from '../../../src/render/moderation/views.ts';
import { call, kestrel, merlin, order, setScene } from '../scene.ts';

const DAY = 86_400_000;
const presets = [
  { name: 'Team killing', reason: 'Team killing by {{admin}}', duration: '3d' },
  { name: 'Cheating', reason: 'Cheating. {{uid}}', duration: 'perm' },
];
/** What one is asked to choose from. */
const nothing = { reason: undefined, duration: undefined };

type Scene = Awaited<ReturnType<typeof setScene>>;

function preview({ moderation, banInput }: Scene, input: Partial<Scene['banInput']> = {}) {
  return moderation.drafts.ban({ ...banInput, ...input }, order());
}

function warned<K extends BanWarning['kind']>(warnings: readonly BanWarning[], kind: K) {
  return warnings.filter((one): one is BanWarning & { kind: K } => one.kind === kind);
}

describe('a ban by a preset', () => {
  test('has its reason and duration, however the name is typed', async () => {
    const scene = await setScene({ banPresets: presets });
    const { action } = await preview(scene, { ...nothing, preset: ' team KILLING ' });
    expect(action.request).toMatchObject({ reason: 'Team killing by Kestrel', durationMs: 3 * DAY });
    const { action: forGood } = await preview(scene, { ...nothing, preset: 'Cheating' });
    expect(forGood.request).toMatchObject({ reason: 'Cheating. {{uid}}', durationMs: null });
  });

  test('has what is typed instead, the rest from the preset', async () => {
    const scene = await setScene({ banPresets: presets });
    const { action } = await preview(scene, { preset: 'Cheating', reason: undefined, duration: '1d' });
    expect(action.request).toMatchObject({ reason: 'Cheating. {{uid}}', durationMs: DAY });
    const { action: other } = await preview(scene, {
      preset: 'Cheating',
      reason: 'Aimbot',
      duration: undefined,
    });
    expect(other.request).toMatchObject({ reason: 'Aimbot', durationMs: null });
  });

  test('shows the uid to players that it will have', async () => {
    const scene = await setScene({ banPresets: presets });
    const { action, playersSee } = await preview(scene, { ...nothing, preset: 'Cheating' });
    expect(playersSee).toBe(`Cheating. ${action.uid}`);
    await scene.moderation.confirm(action.id, kestrel, call);
    expect(scene.bansMade()).toMatchObject([{ uid: action.uid }]);
  });

  test.each([
    ['that there is not', { ...nothing, preset: 'Team' }, 'ban-preset-unknown', /Team killing, Cheating/],
    ['without reason or duration', nothing, 'ban-incomplete', /`reason` and `duration`/],
    ['without a reason', { reason: undefined }, 'ban-incomplete', /in `reason`,/],
    ['without a duration', { duration: undefined }, 'ban-incomplete', /in `duration`,/],
  ])('%s is refused before anybody is asked', async (_, input, identifier, message) => {
    const scene = await setScene({ banPresets: presets });
    const refused = preview(scene, input);
    await expect(refused).rejects.toMatchObject({ identifier, message: expect.stringMatching(message) });
    expect(scene.simulator.requests).toEqual([]);
  });
});

test('the evidence is a link in the private note, and anything else is refused', async () => {
  const scene = await setScene();
  const { action } = await preview(scene, { note: 'Twice', evidence: 'https://example.com/clip' });
  expect(action.request.note).toBe(
    'Banned by Kestrel (100) with Squawk\n\nTwice\n\nEvidence: https://example.com/clip',
  );
  await expect(preview(scene, { evidence: 'my clip' })).rejects.toMatchObject({ identifier: 'ban-evidence' });
});

describe('the dry run of a ban', () => {
  test('names the servers that it would hold on', async () => {
    const scene = await setScene();
    const own = scene.world.servers.filter(({ organizationId }) => organizationId !== undefined);
    expect([...((await preview(scene)).servers ?? [])].sort()).toEqual(own.map(({ name }) => name).sort());
    const { name = '' } = own[1] ?? {};
    expect((await preview(scene, { scope: 'server', server: name })).servers).toEqual([name]);
    expect((await preview(scene, { scope: 'ban-list' })).servers).toBeUndefined();
  });

  test('shows of a ban that holds whether our servers are exempted from it', async () => {
    const scene = await setScene();
    const player = scene.world.players[1]?.id ?? '';
    const exempt = async () => (await preview(scene, { player })).activeBans.map((ban) => ban.exempt);
    expect(await exempt()).toEqual([false]);
    const { action } = await scene.moderation.drafts.exemption(
      { kind: 'exemption-add', ban: '150000039' },
      order(),
    );
    await scene.moderation.confirm(action.id, kestrel, call);
    expect(await exempt()).toEqual([true]);
  });

  test.each([
    ['existing bans', /^\/bans/, { servers: 3, bans: 0 }],
    ['the servers that it would hold on', /^\/servers/, { servers: undefined, bans: 1 }],
    ['flags, which tell whether this is staff', /relationships\/flags/, { servers: 3, bans: 1 }],
  ] as const)('says when BattleMetrics does not tell of %s, and shows the rest', async (what, path, left) => {
    const scene = await setScene();
    scene.simulator.faults.add({ method: 'GET', path, fault: { kind: 'status', status: 403 } });
    const { warnings, servers, activeBans, action } = await preview(scene, {
      player: scene.world.players[1]?.id ?? '',
    });
    expect(warned(warnings, 'unread')).toEqual([
      { kind: 'unread', what, error: expect.stringMatching(/\w{3,}/) },
    ]);
    expect(servers?.length).toBe(left.servers);
    expect(activeBans).toHaveLength(left.bans);
    expect(action.state).toBe('draft');
  });

  test('warns of staff, however their flag is written, and of no flag that was taken away', async () => {
    const scene = await setScene({ config: { staffFlags: ['trusted', 'WATCH'] } });
    const [watch, trusted] = scene.world.flags;
    scene.world.flagPlayers.push(
      { playerId: scene.player.id, flagId: watch?.id ?? '', addedAt: 1, removedAt: 2 },
      { playerId: scene.player.id, flagId: trusted?.id ?? '', addedAt: 1, removedAt: undefined },
    );
    expect(warned((await preview(scene)).warnings, 'staff')).toEqual([{ kind: 'staff', flags: ['Trusted'] }]);
  });

  test('warns of who was not seen for a year, or never, and of nobody else', async () => {
    const scene = await setScene();
    const absent = async (player = scene.player.id) =>
      warned((await preview(scene, { player })).warnings, 'not-seen');
    expect(await absent()).toEqual([]);
    const [friend] = scene.world.players.filter(({ visits }) => visits.length === 3).slice(1);
    const lastSeen = scene.clock.now() - 366 * DAY;
    for (const visit of friend?.visits ?? []) Object.assign(visit, { lastSeen, online: false });
    expect(await absent(friend?.id)).toEqual([{ kind: 'not-seen', lastSeen }]);
    const elsewhere = await setScene({ config: { serverIds: ['1000101'] } });
    const { warnings } = await preview(elsewhere, { player: elsewhere.world.players[2]?.id ?? '' });
    expect(warned(warnings, 'not-seen')).toEqual([{ kind: 'not-seen', lastSeen: undefined }]);
  });

  test('is of nobody for a Steam ID that BattleMetrics does not know', async () => {
    const scene = await setScene();
    const { action, identifiers, warnings } = await preview(scene, { player: '76561198999999999' });
    expect(action.request.subject).toEqual({ playerId: null, name: null, steamId: '76561198999999999' });
    expect(identifiers).toMatchObject([{ type: 'steamID', value: '76561198999999999', chosen: true }]);
    expect(warnings).toEqual([]);
  });
});

describe('the identifiers of a ban', () => {
  /** A preview, and the ids of the player's identifiers by type. */
  async function setChoice(options: Parameters<typeof setScene>[0] = {}) {
    const scene = await setScene(options);
    const first = await preview(scene, { duration: 'perm' });
    const idOf = (type: string) => first.identifiers.find((one) => one.type === type)?.id ?? '';
    return { ...scene, first, idOf, choose: scene.moderation.drafts.chooseIdentifiers };
  }

  test('fit into a menu of Discord: each its own short id', async () => {
    const scene = await setScene();
    for (const { id } of scene.world.players
      .filter((_, index) => index !== 5 && index % 4 !== 3)
      .slice(0, 15)) {
      const ids = (await preview(scene, { player: id })).identifiers.map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((one) => one.length > 0 && one.length <= 100)).toBe(true);
    }
  });

  test('are chosen into a draft of their own, and the old one is over', async () => {
    const { first, idOf, choose, ...scene } = await setChoice();
    const chosen = await choose(first.action.id, [idOf('steamID'), idOf('ip')], order());
    expect(chosen.identifiers.filter((one) => one.chosen).map(({ type }) => type)).toEqual(['steamID', 'ip']);
    expect(chosen.action.request).toEqual({
      ...first.action.request,
      identifiers: [Number(idOf('steamID')), Number(idOf('ip'))],
    });
    expect(warned(chosen.warnings, 'shared-identifier')).toEqual([
      { kind: 'shared-identifier', types: ['ip'] },
    ]);
    expect(warned(chosen.warnings, 'no-unique-identifier')).toEqual([]);
    expect(await scene.moderation.confirm(first.action.id, kestrel, call)).toMatchObject({
      state: 'cancelled',
    });
    await scene.moderation.confirm(chosen.action.id, kestrel, call);
    expect(scene.bansMade()).toMatchObject([{ identifiers: [Number(idOf('steamID')), Number(idOf('ip'))] }]);
  });

  test('may be shared ones alone, of which the preview warns', async () => {
    const { first, idOf, choose } = await setChoice();
    const { warnings } = await choose(first.action.id, [idOf('name'), idOf('ip')], order());
    expect(warned(warnings, 'no-unique-identifier')).toHaveLength(1);
    expect(warned(warnings, 'shared-identifier')).toEqual([
      { kind: 'shared-identifier', types: ['name', 'ip'] },
    ]);
  });

  test('chosen by an interaction that Discord delivers twice make one draft', async () => {
    const { first, idOf, choose, ...scene } = await setChoice();
    const once = order();
    const [one, two] = await Promise.all([
      choose(first.action.id, [idOf('steamID')], once),
      choose(first.action.id, [idOf('steamID')], once),
    ]);
    const late = await choose(first.action.id, [idOf('steamID')], once);
    expect(two.action).toEqual(one.action);
    expect(late.action).toEqual(one.action);
    expect(late.identifiers).toEqual(one.identifiers);
    expect(await scene.store.actions.inState('draft')).toHaveLength(1);
  });

  test('still need a second moderator for a ban for good', async () => {
    const { first, idOf, choose } = await setChoice({ config: { permanentBansNeedApproval: true } });
    expect(first.needsApproval).toBe(true);
    expect((await choose(first.action.id, [idOf('steamID')], order())).needsApproval).toBe(true);
  });

  test('are chosen by nobody else', async () => {
    const { first, idOf, choose, store } = await setChoice();
    const refused = choose(first.action.id, [idOf('steamID')], order(merlin));
    await expect(refused).rejects.toMatchObject({ identifier: 'action-not-yours' });
    expect(await store.actions.get(first.action.id)).toMatchObject({ state: 'draft' });
  });

  test.each([
    ['was confirmed', (scene: Scene, id: string) => scene.moderation.confirm(id, kestrel, call)],
    ['was cancelled', (scene: Scene, id: string) => scene.moderation.cancel(id, kestrel)],
    [
      'has lapsed',
      async (scene: Scene) => {
        scene.clock.offset += 11 * 60_000;
      },
    ],
  ])('are no longer chosen when the question %s', async (_, end) => {
    const { first, idOf, choose, ...scene } = await setChoice();
    await end(scene, first.action.id);
    const refused = choose(first.action.id, [idOf('steamID')], order());
    await expect(refused).rejects.toMatchObject({ identifier: 'action-over' });
    expect(await scene.store.actions.inState('draft')).toEqual([]);
  });

  test('that the player does not have are refused, and the question stays', async () => {
    const { first, choose, store } = await setChoice();
    await expect(choose(first.action.id, ['1', 'x'], order())).rejects.toMatchObject({
      identifier: 'ban-identifiers-empty',
    });
    await expect(choose('nothing', ['1'], order())).rejects.toMatchObject({ identifier: 'action-over' });
    expect(await store.actions.get(first.action.id)).toMatchObject({ state: 'draft' });
  });
});
