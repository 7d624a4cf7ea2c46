/** The command line was used in a way that it has not: nothing was sent. The message says what to do, in sentences. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
