import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '../../src/demo/discord/validation/form.ts';
import { modal } from '../../src/demo/discord/validation/modal.ts';
import { fitForm } from '../../src/message/fit-form.ts';
import { UserError } from '../../src/message/user-error.ts';

type Data = APIModalInteractionResponseCallbackData;

interface Texts {
  readonly title: string;
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value: string;
  readonly max: number;
}

function formOf({ title, label, description, placeholder, value, max }: Texts): Data {
  const field = {
    type: ComponentType.TextInput as const,
    style: TextInputStyle.Paragraph,
    placeholder,
    value,
    max_length: max,
  };
  return {
    custom_id: 'v1:note:write:1',
    title,
    components: [
      { type: ComponentType.Label, label, description, component: { ...field, custom_id: 'a' } },
      { type: ComponentType.ActionRow, components: [{ ...field, custom_id: 'b', label }] },
    ],
  };
}

const piece = fc.constantFrom('a', 'Viper ', '👨‍👩‍👧', '🇩🇪', '\n', 'e\u0301', '\ud83d\ude00', ' ');
const text = (max: number) =>
  fc
    .tuple(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: max * 2 }))
    .map(([pieces, length]) =>
      pieces.join('').repeat(Math.ceil(length / Math.max(1, pieces.join('').length))),
    );
const texts: fc.Arbitrary<Texts> = fc.record({
  title: text(45),
  label: text(45),
  description: text(100),
  placeholder: text(100),
  value: text(4_000),
  max: fc.integer({ min: 1, max: 4_000 }),
});

describe('a form', () => {
  it('is one that Discord takes, or is refused because its field would lose text', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const form = formOf(given);
        if (given.value.length > given.max) {
          expect(() => fitForm({ form })).toThrow(UserError);
        } else {
          expect(() => parseForm(modal, fitForm({ form }).form)).not.toThrow();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('that fits stays as it is, down to the line breaks of what is filled in', () => {
    const form = formOf({
      title: 'Note on Viper',
      label: 'Note',
      description: 'All moderators can read it.',
      placeholder: 'What happened',
      value: ' 1\n\n 2 ',
      max: 7,
    });
    expect(fitForm({ form })).toEqual({ form });
  });

  it('holds four thousand characters at most, whatever its field says', () => {
    const { components, ...rest } = formOf({
      title: 'x',
      label: 'Note',
      description: 'x',
      placeholder: 'x',
      value: 'x'.repeat(4_001),
      max: 4_000,
    });
    expect(() => fitForm({ form: { ...rest, components } })).toThrow(
      /“Note” now has 4001 characters, and the form holds 4000/u,
    );
  });

  it('is filled with nothing where there is nothing', () => {
    const empty = { title: 'x', label: 'x', description: 'x', placeholder: 'x', value: '', max: 9 };
    expect(JSON.stringify(fitForm({ form: formOf(empty) }))).not.toContain('"value"');
  });
});
