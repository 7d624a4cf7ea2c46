import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flown, HOUR, ucidOf } from '../community.ts';
import { namesOf, PERSON, specOf, startScene } from '../scene.ts';

const ADMIN = '900000000000000001';
const ANN = '100000000000000001';

const six: Flown[] = ['Ann', 'Bob', 'Cid', 'Dan', 'Eve', 'Fay'].map((name, index) => ({
  name,
  kills: 60 - index,
  discordId: `10000000000000000${index + 1}`,
}));

describe('who is left off a board', () => {
  it('leaves no hole, on no page', async () => {
    const { boards, optOut } = await startScene({ dcs: 'current', pilots: six });
    await optOut(ANN);
    await boards.exclusions.add('Dan', 'banned', ADMIN, PERSON);
    const first = await boards.read(specOf('kills'), PERSON);
    expect(first.entries.map(({ rank, name }) => [rank, name])).toEqual([
      [1, 'Bob'],
      [2, 'Cid'],
      [3, 'Eve'],
    ]);
    const second = await boards.read(specOf('kills'), PERSON, 1);
    expect(second.entries.map(({ rank, name }) => [rank, name])).toEqual([[4, 'Fay']]);
  });

  it('costs only the rows that take their places', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ name: `Pilot ${index}`, kills: 999 - index }));
    const { boards, asked } = await startScene({ dcs: 'current', pilots: many });
    await boards.exclusions.add('Pilot 1', 'staff', ADMIN, PERSON);
    const before = asked().lookups;
    await boards.read(specOf('kills'), PERSON);
    expect(asked().rows).toBe(5);
    // The one who is left off was looked up when the entry was made; the other rows are those that are shown.
    expect(asked().lookups - before).toBe(3);
  });

  it('costs no question about those who are not shown, however many asked to be left off', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      name: `Pilot ${index}`,
      kills: 999 - index,
      discordId: String(100_000_000_000_000_000n + BigInt(index)),
    }));
    const { boards, asked, optOut } = await startScene({ dcs: 'current', pilots: many });
    for (const { discordId } of many.slice(30)) await optOut(discordId);
    const board = await boards.read(specOf('kills', { top: 10 }), PERSON);
    expect(namesOf(board)).toEqual(many.slice(0, 10).map(({ name }) => name));
    expect(asked()).toEqual({ rows: 11, lookups: 10 });
  });

  it('is left off with any combination of entries, on every page and in every order', {
    timeout: 60_000,
  }, async () => {
    const pilots = Array.from({ length: 40 }, (_, index) => ({
      name: `Pilot ${index}`,
      kills: 200 - index,
      deaths: (index * 7) % 50,
      discordId: String(100_000_000_000_000_000n + BigInt(index)),
    }));
    const { boards, store, advance } = await startScene({ dcs: 'current', pilots });
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(some, some, fc.constantFrom('plain', 'weighted'), async (byKey, bySelf, order) => {
        advance(HOUR);
        for (const { id } of await store.exclusions.all()) await store.exclusions.remove(id);
        for (const index of byKey) {
          const who = { key: `ucid:${ucidOf(index)}`, name: `Pilot ${index}` };
          await boards.exclusions.add(who, 'other', ADMIN, PERSON);
        }
        for (const index of bySelf) {
          await boards.exclusions.optOut({ id: pilots[index]?.discordId ?? '', name: 'x' }, true);
        }
        const spec = specOf('kdr', { order, top: 5 });
        const left = new Set([...byKey, ...bySelf].map((index) => `Pilot ${index}`));
        const shown: string[] = [];
        const everybody: string[] = [];
        for (let page = 0; page < 8; page += 1) {
          shown.push(...namesOf(await boards.read(spec, PERSON, page)));
        }
        for (const { id } of await store.exclusions.all()) await store.exclusions.remove(id);
        for (let page = 0; page < 8; page += 1) {
          everybody.push(...namesOf(await boards.read(spec, PERSON, page)));
        }
        expect(everybody).toHaveLength(40);
        expect(shown).toEqual(everybody.filter((name) => !left.has(name)));
      }),
      { numRuns: 15 },
    );
  });

  it('does not hit a namesake', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Viper', kills: 9 },
        { name: 'Viper', kills: 8 },
      ],
    });
    await boards.exclusions.add({ key: `ucid:${ucidOf(0)}`, name: 'Viper' }, 'banned', ADMIN, PERSON);
    const board = await boards.read(specOf('kills'), PERSON);
    expect(board.entries.map(({ rank, key }) => [rank, key])).toEqual([[1, `ucid:${ucidOf(1)}`]]);
  });

  it('stays left off under a new name', async () => {
    const { boards, dcs, advance } = await startScene({ dcs: 'current', pilots: six });
    await boards.exclusions.add('Ann', 'banned', ADMIN, PERSON);
    const [ann] = dcs?.world.pilots ?? [];
    if (ann !== undefined) ann.name = 'Somebody else';
    advance(HOUR);
    expect(namesOf(await boards.read(specOf('kills'), PERSON))).toEqual(['Bob', 'Cid', 'Dan']);
  });

  it('is left off while nobody can be looked up', async () => {
    const { boards, dcs, advance, optOut } = await startScene({ dcs: 'current', pilots: six });
    await optOut(ANN);
    await boards.exclusions.add('Bob', 'banned', ADMIN, PERSON);
    // It is known by then which pilots the account has.
    await boards.read(specOf('kills'), PERSON);
    advance(2 * 60_000);
    for (const pilot of dcs?.world.pilots ?? []) pilot.lastSeen += 1;
    dcs?.faults.set('/getuser', { kind: 'status', status: 400 });
    expect(namesOf(await boards.read(specOf('kills'), PERSON))).toEqual(['Cid', 'Dan', 'Eve']);
  });

  it('is left off though it cannot be told which of several namesakes a row is about', async () => {
    const { boards, dcs, advance, optOut } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Viper', kills: 9, discordId: ANN },
        { name: 'Viper', kills: 8 },
        { name: 'Bob', kills: 7 },
      ],
    });
    await boards.read(specOf('kills'), PERSON);
    await optOut(ANN);
    // The ranking is kept for longer than the answers about pilots, one of whom was seen again meanwhile.
    advance(20_000);
    const [ann] = dcs?.world.pilots ?? [];
    if (ann !== undefined) ann.lastSeen += 15_000_000;
    const board = await boards.read(specOf('kills'), PERSON);
    expect(board.entries.map(({ name, value }) => [name, value])).toEqual([
      ['Viper', 8],
      ['Bob', 7],
    ]);
  });

  it('is left off though a blank name cannot be looked up', async () => {
    const { boards, optOut } = await startScene({
      dcs: 'current',
      pilots: [
        { name: ' ', kills: 9, discordId: ANN },
        { name: 'Bob', kills: 8 },
      ],
    });
    await optOut(ANN);
    expect(namesOf(await boards.read(specOf('kills'), PERSON))).toEqual(['Bob']);
  });

  it('is left off a board of names alone', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [
        { name: 'Ann', landings: [4, 4] },
        { name: 'Bob', landings: [3] },
      ],
    });
    await boards.exclusions.add('Ann', 'staff', ADMIN, PERSON);
    expect(namesOf(await boards.read(specOf('landings'), PERSON))).toEqual(['Bob']);
  });

  it('is left off by the name where the server does not tell UCIDs any more', async () => {
    const { boards } = await startScene({
      dcs: 'documented',
      pilots: six.map((one, index) => ({ ...one, pvpKills: 9 - index })),
    });
    const ann = { key: `ucid:${ucidOf(0)}`, name: 'Ann' };
    await boards.exclusions.add(ann, 'banned', ADMIN, PERSON);
    expect(namesOf(await boards.read(specOf('kills'), PERSON))).toEqual(['Bob', 'Cid', 'Dan']);
  });

  it('stays left off by the name that was all that the server told when the entry was made', async () => {
    const { boards, dcs, advance } = await startScene({
      dcs: 'documented',
      pilots: six.map((one, index) => ({ ...one, pvpKills: 9 - index })),
    });
    await boards.exclusions.add('Ann', 'banned', ADMIN, PERSON);
    dcs?.setVersion('current');
    advance(HOUR);
    expect(await boards.ownPlace(specOf('kills'), ANN, PERSON)).toEqual({
      kind: 'excluded',
      optedOut: false,
    });
    const board = await boards.read(specOf('kills'), PERSON);
    expect(board.version).toBe('current');
    expect(namesOf(board)).toEqual(['Bob', 'Cid', 'Dan']);
  });

  it('comes back with the wish', async () => {
    const { boards, optOut } = await startScene({ dcs: 'current', pilots: six });
    await optOut(ANN);
    expect(await boards.exclusions.isOptedOut(ANN)).toBe(true);
    await boards.exclusions.optOut({ id: ANN, name: 'Ann' }, false);
    expect(await boards.exclusions.isOptedOut(ANN)).toBe(false);
    expect(namesOf(await boards.read(specOf('kills'), PERSON))).toEqual(['Ann', 'Bob', 'Cid']);
  });
});

