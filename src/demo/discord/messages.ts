import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { pushNewest } from '../newest.ts';
import type { Channel, MessageRecord, SimulatedAttachment, SimulatedMessage } from './model.ts';
import { hasPermission } from './permissions.ts';
import type { UploadedFile } from './rest/body.ts';
import { emptyMessage, tooLarge } from './rest/discord-error.ts';
import type { SimulatedEmbed } from './validation/embed.ts';
import { fieldError } from './validation/form.ts';
import { pinged } from './validation/mentions.ts';
import type { MessageForm } from './validation/message.ts';
import type { World } from './world.ts';

/** Discord's limit for the files of a message in a guild without boosts. */
export const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;

/** Of a channel; the older ones are gone as if somebody had deleted them. */
const KEPT_MESSAGES = 1_000;
/** Of a message: one that is edited every minute has many. */
const KEPT_VERSIONS = 100;

/** Whom a message pings that has no content. */
export const NOBODY = { mentions: [], mention_roles: [], mention_everyone: false };

const PICTURE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

export interface NewMessage {
  readonly channel: Channel;
  readonly form: MessageForm;
  readonly files: readonly UploadedFile[];
  /** 0 for a message of its own, 20 for the reply to a slash command. */
  readonly type: number;
  readonly flags: number;
  readonly ephemeralFor?: string | undefined;
  readonly nonce?: string | number | undefined;
  readonly extra?: Partial<
    Pick<SimulatedMessage, 'application_id' | 'webhook_id' | 'interaction_metadata' | 'message_reference'>
  >;
}

/** Puts a message of the bot into a channel. @throws DiscordError when it is empty or its files are too large. */
export function createMessage(world: World, input: NewMessage): MessageRecord {
  const { channel, form } = input;
  const id = world.snowflake();
  const files = new Map<string, Buffer>();
  const attachments = attach(world, channel, id, form, input.files, files, []);
  const message: SimulatedMessage = {
    id,
    channel_id: channel.id,
    type: input.type,
    content: form.content ?? '',
    embeds: resolveFiles(allowedEmbeds(world, channel, form, input.type), attachments),
    components: form.components ?? [],
    attachments,
    flags: input.flags,
    author: world.bot,
    timestamp: iso(world.now()),
    edited_timestamp: null,
    ...pinged(world, channel, form.content ?? '', form.allowed_mentions),
    pinned: false,
    tts: form.tts ?? false,
    ...input.extra,
  };
  requireContent(message);
  const record = addRecord(world, channel, message, { ...input, loading: false });
  for (const [fileId, data] of files) record.files.set(fileId, data);
  return record;
}

/** The "… is thinking" that a deferral shows. */
export function createLoadingMessage(world: World, input: Omit<NewMessage, 'form' | 'files'>): MessageRecord {
  const message: SimulatedMessage = {
    id: world.snowflake(),
    channel_id: input.channel.id,
    type: input.type,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: input.flags | MessageFlags.Loading,
    author: world.bot,
    timestamp: iso(world.now()),
    edited_timestamp: null,
    ...NOBODY,
    pinned: false,
    tts: false,
    ...input.extra,
  };
  return addRecord(world, input.channel, message, { ...input, loading: true });
}

/** Changes what the form names and leaves the rest; null clears. @throws DiscordError as for a new message. */
export function editMessage(
  world: World,
  record: MessageRecord,
  form: MessageForm,
  files: readonly UploadedFile[],
): void {
  const old = record.message;
  const stored = new Map(record.files);
  const kept =
    form.attachments === undefined
      ? old.attachments
      : old.attachments.filter((file) => form.attachments?.some(({ id }) => id === file.id));
  const attachments = attach(world, record.channel, old.id, form, files, stored, kept);
  const embeds =
    form.embeds === undefined ? old.embeds : allowedEmbeds(world, record.channel, form, old.type);
  const next: SimulatedMessage = {
    ...old,
    content: form.content === undefined ? old.content : (form.content ?? ''),
    embeds: resolveFiles(embeds, attachments),
    components: form.components === undefined ? old.components : (form.components ?? []),
    attachments,
    flags: old.flags & ~MessageFlags.Loading,
    // Completing a deferral is no edit to those who see the message.
    edited_timestamp: record.loading ? null : iso(world.now()),
  };
  requireContent(next);
  record.files.clear();
  for (const [id, data] of stored) record.files.set(id, data);
  record.message = next;
  pushNewest(record.versions, next, KEPT_VERSIONS);
  record.loading = false;
  record.channel.changes.notify();
}

