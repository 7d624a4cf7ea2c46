import type { APIUser, ChannelType } from 'discord-api-types/v10';
import type { Changes } from './changes.ts';
import type { SimulatedActionRow } from './validation/components.ts';
import type { SimulatedEmbed } from './validation/embed.ts';

/** A person in the simulated Discord, as tests and the demo make them. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  /** Name in the guild, if it differs. */
  readonly nick: string | null;
  readonly roles: readonly string[];
  /** Of the member in the channel; computed from the roles. */
  readonly permissions: bigint;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  /** Whether everybody may ping it. */
  readonly mentionable: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** The first one is everybody's, with the guild's id. */
  readonly roles: readonly Role[];
  /** Whether the bot's user has joined; without it the gateway says nothing of the guild. */
  readonly botIsMember: boolean;
}

export interface Channel {
  readonly id: string;
  /** Undefined for direct messages. */
  readonly guildId: string | undefined;
  readonly name: string;
  readonly type: ChannelType;
  /** Of a thread the channel that it is in, whose permissions are its own. */
  readonly parentId: string | undefined;
  /** What the bot may not do here, though its role would let it. */
  denied: bigint;
  /** What the bot may do here, though its role would not let it. */
  granted: bigint;
  /** Whether people without Administrator do not see it. */
  hidden: boolean;
  /** In the order of sending; deleted ones are out. */
  readonly messages: MessageRecord[];
  readonly changes: Changes;
}

export interface SimulatedAttachment {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly proxy_url: string;
  readonly content_type: string;
  readonly description?: string;
}

/** A message as the API shows it. */
export interface SimulatedMessage {
  readonly id: string;
  readonly channel_id: string;
  readonly type: number;
  readonly content: string;
  readonly embeds: readonly SimulatedEmbed[];
  readonly components: readonly SimulatedActionRow[];
  readonly attachments: readonly SimulatedAttachment[];
  readonly flags: number;
  readonly author: APIUser;
  readonly timestamp: string;
  readonly edited_timestamp: string | null;
  /** Who was pinged: what `allowed_mentions` let through of the content's mentions. */
  readonly mentions: readonly APIUser[];
  readonly mention_roles: readonly string[];
  readonly mention_everyone: boolean;
  readonly pinned: boolean;
  readonly tts: boolean;
  /** Of a notice that something was pinned: what. */
  readonly message_reference?: object;
  readonly application_id?: string;
  readonly webhook_id?: string;
  readonly interaction_metadata?: object;
}

/** A message with what the API does not show of it. */
export interface MessageRecord {
  /** As it stands now. */
  message: SimulatedMessage;
  /** The states that it had and people saw, the present one last; of very many the newest. */
  readonly versions: SimulatedMessage[];
  readonly channel: Channel;
  /** Who alone sees it. */
  readonly ephemeralFor: string | undefined;
  /** Sent with it; Discord knows it for some minutes, and shows it to nobody. */
  readonly nonce: string | number | undefined;
  /** When it was pinned, epoch milliseconds; undefined while it is not. */
  pinnedAt: number | undefined;
  /** "… is thinking": acknowledged by a deferral, without content yet. */
  loading: boolean;
  deleted: boolean;
  /** Content of the files by attachment id. */
  readonly files: Map<string, Buffer>;
}
