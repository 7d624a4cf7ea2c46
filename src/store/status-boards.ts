/** One message in a channel that shows the servers as they are. One a channel. Times are epoch milliseconds. */
export interface StatusBoard {
  readonly channelId: string;
  /** Null until it is posted, and after somebody deleted it. */
  readonly messageId: string | null;
  /** Grows with every new message, so that its nonce is another one. */
  readonly generation: number;
  /** Of what the message shows, so that it is edited only when something changed; null: not known. */
  readonly shown: string | null;
  readonly editedAt: number | null;
  readonly state: 'active' | 'resting';
  readonly restReason: string | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** The repository of `status_boards`. */
export interface StatusBoards {
  all(): Promise<readonly StatusBoard[]>;
  get(channelId: string): Promise<StatusBoard | undefined>;
  /** Makes one, or wakes the one that the channel has. */
  add(channelId: string, createdBy: string): Promise<StatusBoard>;
  /** Before a new message is sent: another generation, so another nonce. */
  renew(channelId: string): Promise<StatusBoard | undefined>;
  /** What the message shows now. */
  shows(channelId: string, message: { readonly messageId: string; readonly shown: string }): Promise<void>;
  /** The message is gone. */
  lost(channelId: string): Promise<void>;
  /** False when it rested already, or there is none. */
  rest(channelId: string, reason: string): Promise<boolean>;
  remove(channelId: string): Promise<boolean>;
}