export function deleteMessage(world: World, record: MessageRecord): void {
  record.deleted = true;
  world.messages.delete(record.message.id);
  const index = record.channel.messages.indexOf(record);
  if (index >= 0) record.channel.messages.splice(index, 1);
  record.channel.changes.notify();
}

/** A moment as the API writes it. */
export function iso(time: number): string {
  return new Date(time).toISOString().replace('Z', '000+00:00');
}

/** Puts a finished message into its channel. */
export function addRecord(
  world: World,
  channel: Channel,
  message: SimulatedMessage,
  {
    loading,
    ephemeralFor,
    nonce,
  }: { readonly loading: boolean } & Partial<Pick<MessageRecord, 'ephemeralFor' | 'nonce'>>,
): MessageRecord {
  const versions = loading ? [] : [message];
  const record: MessageRecord = {
    message,
    versions,
    channel,
    ephemeralFor,
    nonce,
    pinnedAt: undefined,
    loading,
    deleted: false,
    files: new Map(),
  };
  world.messages.set(message.id, record);
  for (const old of pushNewest(channel.messages, record, KEPT_MESSAGES))
    world.messages.delete(old.message.id);
  channel.changes.notify();
  return record;
}

function requireContent(message: SimulatedMessage): void {
  const { content, embeds, components, attachments } = message;
  if (content === '' && embeds.length === 0 && components.length === 0 && attachments.length === 0) {
    throw emptyMessage();
  }
}

/** Without the permission to embed links, Discord drops the embeds of channel messages in silence. */
function allowedEmbeds(
  world: World,
  channel: Channel,
  form: MessageForm,
  type: number,
): readonly SimulatedEmbed[] {
  const isReply = type !== 0;
  const may = isReply || hasPermission(world.botPermissions(channel), PermissionFlagsBits.EmbedLinks);
  return may ? (form.embeds ?? []) : [];
}

function attach(
  world: World,
  channel: Channel,
  messageId: string,
  form: MessageForm,
  uploads: readonly UploadedFile[],
  files: Map<string, Buffer>,
  kept: readonly SimulatedAttachment[],
): SimulatedAttachment[] {
  if (uploads.reduce((sum, { data }) => sum + data.length, 0) > ATTACHMENT_SIZE_LIMIT) throw tooLarge();
  const all = [...kept];
  for (const upload of uploads) {
    const named = form.attachments?.find(({ id }) => id === upload.key);
    const id = world.snowflake();
    const filename = (named?.filename ?? upload.name).replaceAll(/[^\w.-]/g, '_');
    const url = `${world.origin}/attachments/${channel.id}/${messageId}/${id}/${filename}`;
    all.push({
      id,
      filename,
      size: upload.data.length,
      url,
      proxy_url: url,
      content_type: contentType(filename, upload.contentType),
      ...(named?.description === undefined ? {} : { description: named.description }),
    });
    files.set(id, upload.data);
  }
  if (all.length > 10) {
    throw fieldError(['attachments'], 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
  }
  return all;
}

/** Discord tells what a file is from its name, for clients seldom say it. */
function contentType(filename: string, sent: string): string {
  const extension = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';
  return PICTURE_TYPES[extension] ?? sent;
}

/** Puts the address of a file where an embed names it as `attachment://name`. */
function resolveFiles(
  embeds: readonly SimulatedEmbed[],
  attachments: readonly SimulatedAttachment[],
): SimulatedEmbed[] {
  const resolve = (url: string): string => {
    const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
    return attachments.find(({ filename }) => filename === name)?.url ?? url;
  };
  return embeds.map((embed) => ({
    ...embed,
    image: embed.image && { ...embed.image, url: resolve(embed.image.url) },
    thumbnail: embed.thumbnail && { ...embed.thumbnail, url: resolve(embed.thumbnail.url) },
  }));
}
