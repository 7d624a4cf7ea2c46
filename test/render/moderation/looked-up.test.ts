import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { banDetails } from '../../../src/render/moderation/ban-details.ts';
import { banListMessage } from '../../../src/render/moderation/ban-list.ts';
import { flagDefinitionList } from '../../../src/render/moderation/flag-definition-list.ts';
import { flagList, flagMenu } from '../../../src/render/moderation/flag-list.ts';
import { noteList, noteToEdit } from '../../../src/render/moderation/note-list.ts';
import { outsideBanMessage } from '../../../src/render/moderation/outside-ban.ts';
import { slotList } from '../../../src/render/moderation/slot-list.ts';
import { watchAdded, watchList } from '../../../src/render/moderation/watch-list.ts';
import { watchPing } from '../../../src/render/moderation/watch-ping.ts';
import { DAY, KESTREL, MERLIN, NOW, RAVEN } from './actions.ts';
import { buttonsOf, expectFits, expectHarmless, fieldIn, textOf } from './shown.ts';
import { aBan, aBanInDetail, aFlag, aNote, anOutsideBan, aWatch, hostileSize } from './views.ts';

const NO_COUNTS = { more: false, counts: {} };

describe('the list of bans', () => {
  const many = Array.from({ length: 23 }, (_, index) => aBan(undefined, { id: String(1_000 + index) }));

  it('shows ten on a page, and the last page for one that is not there any more', () => {
    const list = banListMessage({ bans: many, ...NO_COUNTS }, 7, NOW);
    expect([list.page, list.pages]).toEqual([2, 3]);
    expect(textOf(list.message).match(/🔨/g)).toHaveLength(3);
    expect(textOf(banListMessage({ bans: many, ...NO_COUNTS }, 0, NOW).message).match(/🔨/g)).toHaveLength(
      10,
    );
  });

  it('says how many there are, and what can be done when not all are listed', () => {
    const view = { bans: many, more: true, counts: { active: 1_204, expired: 3_000 } };
    expect(textOf(banListMessage(view, 0, NOW).message)).toContain('**1,204** active · **3,000** expired');
    expect(banListMessage(view, 0, NOW).message.embeds?.[0]?.footer).toBeUndefined();
    expect(banListMessage(view, 2, NOW).message.embeds?.[0]?.footer?.text).toContain('There are more');
  });

  it('tells what holds from what is over', () => {
    const bans = [aBan(), aBan(undefined, { expires: NOW - DAY }), aBan(undefined, { expires: null })];
    const text = textOf(banListMessage({ bans, ...NO_COUNTS }, 0, NOW).message);
    expect(text).toMatch(/🔨[^\n]*ends <t:[\s\S]*▫️[^\n]*ended <t:[\s\S]*for good/);
    expect(textOf(banListMessage({ bans: [], ...NO_COUNTS }, 0, NOW).message)).toBe('Bans\nNo ban fits.');
  });
});

describe('a ban in detail', () => {
  it('names the commands that can be used on it', () => {
    const commands = (changes: Parameters<typeof aBanInDetail>[1]) =>
      fieldIn(banDetails(aBanInDetail(undefined, changes), NOW), /What you can do/);
    expect(commands({ exemptions: { ok: true, value: [] } })).toMatch(
      /`\/unban ban:153866004`[\s\S]*exemption add/,
    );
    expect(commands({})).toContain('/exemption remove');
    expect(commands({ expires: NOW - DAY })).not.toMatch(/unban|exemption/);
  });

  it('shows the rest when the exemptions could not be read', () => {
    const ban = aBanInDetail(undefined, { exemptions: { ok: false, error: 'It took too long.' } });
    const message = banDetails(ban, NOW);
    expect(fieldIn(message, /exempted/)).toBe('⚠️ Could not be read: It took too long.');
    expect(fieldIn(message, /Identifiers/)).toBe('steamID: `Team killing`');
  });
});

describe('flags', () => {
  it('say when their time is over', () => {
    const text = textOf(flagList(RAVEN, [aFlag()]));
    expect(text).toMatch(/🚩 \*\*Team killing\*\* since <t:\d+:R> · over <t:\d+:R>/);
    expect(textOf(flagList(RAVEN, []))).toContain('No flags.');
  });

  it('are offered as many as Discord takes, with a hint at the others', () => {
    const flags = Array.from({ length: 30 }, (_, index) => aFlag({ text: `Flag ${index}`, many: 1 }, index));
    const message = flagMenu('1200004293', flags);
    const [menu] = message.components?.[0]?.components ?? [];
    expect(menu).toMatchObject({ custom_id: 'v1:player:flagged:1200004293', options: { length: 25 } });
    expect(textOf(message)).toContain('`/flag add` finds the others');
    expect(textOf(flagMenu('1', flags.slice(0, 25)))).not.toContain('others');
    expect(flagMenu('1', []).components ?? []).toEqual([]);
  });
});

