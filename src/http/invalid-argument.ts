/**
 * What an operation was asked cannot be asked: nothing was sent. A mistake of the calling code, or of a person at the
 * command line; what members type is checked before, with words for them.
 */
export class InvalidArgumentError extends TypeError {
  /** As it is called: `servers.list`. */
  readonly operation: string;
  /** Where the mistake is: `page.size`. */
  readonly parameter: string;
  /** What the parameter must be, with its verb: `must be 1 to 100`. Never the value: it may be private. */
  readonly rule: string;

  constructor(operation: string, parameter: string, rule: string) {
    super(`${operation}: ${parameter} ${rule}`);
    this.name = 'InvalidArgumentError';
    this.operation = operation;
    this.parameter = parameter;
    this.rule = rule;
  }
}
