import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound } from '../../../src/leaderboards/boards/wilson.ts';
import type { BoardSpec } from '../../../src/store/board.ts';
import { communityOf, type Flown, HOUR, ucidOf } from '../community.ts';
import { PERSON, type Scene, specOf, startScene } from '../scene.ts';

const ADMIN = '900000000000000001';
const accountOf = (index: number): string => String(100_000_000_000_000_000n + BigInt(index));

/** A community in which everybody is linked, some share a name, and no two figures are equal. */
const COMMUNITY: Flown[] = Array.from({ length: 30 }, (_, index) => ({
  name: index % 7 === 3 ? 'Viper' : `Pilot ${index}`,
  discordId: accountOf(index),
  kills: 300 - 7 * index,
  deaths: 1 + ((index * 11) % 17),
  pvpKills: 40 + ((index * 13) % 31),
  pvpDeaths: 1 + ((index * 5) % 13),
  playtime: 10_000 + index * 613,
  credits: 5_000 - index * 31,
}));

const SPECS: readonly BoardSpec[] = [
  specOf('kdr', { order: 'weighted', minimum: 20 }),
  specOf('kdr', { order: 'plain', minimum: 150 }),
  specOf('pvp-kdr', { order: 'weighted', minimum: 10 }),
  specOf('kills'),
  specOf('credits'),
  specOf('trueskill', { minimum: 50 }),
  specOf('playtime', { minimum: 200 }),
  specOf('air-kills'),
];

/** Every place of the board, by the key of who has it. */
async function places({ boards }: Scene, spec: BoardSpec): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (let page = 0; ; page += 1) {
    const { entries, ranked } = await boards.read(spec, PERSON, page);
    for (const { key, rank } of entries) found.set(key, rank);
    if (!ranked.more && ranked.count <= (page + 1) * spec.top) return found;
  }
}

