/**
 * State of a menu or button that is too large for a `custom_id`: a row whose random key stands there instead.
 * It says whose it is and ends by itself.
 */
export interface SavedStates {
  /** Keeps `data` (anything JSON) for `ttlMs` and returns its key: 16 letters and digits. */
  save(state: {
    readonly command: string;
    readonly ownerId: string;
    readonly data: unknown;
    readonly ttlMs: number;
  }): Promise<string>;
  /** Undefined when there is none, it ended, or it belongs to another command. `data` is as untyped as JSON. */
  load(
    command: string,
    key: string,
  ): Promise<{ readonly ownerId: string; readonly data: unknown } | undefined>;
}

/** The database, one repository a table. */
export interface Store {
  readonly savedStates: SavedStates;
  close(): Promise<void>;
}
