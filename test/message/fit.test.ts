import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '../../src/demo/discord/validation/form.ts';
import { messageForm } from '../../src/demo/discord/validation/message.ts';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';

/** The simulator's form stands for Discord's; it counts and trims as Discord does. */
function accepted(message: Message): boolean {
  try {
    parseForm(messageForm, message);
    return !isEmpty(message);
  } catch {
    return false;
  }
}

function isEmpty({ content, embeds, components, files }: Message): boolean {
  const others = (embeds?.length ?? 0) + (components?.length ?? 0) + (files?.length ?? 0);
  return others === 0 && (content ?? '').trim() === '';
}

/** Texts of names people really use: plain, empty, spaces, emoji of several code points, code blocks, stacked accents. */
function text(max: number): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    'a',
    'Viper ',
    '👨‍👩‍👧',
    '🇩🇪',
    '```',
    '\n',
    '**',
    'e\u0301',
    '한',
    '\ud83d\ude00',
  );
  return fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: max * 2 }))
      .map(([pieces, length]) => pieces.join('').repeat(length / pieces.length)),
  );
}

const field = fc.record({ name: text(256), value: text(1024) });
const embed: fc.Arbitrary<APIEmbed> = fc.record(
  {
    title: text(256),
    description: text(4096),
    color: fc.integer({ min: 0, max: 0xffffff }),
    fields: fc.array(field, { maxLength: 30 }),
    footer: fc.record({ text: text(2048) }),
    author: fc.record({ name: text(256) }),
  },
  { requiredKeys: [] },
);
const button: fc.Arbitrary<APIButtonComponent> = fc.record({
  type: fc.constant<ComponentType.Button>(ComponentType.Button),
  style: fc.constant<ButtonStyle.Primary>(ButtonStyle.Primary),
  custom_id: text(100),
  label: text(80),
});
const select: fc.Arbitrary<APIStringSelectComponent> = fc.record({
  type: fc.constant<ComponentType.StringSelect>(ComponentType.StringSelect),
  custom_id: text(100),
  placeholder: text(150),
  options: fc.array(fc.record({ label: text(100), value: text(100), description: text(100) }), {
    maxLength: 30,
  }),
});
const row: fc.Arbitrary<APIActionRowComponent<APIComponentInMessageActionRow>> = fc.record({
  type: fc.constant<ComponentType.ActionRow>(ComponentType.ActionRow),
  components: fc.array(fc.oneof({ weight: 5, arbitrary: button }, { weight: 1, arbitrary: select }), {
    maxLength: 7,
  }),
});
const message: fc.Arbitrary<Message> = fc.record(
  {
    content: text(2000),
    embeds: fc.array(embed, { maxLength: 12 }),
    components: fc.array(row, { maxLength: 7 }),
  },
  { requiredKeys: [] },
);

/** Found by this property once: a hundred characters without the blanks around them, and more with them. */
const blankAroundCustomId: Message = {
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Primary,
          custom_id: `\n\n${'a'.repeat(100)}`,
          label: 'a',
        },
      ],
    },
  ],
};

describe('fitMessage', () => {
  it('makes any message acceptable to Discord', () => {
    fc.assert(
      fc.property(message, (any) => {
        expect(() => parseForm(messageForm, fitMessage(any))).not.toThrow();
        expect(isEmpty(fitMessage(any))).toBe(false);
      }),
      { numRuns: 300, examples: [[blankAroundCustomId]] },
    );
  });

  it('leaves a message that fits as it is', () => {
    fc.assert(
      fc.property(message, (any) => {
        const fitting = fitMessage(any);
        expect(fitMessage(fitting)).toEqual(fitting);
        if (accepted(any)) expect(fitMessage(any)).toEqual(any);
      }),
      { numRuns: 300 },
    );
  });

  it('never leaves half a surrogate pair', () => {
    fc.assert(
      fc.property(message, (any) => {
        expect(JSON.stringify(fitMessage(any))).not.toMatch(/\\ud[89a-f]/u);
      }),
      { numRuns: 200 },
    );
  });

  it('ends a text that is too long with an ellipsis', () => {
    expect(fitMessage({ content: 'x'.repeat(2001) }).content).toBe(`${'x'.repeat(1999)}…`);
  });

  it('keeps a text of exactly the limit', () => {
    expect(fitMessage({ content: 'x'.repeat(2000) }).content).toBe('x'.repeat(2000));
  });

  it('cuts before a family emoji rather than through it', () => {
    const content = fitMessage({ content: `${'x'.repeat(1995)}👨‍👩‍👧${'y'.repeat(20)}` }).content;
    expect(content).toBe(`${'x'.repeat(1995)}…`);
  });

  it('closes a code block that it had to cut', () => {
    const content = fitMessage({ content: `\`\`\`\n${'kill\n'.repeat(600)}\`\`\`` }).content ?? '';
    expect(content.length).toBeLessThanOrEqual(2000);
    expect(content).toMatch(/…\n```$/u);
  });

  it('gives a field without a value a blank one', () => {
    const [first] = fitMessage({ embeds: [{ fields: [{ name: 'Kills', value: '  ' }] }] }).embeds ?? [];
    expect(first?.fields).toEqual([{ name: 'Kills', value: '\u200b' }]);
  });

  it('keeps the first embeds whole when all together are too long', () => {
    const part = { description: 'd'.repeat(2500) };
    const embeds = fitMessage({ embeds: [part, part, part] }).embeds ?? [];
    expect(embeds.slice(0, 2)).toEqual([part, part]);
    expect(embeds[2]?.description).toBe(`${'d'.repeat(999)}…`);
  });

  it('leaves out what no longer fits into the sum, but keeps pictures', () => {
    const full = { description: 'd'.repeat(4096), footer: { text: 'f'.repeat(1904) } };
    const picture = { image: { url: 'https://example.org/chart.png' } };
    expect(fitMessage({ embeds: [full, { title: 'lost' }, picture] }).embeds).toEqual([full, picture]);
  });

  it('leaves out a second component with the same custom_id', () => {
    const component: APIButtonComponent = {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      custom_id: 'v1:servers:page:1',
      label: '▶',
    };
    const components = [{ type: ComponentType.ActionRow as const, components: [component, component] }];
    expect(fitMessage({ content: 'x', components }).components?.[0]?.components).toEqual([component]);
  });
});