describe('an entry for somebody', () => {
  it('is made by the name, whatever the case, and holds the UCID', async () => {
    const { boards } = await startScene({ dcs: 'current', pilots: six });
    const made = await boards.exclusions.add('ann', 'staff', ADMIN, PERSON);
    expect(made).toMatchObject({
      subject: { kind: 'key', key: `ucid:${ucidOf(0)}` },
      name: 'Ann',
      reason: 'staff',
      createdBy: ADMIN,
    });
    expect(await boards.exclusions.remove(made.id)).toBe(true);
    expect(await boards.exclusions.all()).toEqual([]);
  });

  it('is refused for nobody, with who may be meant', async () => {
    const { boards } = await startScene({ dcs: 'current', pilots: six });
    const add = boards.exclusions.add('an', 'staff', ADMIN, PERSON);
    await expect(add).rejects.toMatchObject({ identifier: 'pilot-unknown' });
    await expect(add).rejects.toThrow(/\*\*Ann\*\*/);
  });

  it('is refused for one of several namesakes', async () => {
    const { boards } = await startScene({
      dcs: 'current',
      pilots: [{ name: 'Viper' }, { name: 'Viper' }],
    });
    const add = boards.exclusions.add('Viper', 'staff', ADMIN, PERSON);
    await expect(add).rejects.toMatchObject({ identifier: 'pilot-ambiguous' });
  });

  it('takes the name of a player from BattleMetrics', async () => {
    const { boards, battlemetrics } = await startScene({ battlemetrics: {} });
    const [player] = battlemetrics?.world.players ?? [];
    const made = await boards.exclusions.add(`bm:${player?.id}`, 'other', ADMIN, PERSON);
    expect(made.name).toBe(player?.name);
    const unknown = boards.exclusions.add('bm:1', 'other', ADMIN, PERSON);
    await expect(unknown).rejects.toMatchObject({ identifier: 'player-unknown' });
  });
});
