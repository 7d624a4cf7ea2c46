import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCustomId } from '../../src/message/custom-id.ts';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import { type BoardPost, renderBoardPost } from '../../src/render/board.ts';
import { renderBoardPage } from '../../src/render/board-page.ts';
import { aBoard, anyBoard, hostileName, LINKS } from './boards.ts';
import { readMarkdown } from './discord-markdown.ts';

const MADE = Date.parse('2026-11-22T18:00:00Z');
const HOUR = 3_600_000;
const KDR = aBoard(
  [
    { value: 5, kills: 50, deaths: 10 },
    { value: 4, kills: 40, deaths: 10 },
  ],
  { order: 'weighted', minimum: 20 },
  { ranked: { count: 37, more: false } },
);
const POST: BoardPost = {
  board: KDR,
  moves: undefined,
  since: undefined,
  madeAt: MADE,
  nextAt: MADE + 24 * HOUR,
  late: undefined,
  stale: false,
  api: 'DCSServerBot',
  mentionRoleId: null,
  links: { ...LINKS, occurrenceId: '0123456789abcdef', periods: ['all', 'month', 'week'] },
};

const textOf = (message: Message): string => message.embeds?.[0]?.description ?? '';
const titleOf = (message: Message): string | undefined => message.embeds?.[0]?.title;
const footerOf = (message: Message): string | undefined => message.embeds?.[0]?.footer?.text;
const componentsOf = (message: Message): readonly { readonly [key: string]: unknown }[] =>
  (message.components ?? []).flatMap((row) => row.components.map((component) => ({ ...component })));
const idsOf = (message: Message): readonly unknown[] => componentsOf(message).map((one) => one['custom_id']);

describe('a post of a board', () => {
  it('says what is ranked, over which time, how many were, what it takes, and when it was made and comes again', () => {
    const message = renderBoardPost(POST);
    expect(titleOf(message)).toBe('🏆 Top K/D · all kills · all time');
    expect(textOf(message)).toContain('Top **2** of **37** ranked · at least 20 kills');
    expect(textOf(message)).toContain(`Made <t:${MADE / 1000}:R> · next <t:${(MADE + 24 * HOUR) / 1000}:R>`);
    expect(footerOf(message)).toBe(
      'K/D = all kills ÷ all deaths · few kills count less than many · To pass: kills without a death that overtake the place above',
    );
    expect(message.content).toBeUndefined();
  });

  it.each([
    [{ count: 37, more: true }, 'Top **2** of more than **37** ranked'],
    [{ count: 2, more: false }, 'Top **2**: all who are ranked'],
    [{ count: 2, more: true }, 'Top **2** ranked'],
  ])('says of %j: %s', (ranked, words) => {
    expect(textOf(renderBoardPost({ ...POST, board: { ...KDR, ranked } }))).toContain(words);
  });

  it('names the month that the documented version counts, and that its kills are of players', () => {
    const board = { ...KDR, version: 'documented', metric: 'pvp', covers: 'month' } as const;
    const message = renderBoardPost({ ...POST, board });
    expect(titleOf(message)).toBe('🏆 Top K/D · A/A kills · last month');
    expect(footerOf(message)).toContain('K/D = kills of other players ÷ all deaths');
  });

  it('tells since when people moved, and shows no movement in the first post', () => {
    const moves = new Map([['ucid:0', { kind: 'up', places: 3 } as const]]);
    const since = MADE - 24 * HOUR;
    const text = textOf(renderBoardPost({ ...POST, moves, since }));
    expect(text).toContain('▲3');
    expect(text).toContain(`▲▼ since <t:${since / 1000}:f>`);
    expect(textOf(renderBoardPost(POST))).not.toMatch(/▲|▼|NEW/u);
  });

  it('says that it is late, and how old its figures are when the API does not answer', () => {
    const text = textOf(
      renderBoardPost({ ...POST, late: { dueAt: MADE - HOUR }, stale: true, api: 'DCSServerBot' }),
    );
    expect(text).toContain(`⏰ Late: due <t:${(MADE - HOUR) / 1000}:f>`);
    expect(text).toContain(
      `⚠️ DCSServerBot does not answer: these are the figures of <t:${KDR.asOf / 1000}:R>`,
    );
    expect(textOf(renderBoardPost(POST))).not.toMatch(/⏰|⚠️/u);
  });

  it('mentions the role outside of the embed, where it pings', () => {
    expect(renderBoardPost({ ...POST, mentionRoleId: '42' }).content).toBe('<@&42>');
  });

  it('has buttons that lead to the board and end in the occurrence', () => {
    expect(idsOf(renderBoardPost(POST))).toEqual([
      'v1:leaderboard:where:abcdefghij.0123456789abcdef',
      'v1:leaderboard:all:abcdefghij.0123456789abcdef',
      'v1:leaderboard:period:abcdefghij.0123456789abcdef',
    ]);
  });

  it('keeps a button with the occurrence when nothing else can be offered', () => {
    const links = { ...POST.links, tellsWho: false, pages: false, periods: ['all'] } as const;
    expect(idsOf(renderBoardPost({ ...POST, links }))).toEqual([
      'v1:leaderboard:all:abcdefghij.0123456789abcdef',
    ]);
  });

  it('offers the periods that are not shown', () => {
    const menu = componentsOf(renderBoardPost(POST)).at(-1);
    expect(menu?.['options']).toEqual([
      { label: 'last month', value: 'month' },
      { label: 'last week', value: 'week' },
    ]);
  });

  it('invites people when nobody is on the board, and keeps its buttons', () => {
    const message = renderBoardPost({ ...POST, board: aBoard([], { minimum: 20 }) });
    expect(textOf(message)).toContain(
      'Nobody is on the board yet. Take off and be the first. It takes at least 20 kills.',
    );
    expect(textOf(message)).not.toContain('```');
    expect(idsOf(message)).toContain('v1:leaderboard:all:abcdefghij.0123456789abcdef');
  });

  it('names the one server that it is about as it is written', () => {
    const server = { id: 'a', name: '*PvP* | @everyone' };
    const text = textOf(renderBoardPost({ ...POST, board: aBoard([], { server }) }));
    const { constructs, visible } = readMarkdown(text.split('\n')[0] ?? '');
    expect(visible).toBe('On ***PvP* | @everyone** alone');
    expect(constructs.filter((name) => !/bold|italic/u.test(name))).toEqual([]);
  });

  it('fits into a message and does nothing but show text, whatever names there are', () => {
    fc.assert(
      fc.property(anyBoard, hostileName, (board, server) => {
        const spec = { ...board.spec, server: { id: '1', name: server } };
        const message = renderBoardPost({
          ...POST,
          board: { ...board, spec },
          moves: new Map(board.entries.map(({ key }) => [key, { kind: 'up', places: 123 } as const])),
          since: MADE,
          late: { dueAt: MADE },
          stale: true,
          mentionRoleId: '123456789012345678',
        });
        expect(fitMessage(message)).toEqual(message);
        const outside = textOf(message).replace(/```[\s\S]*```|<t:\d+:[fR]>/gu, '');
        const { constructs } = readMarkdown(outside);
        expect(constructs.filter((name) => !/bold|italic/u.test(name))).toEqual([]);
        for (const id of idsOf(message)) expect(parseCustomId(String(id))).toBeDefined();
      }),
    );
  });
});