describe('notes', () => {
  it('keep their lines, the latest four on a page', () => {
    const notes = Array.from({ length: 5 }, (_, index) => ({ ...aNote(), text: `First ${index}\nSecond` }));
    const list = noteList({ subject: RAVEN, notes }, 0);
    expect([list.page, list.pages]).toEqual([0, 2]);
    expect(textOf(list.message)).toContain('First 0\nSecond');
    expect(textOf(list.message)).not.toContain('First 4');
    expect(textOf(noteList({ subject: RAVEN, notes: [] }, 0).message)).toContain('No notes.');
  });

  it('have a button that opens the form', () => {
    const message = noteToEdit({ subject: RAVEN, note: aNote(), key: 'k3y' });
    expect(buttonsOf(message)).toEqual({ Edit: 'v1:note:edit:k3y' });
  });
});

describe('watches', () => {
  it('say whom they ping', () => {
    expect(textOf(watchAdded(aWatch()))).toContain(`Pings <@${KESTREL.id}> in the audit channel`);
    expect(textOf(watchAdded(aWatch(undefined, { roleId: '200000000000000001' })))).toContain(
      'Pings <@&200000000000000001>',
    );
  });

  it('say when the watched flag is gone', () => {
    const watch = aWatch(undefined, { kind: 'flag' });
    expect(textOf(watchList([{ ...watch, gone: true }], 0).message)).toContain('does not exist any more');
    expect(textOf(watchList([{ ...watch, gone: false }], 0).message)).not.toContain('any more');
  });

  it('ping everybody who wants to know once, and lead to the player', () => {
    const byRole = aWatch(undefined, { kind: 'flag', roleId: '200000000000000001', moderator: MERLIN });
    const visit = {
      watch: [aWatch(), aWatch(), byRole],
      player: { id: RAVEN.playerId, name: 'Raven' },
      server: 'Syria PvE',
      at: NOW,
    };
    const message = watchPing({ ...visit, alreadyOn: false });
    expect(message.content).toBe(`<@${KESTREL.id}> <@&200000000000000001>`);
    expect(buttonsOf(message)).toEqual({ 'Show the player': `v1:player:card:${RAVEN.playerId}` });
    expect(textOf(message)).toContain('has joined');
    expect(textOf(watchPing({ ...visit, alreadyOn: true }))).toContain('A watched player is on');
  });
});

describe('a ban made elsewhere', () => {
  it('shows nothing private', () => {
    const text = '76561198012345678 at 203.0.113.7';
    const message = outsideBanMessage(anOutsideBan({ text, many: 1 }));
    expect(textOf(message)).not.toMatch(/7656119|203\.0/);
    expect(fieldIn(message, /Reason/)).toBe('…5678 at \\[address\\]');
  });

  it('can be shown without what Discord may have refused', () => {
    const bare = { player: undefined, reason: '', server: undefined, author: undefined };
    const message = outsideBanMessage(anOutsideBan(undefined, bare));
    expect(fieldIn(message, /Reason|^By$/)).toBe('');
    expectFits(message);
  });
});

describe('whatever people write', () => {
  it('fits into all lists, and does nothing there', () => {
    fc.assert(
      fc.property(hostileSize, (size) => {
        const { text, many } = size;
        const of = <T>(one: T): readonly T[] => Array.from({ length: many }, () => one);
        const subject = { ...RAVEN, name: text };
        const slot = {
          id: 's1',
          playerId: RAVEN.playerId,
          player: text,
          servers: of(text),
          createdAt: NOW,
          expires: null,
        };
        const definition = {
          id: 'f1',
          name: text,
          color: text,
          description: text,
          icon: text,
          foreign: true,
        };
        for (const message of [
          banListMessage({ bans: of(aBan(size)), more: true, counts: { active: 1 } }, 0, NOW).message,
          banDetails(aBanInDetail(size), NOW),
          flagList(subject, of(aFlag(size))),
          flagMenu(
            '1',
            of(aFlag(size)).map((flag, index) => ({ ...flag, id: String(index) })),
          ),
          flagDefinitionList(of(definition)),
          noteList({ subject, notes: of(aNote(size)) }, 0).message,
          noteToEdit({ subject, note: aNote(size), key: 'k' }),
          slotList(of(slot), 0).message,
          watchList(of(aWatch(size)), 0).message,
          watchAdded(aWatch(size, { kind: 'flag' })),
          watchPing({
            watch: of(aWatch(size)),
            player: { id: '1', name: text },
            server: text,
            alreadyOn: true,
            at: NOW,
          }),
          outsideBanMessage(anOutsideBan(size)),
        ]) {
          expectFits(message);
          expectHarmless(message);
        }
      }),
      { numRuns: 30 },
    );
  });
});
