import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schemaNode = z.record(z.string(), z.unknown());

const description = z
  .object({
    paths: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          parameters: z
            .array(
              z.object({
                name: z.string(),
                in: z.literal('query'),
                required: z.boolean(),
                schema: schemaNode,
              }),
            )
            .default([]),
          requestBody: z
            .object({ content: z.record(z.string(), z.object({ schema: schemaNode })) })
            .optional(),
          responses: z.looseObject({
            200: z.object({ content: z.object({ 'application/json': z.object({ schema: schemaNode }) }) }),
          }),
        }),
      ),
    ),
    components: z.object({ schemas: z.record(z.string(), schemaNode) }),
  })
  .parse(
    JSON.parse(readFileSync(new URL('../../fixtures/dcsserverbot/openapi.json', import.meta.url), 'utf8')),
  );

export interface DescribedParameter {
  readonly name: string;
  readonly where: 'query' | 'body';
  readonly required: boolean;
  readonly type: unknown;
  readonly format: unknown;
  readonly choices: unknown;
}

export interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly multipart: boolean;
  readonly parameters: readonly DescribedParameter[];
  /** What a good answer is made of. */
  readonly answer: z.ZodType;
}

const { schemas } = description.components;

/**
 * The description as servers keep it: a field that can be absent is told as null instead, no other field is told,
 * a decimal is described as text and told as a number, and dates have no zone.
 */
function asSent(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asSent);
  if (typeof node !== 'object' || node === null) return node;
  const { example: _, description: __, title: ___, default: ____, ...rest } = schemaNode.parse(node);
  if (typeof rest['$ref'] === 'string')
    return { $ref: rest['$ref'].replace('#/components/schemas/', '#/$defs/') };
  if (rest['type'] === 'integer') return { type: 'number', multipleOf: 1 };
  if (rest['type'] === 'string' && typeof rest['pattern'] === 'string') return { type: 'number' };
  if (rest['format'] === 'date-time') {
    return { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?(\\+00:00)?$' };
  }
  if (rest['properties'] === undefined) {
    return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asSent(value)]));
  }
  const properties = Object.entries(schemaNode.parse(rest['properties']));
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(([key, value]) => [key, asSent(value)])),
    required: properties.map(([key]) => key),
    additionalProperties: false,
  };
}

const jsonSchema = z.custom<z.core.JSONSchema.JSONSchema>((value) => schemaNode.safeParse(value).success);

const $defs = Object.fromEntries(
  Object.entries(schemas)
    .filter(([name]) => !name.startsWith('Body_'))
    .map(([name, schema]) => [name, jsonSchema.parse(asSent(schema))]),
);

const validator = (schema: object): z.ZodType =>
  z.fromJSONSchema({ ...jsonSchema.parse(asSent(schema)), $defs });

const fieldSchema = z.object({
  properties: z.record(z.string(), schemaNode),
  required: z.array(z.string()).default([]),
});

function describe(
  name: string,
  where: 'query' | 'body',
  required: boolean,
  schema: object,
): DescribedParameter {
  const { anyOf, ...own } = schemaNode.parse(schema);
  const {
    type,
    format,
    enum: choices,
  } = { ...(Array.isArray(anyOf) ? schemaNode.parse(anyOf[0]) : {}), ...own };
  return { name, where, required, type, format, choices };
}

/** Every operation of the description of the current version. */
export const OPERATIONS: readonly Operation[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters, requestBody, responses }]): Operation => {
    const [[mediaType, body] = []] = Object.entries(requestBody?.content ?? {});
    const form = String(body?.schema['$ref'] ?? '').replace('#/components/schemas/', '');
    const { properties, required } = fieldSchema.parse(schemas[form] ?? { properties: {} });
    return {
      method: method === 'get' ? 'GET' : 'POST',
      path,
      multipart: mediaType === 'multipart/form-data',
      parameters: [
        ...parameters.map((one) => describe(one.name, 'query', one.required, one.schema)),
        ...Object.entries(properties).map(([name, schema]) =>
          describe(name, 'body', required.includes(name), schema),
        ),
      ],
      answer: validator(responses['200'].content['application/json'].schema),
    };
  }),
);
