import type { Call } from '../http/call.ts';
import type { Notification } from '../store/notifications.ts';
import type { StatusBoard } from '../store/status-boards.ts';

/** A server as people pick one. */
export interface PickedServer {
  readonly api: 'dcs' | 'battlemetrics';
  /** Of DCS the name. */
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
}

/** What a member says of a notification. */
export interface NotificationWish {
  readonly userId: string;
  /** Where the wish is made. */
  readonly channelId: string;
  /** Exact name of a server, or its id. */
  readonly server: string;
  /** Players from which on to ping, 1 to 1000. */
  readonly atLeast: number;
  /** `22:00-07:00`; without it there are no quiet hours. */
  readonly quiet?: string | undefined;
  /** IANA; default UTC. */
  readonly timezone?: string | undefined;
  /** Minutes after a ping without another, 10 to 10080; default 60. */
  readonly pauseMinutes?: number | undefined;
}

/** Keeps an eye on the servers: messages that show them as they are, and pings when one gets busy. */
export interface Watch {
  readonly statusBoards: {
    /**
     * Makes a board, or wakes the one that the channel has. It is posted at once, or with the next look at the servers.
     * @throws UserError when it can't be posted there, or there are too many.
     */
    add(channelId: string, adminId: string): Promise<StatusBoard>;
    /** Its message stays and is not edited any more. False when the channel has none. */
    remove(channelId: string): Promise<boolean>;
    /** All of them, oldest first. */
    list(): Promise<readonly StatusBoard[]>;
  };
  readonly notifications: {
    /** @throws UserError for an unknown server, too many wishes, or what a value may not be. */
    add(wish: NotificationWish, call: Call): Promise<Notification>;
    /** Of that person; false when there is none. */
    remove(id: string, userId: string): Promise<boolean>;
    of(userId: string): Promise<readonly Notification[]>;
  };
  /** Servers whose name contains the text, for completion; 25 at most. Empty when no API answers. */
  servers(text: string, call: Call): Promise<readonly PickedServer[]>;
  /** Looks at the servers once, and does what follows from it. Never rejects; one at a time. */
  poll(): Promise<void>;
  /** Looks at once, and then every minute. */
  start(): void;
  /** Ends in time; nothing is sent afterwards. */
  stop(): Promise<void>;
}
