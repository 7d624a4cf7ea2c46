import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Form } from '../../../src/message/message.ts';
import {
  banChoiceName,
  noteChoiceName,
  playerChoiceName,
  presetChoiceName,
  slotChoiceName,
  watchChoiceName,
} from '../../../src/render/moderation/choices.ts';
import { banForm, noteEditForm, noteForm } from '../../../src/render/moderation/forms.ts';
import { DAY, hostileText, NOW } from './actions.ts';
import { expectFormFits } from './shown.ts';
import { aBan, aNote, aWatch } from './views.ts';

const PRESET = { name: 'Team killing', reason: 'Team killing on purpose', duration: '7d' };

function fieldsOf({ form }: Form) {
  return form.components.flatMap((row) => ('components' in row ? row.components : []));
}

describe('forms', () => {
  it('ask for a ban with the fields that the command reads', () => {
    const form = banForm({ playerId: '1200004293', name: 'Raven', presets: [PRESET] });
    expect(form.form).toMatchObject({ custom_id: 'v1:ban:form:1200004293', title: 'Ban Raven' });
    expect(fieldsOf(form)).toMatchObject([
      { custom_id: 'reason', max_length: 255, placeholder: 'For example: Team killing on purpose' },
      { custom_id: 'duration' },
      { custom_id: 'note', required: false },
      { custom_id: 'evidence', required: false },
    ]);
  });

  it('are filled in by a preset', () => {
    const form = banForm({ playerId: '1', presets: [PRESET], preset: PRESET });
    expect(fieldsOf(form)).toMatchObject([{ value: PRESET.reason }, { value: '7d' }, {}, {}]);
  });

  it('lead to the note, by the key of the command or by player and note', () => {
    const note = { playerId: '12', noteId: '5', text: 'Old', name: 'Raven' };
    expect(noteEditForm(note).form.custom_id).toBe('v1:note:rewrite:12.5');
    expect(noteEditForm({ ...note, key: 'k3y' }).form.custom_id).toBe('v1:note:rewrite:k3y');
    expect(noteForm({ playerId: '12', name: 'Raven' }).form.custom_id).toBe('v1:note:write:12');
  });

  it('keep a note that is longer than a new one may be, and say when its end is missing', () => {
    const edit = (length: number) =>
      fieldsOf(noteEditForm({ playerId: '1', noteId: '2', text: 'x'.repeat(length), name: 'Raven' }))[0];
    expect(edit(3_900)).toMatchObject({ value: 'x'.repeat(3_900), label: 'Note (for moderators)' });
    expect(edit(5_000)?.label).toContain('its end is missing');
  });

  it('fit whatever people write', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const preset = { name: text, reason: text, duration: text };
        const named = { playerId: '12', name: text };
        for (const form of [
          banForm({ ...named, presets: [preset, preset], preset }),
          noteForm(named),
          noteEditForm({ ...named, noteId: '5', text }),
        ]) {
          expectFormFits(form);
        }
      }),
    );
  });
});

describe('names of choices', () => {
  it.each([
    [presetChoiceName(PRESET), 'Team killing · 7d · Team killing on purpose'],
    [
      slotChoiceName(
        {
          id: 's',
          playerId: '1',
          player: 'Raven',
          servers: ['A', 'B'],
          createdAt: NOW,
          expires: NOW + 3 * DAY,
        },
        NOW,
      ),
      'Raven · 2 servers · ends in 3 days',
    ],
    [noteChoiceName({ ...aNote(), author: 'Kestrel' }, NOW), 'Team killing · Kestrel · yesterday'],
    [watchChoiceName(aWatch()), 'Team killing · for Team killing'],
  ])('read %s', (name, expected) => {
    expect(name).toBe(expected);
  });

  it('are never empty, and never longer than Discord takes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const size = { text, many: 1 };
        const slot = {
          id: 's',
          playerId: null,
          player: text,
          servers: [text],
          createdAt: NOW,
          expires: null,
        };
        for (const name of [
          presetChoiceName({ name: text, reason: text, duration: text }),
          playerChoiceName({ id: '1200004293', name: text, lastSeen: NOW - DAY }, NOW),
          banChoiceName(aBan(size), NOW),
          slotChoiceName(slot, NOW),
          noteChoiceName(aNote(size), NOW),
          watchChoiceName(aWatch(size, { kind: 'flag' })),
        ]) {
          expect(name.trim()).not.toBe('');
          expect(name.length).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
