import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMessage } from '../../../src/render/moderation/audit-message.ts';
import { auditSearchMessage } from '../../../src/render/moderation/audit-search.ts';
import { wordsOf } from '../../../src/render/moderation/kinds/kinds.ts';
import {
  importProgress,
  lookingMessage,
  outcomeMessage,
  sendingMessage,
} from '../../../src/render/moderation/outcome-message.ts';
import { questionMessage } from '../../../src/render/moderation/question-message.ts';
import type { ActionState } from '../../../src/store/moderation-action.ts';
import { ACTION_KINDS, type ActionKind, type ActionRequest } from '../../../src/store/moderation-request.ts';
import { anAction, DAY, hostileAction, ID, KESTREL, MERLIN, NOW, requests } from './actions.ts';
import { buttonsOf, expectFits, expectHarmless, fieldIn, textOf } from './shown.ts';

const NO_RIVALS = { drafts: [], unsettled: [] };
const of = (kind: ActionKind): ActionRequest => requests()[kind];
/** A Steam ID, a GUID, a hardware id and addresses, as somebody might write them down. */
const PRIVATE =
  'was 76561198012345678, 0123456789abcdef0123456789abcdef, 9f8e7d6c-1234-4abc-8def-001122334455 at 203.0.113.7 and 2001:db8::1';
const LEAKS = ['7656119801', '0123456789abcdef', '9f8e7d6c', '203.0.113', '2001:db8'];

