import type { Interaction } from '../interactions/interaction.ts';
import { deleteMessage, editMessage } from '../messages.ts';
import type { MessageRecord } from '../model.ts';
import { parseForm } from '../validation/form.ts';
import { messageForm } from '../validation/message.ts';
import type { World } from '../world.ts';
import { invalidWebhookToken, unknownMessage, unknownWebhook } from './discord-error.ts';
import { type Method, param, type RestReply, type RestRequest, type Route } from './route.ts';

// https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages

/** What the token of an interaction lets the bot do with its reply and its follow-ups. */
export function webhookRoutes(world: World): readonly Route[] {
  const route = (
    method: Method,
    path: string,
    run: (interaction: Interaction, request: RestRequest) => RestReply,
  ): Route => ({
    method,
    template: `/webhooks/:application/:token${path}`,
    auth: 'none',
    run: (request) => {
      if (param(request, 'application') !== world.applicationId) throw unknownWebhook();
      const interaction = world.interactionsByToken.get(param(request, 'token'));
      if (interaction === undefined) throw invalidWebhookToken();
      interaction.requireWebhook();
      return run(interaction, request);
    },
  });
  const onMessage = (
    method: Method,
    run: (record: MessageRecord, interaction: Interaction, request: RestRequest) => RestReply,
  ) =>
    route(method, '/messages/:message', (interaction, request) =>
      run(findMessage(interaction, param(request, 'message')), interaction, request),
    );
  return [
    route('POST', '', (interaction, { body }) => {
      const form = parseForm(messageForm, body.json ?? {});
      return { status: 200, body: interaction.followUp(form, body.files).message };
    }),
    onMessage('GET', (record) => ({ status: 200, body: record.message })),
    onMessage('PATCH', (record, interaction, { body }) => {
      const form = parseForm(messageForm, body.json ?? {});
      editMessage(world, record, form, body.files);
      interaction.changes.notify();
      return { status: 200, body: record.message };
    }),
    onMessage('DELETE', (record, interaction) => {
      deleteMessage(world, record);
      interaction.changes.notify();
      return { status: 204 };
    }),
  ];
}

function findMessage(interaction: Interaction, id: string): MessageRecord {
  if (id === '@original' || id === interaction.original?.message.id) return interaction.requireOriginal();
  const record = interaction.followUps.find(({ message }) => message.id === id);
  if (record === undefined || record.deleted) throw unknownMessage();
  return record;
}
