import { describe, expect, it } from 'vitest';
import { staleNote, waitNote, withNotes } from '../../src/discord/notes.ts';

describe('withNotes', () => {
  it('leaves a message without notes alone', () => {
    expect(withNotes({ content: 'x' }, [])).toEqual({ content: 'x' });
  });

  it('stands alone where the message has no text', () => {
    expect(withNotes({ embeds: [{ title: 'x' }] }, ['a', 'b'])).toEqual({
      content: '-# a\n-# b',
      embeds: [{ title: 'x' }],
    });
  });

  it('is never cut off: the text before it gives way', () => {
    const { content = '' } = withNotes({ content: 'x'.repeat(2000) }, ['the age']);
    expect(content).toHaveLength(2000);
    expect(content).toMatch(/x…\n-# the age$/u);
  });
});

describe('a wait', () => {
  it.each([
    [400, 'about 1 s'],
    [12_300, 'about 13 s'],
    [90_000, 'about 2 min'],
  ])('of %i ms is %s', (ms, words) => {
    expect(waitNote('BattleMetrics', ms, 1_000_000_000_000)).toContain(words);
  });

  it('ends at a Discord timestamp', () => {
    expect(waitNote('BattleMetrics', 12_000, 1_000_000_000_000)).toContain('<t:1000000012:R>');
  });
});

describe('old data', () => {
  it('name the API and their time', () => {
    expect(staleNote('DCSServerBot', 1_000_000_000_000)).toMatch(/DCSServerBot.*<t:1000000000:R>/u);
  });
});