describe('the audit message', () => {
  it.each(ACTION_KINDS)('of %s says what, who, and what became of it', (kind) => {
    const message = auditMessage(anAction(of(kind)));
    expect(message.embeds?.[0]?.title).toBe(wordsOf(of(kind)).title);
    expect(fieldIn(message, /^State$/)).toContain('✅ Done');
    expect(fieldIn(message, /^Moderator$/)).toBe(`<@${KESTREL.id}> (Kestrel)`);
    expect(message.embeds?.[0]?.footer?.text).toBe(`Action ${ID}`);
    expectFits(message);
  });

  it.each(ACTION_KINDS)('of %s names the player, if it is about one', (kind) => {
    const request = of(kind);
    const player = fieldIn(auditMessage(anAction(request)), /^Player$/);
    expect(player.includes('Raven')).toBe(request.subject.name !== null);
  });

  it.each(ACTION_KINDS)('of %s shows nothing private, wherever somebody wrote it down', (kind) => {
    const texts = { reason: PRIVATE, note: PRIVATE, flag: PRIVATE, server: PRIVATE, name: PRIVATE };
    const action = anAction<ActionRequest>(requests(texts)[kind], {
      error: PRIVATE,
      result: { answer: PRIVATE },
    });
    for (const message of [
      auditMessage(action),
      auditMessage({ ...action, state: 'unknown' }),
      auditSearchMessage({ actions: [action], page: 0, pages: 1, total: 1 }),
    ]) {
      for (const leak of LEAKS) expect(textOf(message)).not.toContain(leak);
    }
  });

  it.each(['ban', 'ban-edit', 'note-add', 'note-edit', 'note-delete'] as const)(
    'of %s does not show what a note says, for notes are for moderators',
    (kind) => {
      expect(textOf(auditMessage(anAction(of(kind))))).not.toContain('clips');
      if (kind !== 'ban') expect(textOf(auditMessage(anAction(of(kind))))).toMatch(/\d+ characters/);
    },
  );

  it('does not show what a console answered', () => {
    const action = anAction(requests().rcon, { result: { answer: 'Pilot one is here' } });
    expect(textOf(auditMessage(action))).not.toContain('Pilot one');
  });

  it('asks a second moderator to approve or decline a proposal, and says until when', () => {
    const message = auditMessage(anAction(of('ban'), { state: 'proposed', timestamp: null }));
    expect(buttonsOf(message)).toEqual({ Approve: `v1:ban:approve:${ID}`, Decline: `v1:ban:decline:${ID}` });
    expect(fieldIn(message, /State/)).toMatch(/^🕓 Waits for a second moderator\nLapses <t:/);
    expect(fieldIn(message, /How long/)).toBe('7 days');
    expect(fieldIn(message, /^Ban$/)).toBe('');
  });

  it.each([
    ['flag-add', 'flag'],
    ['flag-edit', 'flags'],
    ['note-edit', 'note'],
    ['slot-add', 'slot'],
    ['exemption-add', 'exemption'],
    ['ban-edit', 'ban-edit'],
  ] as const)('of %s offers to undo it by /%s as long as that goes', (kind, command) => {
    const action = anAction(of(kind), { undoUntil: NOW + DAY });
    expect(buttonsOf(auditMessage(action))).toEqual({ Undo: `v1:${command}:undo:${ID}` });
    expect(buttonsOf(auditMessage({ ...action, undoUntil: null }))).toEqual({});
    expect(buttonsOf(auditMessage({ ...action, undoneBy: 'other' }))).toEqual({});
  });

  it('says that it was undone, and by whom, where that is known', () => {
    const action = anAction(of('flag-add'), { undoneBy: 'z9y8x7w6v5u4t3s2', undoUntil: NOW + DAY });
    expect(fieldIn(auditMessage(action), /State/)).toBe('↩️ Undone\nBy action `z9y8x7w6v5u4t3s2`');
    expect(fieldIn(auditMessage(action, { undoneBy: MERLIN }), /State/)).toBe(
      `↩️ Undone\nBy <@${MERLIN.id}> (Merlin)`,
    );
  });

  it('says what led to it, and who approved it', () => {
    const undo = anAction(of('flag-remove'), { cause: { kind: 'undo', of: 'abc' }, approver: MERLIN });
    expect(fieldIn(auditMessage(undo), /State/)).toContain('Undoes action `abc`');
    expect(fieldIn(auditMessage(undo), /Approved by/)).toContain('Merlin');
    const expiry = anAction(of('flag-remove'), { cause: { kind: 'expiry', of: 'abc' } });
    expect(fieldIn(auditMessage(expiry), /State/)).toContain('time of the flag was over');
  });

  it.each(ACTION_KINDS)('of %s can be looked for again when it is unknown, but for consoles', (kind) => {
    const labels = Object.keys(buttonsOf(auditMessage(anAction(of(kind), { state: 'unknown' }))));
    expect(labels).toEqual(kind === 'rcon' ? [] : ['Look again']);
  });

  it('tells a proposal that nobody approved from a question that nobody answered', () => {
    const said = (state: ActionState, confirmedAt: number | null) =>
      fieldIn(auditMessage(anAction(of('ban'), { state, confirmedAt })), /State/);
    expect(said('lapsed', NOW)).toContain('nobody approved it');
    expect(said('lapsed', null)).toBe('⌛ Lapsed');
    expect(said('cancelled', NOW)).toContain('Not approved');
    expect(said('cancelled', null)).toBe('🚫 Cancelled');
  });

  it.each([
    ['done', 12, 'Partly done: 12 of 40'],
    ['failed', 12, 'Partly done: 12 of 40'],
    ['failed', 0, 'nothing was changed'],
    ['done', 40, '✅ Done'],
    ['unknown', 12, 'Unknown'],
    ['sending', 12, '12 of 40 so far'],
  ] as const)('of an import that is %s with %i bans says "%s"', (state, imported, said) => {
    const action = anAction(of('ban-import'), { state, result: { imported } });
    expect(fieldIn(auditMessage(action), /State/)).toContain(said);
  });

  it('shows a change as before and after, and only what changes', () => {
    const { 'ban-edit': edit } = requests();
    const message = auditMessage(
      anAction({ ...edit, after: { reason: 'Team killing' } }, { state: 'proposed' }),
    );
    expect(fieldIn(message, /Reason/)).toBe('Insults\n→ Team killing');
    expect(fieldIn(message, /Until|Note/)).toBe('');
  });
});

