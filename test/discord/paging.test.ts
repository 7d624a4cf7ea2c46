import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageButtons, pageOf, parsePageKey } from '../../src/discord/paging.ts';
import { parseCustomId } from '../../src/message/custom-id.ts';

describe('pageOf', () => {
  it('shows every item once when one turns all pages', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const { count } = pageOf(items, size, 0);
        const pages = Array.from({ length: count }, (_, index) => pageOf(items, size, index).items);
        expect(pages.flat()).toEqual(items);
        expect(pages.every((page) => page.length <= size)).toBe(true);
      }),
    );
  });

  it('has one empty page for nothing', () => {
    expect(pageOf([], 5, 0)).toEqual({ items: [], index: 0, count: 1 });
  });

  it.each([-1, Number.NaN, 0.5])('shows the first page for %s', (index) => {
    expect(pageOf([1, 2, 3], 2, index).items).toEqual([1, 2]);
  });

  it('shows the last page when the list has become shorter', () => {
    expect(pageOf([1, 2, 3], 2, 9)).toEqual({ items: [3], index: 1, count: 2 });
  });
});

describe('pageButtons', () => {
  const link = { command: 'servers', action: 'page' };
  const shown = (index: number, count: number, state = '') =>
    pageButtons({ ...link, state }, { index, count }).flatMap(({ components }) =>
      components.map((button) => ({
        label: 'label' in button ? button.label : undefined,
        disabled: button.disabled,
        key: 'custom_id' in button ? parseCustomId(button.custom_id)?.key : undefined,
      })),
    );

  it('are not there for a single page', () => {
    expect(pageButtons(link, { index: 0, count: 1 })).toEqual([]);
  });

  it('lead to the pages beside, and know where they are', () => {
    expect(shown(1, 3, 'abc')).toEqual([
      { label: '◀', disabled: false, key: 'abc.0' },
      { label: '2 / 3', disabled: true, key: 'abc.1' },
      { label: '▶', disabled: false, key: 'abc.2' },
    ]);
  });

  it('end at both ends', () => {
    expect(shown(0, 2).map(({ disabled }) => disabled)).toEqual([true, true, false]);
    expect(shown(1, 2).map(({ disabled }) => disabled)).toEqual([false, true, true]);
  });

  it('have keys that read back', () => {
    expect(parsePageKey('abc.12')).toEqual({ state: 'abc', index: 12 });
    expect(parsePageKey('3')).toEqual({ state: '', index: 3 });
  });

  it.each(['', '-1', 'abc.', '.1', 'a.b.1', '1e9', '9999999'])('take no %j for a page', (key) => {
    expect(parsePageKey(key)).toBeUndefined();
  });
});
