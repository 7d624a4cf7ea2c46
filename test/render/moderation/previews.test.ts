import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/message/message.ts';
import { escapeText } from '../../../src/render/escape.ts';
import { banEditPreview } from '../../../src/render/moderation/ban-edit-preview.ts';
import { banPreview, unbanPreview } from '../../../src/render/moderation/ban-preview.ts';
import { importPreview } from '../../../src/render/moderation/import-preview.ts';
import type { BanPreview, BanWarning } from '../../../src/render/moderation/views.ts';
import { anAction, DAY, ID, MERLIN, NOW, requests } from './actions.ts';
import { buttonsOf, expectFits, expectHarmless, fieldIn, textOf } from './shown.ts';
import { aBan, aBanPreview, anImportPreview, hostileSize, identifier } from './views.ts';

const NO_RIVALS = { drafts: [], unsettled: [] };
const show = (changes: Partial<BanPreview> = {}): Message =>
  banPreview(aBanPreview(undefined, { rivals: NO_RIVALS, activeBans: [], ...changes }), NOW);

function menuOf({ components = [] }: Message) {
  const [menu] = components.flatMap((row) => row.components).filter((one) => 'options' in one);
  return menu;
}

const WARNINGS: readonly BanWarning[] = [
  { kind: 'unread', what: 'active bans', error: 'It took too long.' },
  { kind: 'not-seen', lastSeen: NOW - 500 * DAY },
  { kind: 'shared-identifier', types: ['ip'] },
  { kind: 'no-unique-identifier' },
  { kind: 'staff', flags: ['Admin'] },
];

