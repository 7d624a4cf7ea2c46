import {
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIMessage,
  type APIModalSubmissionComponent,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  type GatewayInteractionCreateDispatchData,
  InteractionType,
  type ModalSubmitComponent,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Attachment } from '../message/attachments.ts';
import type { Message } from '../message/message.ts';
import type { ComponentInput, RawValue } from './command.ts';

/** An interaction as the gateway delivers it. */
export type RawInteraction = GatewayInteractionCreateDispatchData;

/** The part of an interaction that says what is to be done; the form in which the router wants it. */
export type Incoming =
  | { readonly kind: 'command'; readonly line: CommandLine }
  | {
      readonly kind: 'completion';
      readonly line: CommandLine;
      readonly focused: string;
      readonly text: string;
    }
  | {
      readonly kind: 'component';
      readonly customId: string;
      readonly input: Omit<ComponentInput, 'key'>;
      /** The message on which the component or the form's button stands; none for a form that a command opened. */
      readonly shown: Message | undefined;
    }
  | { readonly kind: 'other' };

/** What someone typed after the slash. */
export interface CommandLine {
  readonly name: string;
  /** With its group, if it is in one: `add`, `schedule add`. */
  readonly subcommand: string | undefined;
  readonly values: Readonly<Record<string, RawValue>>;
}

/** Reads what an interaction asks for. */
export function readIncoming(interaction: APIInteraction): Incoming {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type !== ApplicationCommandType.ChatInput) return { kind: 'other' };
      return { kind: 'command', line: readLine(interaction.data).line };
    case InteractionType.ApplicationCommandAutocomplete: {
      const { line, focused } = readLine(interaction.data);
      if (focused === undefined) return { kind: 'other' };
      const { [focused]: text = '', ...values } = line.values;
      return { kind: 'completion', line: { ...line, values }, focused, text: String(text) };
    }
    case InteractionType.MessageComponent: {
      const { data } = interaction;
      const values = data.component_type === ComponentType.Button ? [] : data.values;
      return {
        kind: 'component',
        customId: data.custom_id,
        input: { values, fields: {} },
        shown: readMessage(interaction.message),
      };
    }
    case InteractionType.ModalSubmit:
      return {
        kind: 'component',
        customId: interaction.data.custom_id,
        input: { values: [], fields: readFields(interaction.data.components) },
        shown: interaction.message === undefined ? undefined : readMessage(interaction.message),
      };
    default:
      return { kind: 'other' };
  }
}

type SentOption = APIApplicationCommandInteractionDataOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>;

/** What Discord tells of an uploaded file; https://discord.com/developers/docs/resources/message#attachment-object */
const uploaded = z
  .object({
    filename: z.string(),
    url: z.string(),
    size: z.number().nonnegative(),
    content_type: z.string().nullish(),
  })
  .transform(
    ({ filename, url, size, content_type: contentType }): Attachment => ({
      name: filename,
      url,
      size,
      contentType: contentType ?? undefined,
    }),
  );

function readLine(data: {
  readonly name: string;
  readonly options?: readonly SentOption[];
  readonly resolved?: { readonly attachments?: Readonly<Record<string, unknown>> };
}): {
  readonly line: CommandLine;
  readonly focused: string | undefined;
} {
  const { path, options } = unfold(data.options ?? []);
  const values: [string, RawValue][] = [];
  let focused: string | undefined;
  for (const option of options) {
    if (!('value' in option)) continue;
    values.push([option.name, readValue(option, data.resolved?.attachments ?? {})]);
    if ('focused' in option && option.focused === true) focused = option.name;
  }
  return {
    line: {
      name: data.name,
      subcommand: path.length === 0 ? undefined : path.join(' '),
      values: Object.fromEntries(values),
    },
    focused,
  };
}

/** An option for a file holds an id alone; it stays one where nothing is told of the file, and fits no option then. */
function readValue(
  option: Extract<SentOption, { readonly value: unknown }>,
  files: Readonly<Record<string, unknown>>,
): RawValue {
  if (option.type !== ApplicationCommandOptionType.Attachment || !Object.hasOwn(files, option.value)) {
    return option.value;
  }
  return uploaded.safeParse(files[option.value]).data ?? option.value;
}

/** A group holds the one subcommand that was used, and a subcommand its options. */
function unfold(options: readonly SentOption[]): {
  readonly path: readonly string[];
  readonly options: readonly SentOption[];
} {
  const [first] = options;
  if (
    first?.type !== ApplicationCommandOptionType.Subcommand &&
    first?.type !== ApplicationCommandOptionType.SubcommandGroup
  ) {
    return { path: [], options };
  }
  const inner = unfold(first.options ?? []);
  return { path: [first.name, ...inner.path], options: inner.options };
}

/** A form's fields stand in rows (older) or labels (newer). */
function readFields(components: readonly APIModalSubmissionComponent[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    components
      .flatMap(partsOf)
      .map((part) => [part.custom_id, 'values' in part ? part.values.join(',') : String(part.value ?? '')]),
  );
}

function partsOf(component: APIModalSubmissionComponent): readonly ModalSubmitComponent[] {
  switch (component.type) {
    case ComponentType.ActionRow:
      return component.components;
    case ComponentType.Label:
      return [component.component];
    case ComponentType.TextDisplay:
      return [];
  }
}

/** What the message of a component shows, as Squawk would send it; its files stay where they are. */
function readMessage(message: APIMessage): Message {
  return {
    content: message.content,
    embeds: message.embeds,
    components: (message.components ?? []).filter((row) => row.type === ComponentType.ActionRow),
  };
}
