/** One thing that is wrong with the configuration. Nothing in it repeats what was set, which may be secret. */
export interface ConfigFault {
  readonly variable: string;
  /** Continues a sentence that starts with the variable's name: `is not set`. */
  readonly problem: string;
  /** A value that would do; undefined when the fault is not in a value. */
  readonly example: string | undefined;
}

/** The configuration is not valid. The message lists every fault, for a terminal. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super(print(faults));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

function print(faults: readonly ConfigFault[]): string {
  const many = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  const entries = faults.map(
    ({ variable, problem, example }) =>
      `  ${variable} ${problem}.${example === undefined ? '' : `\n    Example: ${variable}=${example}`}`,
  );
  return [
    `The configuration has ${many}:`,
    ...entries,
    'Set the variables in the environment or in the file .env; .env.example explains each.',
  ].join('\n\n');
}
