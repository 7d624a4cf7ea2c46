import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movesSince } from '../../../src/leaderboards/posts/movement.ts';
import type { BoardEntry } from '../../../src/store/board.ts';

const board = (...people: readonly (readonly [key: string, name: string])[]): BoardEntry[] =>
  people.map(([key, name], index) => ({ key, name, rank: index + 1, value: 100 - index }));

describe('how people moved since the post before', () => {
  it('tells of nobody when there was no post before', () => {
    expect(movesSince(board(['ucid:a', 'Ann']), undefined).size).toBe(0);
  });

  it('tells who rose, who fell, who stayed and who is new', () => {
    const before = board(['ucid:a', 'Ann'], ['ucid:b', 'Bob'], ['ucid:c', 'Cid'], ['ucid:d', 'Dan']);
    const now = board(['ucid:c', 'Cid'], ['ucid:b', 'Bob'], ['ucid:a', 'Ann'], ['ucid:e', 'Eve']);
    expect(Object.fromEntries(movesSince(now, before))).toEqual({
      'ucid:c': { kind: 'up', places: 2 },
      'ucid:b': { kind: 'same' },
      'ucid:a': { kind: 'down', places: 2 },
      'ucid:e': { kind: 'new' },
    });
  });

  it('knows a person again under another name', () => {
    const moves = movesSince(board(['ucid:a', 'Anna']), board(['ucid:a', 'Ann']));
    expect(moves.get('ucid:a')).toEqual({ kind: 'same' });
  });

  it.each([
    ['then', 'nick:Ann', 'ucid:a'],
    ['now', 'ucid:a', 'nick:Ann'],
  ])('knows a person by the name who could not be looked up %s', (_, then, now) => {
    const moves = movesSince(board([now, 'Ann']), board([then, 'Ann'], ['ucid:b', 'Bob']));
    expect(moves.get(now)).toEqual({ kind: 'same' });
  });

  it('takes nobody for a namesake', () => {
    const before = board(['nick:Viper', 'Viper'], ['ucid:b', 'Bob']);
    const twoNow = board(['ucid:v', 'Viper'], ['ucid:w', 'Viper']);
    expect([...movesSince(twoNow, before).values()]).toEqual([{ kind: 'new' }, { kind: 'new' }]);
    const another = movesSince(board(['ucid:w', 'Viper']), board(['ucid:v', 'Viper']));
    expect(another.get('ucid:w')).toEqual({ kind: 'new' });
  });

  it('takes no other order of equals for movement, for the API has none', () => {
    const ships = (...people: readonly (readonly [name: string, value: number])[]): BoardEntry[] =>
      people.map(([name, value], index) => ({ key: `ucid:${name}`, name, rank: index + 1, value }));
    const before = ships(['Ann', 9], ['Bob', 6], ['Cid', 6], ['Dan', 6], ['Eve', 5]);
    const now = ships(['Ann', 9], ['Dan', 6], ['Bob', 6], ['Cid', 6], ['Eve', 5]);
    expect([...movesSince(now, before).values()]).toEqual(now.map(() => ({ kind: 'same' })));
    const risen = ships(['Ann', 9], ['Dan', 7], ['Cid', 6], ['Bob', 6], ['Eve', 5]);
    expect([...movesSince(risen, before).values()]).toEqual([
      { kind: 'same' },
      { kind: 'up', places: 2 },
      { kind: 'same' },
      { kind: 'same' },
      { kind: 'same' },
    ]);
    const fallen = ships(['Eve', 9], ['Ann', 9], ['Bob', 6], ['Cid', 6], ['Dan', 6]);
    expect(movesSince(fallen, before).get('ucid:Ann')).toEqual({ kind: 'same' });
    expect(movesSince(fallen, before).get('ucid:Eve')).toEqual({ kind: 'up', places: 4 });
  });

  it('tells nothing of namesakes of whom nobody could be looked up', () => {
    const before = board(['ucid:v', 'Viper'], ['ucid:b', 'Bob'], ['ucid:w', 'Viper']);
    const now = board(['nick:Viper', 'Viper'], ['nick:Bob', 'Bob'], ['nick:Viper', 'Viper']);
    expect([...movesSince(now, before)]).toEqual([['nick:Bob', { kind: 'same' }]]);
  });

  it('always tells the difference of the places of those who are on both boards', () => {
    const people = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 });
    fc.assert(
      fc.property(people, people, (then, now) => {
        const entries = (ids: readonly number[]) =>
          board(...ids.map((id) => [`ucid:${id}`, `Pilot ${id}`] as const));
        const moves = movesSince(entries(now), entries(then));
        expect(moves.size).toBe(now.length);
        for (const [index, id] of now.entries()) {
          const move = moves.get(`ucid:${id}`);
          const before = then.indexOf(id);
          expect(move?.kind === 'new').toBe(before === -1);
          if (before === -1) continue;
          const gained =
            move?.kind === 'up'
              ? move.places
              : move?.kind === 'down'
                ? -move.places
                : Number(move?.kind !== 'same');
          expect(gained).toBe(before - index);
        }
      }),
    );
  });
});