describe('a page of a board', () => {
  const entries = [
    { rank: 11, value: 5, kills: 50, deaths: 10 },
    { rank: 12, value: 4, kills: 40, deaths: 10 },
  ];
  const board = aBoard(entries, {}, { ranked: { count: 500, more: true } });
  const links = { ...LINKS, periods: ['all', 'month'] } as const;

  it('says which places it shows and leads to those before, those after, and other periods', () => {
    const message = renderBoardPage({ board, page: 1, links });
    expect(textOf(message)).toContain('Places **11–12** of more than **500** ranked');
    expect(
      componentsOf(message).map((one) => [one['label'] ?? one['placeholder'], one['custom_id']]),
    ).toEqual([
      ['◀', 'v1:leaderboard:page:abcdefghij.0'],
      ['11–12', 'v1:leaderboard:page:abcdefghij.1'],
      ['▶', 'v1:leaderboard:page:abcdefghij.2'],
      ['📍 Where am I?', 'v1:leaderboard:where:abcdefghij'],
      ['🗓️ Another period', 'v1:leaderboard:again:abcdefghij'],
    ]);
  });

  it('lets nobody turn beyond either end', () => {
    const disabled = (page: number, pages: boolean): readonly unknown[] =>
      componentsOf(renderBoardPage({ board, page, links: { ...links, pages } }))
        .filter((one) => one['disabled'] === true)
        .map((one) => one['label']);
    expect(disabled(0, true)).toEqual(['◀', '11–12']);
    expect(disabled(1, false)).toEqual(['11–12', '▶']);
  });

  it('has no buttons to turn a single page, and none at all where nothing leads anywhere', () => {
    const one = { ...LINKS, pages: false };
    expect(idsOf(renderBoardPage({ board, page: 0, links: one }))).toEqual([
      'v1:leaderboard:where:abcdefghij',
    ]);
    expect(renderBoardPage({ board, page: 0, links: { ...one, tellsWho: false } }).components).toEqual([]);
  });

  it('leads back from a page on which nobody is', () => {
    const message = renderBoardPage({ board: aBoard([]), page: 9, links: { ...links, pages: false } });
    expect(textOf(message)).toBe('Nobody is ranked this far down.');
    expect(idsOf(message)).toContain('v1:leaderboard:page:abcdefghij.8');
  });

  it('fits into a message, whatever names there are', () => {
    fc.assert(
      fc.property(anyBoard, fc.nat(1_000), (any, page) => {
        const message = renderBoardPage({ board: any, page, links });
        expect(fitMessage(message)).toEqual(message);
      }),
    );
  });
});
