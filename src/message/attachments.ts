/** A file that somebody gave to a command. Name and type come from their machine: hostile text. */
export interface Attachment {
  readonly name: string;
  /** Where Discord keeps it for some hours. It is signed, so it stands in no log. */
  readonly url: string;
  /** Bytes, as Discord counted them. */
  readonly size: number;
  /** Media type; undefined where Discord could not tell. */
  readonly contentType: string | undefined;
}

/** Files that people gave to commands. */
export interface Attachments {
  /**
   * The content of a file, from Discord alone.
   * @throws UserError `attachment-too-large` beyond `maxBytes`, `attachment-gone` when Discord has it no more,
   *   `attachment-unreadable` when it does not come whole and in time.
   */
  read(attachment: Attachment, maxBytes: number): Promise<Buffer>;
}
