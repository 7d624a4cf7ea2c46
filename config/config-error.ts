/** One thing that is wrong with the configuration. Nothing in it repeats what was set in a variable, which may be secret. */
export interface ConfigFault {
  /** Or another place: the file, an entry and a field in it. */
  readonly variable: string;
  /** Continues a sentence that starts with the variable's name: `is not set`. */
  readonly problem: string;
  /** A value that would do; undefined when the fault is not in a value. */
  readonly example: string | undefined;
}

const VARIABLES_ADVICE =
  'Set the variables in the environment or in the file .env; .env.example explains each.';

/** The configuration is not valid. The message lists every fault, for a terminal. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];

  /** @param advice where faults of this kind are mended */
  constructor(faults: readonly ConfigFault[], advice: string = VARIABLES_ADVICE) {
    super(print(faults, advice));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

function print(faults: readonly ConfigFault[], advice: string): string {
  const many = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  const entries = faults.map(
    ({ variable, problem, example }) =>
      `  ${variable} ${problem}.${example === undefined ? '' : `\n    Example: ${variable}=${example}`}`,
  );
  return [`The configuration has ${many}:`, ...entries, advice].join('\n\n');
}
