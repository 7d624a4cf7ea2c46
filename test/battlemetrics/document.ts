import { readFileSync } from 'node:fs';
import { z } from 'zod';

/*
 * The document of the BattleMetrics API as data: `test/fixtures/battlemetrics/document/`. What stands there
 * was copied by a program and compared with the document line by line; here it is only read. Schemas are
 * strict: a misspelt key would otherwise look like a fact that the document lacks.
 */

const FOLDER = new URL('../fixtures/battlemetrics/document/', import.meta.url);

/** A type as the document names it. */
const typeName = z
  .string()
  .regex(
    /^(nullable )?(string|boolean|integer|number|array|object|date-time|uuid)$/,
    'no type of the document',
  );

/** What the tables tell of a value. */
const value = {
  /** `nullable date-time` */
  type: typeName,
  /** Of the whole value; the document anchors only some of its patterns. */
  pattern: z.string().optional(),
  oneOf: z.array(z.string().nullable()).min(1).optional(),
  /** Of `include` and `sort`: the names that the description lists as valid. */
  valid: z.array(z.string()).min(1).optional(),
  /** Bounds of a number, both allowed themselves. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Bounds of a length, both allowed themselves. */
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  /** As text, without quotes: `10`, `true`, `[]`, `-timestamp`. */
  default: z.string().optional(),
  /** The description, empty where the document has none. */
  text: z.string(),
  example: z.json().optional(),
};

const parameter = z.strictObject({
  in: z.enum(['query', 'body']),
  /** As printed: `filter:server:players:min`, `data/attributes:reason`; a slash stands for items of an array. */
  name: z.string(),
  /** Under "Required Parameters". */
  required: z.boolean(),
  ...value,
});

const curl = z.strictObject({
  /** Names and decoded values in the order of the `-d` lines; a name may occur twice. */
  query: z.array(z.tuple([z.string(), z.string()])).optional(),
  body: z.json().optional(),
  /** Names in the example that no table of the operation has. */
  undocumented: z.array(z.string()).min(1).optional(),
  /** Values in the example that the rules of the operation's own tables forbid. */
  mistakes: z
    .array(
      z.strictObject({
        /** As in `query`, or the name of the parameter of the body. */
        name: z.string(),
        value: z.json(),
        rule: z.enum([
          'pattern',
          'oneOf',
          'valid',
          'range',
          'length',
          // Of `fields` and `relations`: the resource type's own table has no such name.
          'attributes',
          'relationships',
          // It cannot be combined with one that stands before it.
          'together',
        ]),
        /** A value that keeps to the rules, where there must be one. */
        instead: z.json().optional(),
      }),
    )
    .min(1)
    .optional(),
});

const operation = z.strictObject({
  /** The heading right above the operation, else that of its resource. */
  section: z.string(),
  /** The prose above the operation, paragraphs apart by an empty line. */
  text: z.string(),
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
  /** As printed: `/bans/{ban_id}`. */
  path: z.string(),
  /** Where the text shows that another path is meant than the printed one. */
  pathAsMeant: z.strictObject({ path: z.string(), reason: z.string() }).optional(),
  /** What the prose of the operation, or that of its resource, requires. */
  scope: z.string().optional(),
  /** Rate limits of its own besides the global ones. */
  limits: z
    .array(
      z.strictObject({ calls: z.number(), seconds: z.number(), per: z.enum(['server', 'user']).optional() }),
    )
    .optional(),
  parameters: z.array(parameter),
  curl,
  response: z.strictObject({
    status: z.number(),
    contentType: z.string().optional(),
    body: z.json().optional(),
    /** Of an answer that is not JSON. */
    text: z.string().optional(),
  }),
});

const attribute = z.strictObject({
  /** What follows `attributes:` (`metadata:appid`), or `meta:` of a relationship. */
  name: z.string(),
  ...value,
});

const resource = z.strictObject({
  section: z.string(),
  /** `prototype` of all of them today. */
  stability: z.string(),
  /** What the document says of the resource before its table. */
  text: z.string(),
  /** `ban` */
  type: z.string(),
  /** Absent of resources without an id. */
  id: z.strictObject(value).optional(),
  attributes: z.array(attribute),
  relationships: z.array(
    z.strictObject({
      name: z.string(),
      /** The resource type that it points to. */
      type: z.string(),
      many: z.boolean(),
      /** Said only where the document has a line for it: `data` may be null. */
      nullable: z.boolean().optional(),
      /** `meta` of each item of a relationship to many. */
      itemMeta: z.array(attribute).optional(),
      /** `meta` of the relationship itself. */
      meta: z.array(attribute).optional(),
    }),
  ),
  /** What follows `meta:`; `*` where any keys may stand. A slash stands for items: `metadata/key`. */
  meta: z.array(z.string()),
});

export type DocumentedOperation = Readonly<z.infer<typeof operation>>;
export type DocumentedParameter = Readonly<z.infer<typeof parameter>>;
export type DocumentedResource = Readonly<z.infer<typeof resource>>;

function once<T>(file: string, schema: z.ZodType<T>): () => T {
  let read: T | undefined;
  return () => {
    read ??= schema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
    return read;
  };
}

/** The 89 operations in the document's order; `GET /sessions` and the PATCH of a friend stand there twice. */
export const readOperations: () => readonly DocumentedOperation[] = once(
  'operations.json',
  z.array(operation),
);

/** The resource types that have a table of attributes, in the document's order. */
export const readResources: () => readonly DocumentedResource[] = once('resources.json', z.array(resource));