describe('what a moderator is told', () => {
  it.each(ACTION_KINDS)('about %s fits in every state', (kind) => {
    for (const state of [
      'done',
      'failed',
      'unknown',
      'sending',
      'proposed',
      'lapsed',
      'cancelled',
    ] as const) {
      expectFits(outcomeMessage(anAction(of(kind), { state, error: 'It did not work.' })));
    }
  });

  it('is one sentence about a flag, with its end', () => {
    expect(textOf(outcomeMessage(anAction(of('flag-add'))))).toMatch(
      /\*\*Raven\*\* \(\[1200004293\]\(.*\)\) now has the flag \*\*Watch\*\*\nUntil <t:\d+:f>.*; then I ask about it\./,
    );
  });

  it('names the place where it can be undone', () => {
    const action = anAction(of('note-add'), { undoUntil: NOW + DAY });
    expect(textOf(outcomeMessage(action))).toContain('Undo button');
    expect(textOf(outcomeMessage({ ...action, undoneBy: ID }))).not.toContain('Undo button');
  });

  it('is that a proposal waits for somebody else', () => {
    const said = textOf(outcomeMessage(anAction(of('ban'), { state: 'proposed' })));
    expect(said).toContain('Nothing has happened yet');
    expect(said).toContain('lapses <t:');
  });

  it('is what a console answered, in a block that nothing ends before its end', () => {
    const action = anAction(requests().rcon, { result: { answer: 'one\n```\n@everyone\ntwo' } });
    const said = textOf(outcomeMessage(action));
    expect(said.match(/```/g)).toHaveLength(2);
    expect(said).toContain('two');
    const long = anAction(requests().rcon, { result: { answer: 'Pilot is here\n'.repeat(5_000) } });
    expectFits(outcomeMessage(long));
    expect(textOf(outcomeMessage(long)).match(/```/g)).toHaveLength(2);
  });

  it('is how to go on with an import that came only half the way', () => {
    const action = anAction(of('ban-import'), { result: { imported: 12 } });
    expect(textOf(outcomeMessage(action))).toMatch(
      /Partly imported[\s\S]*12 of 40 bans[\s\S]*same file again/,
    );
    expect(textOf(outcomeMessage({ ...action, error: 'It stopped.' }))).not.toContain('same file again');
  });

  it('is how far an import got, and the bar is full only at the end', () => {
    const bar = (done: number, of: number) => textOf(importProgress(done, of));
    expect(bar(0, 40)).toContain('▱'.repeat(12));
    expect(bar(20, 40)).toContain(`${'▰'.repeat(6)}${'▱'.repeat(6)} **20** of 40`);
    expect(bar(39, 40)).toContain('▱');
    expect(bar(40, 40)).not.toContain('▱');
    fc.assert(fc.property(fc.integer(), fc.integer(), (done, of) => expectFits(importProgress(done, of))));
  });

  it('has no buttons while it is being sent', () => {
    expect(sendingMessage().components).toEqual([]);
    expect(lookingMessage().components).toEqual([]);
  });
});

describe('the question', () => {
  it.each(ACTION_KINDS)('before %s says what would happen, and has Cancel', (kind) => {
    const action = anAction(of(kind), { state: 'draft', timestamp: null, confirmedAt: null });
    const message = questionMessage({ action, rivals: NO_RIVALS, needsApproval: false });
    expect(message.embeds?.[0]?.title).toMatch(/\?$/);
    expect(Object.keys(buttonsOf(message))).toEqual([expect.any(String), 'Cancel']);
    expect(Object.values(buttonsOf(message))[0]).toMatch(/^v1:[a-z-]+:confirm:/);
    expect(textOf(message)).toContain('Nothing has happened yet. This question lapses <t:');
    expectFits(message);
  });

  it('proposes where a second moderator must approve it', () => {
    const message = questionMessage({
      action: anAction(of('ban-edit'), { state: 'draft' }),
      rivals: NO_RIVALS,
      needsApproval: true,
    });
    expect(Object.keys(buttonsOf(message))).toEqual(['Propose the change', 'Cancel']);
    expect(textOf(message)).toContain("second moderator's approval");
  });

  it('says that it would undo something, and who else is at it', () => {
    const rival = anAction(of('ban'), { state: 'proposed', moderator: MERLIN });
    const lost = anAction(of('unban'), { state: 'unknown' });
    const message = questionMessage({
      action: anAction(of('note-delete'), { state: 'draft', cause: { kind: 'undo', of: 'abc' } }),
      rivals: { drafts: [rival], unsettled: [lost] },
      needsApproval: false,
    });
    expect(textOf(message)).toContain('It undoes action `abc`');
    expect(fieldIn(message, /Another moderator/)).toMatch(/^Ban by Merlin, begun <t:\d+:R> \(waits for/);
    expect(fieldIn(message, /May have happened/)).toMatch(/^Unban by Kestrel, sent <t:/);
    // What it is about is for moderators: they must see what they delete.
    expect(fieldIn(message, /^Note$/)).toContain('clips');
  });
});

describe('whatever people write', () => {
  it('fits into all messages about an action, and does nothing there', () => {
    fc.assert(
      fc.property(hostileAction, (action) => {
        const many = Array.from({ length: 10 }, () => action);
        const rivals = { drafts: many, unsettled: many };
        for (const message of [
          auditMessage(action, { undoneBy: action.moderator }),
          outcomeMessage(action),
          questionMessage({ action, rivals, needsApproval: true }),
          auditSearchMessage({ actions: many, page: 0, pages: 1, total: 10 }),
        ]) {
          expectFits(message);
          expectHarmless(message);
        }
      }),
      { numRuns: 80 },
    );
  });
});
