import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import { type OwnPlace, renderOwnPlace } from '../../src/render/own-place.ts';
import type { BoardId } from '../../src/store/board.ts';
import { aBoard, hostileName } from './boards.ts';
import { readMarkdown } from './discord-markdown.ts';

const RANKED = {
  kind: 'ranked',
  board: aBoard([], { order: 'plain' }),
  name: 'Rookie',
  place: 37,
  value: 3.2,
  kills: 64,
  deaths: 20,
  above: { name: 'Ghost', place: 36, value: 3.25 },
} as const satisfies OwnPlace;
const KILLS = {
  kind: 'ranked',
  board: aBoard([], { board: 'kills' }),
  name: 'Rookie',
  place: 37,
  value: 64,
  above: { name: 'Ghost', place: 36, value: 68 },
} as const satisfies OwnPlace;

const titleOf = (message: Message): string => message.embeds?.[0]?.title ?? '';
const linesOf = (place: OwnPlace): readonly string[] =>
  (renderOwnPlace(place).embeds?.[0]?.description ?? '').split('\n');

describe('the own place', () => {
  it('says the place, the figure, and what is missing to the place above', () => {
    expect(titleOf(renderOwnPlace(KILLS))).toBe('📍 You are #37');
    expect(linesOf(KILLS)).toEqual(['**Rookie**: **64 kills**', '**4 kills** behind **#36** **Ghost**']);
  });

  it('shows K/D beside its sample, and how many kills it takes by the plain ratio', () => {
    expect(linesOf(RANKED)).toEqual([
      '**Rookie**: **K/D 3.20** (64 kills, 20 deaths)',
      '**0.05** behind **#36** **Ghost**',
      // 65 kills would be level, 66 are 3.30.
      '🎯 **2 kills** without a death would take you there',
    ]);
  });

  it('counts kills that really pass, also for somebody who never died', () => {
    const place = { ...RANKED, kills: 3, deaths: 0, value: 3, above: { name: 'Ghost', place: 1, value: 5 } };
    expect(linesOf(place)).toContain('🎯 **3 kills** without a death would take you there');
  });

  it('always finds the least number of kills that passes', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(100), fc.nat(200), fc.nat(100), (kills, deaths, more, theirs) => {
        const own = kills / Math.max(1, deaths);
        const value = (kills + more) / Math.max(1, theirs);
        fc.pre(value >= own);
        const lines = linesOf({
          ...RANKED,
          kills,
          deaths,
          value: own,
          above: { name: 'G', place: 1, value },
        });
        const needed = Number(/🎯 \*\*([\d,]+)/u.exec(lines.join('\n'))?.[1]?.replaceAll(',', ''));
        expect((kills + needed) / Math.max(1, deaths)).toBeGreaterThan(value);
        expect((kills + needed - 1) / Math.max(1, deaths)).toBeLessThanOrEqual(value + 1e-9);
      }),
    );
  });

  it('names no distance where the order weighs the sample, for the place above may have the lower K/D', () => {
    const board = aBoard([], { order: 'weighted' });
    const above = { name: 'Ghost', place: 36, value: 3.1 };
    const lines = linesOf({ ...RANKED, board, above, killsToPass: 7 });
    expect(lines).toContain('Above you: **#36** **Ghost** with K/D 3.10');
    expect(lines).toContain('🎯 **7 kills** without a death would take you there');
    expect(lines.join('\n')).not.toContain('behind');
  });

  it.each<[BoardId, number, number, string]>([
    ['playtime', 36_000, 48_000, '**3 h 20 min** behind'],
    ['credits', 100, 1_300, '**1,200 credits** behind'],
    ['trueskill', 20.5, 21, '**0.50** behind'],
    ['landings', 3, 4, '**1 point** behind'],
    ['kills', 3, 3, 'Level with'],
  ])('writes the distance on the board %s as people say it', (board, value, above, words) => {
    const place = { ...KILLS, board: aBoard([], { board }), value, above: { ...KILLS.above, value: above } };
    expect(linesOf(place)[1]).toContain(words);
  });

  it('has nobody above the first place', () => {
    const { above: _, ...first } = { ...KILLS, place: 1 };
    expect(linesOf(first)[1]).toBe('🥇 Nobody is above you. Keep it.');
  });

  it('says what is missing to be ranked', () => {
    const board = aBoard([], { minimum: 20 });
    const kills = linesOf({ kind: 'below-minimum', board, name: 'Rookie', have: 14 });
    expect(kills).toEqual([
      '**6 kills** to go, then **Rookie** is ranked.',
      'It takes 20 kills; so far: 14 kills.',
    ]);
    const flown = aBoard([], { board: 'playtime', minimum: 600 });
    expect(linesOf({ kind: 'below-minimum', board: flown, name: 'Rookie', have: 210 })[0]).toBe(
      '**6 h 30 min** to go, then **Rookie** is ranked.',
    );
  });

  it.each<[OwnPlace, string]>([
    [{ kind: 'beyond', board: RANKED.board, name: 'Rookie', beyond: 500 }, 'not among the first **500**'],
    [{ kind: 'not-linked' }, '/linkme'],
    [{ kind: 'excluded', optedOut: true }, '/privacy'],
    [{ kind: 'excluded', optedOut: false }, 'admins'],
    [{ kind: 'cannot-tell', why: 'documented-version' }, 'This version of DCSServerBot'],
    [{ kind: 'cannot-tell', why: 'battlemetrics' }, 'BattleMetrics does not say'],
  ])('says of %j what to do: %s', (place, words) => {
    expect(linesOf(place).join('\n')).toContain(words);
  });

  it('shows names as they are written, and fits into a message', () => {
    fc.assert(
      fc.property(hostileName, hostileName, (name, other) => {
        const message = renderOwnPlace({ ...KILLS, name, above: { ...KILLS.above, name: other } });
        expect(fitMessage(message)).toEqual(message);
        const { constructs } = readMarkdown(message.embeds?.[0]?.description ?? '');
        expect(constructs.filter((construct) => !/bold|italic/u.test(construct))).toEqual([]);
      }),
    );
  });
});
