import { InteractionResponseType as Answer, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Interaction } from '../interactions/interaction.ts';
import { choices } from '../validation/choices.ts';
import { fieldError, parseForm } from '../validation/form.ts';
import { messageForm } from '../validation/message.ts';
import { modal } from '../validation/modal.ts';
import type { World } from '../world.ts';
import { unknownInteraction } from './discord-error.ts';
import { param, type RestRequest, type Route } from './route.ts';

// https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response

const envelope = z.object({ type: z.number(), data: z.unknown().optional() });
const deferral = z.object({ flags: z.number().nullish() }).nullish();
const completion = z.object({ choices: z.preprocess((value) => value ?? [], choices) });

/** Which first answers each kind of interaction takes. */
const ALLOWED: Readonly<Record<InteractionType, readonly Answer[]>> = {
  [InteractionType.Ping]: [Answer.Pong],
  [InteractionType.ApplicationCommand]: [
    Answer.ChannelMessageWithSource,
    Answer.DeferredChannelMessageWithSource,
    Answer.Modal,
  ],
  [InteractionType.MessageComponent]: [
    Answer.ChannelMessageWithSource,
    Answer.DeferredChannelMessageWithSource,
    Answer.DeferredMessageUpdate,
    Answer.UpdateMessage,
    Answer.Modal,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [Answer.ApplicationCommandAutocompleteResult],
  [InteractionType.ModalSubmit]: [
    Answer.ChannelMessageWithSource,
    Answer.DeferredChannelMessageWithSource,
    Answer.DeferredMessageUpdate,
    Answer.UpdateMessage,
  ],
};

export function callbackRoutes(world: World): readonly Route[] {
  return [
    {
      method: 'POST',
      template: '/interactions/:interaction/:token/callback',
      auth: 'none',
      run: (request) => {
        const interaction = world.interactions.get(param(request, 'interaction'));
        if (interaction === undefined || interaction.token !== param(request, 'token')) {
          throw unknownInteraction();
        }
        answer(interaction, request);
        if (request.query.get('with_response') !== 'true') return { status: 204 };
        return { status: 200, body: callbackResponse(interaction) };
      },
    },
  ];
}

function answer(interaction: Interaction, { body }: RestRequest): void {
  const { type, data } = parseForm(envelope, body.json);
  const allowed = ALLOWED[interaction.type];
  const answerType = allowed.find((each) => each === type);
  if (answerType === undefined) {
    throw fieldError(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
  }
  interaction.requireUnanswered();
  switch (answerType) {
    case Answer.ChannelMessageWithSource:
      interaction.reply(parseForm(messageForm, data ?? {}, ['data']), body.files);
      return;
    case Answer.DeferredChannelMessageWithSource:
      interaction.defer(parseForm(deferral, data, ['data'])?.flags ?? 0);
      return;
    case Answer.DeferredMessageUpdate:
      interaction.deferUpdate();
      return;
    case Answer.UpdateMessage:
      interaction.update(parseForm(messageForm, data ?? {}, ['data']), body.files);
      return;
    case Answer.ApplicationCommandAutocompleteResult:
      interaction.complete(parseForm(completion, data ?? {}, ['data']).choices);
      return;
    case Answer.Modal:
      interaction.openForm(parseForm(modal, data, ['data']));
      return;
    default:
      throw fieldError(['type'], 'BASE_TYPE_CHOICES', 'The simulator does not know this answer.');
  }
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function callbackResponse(interaction: Interaction): object {
  const { original, acknowledgement } = interaction;
  const message = original?.message;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message === undefined
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: original?.loading ?? false,
            response_message_ephemeral: (message.flags & MessageFlags.Ephemeral) !== 0,
          }),
    },
    resource: { type: acknowledgement, ...(message === undefined ? {} : { message }) },
  };
}
