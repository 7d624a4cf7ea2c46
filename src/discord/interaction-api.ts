import { DiscordAPIError, HTTPError, type REST } from 'discord.js';
import {
  type APIInteractionResponse,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  RESTJSONErrorCodes,
  Routes,
} from 'discord-api-types/v10';
import type { AutocompleteChoices } from './completion-choices.ts';
import type { Payload } from './payload.ts';

/** The calls with which one interaction is answered. Each throws what discord.js throws. */
export interface InteractionApi {
  /** Answers with a new message. */
  reply(payload: Payload): Promise<void>;
  /** Announces a new message: "Squawk is thinking…". Whether others see it is fixed here. */
  deferReply(flags: number | undefined): Promise<void>;
  /** Answers by replacing the message that the component stands on. */
  update(payload: Payload): Promise<void>;
  /** Announces that the component's message will be replaced. */
  deferUpdate(): Promise<void>;
  showForm(form: APIModalInteractionResponseCallbackData): Promise<void>;
  complete(choices: AutocompleteChoices): Promise<void>;
  /** Replaces the answer, or after `update` the component's message. */
  edit(payload: Payload): Promise<void>;
  deleteReply(): Promise<void>;
  /** Sends a further message. */
  followUp(payload: Payload): Promise<void>;
}

export interface InteractionApiOptions {
  /** Own instances, see `createInteractionRest`. */
  readonly rest: REST;
  /** For what takes its time to be sent: files. */
  readonly uploadRest: REST;
  readonly applicationId: string;
}

/**
 * Speaks to the interaction endpoints directly: a `Message` is already in Discord's own form, and discord.js'
 * replies refuse to go on after a 40060, which only says that a retried callback had arrived the first time.
 */
export function createInteractionApi(
  { rest, uploadRest, applicationId }: InteractionApiOptions,
  { id, token }: { readonly id: string; readonly token: string },
): InteractionApi {
  // The token in the path is the authorisation of these routes.
  const common = { auth: false } as const;
  const respond = async (body: APIInteractionResponse, files: Payload['files'] = []) => {
    await rest.post(Routes.interactionCallback(id, token), { ...common, body, files: [...files] });
  };
  const original = Routes.webhookMessage(applicationId, token);
  return {
    reply: ({ body, files }) =>
      respond({ type: InteractionResponseType.ChannelMessageWithSource, data: body }, files),
    deferReply: (flags) =>
      respond({
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        ...(flags === undefined ? {} : { data: { flags } }),
      }),
    update: ({ body, files }) => respond({ type: InteractionResponseType.UpdateMessage, data: body }, files),
    deferUpdate: () => respond({ type: InteractionResponseType.DeferredMessageUpdate }),
    showForm: (data) => respond({ type: InteractionResponseType.Modal, data }),
    complete: (choices) =>
      respond({
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: [...choices] },
      }),
    edit: async ({ body, files }) => {
      const by = files.length === 0 ? rest : uploadRest;
      await by.patch(original, { ...common, body, files: [...files] });
    },
    deleteReply: async () => {
      await rest.delete(original, common);
    },
    followUp: async ({ body, files }) => {
      await rest.post(Routes.webhook(applicationId, token), { ...common, body, files: [...files] });
    },
  };
}

/**
 * Why an answer did not get through. `arrived`: it did, for it had been sent before. `late`: Discord has given
 * the interaction up. `deleted`: someone removed the message. `refused`: Discord did not like it.
 * `broken`: the connection broke, and Discord may have taken it. `unknown`: 5xx, after discord.js had tried again.
 */
export type AnswerFailure = 'arrived' | 'late' | 'deleted' | 'refused' | 'broken' | 'unknown';

export function answerFailure(error: unknown): AnswerFailure {
  if (error instanceof HTTPError) return 'unknown';
  if (!(error instanceof DiscordAPIError)) return 'broken';
  switch (error.code) {
    case RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged:
      return 'arrived';
    case RESTJSONErrorCodes.UnknownInteraction:
    case RESTJSONErrorCodes.UnknownWebhook:
    case RESTJSONErrorCodes.InvalidWebhookToken:
      return 'late';
    case RESTJSONErrorCodes.UnknownMessage:
      return 'deleted';
    default:
      return 'refused';
  }
}
