import { z } from 'zod';
import { InvalidArgumentError } from '../../http/invalid-argument.ts';
import type { AnyOperation } from '../operation.ts';
import { list, optional } from './params.ts';

/** One schema an operation; made when it is first called, for a process calls few of them. */
const schemas = new WeakMap<AnyOperation, z.ZodType>();

/** What an operation takes: path parameters, query and `data` side by side. */
export function argumentsOf(operation: AnyOperation): z.ZodType {
  const known = schemas.get(operation);
  if (known !== undefined) return known;
  const schema = build(operation);
  schemas.set(operation, schema);
  return schema;
}

function build({ params, query, include = {}, fields = [], relations = [], body }: AnyOperation): z.ZodType {
  const names = Object.keys(include);
  const shape: Record<string, z.ZodType> = { ...params, ...query };
  if (names.length > 0) shape['include'] = optional(list(z.enum(names), 'what to include', { least: 0 }));
  if (fields.length > 0) {
    const sets = fields.map(({ type, attributes }) => [
      type,
      optional(list(z.enum(attributes), `the attributes wanted of ${type}; all if left out`, { least: 0 })),
    ]);
    shape['fields'] = optional(z.strictObject(Object.fromEntries(sets)));
  }
  if (relations.length > 0) {
    const sets = relations.map(({ type, relationships }) => {
      const name = relationships.length === 0 ? z.string() : z.enum(relationships);
      return [
        type,
        optional(list(name, `the relationships wanted of ${type}; all if left out`, { least: 0 })),
      ];
    });
    shape['relations'] = optional(z.strictObject(Object.fromEntries(sets)));
  }
  if (body !== undefined) shape['data'] = body;
  return z.strictObject(shape);
}

/**
 * Checks the arguments of a call, before anything is sent.
 * @param name as the operation is called: `servers.list`
 * @param now epoch milliseconds
 * @throws InvalidArgumentError that names the parameter and the rule.
 */
export function checkArguments(operation: AnyOperation, name: string, args: unknown, now: number): void {
  const { error } = argumentsOf(operation).safeParse(args);
  const [issue] = error?.issues ?? [];
  if (issue !== undefined) {
    const { path, rule } = explain(issue);
    const isMissing = issue.code !== 'unrecognized_keys' && valueAt(args, path) === undefined;
    throw new InvalidArgumentError(name, printPath(path), isMissing ? 'must be given' : rule);
  }
  for (const rule of operation.rules ?? []) {
    // Checked above: an object.
    const broken = rule.broken(args as Readonly<Record<string, unknown>>, now);
    if (broken !== undefined) throw new InvalidArgumentError(name, broken.parameter, broken.rule);
  }
}

/** What stands at a path, as far as it leads. */
function valueAt(args: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
    args,
  );
}

interface Explained {
  readonly path: readonly PropertyKey[];
  readonly rule: string;
}

function explain(issue: z.core.$ZodIssue): Explained {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return { path: [...path, ...issue.keys.slice(0, 1)], rule: 'is unknown to this operation' };
    case 'invalid_union': {
      const [inner] = nearest(issue.errors);
      if (inner === undefined) return { path, rule: 'must be of another form' };
      const explained = explain(inner);
      return { path: [...path, ...explained.path], rule: explained.rule };
    }
    case 'invalid_key': {
      const rule = issue.issues[0] === undefined ? undefined : explain(issue.issues[0]).rule;
      return { path, rule: `${rule ?? 'must be another key'} (its name)` };
    }
    default:
      return { path, rule: ruleOf(issue) };
  }
}

/**
 * What is wrong with the form that was most likely meant: one that does not refuse the value as a whole, has the least
 * to say against it, and got the furthest.
 */
function nearest(forms: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const depth = (form: readonly z.core.$ZodIssue[]): number => form[0]?.path.length ?? 0;
  const refuses = (form: readonly z.core.$ZodIssue[]): number =>
    form[0]?.code === 'invalid_type' && depth(form) === 0 ? 1 : 0;
  const [best] = forms
    .filter((form) => form.length > 0)
    .sort((a, b) => refuses(a) - refuses(b) || a.length - b.length || depth(b) - depth(a));
  return best ?? [];
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function ruleOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return sized(issue.origin, 'least', Number(issue.minimum));
    case 'too_big':
      return sized(issue.origin, 'most', Number(issue.maximum));
    default:
      return issue.message.startsWith('must ') ? issue.message : 'must be of another form';
  }
}

function sized(origin: string, side: 'least' | 'most', limit: number): string {
  const of = { string: 'character', array: 'value' }[origin];
  if (of === undefined) return `must be at ${side} ${limit}`;
  return `must have at ${side} ${limit} ${of}${limit === 1 ? '' : 's'}`;
}

/** `filter.server.players.min`, `include[1]` */
function printPath(path: readonly PropertyKey[]): string {
  const text = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'the arguments' : text;
}
