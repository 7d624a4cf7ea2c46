import type { CallableOperation } from './callable.ts';
import { type Shape, shapeOf } from './shape.ts';

/** How a call is made and shown: the options of the command itself. */
export interface Settings {
  readonly table: boolean;
  /** Walk all pages. */
  readonly all: boolean;
  /** Resources at most, over as many pages as that takes. */
  readonly limit?: number;
  /** Where the answer is written to; undefined for standard output. */
  readonly output?: string;
  /** Send what changes something. */
  readonly yes: boolean;
  readonly progress: boolean;
}

/** An option of the command itself. */
export interface OwnOption {
  readonly takesValue: boolean;
  readonly words: string;
}

const EVERYWHERE: Readonly<Record<string, OwnOption>> = {
  table: { takesValue: false, words: 'a line for each, in columns, instead of JSON' },
  output: { takesValue: true, words: 'write the answer to this file' },
  progress: { takesValue: false, words: 'tell of pages and waits, as a terminal is told anyway' },
  help: { takesValue: false, words: 'this text' },
};
const OF_LISTS: Readonly<Record<string, OwnOption>> = {
  all: { takesValue: false, words: 'walk all pages; without it and --limit, the first one is read' },
  limit: { takesValue: true, words: 'walk pages until there are that many' },
};
const OF_WRITES: Readonly<Record<string, OwnOption>> = {
  yes: { takesValue: false, words: 'send it; without it the request is only shown' },
};

/**
 * The options of the command that an operation has. Where it has a parameter of the same name, that one counts, and the
 * option is left out.
 */
export function ownOptions(operation: CallableOperation, shape: Shape = shapeOf(operation.schema)) {
  const options = { ...EVERYWHERE, ...(operation.paged && OF_LISTS), ...(operation.writes && OF_WRITES) };
  const taken = (name: string): boolean => shape.kind === 'group' && shape.members.has(name);
  return new Map(Object.entries(options).filter(([name]) => !taken(name)));
}
