import { expect } from 'vitest';
import { messageForm } from '../../../src/demo/discord/validation/message.ts';
import { modal } from '../../../src/demo/discord/validation/modal.ts';
import { fitMessage } from '../../../src/message/fit.ts';
import type { Form, Message } from '../../../src/message/message.ts';
import { readMarkdown } from '../discord-markdown.ts';

/** All that a reader sees, each part on a line. */
export function textOf(message: Message): string {
  return markdownOf(message).join('\n');
}

/** What Discord renders as markdown. */
function markdownOf({ content, embeds = [] }: Message): readonly string[] {
  const parts = embeds.flatMap(({ title, description, fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return [content, ...parts].filter((part) => part !== undefined);
}

/** The value of a field, empty where there is none. */
export function fieldIn({ embeds = [] }: Message, name: RegExp): string {
  return embeds.flatMap(({ fields = [] }) => fields).find((field) => name.test(field.name))?.value ?? '';
}

/** Labels of the buttons with their `custom_id`, in order. */
export function buttonsOf({ components = [] }: Message): Readonly<Record<string, string>> {
  const shown: [string, string][] = [];
  for (const component of components.flatMap((row) => row.components)) {
    if ('label' in component && 'custom_id' in component) {
      shown.push([component.label ?? '', component.custom_id]);
    }
  }
  return Object.fromEntries(shown);
}

/** Discord takes it as it is, and nothing of it would be cut off. */
export function expectFits(message: Message): void {
  const { files: _, ...sent } = message;
  const { error } = messageForm.safeParse(sent);
  expect(error?.message).toBeUndefined();
  expect(fitMessage(message)).toEqual(message);
}

export function expectFormFits({ form }: Form): void {
  expect(modal.safeParse(form).error?.message).toBeUndefined();
}

/** Of our own: times, people and roles, links to BattleMetrics; and code, in which nothing takes effect. */
const OURS =
  /(?<!\\)(?:<t:\d+:[fR]>|<@&?\d{17,20}>|```\n[\s\S]*?\n```|`[^`\n]*`|\[(?<text>(?:\\.|[^\]\\\n])+)\]\(https:\/\/www\.battlemetrics\.com\/rcon\/[a-z/]+\d+\))/gu;

/** Nothing that came from outside takes effect: no pings, no links elsewhere, no headings, lists or fences. */
export function expectHarmless(message: Message): void {
  for (const part of markdownOf(message)) {
    const { constructs } = readMarkdown(part.replace(OURS, ' $<text> '));
    expect(constructs.filter((construct) => !/^(?:bold|italic|subtext)$/u.test(construct))).toEqual([]);
  }
}
