import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';

/** A file that goes with a message; shown by its name, 10 MiB at most for a bot without boosts. */
export interface MessageFile {
  readonly name: string;
  readonly data: Buffer;
}

/**
 * What Squawk says, as plain data: the reply of a handler, an audit message, a board.
 * It knows nothing of discord.js, so the same value can be sent, shown in the demo and asserted in a test.
 * Mentions never ping: the sender adds `allowed_mentions: { parse: [] }`.
 */
export interface Message {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly files?: readonly MessageFile[];
}

/** A form (Discord: modal). It can only be the first answer to an interaction, never follow a deferral. */
export interface Form {
  readonly form: APIModalInteractionResponseCallbackData;
}
