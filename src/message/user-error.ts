/**
 * The only error whose text a person in Discord sees as it is: it says what happened and what to do.
 * Anything else that a handler throws is logged with a reference id, and the person sees that id alone.
 */
export class UserError extends Error {
  /** Stable name of the case, for logs and tests: `pilot-unknown`, `ban-no-identifier`. */
  readonly identifier: string;
  /** What helps the operator in the log; never secrets or private identifiers. */
  readonly context: Readonly<Record<string, string | number | boolean>>;

  constructor(
    identifier: string,
    message: string,
    context: Readonly<Record<string, string | number | boolean>> = {},
  ) {
    super(message);
    this.name = 'UserError';
    this.identifier = identifier;
    this.context = context;
  }
}