describe('the own place', () => {
  it.each(SPECS.map((spec) => [`${spec.board}, ${spec.order}`, spec] as const))(
    'is the one that the board shows: %s',
    async (_, spec) => {
      const scene = await startScene({ dcs: 'current', pilots: COMMUNITY });
      await scene.optOut(accountOf(4));
      await scene.optOut(accountOf(10));
      const key = `ucid:${ucidOf(1)}`;
      await scene.boards.exclusions.add({ key, name: 'Pilot 1' }, 'staff', ADMIN, PERSON);
      const shown = await places(scene, spec);
      expect(shown.size).toBeGreaterThan(3);
      const told = new Map<string, number>();
      for (const index of COMMUNITY.keys()) {
        const place = await scene.boards.ownPlace(spec, accountOf(index), PERSON);
        if (place.kind === 'ranked') told.set(`ucid:${ucidOf(index)}`, place.place);
      }
      expect([...told].sort(([, a], [, b]) => a - b)).toEqual([...shown]);
    },
  );

  it('is the one that the board shows, whoever flew how', { timeout: 60_000 }, async () => {
    const scene = await startScene({ dcs: 'current', pilots: [] });
    const figure = fc.integer({ min: 0, max: 60 });
    const pilots = fc.array(fc.record({ kills: figure, deaths: figure }), { minLength: 1, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(pilots, fc.nat(), fc.boolean(), async (flown, who, weighted) => {
        scene.advance(HOUR);
        const world = communityOf(
          flown.map((one, index) => ({ ...one, name: `Pilot ${index}`, discordId: accountOf(index) })),
        );
        scene.dcs?.world.pilots.splice(0, Number.POSITIVE_INFINITY, ...world.pilots);
        const spec = specOf('kdr', { order: weighted ? 'weighted' : 'plain', minimum: 10 });
        const index = who % flown.length;
        const place = await scene.boards.ownPlace(spec, accountOf(index), PERSON);
        const shown = await places(scene, spec);
        expect(place.kind === 'ranked' ? place.place : undefined).toBe(shown.get(`ucid:${ucidOf(index)}`));
      }),
      { numRuns: 25 },
    );
  });

  it('comes with whoever is above, and what it takes to pass', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Ace', kills: 200, deaths: 20 },
        { name: 'Me', kills: 50, deaths: 10, discordId: accountOf(1) },
      ],
    });
    const spec = specOf('kdr', { order: 'weighted', minimum: 20 });
    const place = await boards.ownPlace(spec, accountOf(1), PERSON);
    if (place.kind !== 'ranked') throw new Error(place.kind);
    expect(place).toMatchObject({ name: 'Me', place: 2, value: 5, kills: 50, deaths: 10 });
    expect(place.above).toEqual({ name: 'Ace', place: 1, value: 10 });
    const passed = (more: number): boolean => lowerBound(50 + more, 10) > lowerBound(200, 20);
    expect([passed((place.killsToPass ?? 0) - 1), passed(place.killsToPass ?? 0)]).toEqual([false, true]);
  });

  it('costs one question and the row above, far down on a board of thousands', async () => {
    const pilots = Array.from({ length: 5_000 }, (_, index) => ({
      name: `Pilot #${index}#`,
      kills: 6_000 - index,
      discordId: accountOf(index),
    }));
    const { boards, dcs } = await startScene({ dcs: 'current', pilots });
    const place = await boards.ownPlace(specOf('kills'), accountOf(700), PERSON);
    expect(place).toMatchObject({
      kind: 'ranked',
      place: 701,
      above: { name: 'Pilot #699#', place: 700, value: 5_301 },
    });
    expect(dcs?.requests.filter(({ path }) => path === '/leaderboard').map(({ url }) => url)).toEqual([
      '/leaderboard?what=kills&limit=4&offset=0',
      expect.stringContaining('limit=1000'),
      '/leaderboard?what=kills&limit=1&offset=699',
    ]);
    expect(await boards.ownPlace(specOf('kills'), accountOf(1_500), PERSON)).toMatchObject({
      kind: 'beyond',
      beyond: 1_000,
    });
  });

  it('names nobody above who is left off, though it was not known whose pilot that is', async () => {
    const pilots = ['Ace', 'Second', 'Third', 'Hidden', 'Me'].map((name, index) => ({
      name,
      kills: 90 - index,
      discordId: accountOf(index),
    }));
    const { boards, dcs, optOut, advance } = await startScene({ dcs: 'current', pilots });
    await optOut(accountOf(3));
    // Linked pilots are known; then one of them is renamed, which the questions for accounts do not tell for minutes.
    await boards.read(specOf('kills'), PERSON, 1);
    advance(90_000);
    const hidden = dcs?.world.pilots.find(({ name }) => name === 'Hidden');
    if (hidden !== undefined) hidden.name = 'Renamed';
    const place = await boards.ownPlace(specOf('kills'), accountOf(4), PERSON);
    expect(place).toMatchObject({ kind: 'ranked', place: 4, above: { name: 'Third', place: 3 } });
  });

  it('is that of the pilot who was seen last', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Old me', kills: 9, discordId: accountOf(0), seen: 9 * HOUR },
        { name: 'Me', kills: 8, discordId: accountOf(0), seen: HOUR },
      ],
    });
    expect(await boards.ownPlace(specOf('kills'), accountOf(0), PERSON)).toMatchObject({
      name: 'Me',
      place: 2,
    });
  });

  it('is that of another pilot of the member where the one who was seen last has none', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Ace', kills: 9 },
        { name: 'Me', kills: 8, discordId: accountOf(0), seen: 9 * HOUR },
        { name: 'My new name', discordId: accountOf(0), seen: HOUR },
      ],
    });
    const spec = specOf('kills');
    expect(await boards.ownPlace(spec, accountOf(0), PERSON)).toMatchObject({ name: 'Me', place: 2 });
    await boards.exclusions.add('My new name', 'other', ADMIN, PERSON);
    expect(await boards.ownPlace(spec, accountOf(0), PERSON)).toMatchObject({ name: 'Me', place: 2 });
    await boards.exclusions.add('Me', 'other', ADMIN, PERSON);
    expect(await boards.ownPlace(spec, accountOf(0), PERSON)).toEqual({ kind: 'excluded', optedOut: false });
  });

  it('is not taken from a namesake', async () => {
    const { boards, dcs, advance } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Viper', kills: 9 },
        { name: 'Viper', discordId: accountOf(1) },
      ],
    });
    // On the board with nothing, and then not at all.
    for (let round = 0; round < 2; round += 1) {
      const place = await boards.ownPlace(specOf('kills'), accountOf(1), PERSON);
      expect(place).toMatchObject({ kind: 'below-minimum', have: 0 });
      dcs?.world.pilots[1]?.sorties.splice(0);
      advance(HOUR);
    }
  });

  it.each([
    ['kdr', 20, { kills: 12, deaths: 1 }, 12],
    ['trueskill', 10, { pvpKills: 3, pvpDeaths: 4 }, 7],
    ['playtime', 60, { playtime: 1_830 }, 30],
    ['landings', 5, { landings: [4, 4] }, 2],
    ['landings', 5, {}, 0],
  ] as const)('is none below the minimum of %s', async (board, minimum, flown, have) => {
    const pilots = [{ name: 'Me', discordId: accountOf(0), ...flown }];
    const { boards } = await startScene({ dcs: 'current', pilots });
    const order = board === 'kdr' ? 'weighted' : 'plain';
    const place = await boards.ownPlace(specOf(board, { minimum, order }), accountOf(0), PERSON);
    expect(place).toMatchObject({ kind: 'below-minimum', name: 'Me', have });
  });

  it('is found on a board of names alone', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Ann', landings: [4, 4] },
        { name: 'Me', landings: [4], discordId: accountOf(1) },
      ],
    });
    const place = await boards.ownPlace(specOf('landings'), accountOf(1), PERSON);
    expect(place).toMatchObject({ kind: 'ranked', place: 2, value: 4, above: { name: 'Ann', value: 8 } });
  });

  it('is none for whoever is left off, and says by whom', async () => {
    const { boards, optOut } = await startScene({ dcs: 'current', pilots: COMMUNITY });
    await optOut(accountOf(0));
    await boards.exclusions.add('Pilot 1', 'banned', ADMIN, PERSON);
    expect(await boards.ownPlace(specOf('kills'), accountOf(0), PERSON)).toEqual({
      kind: 'excluded',
      optedOut: true,
    });
    expect(await boards.ownPlace(specOf('kills'), accountOf(1), PERSON)).toEqual({
      kind: 'excluded',
      optedOut: false,
    });
  });

  it('is none without a link', async () => {
    const { boards } = await startScene({ dcs: 'current', pilots: COMMUNITY });
    expect(await boards.ownPlace(specOf('kills'), '5', PERSON)).toEqual({ kind: 'not-linked' });
  });

  it('cannot be told of the documented version, nor on BattleMetrics', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots: COMMUNITY, battlemetrics: {} });
    expect(await boards.ownPlace(specOf('kills'), accountOf(0), PERSON)).toEqual({
      kind: 'cannot-tell',
      why: 'documented-version',
    });
    const played = specOf('bm-playtime', { server: { id: '1000101', name: 'Rust' } });
    expect(await boards.ownPlace(played, accountOf(0), PERSON)).toEqual({
      kind: 'cannot-tell',
      why: 'battlemetrics',
    });
    expect(await boards.tellsWho(PERSON)).toBe(false);
  });
});
