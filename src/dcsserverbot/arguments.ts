import { InvalidArgumentError } from '../http/invalid-argument.ts';
import type { AnyOperation, Shape } from './operation.ts';
import type { DcsRequest } from './requests.ts';
import { wireName } from './wire-name.ts';

export type AnyArgs = Readonly<Record<string, unknown>>;

/**
 * The request of an operation with these arguments. What was not given is not sent: the server has the same defaults.
 * @param name as it is called: `info.servers`
 * @throws InvalidArgumentError
 */
export function buildRequest(name: string, operation: AnyOperation, args: AnyArgs): DcsRequest {
  const { method, path, query, form, file, answer, waitMs, rule } = operation;
  const known = { ...query, ...form };
  for (const key of Object.keys(args)) {
    if (!Object.hasOwn(known, key)) throw new InvalidArgumentError(name, key, 'is no parameter of it');
  }
  const asked = query && encode(name, query, args);
  const fields = form && encode(name, form, args, file?.bytes);
  const broken = rule?.(args);
  if (broken !== undefined) throw new InvalidArgumentError(name, broken.parameter, broken.rule);
  return {
    method,
    path,
    ...(asked && Object.keys(asked).length > 0 && { query: asked }),
    ...(fields && { form: fields }),
    ...(file && {
      file: {
        field: wireName(file.bytes),
        name: String(args[file.name]),
        bytes: bytesOf(args[file.bytes]),
      },
    }),
    ...(answer.kind === 'bytes' && { bytes: true }),
    ...(waitMs !== undefined && { waitMs }),
  };
}

function encode(name: string, shape: Shape, args: AnyArgs, except?: string): Record<string, string> {
  const encoded: Record<string, string> = {};
  for (const [parameter, schema] of Object.entries(shape)) {
    const value = args[parameter];
    const result = schema.safeParse(value);
    if (!result.success) {
      const rule = result.error.issues[0]?.message ?? 'is not valid';
      throw new InvalidArgumentError(name, parameter, value === undefined ? 'must be given' : rule);
    }
    if (value !== undefined && parameter !== except) encoded[wireName(parameter)] = String(value);
  }
  return encoded;
}

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array());
