import { readFileSync } from 'node:fs';
import { stringify } from 'lossless-json';
import { parseDcsJson } from '../../src/dcsserverbot/requests.ts';

/** What the tests read of a JSON schema. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly example?: unknown;
  readonly contentMediaType?: string;
}

interface Operation {
  readonly tags: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

const FILE = new URL('../fixtures/dcsserverbot/openapi.json', import.meta.url);

/** The current version's own description of itself. */
const description = parseDcsJson(readFileSync(FILE, 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** The schema itself, or the one it points to. */
export function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  if (name === undefined) return schema;
  const found = description.components.schemas[name];
  if (found === undefined) throw new Error(`no schema ${name}`);
  return found;
}

/** The endpoints that the description has. */
export function openApi() {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const [body] = Object.entries(operation.requestBody?.content ?? {});
      return {
        method: method.toUpperCase(),
        path,
        tag: operation.tags[0],
        query: operation.parameters ?? [],
        body: body && { contentType: body[0], schema: body[1].schema },
        answer: operation.responses['200']?.content?.['application/json']?.schema,
      };
    }),
  );
}

/** The description's own example of a schema: JSON text, for it has integers that JavaScript's numbers lose. */
export function exampleText(schema: Schema): string {
  const text = stringify(resolve(schema.items ?? schema).example);
  if (text === undefined) throw new Error('the schema has no example');
  return schema.items === undefined ? text : `[${text}]`;
}
