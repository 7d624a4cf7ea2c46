import type { Shape } from './shape.ts';

/** A parameter as it is typed: something that takes a value by itself. */
export interface Parameter {
  /** With dots; `0` is the first of a list, and `<…>` stands for any key: `filter.features.<id>.or`. */
  readonly name: string;
  /** What its value may be; what has parts is left to the parameters below it. */
  readonly shape: Shape;
  /** `yes`, `no`, or the name of an optional part with which it must be given. */
  readonly required: 'yes' | 'no' | { readonly with: string };
  /** Of the shape, or else of the one that it is part of. */
  readonly description?: string;
}

type Need = Parameter['required'];

/** Every parameter of an operation, in the order of its declaration. */
export function parametersOf(shape: Shape): readonly Parameter[] {
  return [...walk(shape, '', 'yes', undefined)];
}

function* walk(shape: Shape, name: string, need: Need, above: string | undefined): Generator<Parameter> {
  const description = shape.description ?? above;
  switch (shape.kind) {
    case 'group':
      for (const [key, member] of shape.members) {
        const inner = join(name, key);
        // What is in a part that may be left out is needed with that part alone.
        const needed = member.required ? need : 'no';
        yield* walk(member.shape, inner, inside(needed, member.shape, inner), undefined);
      }
      return;
    case 'record':
      yield* walk(shape.value, join(name, `<${shape.key.description ?? 'key'}>`), need, description);
      return;
    case 'list':
      yield* list(shape, name, need, description);
      return;
    case 'either':
      yield* either(shape.options, name, need, description);
      return;
    default:
      yield { name, shape, required: need, ...(description !== undefined && { description }) };
  }
}

function inside(need: Need, shape: Shape, name: string): Need {
  return need === 'no' && shape.kind === 'group' ? { with: name } : need;
}

function* list(
  shape: Extract<Shape, { readonly kind: 'list' }>,
  name: string,
  need: Need,
  description: string | undefined,
): Generator<Parameter> {
  const simple = simplePart(shape.item);
  if (simple !== undefined) {
    const list: Shape = { ...shape, item: simple };
    yield { name, shape: list, required: need, ...(description !== undefined && { description }) };
  }
  const parts = structuredParts(shape.item);
  for (const part of parts) yield* walk(part, `${name}.0`, simple === undefined ? need : 'no', description);
}

function* either(
  options: readonly Shape[],
  name: string,
  need: Need,
  description: string | undefined,
): Generator<Parameter> {
  const simple = options.filter((option) => !hasParts(option));
  const [only, ...more] = simple;
  if (only !== undefined) {
    const shape: Shape = more.length === 0 ? only : { kind: 'either', options: simple };
    const said = description ?? simple.find((option) => option.description !== undefined)?.description;
    yield { name, shape, required: need, ...(said !== undefined && { description: said }) };
  }
  for (const option of options.filter(hasParts)) {
    yield* walk(option, name, only === undefined ? need : 'no', undefined);
  }
}

/** What of a shape takes a value by itself; undefined if nothing. */
function simplePart(shape: Shape): Shape | undefined {
  if (shape.kind !== 'either') return hasParts(shape) ? undefined : shape;
  const [only, ...more] = shape.options.filter((option) => !hasParts(option));
  return more.length === 0 || only === undefined ? only : { ...shape, options: [only, ...more] };
}

function structuredParts(shape: Shape): readonly Shape[] {
  if (shape.kind !== 'either') return hasParts(shape) ? [shape] : [];
  return shape.options.filter(hasParts);
}

function hasParts(shape: Shape): boolean {
  if (shape.kind === 'list') return hasParts(shape.item);
  if (shape.kind === 'either') return shape.options.some(hasParts);
  return shape.kind === 'group' || shape.kind === 'record';
}

function join(name: string, part: string): string {
  return name === '' ? part : `${name}.${part}`;
}
