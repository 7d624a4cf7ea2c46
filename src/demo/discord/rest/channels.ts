import { ChannelType, MessageFlags, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { showChannel } from '../gateway/payloads.ts';
import { createMessage, deleteMessage, editMessage } from '../messages.ts';
import type { Channel, MessageRecord } from '../model.ts';
import { hasPermission } from '../permissions.ts';
import { parseForm } from '../validation/form.ts';
import { channelMessageForm, messageForm } from '../validation/message.ts';
import type { World } from '../world.ts';
import { closedDirect, foreignMessage, noMutualGuilds, notForMessages } from './discord-error.ts';
import { createFinder } from './finder.ts';
import type { RestRequest, Route } from './route.ts';

const TAKE_MESSAGES: readonly ChannelType[] = [
  ChannelType.GuildText,
  ChannelType.DM,
  ChannelType.GuildVoice,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildStageVoice,
];

/** How long Discord remembers the nonces of messages; documented as "the past few minutes". */
const NONCE_MEMORY_MS = 5 * 60_000;

// https://discord.com/developers/docs/resources/message
export function channelRoutes(world: World): readonly Route[] {
  const { find, findMessage } = createFinder(world);
  const findForPost = (request: RestRequest): Channel => {
    const channel = find(request);
    if (channel.guildId === undefined && world.gone.has(channel.name)) throw noMutualGuilds();
    if (channel.guildId === undefined && world.closedDirect.has(channel.name)) throw closedDirect();
    if (!TAKE_MESSAGES.includes(channel.type)) throw notForMessages();
    return find(request, channel.parentId === undefined ? P.SendMessages : P.SendMessagesInThreads);
  };
  return [
    {
      method: 'GET',
      template: '/channels/:channel',
      auth: 'bot',
      run: (request) => ({ status: 200, body: showChannel(world, find(request)) }),
    },
    {
      method: 'GET',
      template: '/channels/:channel/messages',
      auth: 'bot',
      run: (request) => {
        const channel = find(request);
        const readable = hasPermission(world.botPermissions(channel), P.ReadMessageHistory);
        return { status: 200, body: readable ? recentMessages(channel, request.query) : [] };
      },
    },
    {
      method: 'POST',
      template: '/channels/:channel/messages',
      auth: 'bot',
      run: (request) => {
        const { body } = request;
        const channel = findForPost(request);
        if (body.files.length > 0) find(request, P.AttachFiles);
        const form = parseForm(channelMessageForm, body.json ?? {});
        const { nonce } = form;
        const twin = form.enforce_nonce === true ? sentWith(channel, nonce, world.now()) : undefined;
        const record =
          twin ??
          createMessage(world, {
            channel,
            form,
            files: body.files,
            type: 0,
            flags: (form.flags ?? 0) & (MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications),
            nonce,
          });
        // Only here: Discord does not keep it with the message.
        return { status: 200, body: { ...record.message, ...(nonce === undefined ? {} : { nonce }) } };
      },
    },
    {
      method: 'GET',
      template: '/channels/:channel/messages/:message',
      auth: 'bot',
      run: (request) => {
        find(request, P.ReadMessageHistory);
        return { status: 200, body: findMessage(request).message };
      },
    },
    {
      method: 'PATCH',
      template: '/channels/:channel/messages/:message',
      auth: 'bot',
      run: (request) => {
        const record = findMessage(request);
        if (record.message.author.id !== world.bot.id) throw foreignMessage();
        editMessage(world, record, parseForm(messageForm, request.body.json ?? {}), request.body.files);
        return { status: 200, body: record.message };
      },
    },
    {
      method: 'DELETE',
      template: '/channels/:channel/messages/:message',
      auth: 'bot',
      run: (request) => {
        const record = findMessage(request);
        if (record.message.author.id !== world.bot.id) find(request, P.ManageMessages);
        deleteMessage(world, record);
        return { status: 204 };
      },
    },
  ];
}

function sentWith(
  channel: Channel,
  nonce: string | number | undefined,
  now: number,
): MessageRecord | undefined {
  if (nonce === undefined) return undefined;
  return channel.messages.find(
    ({ message, nonce: sent }) =>
      sent !== undefined &&
      String(sent) === String(nonce) &&
      now - Date.parse(message.timestamp) < NONCE_MEMORY_MS,
  );
}

function recentMessages(channel: Channel, query: URLSearchParams): readonly object[] {
  const limit = Math.min(Math.max(Number(query.get('limit') ?? 50), 1), 100);
  const before = query.get('before');
  const after = query.get('after');
  const visible = channel.messages.filter(
    ({ ephemeralFor, message }) =>
      ephemeralFor === undefined &&
      (before === null || BigInt(message.id) < BigInt(before)) &&
      (after === null || BigInt(message.id) > BigInt(after)),
  );
  const page = after === null ? visible.slice(-limit) : visible.slice(0, limit);
  return page.map(({ message }) => message).reverse();
}
