import fc from 'fast-check';
import type { CallableApi, CallableOperation } from '../../src/api/callable.ts';
import { isStructured } from '../../src/api/choose-option.ts';
import { CALLABLE_APIS } from '../../src/api/run.ts';
import type { Shape } from '../../src/api/shape.ts';

/** Every operation of both APIs. */
export const ALL_OPERATIONS: readonly {
  readonly line: string;
  readonly api: CallableApi;
  readonly operation: CallableOperation;
}[] = CALLABLE_APIS.flatMap((api) =>
  [...api.operations.values()].map((operation) => ({ line: `${api.id} ${operation.name}`, api, operation })),
);

/**
 * Values of a shape, whatever its rules say: what can be typed, for some texts can only be written in JSON. A word that
 * means something else beside the text (null, true) is left out where both are possible; files too.
 */
export function valuesOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return fc.string({ unit: 'grapheme' }).filter((text) => text !== 'null');
    case 'number':
      return shape.whole ? fc.integer() : fc.integer().map((number) => number / 4);
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...shape.values);
    case 'constant':
      return fc.constant(shape.value);
    case 'nothing':
      return fc.constant(null);
    case 'bytes':
      return fc.constant(new Uint8Array([7]));
    case 'list':
      return fc.array(valuesOf(shape.item), { maxLength: 3 });
    case 'record':
      return fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,9}$/), valuesOf(shape.value), {
        minKeys: 1,
        maxKeys: 2,
      });
    case 'either':
      return fc.oneof(...shape.options.map((option) => plainValuesOf(option, shape)));
    case 'group': {
      const required = [...shape.members].filter(([, member]) => member.required).map(([name]) => name);
      const members = [...shape.members].map(([name, member]) => [name, valuesOf(member.shape)] as const);
      return fc
        .record(Object.fromEntries(members), { requiredKeys: required })
        .map((value) =>
          Object.fromEntries(Object.entries(value).filter(([, inner]) => !isNothingTyped(inner))),
        );
    }
  }
}

/** A group of which nothing is given is not typed either. */
function isNothingTyped(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    Object.keys(value).length === 0
  );
}

function plainValuesOf(option: Shape, among: Shape): fc.Arbitrary<unknown> {
  if (option.kind === 'text') {
    const others = among.kind === 'either' ? among.options.filter((other) => other !== option) : [];
    // Beside nothing but null, a text may be any.
    if (others.every(({ kind }) => kind === 'nothing')) return valuesOf(option);
    return fc.stringMatching(/^[A-Z][a-z0-9:]{0,9}$/);
  }
  // A list of one, or of none, is what the one thing alone is typed as.
  if (option.kind === 'list' && !isStructured(option.item)) {
    const alone =
      among.kind === 'either' && among.options.some(({ kind }) => kind === 'text' || kind === 'choice');
    const item = option.item.kind === 'text' ? fc.stringMatching(/^[a-z0-9]{1,9}$/) : valuesOf(option.item);
    return fc.array(item, { minLength: alone ? 2 : 0, maxLength: 3 });
  }
  return valuesOf(option);
}
