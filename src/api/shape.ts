import { z } from 'zod';

/** What an operation takes, as far as the command line must know it: how texts become values, and what help says. */
export type Shape = Words &
  (
    | {
        readonly kind: 'text';
        /** What it must be, without a verb: `digits`. */
        readonly rule?: string;
        readonly least?: number;
        readonly most?: number;
        /** Whether a text will do. */
        readonly takes: (text: string) => boolean;
      }
    | { readonly kind: 'number'; readonly whole: boolean; readonly least?: number; readonly most?: number }
    | { readonly kind: 'flag' }
    | { readonly kind: 'choice'; readonly values: readonly string[] }
    | { readonly kind: 'constant'; readonly value: string | number | boolean }
    | { readonly kind: 'nothing' }
    /** A file. */
    | { readonly kind: 'bytes' }
    | { readonly kind: 'list'; readonly item: Shape }
    | { readonly kind: 'group'; readonly members: ReadonlyMap<string, Member> }
    /** Of any keys, all of one shape. */
    | { readonly kind: 'record'; readonly key: Shape; readonly value: Shape }
    | { readonly kind: 'either'; readonly options: readonly Shape[] }
  );

interface Words {
  readonly description?: string;
  /** What the API takes where it is left out. */
  readonly standard?: string | number | boolean;
}

export interface Member {
  readonly shape: Shape;
  readonly required: boolean;
}

const words = {
  description: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
};
/** The part of JSON Schema that zod writes for the arguments of operations; `rule` and `schema` are added here. */
const jsonSchema = z.union([
  z.object({ ...words, const: z.union([z.string(), z.number(), z.boolean()]) }),
  z.object({ ...words, enum: z.array(z.string()) }),
  z.object({ ...words, anyOf: z.array(z.unknown()) }),
  z.object({
    ...words,
    type: z.literal('string'),
    rule: z.string().optional(),
    /** Place of its schema in the list of them. */
    schema: z.number().int(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
  }),
  z.object({
    ...words,
    type: z.enum(['integer', 'number']),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  z.object({ ...words, type: z.literal('array'), items: z.unknown() }),
  z.object({
    ...words,
    type: z.literal('object'),
    properties: z.record(z.string(), z.unknown()),
    required: z.array(z.string()).default([]),
  }),
  z.object({
    ...words,
    type: z.literal('object'),
    propertyNames: z.unknown(),
    additionalProperties: z.unknown(),
  }),
  z.object({ ...words, type: z.enum(['boolean', 'null', 'bytes']) }),
]);

/**
 * The shape of what a schema takes.
 * @throws ZodError for schemas that no operation has so far, such as tuples: help could not show them.
 */
export function shapeOf(schema: z.ZodType): Shape {
  const texts: z.core.$ZodType[] = [];
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: json }) => {
      // What JSON has no type for is a file: see `fileBytes`.
      if (zodSchema._zod.def.type === 'custom') Object.assign(json, { type: 'bytes' });
      if (json.type === 'string' && json.enum === undefined && json.const === undefined) {
        Object.assign(json, { rule: ruleOf(zodSchema), schema: texts.push(zodSchema) - 1 });
      }
    },
  });
  return read(json, (place, text) => {
    const found = texts[place];
    return found !== undefined && z.safeParse(found, text).success;
  });
}

/** Whether the schema of a text, by its place in the list, takes it. */
type Takes = (place: number, text: string) => boolean;

/** The rule of a text in the schema's own words, without their verb: `digits`. JSON Schema has the pattern alone. */
function ruleOf(schema: z.core.$ZodType): string | undefined {
  const [issue] = z.safeParse(schema, '').error?.issues ?? [];
  return issue?.message.startsWith('must be ') ? issue.message.slice('must be '.length) : undefined;
}

function read(value: unknown, takes: Takes): Shape {
  const inside = (part: unknown): Shape => read(part, takes);
  const json = jsonSchema.parse(value);
  const common: Words = {
    ...(json.description !== undefined && { description: json.description }),
    ...(json.default !== undefined && { standard: json.default }),
  };
  if ('const' in json) return { ...common, kind: 'constant', value: json.const };
  if ('enum' in json) return { ...common, kind: 'choice', values: json.enum };
  if ('anyOf' in json) return { ...common, kind: 'either', options: json.anyOf.map(inside) };
  if ('items' in json) return { ...common, kind: 'list', item: inside(json.items) };
  if ('properties' in json) {
    const members = Object.entries(json.properties).map(
      ([name, shape]) => [name, { shape: inside(shape), required: json.required.includes(name) }] as const,
    );
    return { ...common, kind: 'group', members: new Map(members) };
  }
  if ('additionalProperties' in json) {
    const [key, inner] = [inside(json.propertyNames), inside(json.additionalProperties)];
    return { ...common, kind: 'record', key, value: inner };
  }
  switch (json.type) {
    case 'string': {
      const { rule, minLength: least, maxLength: most, schema } = json;
      return {
        ...common,
        kind: 'text',
        takes: (text) => takes(schema, text),
        ...(rule !== undefined && { rule }),
        ...(least !== undefined && { least }),
        ...(most !== undefined && { most }),
      };
    }
    case 'integer':
    case 'number':
      return {
        ...common,
        kind: 'number',
        whole: json.type === 'integer',
        ...bounds(json.minimum, json.maximum),
      };
    case 'boolean':
      return { ...common, kind: 'flag' };
    case 'null':
      return { ...common, kind: 'nothing' };
    case 'bytes':
      return { ...common, kind: 'bytes' };
  }
}

/** Without those that JavaScript's numbers have anyway. */
function bounds(least: number | undefined, most: number | undefined) {
  return {
    ...(least !== undefined && least > Number.MIN_SAFE_INTEGER && { least }),
    ...(most !== undefined && most < Number.MAX_SAFE_INTEGER && { most }),
  };
}
