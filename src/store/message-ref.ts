/** Where a message stands. */
export interface MessageRef {
  readonly channelId: string;
  readonly messageId: string;
}

/** Of two columns that are set together, or not at all. */
export function toMessageRef(channelId: string | null, messageId: string | null): MessageRef | null {
  return channelId === null || messageId === null ? null : { channelId, messageId };
}
