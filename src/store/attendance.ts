/** How busy a server was in one hour. */
export interface AttendanceHour {
  readonly api: 'dcs' | 'battlemetrics';
  readonly serverId: string;
  /** Beginning of the hour, epoch milliseconds. */
  readonly hour: number;
  /** How often the server was looked at, and the sum of the players that were seen then. */
  readonly looks: number;
  readonly players: number;
  readonly most: number;
}

/** The repository of `attendance`. */
export interface Attendance {
  /** Adds a look at each server to the hour of `at`, in one transaction. */
  note(
    at: number,
    seen: readonly {
      readonly api: 'dcs' | 'battlemetrics';
      readonly serverId: string;
      readonly players: number;
    }[],
  ): Promise<void>;
  /** From one moment up to another, by hour. */
  between(from: number, to: number): Promise<readonly AttendanceHour[]>;
  /** Drops what is older than 60 days. */
  thin(): Promise<void>;
}
