/** Where the command writes to. */
export interface Terminal {
  /** Answers. */
  readonly out: (data: string | Uint8Array) => void;
  /** Everything else: errors, progress, advice. */
  readonly err: (line: string) => void;
  /** Somebody reads standard output, and standard error, as it comes. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Its width; undefined where none is known. */
  readonly columns: number | undefined;
}
