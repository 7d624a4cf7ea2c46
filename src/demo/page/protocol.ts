import type { ValueOption } from '../discord/validation/command-option.ts';
import type { SimulatedActionRow } from '../discord/validation/components.ts';
import type { SimulatedEmbed } from '../discord/validation/embed.ts';
import type { SimulatedModal } from '../discord/validation/modal.ts';

export type { SimulatedComponent } from '../discord/validation/components.ts';
export type { SimulatedField } from '../discord/validation/modal.ts';
export type { ClientRequest, GivenFile, OptionValues, RoleName } from './requests.ts';

import type { RoleName } from './requests.ts';

export type { SimulatedActionRow, SimulatedEmbed, SimulatedModal };

/** A slash command as one line of the list: subcommands are lines of their own, as in Discord. */
export interface ShownCommand {
  /** `flag add`, without the slash. */
  readonly path: string;
  readonly name: string;
  readonly subcommand?: string;
  readonly description: string;
  readonly options: readonly ShownOption[];
}

export type ShownOption = Pick<ValueOption, 'name' | 'description' | 'type'> &
  Partial<
    Pick<
      ValueOption,
      'required' | 'autocomplete' | 'choices' | 'min_value' | 'max_value' | 'min_length' | 'max_length'
    >
  >;

export interface ShownChannel {
  readonly id: string;
  readonly name: string;
  /** What it is for, in a line. */
  readonly topic: string;
}

/** A person of the page; there is one for every role. */
export interface ShownPerson {
  readonly id: string;
  readonly role: RoleName;
  readonly name: string;
}

export interface ShownAuthor {
  readonly name: string;
  readonly avatar: string;
  readonly bot: boolean;
}

export interface ShownAttachment {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly url: string;
  readonly content_type: string;
  readonly description?: string;
}

/** A message, or what stands in the place of one, as one person sees it. */
export interface ShownMessage {
  readonly id: string;
  readonly channel: string;
  readonly kind: 'message' | 'thinking' | 'sending' | 'failed';
  readonly author: ShownAuthor;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly edited: boolean;
  readonly ephemeral: boolean;
  readonly content: string;
  readonly embeds: readonly SimulatedEmbed[];
  readonly components: readonly SimulatedActionRow[];
  /** Their addresses lead to the page's own server. */
  readonly attachments: readonly ShownAttachment[];
  /** Ids of people. */
  readonly pinged: readonly string[];
  /** The slash command that it answers. */
  readonly usedBy?: { readonly name: string; readonly avatar: string; readonly command: string };
  /** What went wrong with the last thing this person did to it. */
  readonly failure?: string;
}

export interface ShownFault {
  readonly name: string;
  readonly label: string;
  readonly on: boolean;
}

/** Everything of the page but the messages. */
export interface PageState {
  readonly bot: 'starting' | 'ready' | 'stopped';
  readonly channels: readonly ShownChannel[];
  readonly people: readonly ShownPerson[];
  /** Names that mentions resolve to, by id. */
  readonly roles: Readonly<Record<string, string>>;
  readonly commands: readonly ShownCommand[];
  readonly faults: readonly ShownFault[];
  /** How fast the world moves: 0 stands still, 1 is real time; undefined where nothing moves. */
  readonly speed?: number;
}

/** An interaction's form, for the person who caused it. */
export interface ShownForm {
  readonly interaction: string;
  readonly form: SimulatedModal;
}

export type ServerMessage =
  | { readonly type: 'state'; readonly state: PageState }
  /** `reset`: forget what was there, this is everything that `role` sees. */
  | {
      readonly type: 'messages';
      readonly role: RoleName;
      readonly reset: boolean;
      readonly put: readonly ShownMessage[];
      readonly gone: readonly string[];
    }
  /** What the bot offers for the option that is being typed. */
  | {
      readonly type: 'choices';
      readonly id: number;
      readonly choices: readonly { readonly name: string; readonly value: string | number }[];
    }
  /** The request was answered by a form. */
  | { readonly type: 'form'; readonly id: number; readonly form: ShownForm }
  /** The request is over; what came of it stands among the messages. */
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'refused'; readonly id: number; readonly text: string };
