/** A wish to be pinged when a server is busy. Times of day are minutes since midnight. */
export interface Notification {
  /** Six letters and digits. */
  readonly id: string;
  readonly userId: string;
  /** `dcs`: the server's name is its id. */
  readonly server: { readonly api: 'dcs' | 'battlemetrics'; readonly id: string; readonly name: string };
  /** Players on it, from which on the member is pinged. */
  readonly atLeast: number;
  /** No pings from the one to the other, in `timezone`; null for none. The end may be on the next day. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** IANA. */
  readonly timezone: string;
  /** Milliseconds after a ping in which there is no other. */
  readonly pauseMs: number;
  /** Where the wish was made: pinged there when direct messages are closed. */
  readonly channelId: string;
  /** Epoch milliseconds; null for never. */
  readonly pingedAt: number | null;
  /** Whether the server was below the number since the last ping: only then the next one is due. */
  readonly armed: boolean;
  readonly createdAt: number;
}

/** The repository of `notifications`. */
export interface Notifications {
  all(): Promise<readonly Notification[]>;
  of(userId: string): Promise<readonly Notification[]>;
  /** A second wish of the same person for the same server replaces the first. */
  add(wish: Omit<Notification, 'id' | 'pingedAt' | 'armed' | 'createdAt'>): Promise<Notification>;
  /** Of that person; false when there is none. */
  remove(id: string, userId: string): Promise<boolean>;
  /** The server was seen below the number. */
  arm(id: string): Promise<void>;
  /**
   * Takes the ping in hand before it is sent: disarms, and notes the time; false when it is not armed any more, so that
   * nobody is pinged twice.
   */
  claimPing(id: string): Promise<boolean>;
}
