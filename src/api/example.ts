import { InvalidArgumentError } from '../http/invalid-argument.ts';
import type { Args, CallableApi, CallableOperation } from './callable.ts';
import { fillConstants } from './constants.ts';
import { printArguments, quoteForShell } from './print-arguments.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Rules between arguments that an example is mended for, one after the other. */
const MOST_MENDS = 8;
const DAY_MS = 86_400_000;

/**
 * The options of a call that could be made: what is required, and what the rules want besides. Made from the
 * declaration, so that it cannot be out of date. Without `--yes`: pasted as it stands, it changes nothing.
 * @param now epoch milliseconds; the times in it are near
 */
export function exampleOptions(
  api: CallableApi,
  operation: CallableOperation,
  now: number,
): readonly string[] {
  const shape = shapeOf(operation.schema);
  const samples = new Samples(now);
  let args = withPageSize(shape, asArgs(samples.of(shape)));
  for (let mends = 0; mends < MOST_MENDS; mends++) {
    try {
      api.preview(operation.name, asArgs(fillConstants(shape, args)));
      break;
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      args = asArgs(samples.mend(shape, args, error.parameter.split('.')));
    }
  }
  return [...printArguments(args), ...(operation.bytes ? ['--output=picture.png'] : [])];
}

/** The example as one types it. */
export function exampleLine(api: CallableApi, operation: CallableOperation, now: number): string {
  const options = exampleOptions(api, operation, now).map(quoteForShell);
  return ['npm run api --', api.id, operation.name, ...options].join(' ');
}

class Samples {
  readonly #texts: readonly string[];

  constructor(now: number) {
    const day = (days: number) =>
      new Date(Math.floor(now / DAY_MS + days) * DAY_MS).toISOString().replace('.000Z', '');
    this.#texts = [
      'example',
      '42',
      '123456789012345678',
      '01234567-89ab-4def-8123-456789abcdef',
      `${day(0)}Z`,
      day(0),
      `${day(-7)}Z:${day(0)}Z`,
      '42:43',
      'mission.miz',
      '#d30000',
    ];
  }

  /** The least that a shape takes, without its constants. */
  of(shape: Shape): unknown {
    switch (shape.kind) {
      case 'group': {
        const required = [...shape.members].filter(
          ([, member]) => member.required && member.shape.kind !== 'constant',
        );
        return Object.fromEntries(required.map(([name, member]) => [name, this.of(member.shape)]));
      }
      case 'record':
        return { [String(this.of(shape.key))]: this.of(shape.value) };
      case 'list':
        return [this.of(shape.item)];
      case 'either': {
        const [first = { kind: 'nothing' } as const] = shape.options;
        return this.of(first);
      }
      case 'text':
        return this.#text(shape);
      case 'number':
        return shape.least ?? 1;
      case 'flag':
        return true;
      case 'choice':
        return shape.values[0];
      case 'constant':
        return shape.value;
      case 'nothing':
        return null;
      case 'bytes':
        return new Uint8Array(1);
    }
  }

  /** With a value for the parameter that a rule wants; for a group, with its first one. */
  mend(shape: Shape, value: unknown, [key, ...rest]: readonly string[]): unknown {
    if (shape.kind !== 'group') return value ?? this.of(shape);
    const given = asArgs(value);
    const name = key ?? [...shape.members.keys()].find((member) => given[member] === undefined);
    const member = name === undefined ? undefined : shape.members.get(name);
    if (name === undefined || member === undefined) return given;
    return { ...given, [name]: this.mend(member.shape, given[name], rest) };
  }

  #text({ takes, description }: Extract<Shape, { readonly kind: 'text' }>): string {
    const said = /such as ([\w.]+)/.exec(description ?? '')?.[1];
    return [...(said === undefined ? [] : [said]), ...this.#texts].find(takes) ?? 'example';
  }
}

function withPageSize(shape: Shape, args: Args): Args {
  const page = shape.kind === 'group' ? shape.members.get('page')?.shape : undefined;
  return page?.kind === 'group' && page.members.has('size') ? { ...args, page: { size: 5 } } : args;
}

function asArgs(value: unknown): Args {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
