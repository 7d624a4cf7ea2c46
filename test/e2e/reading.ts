import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { InteractionHandle } from '../../src/demo/discord/interactions/handle.ts';
import type { SimulatedMessage } from '../../src/demo/discord/model.ts';

/** All that a person reads of a message, buttons and menus included. */
export function textOf({ content, embeds, components }: SimulatedMessage): string {
  const texts = embeds.flatMap(({ title, description, fields, footer }) => [
    title,
    description,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ]);
  const labels = components.flatMap((row) =>
    row.components.map((component) => ('label' in component ? component.label : undefined)),
  );
  return [content, ...texts, ...labels].filter((text) => text !== undefined && text !== '').join('\n');
}

export function isEphemeral({ flags }: SimulatedMessage): boolean {
  return (flags & MessageFlags.Ephemeral) !== 0;
}

/** What a command answered in the end. */
export interface Answer {
  readonly message: SimulatedMessage;
  readonly text: string;
  /** Whether the asker alone sees it. */
  readonly ephemeral: boolean;
}

/** The reply to an interaction, or the first further message beside it: an error to a public command is one. */
export async function answerTo(handle: InteractionHandle, timeoutMs = 20_000): Promise<Answer> {
  const message = await Promise.any([handle.reply(timeoutMs), handle.followUp(undefined, timeoutMs)]);
  return read(message);
}

/** The reply, once its text fits: others may stand there before. */
export async function replyLike(
  handle: InteractionHandle,
  pattern: RegExp,
  timeoutMs = 20_000,
): Promise<Answer> {
  return read(await handle.settled((message) => pattern.test(textOf(message)), timeoutMs));
}

/** A further message beside the one that a component stands on. */
export async function besideOf(handle: InteractionHandle): Promise<Answer> {
  return read(await handle.followUp());
}

export function read(message: SimulatedMessage): Answer {
  return { message, text: textOf(message), ephemeral: isEphemeral(message) };
}

/** The options of the only menu of a message. */
export function menuOf({ components }: SimulatedMessage) {
  for (const component of components.flatMap((row) => [...row.components])) {
    if (component.type === ComponentType.StringSelect) return component;
  }
  throw new Error('the message has no menu');
}

/** Labels of the buttons of a message that can be pressed. */
export function buttonsOf({ components }: SimulatedMessage): string[] {
  return components.flatMap((row) =>
    row.components.flatMap((component) =>
      component.type === ComponentType.Button && component.disabled !== true ? [component.label ?? ''] : [],
    ),
  );
}

/** The value of a field of the first embed. */
export function fieldOf({ embeds }: SimulatedMessage, name: RegExp): string {
  const field = embeds.flatMap(({ fields }) => fields ?? []).find((each) => name.test(each.name));
  if (field === undefined) throw new Error(`no field ${name} in ${JSON.stringify(embeds)}`);
  return field.value;
}