describe('the dry run of a ban', () => {
  it('says what players will see, where it holds, until when, and what it hits', () => {
    const message = show({ playersSee: 'Team killing, until 29 November', servers: ['One', 'Two'] });
    expect(fieldIn(message, /Players will see/)).toBe('Team killing, until 29 November');
    expect(fieldIn(message, /Where/)).toBe('All servers of the organization\n2 servers:\nOne\nTwo');
    expect(fieldIn(message, /Until/)).toMatch(/^<t:\d+:f> \(<t:\d+:R>\)\n7 days, counted from/);
    expect(fieldIn(message, /Identifiers/)).toBe('steamID: `Team killing` ⚠️ others may share it');
    expect(buttonsOf(message)).toEqual({ Ban: `v1:ban:confirm:${ID}`, Cancel: `v1:ban:cancel:${ID}` });
  });

  it('names a few of many servers, and none when they could not be read', () => {
    const servers = ['A', 'B', 'C', 'D', 'E', 'F'];
    expect(fieldIn(show({ servers }), /Where/)).toContain('6 servers:\nA\nB\nC\nD\nand 2 more');
    expect(fieldIn(show({ servers: undefined }), /Where/)).toBe('All servers of the organization');
  });

  it('warns above all else, of the gravest first', () => {
    const text = show({ warnings: WARNINGS }).embeds?.[0]?.description ?? '';
    const order = [
      'One of ours',
      'No chosen identifier',
      'Others may have the same',
      'Long gone',
      'Could not',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('offers the identifiers on a menu, those that it hits chosen', () => {
    const identifiers = [
      { ...identifier(undefined, 0), chosen: true, shared: false },
      { ...identifier({ text: 'ip', many: 1 }, 1), chosen: false, shared: true },
    ];
    expect(menuOf(show({ identifiers }))).toMatchObject({
      custom_id: `v1:ban:identifiers:${ID}`,
      min_values: 1,
      max_values: 2,
      options: [
        { value: '1000', label: 'steamID: Team killing', default: true },
        { value: '1001', default: false, description: 'others may share it' },
      ],
    });
    expect(fieldIn(show({ identifiers }), /Identifiers/)).toContain('-# Left out: ip');
  });

  it('has no menu where there is nothing to choose, and no more on it than Discord takes', () => {
    expect(menuOf(show())).toBeUndefined();
    const identifiers = Array.from({ length: 40 }, (_, index) => ({
      ...identifier(undefined, index),
      chosen: index >= 20,
      shared: false,
    }));
    const menu = menuOf(show({ identifiers }));
    const options = menu !== undefined && 'options' in menu ? menu.options : [];
    expect(options).toHaveLength(25);
    // What is not on the menu could not stay chosen.
    expect(options.filter((option) => option.default === true)).toHaveLength(20);
  });

  it('proposes the ban where a second moderator must approve it', () => {
    const message = show({ needsApproval: true });
    expect(Object.keys(buttonsOf(message))).toEqual(['Propose the ban', 'Cancel']);
    expect(textOf(message)).toContain("Needs a second moderator's approval");
    expect(fieldIn(message, /Until/)).toContain('counted from the approval');
  });

  it('shows bans that there are, with their exemptions, and who else is at it', () => {
    const rival = anAction(requests().ban, { state: 'draft', moderator: MERLIN });
    const message = show({
      activeBans: [aBan(undefined, { exempt: true, orgWide: true })],
      moreBans: true,
      rivals: { drafts: [rival], unsettled: [] },
    });
    expect(fieldIn(message, /Already banned/)).toMatch(
      /^\[153866004\].* all servers: Team killing · 🛡️ our servers are exempted\nand more$/,
    );
    expect(fieldIn(message, /Another moderator/)).toContain('Ban by Merlin');
  });

  it('shows a note by its lines, and only the first of many', () => {
    const { action } = aBanPreview();
    const noted = (note: string) =>
      fieldIn(show({ action: { ...action, request: { ...action.request, note } } }), /Note/);
    expect(noted('By Kestrel\n\nTwo clips')).toBe('By Kestrel\nTwo clips');
    expect(noted('line\n'.repeat(50))).toBe(`${'line\n'.repeat(5)}…`);
  });

  it('shows the whole Steam ID of somebody whom BattleMetrics does not know', () => {
    const { action } = aBanPreview();
    const subject = { playerId: null, name: null, steamId: '76561198012345678' };
    const message = show({ action: { ...action, request: { ...action.request, subject } } });
    expect(fieldIn(message, /Player/)).toContain('`76561198012345678`');
  });
});

describe('other dry runs', () => {
  it('say what lifting a ban means', () => {
    const { unban } = requests();
    const preview = (mode: 'expire' | 'delete') =>
      unbanPreview({
        action: anAction({ ...unban, mode }, { state: 'draft' }),
        ban: aBan(),
        rivals: NO_RIVALS,
      });
    expect(Object.keys(buttonsOf(preview('expire')))).toEqual(['Lift the ban', 'Cancel']);
    expect(Object.keys(buttonsOf(preview('delete')))).toEqual(['Delete the ban', 'Cancel']);
    expect(fieldIn(preview('delete'), /What happens/)).toContain('deleted');
    expectFits(preview('expire'));
  });

  it('show the end that a change would give a ban', () => {
    const action = anAction(requests()['ban-edit'], { state: 'draft', confirmedAt: null });
    const message = banEditPreview({ action, ban: aBan(), rivals: NO_RIVALS, needsApproval: false }, NOW);
    const seconds = (NOW + 14 * DAY) / 1000;
    expect(fieldIn(message, /Until/)).toMatch(new RegExp(`\\n→ <t:${seconds}:f>`));
    expect(textOf(message)).toContain('counts from the confirmation');
    expect(fieldIn(message, /Note/)).toBe('An older note\n→ Two clips in the evidence channel');
  });

  it('count what an import would do, and show the first of it and what is wrong', () => {
    const message = importPreview(anImportPreview({ text: 'No identifier', many: 9 }));
    expect(textOf(message)).toContain('**40 bans** of');
    expect(fieldIn(message, /first of them/)).toMatch(/and 35 more$/);
    expect(fieldIn(message, /Left out/)).toBe('3 banned already\n2 twice in the file');
    expect(fieldIn(message, /Could not be read/)).toMatch(/^Line 0: No identifier\n[\s\S]*and 4 more$/);
    expect(Object.keys(buttonsOf(message))).toEqual(['Import 40 bans', 'Cancel']);
  });
});

describe('whatever people write', () => {
  it('fits into all dry runs, and does nothing there', () => {
    fc.assert(
      fc.property(hostileSize, (size) => {
        const { text } = size;
        const warnings: readonly BanWarning[] = [
          ...WARNINGS,
          { kind: 'staff', flags: [text, text, text, text, text] },
          { kind: 'unread', what: text, error: `Needs \`note:read\`: ${escapeText(text, 400)}` },
        ];
        const edit = anAction(requests({ name: text, reason: text, note: text })['ban-edit']);
        const { rivals } = aBanPreview(size);
        for (const message of [
          banPreview(aBanPreview(size, { warnings, needsApproval: true }), NOW),
          banEditPreview({ action: edit, ban: aBan(size), rivals, needsApproval: true }, NOW),
          unbanPreview({ action: anAction(requests({ reason: text }).unban), ban: aBan(size), rivals }),
          importPreview(anImportPreview(size, { rivals })),
        ]) {
          expectFits(message);
          expectHarmless(message);
        }
      }),
      { numRuns: 40 },
    );
  });
});
