/** What the bot may need in a channel, by the names that Discord's settings show. */
export type ChannelPermission =
  | 'View Channel'
  | 'Send Messages'
  | 'Embed Links'
  | 'Read Message History'
  | 'Pin Messages'
  | 'Mention Everyone';

export type ChannelCheck =
  | { readonly kind: 'ok' }
  /** No such channel in the community, or one that the bot cannot see. */
  | { readonly kind: 'unknown' }
  /** No place for messages: a category, a voice stage, a forum. */
  | { readonly kind: 'wrong-type' }
  | { readonly kind: 'lacks'; readonly permissions: readonly ChannelPermission[] };

/** What the bot may do in the community's channels, and who sees them; asked of Discord at that moment. */
export interface Channels {
  /** @throws PostError `unavailable` when Discord does not answer. */
  check(channelId: string, needed: readonly ChannelPermission[]): Promise<ChannelCheck>;
  /** Whether a message of the bot can ping the role: it is mentionable, or the bot may mention everyone there. */
  canPing(channelId: string, roleId: string): Promise<boolean>;
  /** Whether somebody is in the community at all. @throws PostError `unavailable` */
  isMember(userId: string): Promise<boolean>;
  /** Whether a person of the community can see a channel of it. @throws PostError `unavailable` */
  sees(userId: string, channelId: string): Promise<boolean>;
  /** For texts in which Discord renders no mention: `status`; undefined for a channel that is gone or hidden. */
  nameOf(channelId: string): string | undefined;
}
