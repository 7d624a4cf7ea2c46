import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/message/user-error.ts';
import { BOARD_IDS } from '../../../src/store/board.ts';
import { HOUR, numbered } from '../community.ts';
import { namesOf, PERSON, specOf, startScene } from '../scene.ts';

describe('the boards of the documented DCSServerBot', () => {
  const pilots = numbered(14, (index) => ({
    kills: 100,
    pvpKills: 14 - index,
    deaths: index === 13 ? 0 : 10,
  }));

  it('joins the ten best of both of its boards, and weighs them', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots });
    const board = await boards.read(specOf('kdr', { order: 'weighted', minimum: 5 }), PERSON);
    expect(namesOf(board)).toEqual(['Pilot 1', 'Pilot 2', 'Pilot 3']);
    expect(board).toMatchObject({ version: 'documented', metric: 'pvp', covers: 'month' });
    expect(board.entries[0]).toMatchObject({ key: 'nick:Pilot 1', kills: 14, deaths: 10 });
    const all = await boards.read(specOf('kdr', { order: 'weighted', top: 25 }), PERSON);
    // Known by the ratio alone, and by the kills alone.
    expect(namesOf(all)).toEqual(expect.arrayContaining(['Pilot 14', 'Pilot 10']));
  });

  it('has its own order where that is wished', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots });
    const board = await boards.read(specOf('kills', { top: 25 }), PERSON);
    expect(namesOf(board)).toEqual(pilots.slice(0, 10).map(({ name }) => name));
    expect(board.ranked).toEqual({ count: 10, more: true });
    expect((await boards.links(board, PERSON)).pages).toBe(false);
  });

  it('says of every other board which version has it', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots });
    const others = BOARD_IDS.filter((id) => !['kdr', 'kills', 'bm-playtime'].includes(id));
    for (const id of others) {
      const read = boards.read(specOf(id), PERSON);
      await expect(read).rejects.toBeInstanceOf(UserError);
      await expect(read).rejects.toThrow(/August 2026.*update DCSServerBot/);
    }
  });

  it('says that one server alone needs the newer version', async () => {
    const { boards, dcs } = await startScene({ dcs: 'documented', pilots });
    const name = dcs?.world.servers[0]?.name ?? '';
    const read = boards.read(specOf('kills', { server: { id: name, name } }), PERSON);
    await expect(read).rejects.toThrow(/for one server alone/);
  });

  it('leaves off a name', async () => {
    const { boards } = await startScene({ dcs: 'documented', pilots });
    await boards.exclusions.add('Pilot 2', 'staff', '1', PERSON);
    const board = await boards.read(specOf('kills'), PERSON);
    expect(board.entries.map(({ rank, name }) => [rank, name])).toEqual([
      [1, 'Pilot 1'],
      [2, 'Pilot 3'],
      [3, 'Pilot 4'],
    ]);
  });
});

describe('a board of a server whose version changes', () => {
  const pilots = numbered(5, (index) => ({ kills: 50 - index, pvpKills: 20 + index }));

  it('is of the new version from the first answer on', async () => {
    const { boards, dcs, advance } = await startScene({ dcs: 'documented', pilots });
    expect(namesOf(await boards.read(specOf('kills'), PERSON))).toEqual(['Pilot 5', 'Pilot 4', 'Pilot 3']);
    dcs?.setVersion('current');
    advance(HOUR);
    const board = await boards.read(specOf('kills'), PERSON);
    expect(namesOf(board)).toEqual(['Pilot 1', 'Pilot 2', 'Pilot 3']);
    expect(board).toMatchObject({ version: 'current', metric: 'all', covers: 'all' });
  });

  it.each([
    ['nobody is', 0],
    ['somebody is', 1],
  ])('is had from the old version again where %s left off', async (_, out) => {
    const { boards, dcs, advance, optOut } = await startScene({ dcs: 'current', pilots });
    if (out > 0) await optOut('100000000000000001');
    await boards.read(specOf('kills'), PERSON);
    dcs?.setVersion('documented');
    advance(HOUR);
    const board = await boards.read(specOf('kills'), PERSON);
    expect(namesOf(board)).toEqual(['Pilot 5', 'Pilot 4', 'Pilot 3']);
    expect(board).toMatchObject({ version: 'documented', metric: 'pvp', covers: 'month' });
    advance(HOUR);
    await expect(boards.read(specOf('credits'), PERSON)).rejects.toMatchObject({
      identifier: 'board-needs-current',
    });
  });

  it('tells the own place as soon as the new version can', async () => {
    const me = { name: 'Me', kills: 9, pvpKills: 1, discordId: '100000000000000001' };
    const { boards, dcs, advance } = await startScene({ dcs: 'documented', pilots: [...pilots, me] });
    await boards.read(specOf('kills'), PERSON);
    dcs?.setVersion('current');
    advance(HOUR);
    expect(await boards.ownPlace(specOf('kills'), me.discordId, PERSON)).toMatchObject({
      kind: 'ranked',
      place: 6,
    });
  });
});
