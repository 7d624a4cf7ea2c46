import { z } from 'zod';
import { looksLikeHtml } from '../http/api-message.ts';
import { type ApiErrorDetails, NotJsonError } from '../http/errors.ts';
import { parseJson, parseWith } from '../http/json.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { AnswerKind, AnyOperation } from './operation.ts';
import { RESOURCE_TYPES } from './schemas/resource-types.ts';

/** The fieldsets of a call with their types erased. */
export type AnyFieldsets = Readonly<Record<string, readonly string[] | undefined>>;

/** A document as it was read, with its types erased. */
export interface Envelope {
  readonly data: unknown;
  readonly included: readonly { readonly type: string; readonly id: string }[];
  readonly meta: unknown;
  /** `links.next`, as the API gave it. */
  readonly next?: string;
}

type EnvelopeSchema = z.ZodType<{
  data?: unknown;
  included: Envelope['included'];
  meta?: unknown;
  links: { next?: string | null };
}>;

/** One schema for each operation and choice of fieldsets; both come from code, so there are few. */
const schemas = new WeakMap<AnyOperation, Map<string, EnvelopeSchema>>();

/**
 * Reads the body of a successful answer. Undefined where the operation's answer may be empty and is.
 * @throws NotJsonError or SchemaMismatchError.
 */
export function readEnvelope(
  operation: AnyOperation,
  fields: AnyFieldsets,
  response: HttpResponse,
  details: ApiErrorDetails,
): Envelope | undefined {
  const { kind } = operation.answer;
  if (kind === 'text') return { data: readText(response, details), included: [], meta: {} };
  const mayBeEmpty = kind === 'empty' || kind === 'oneOrEmpty' || kind === 'manyOrEmpty';
  const body = parseJson(response, details, { allowEmpty: mayBeEmpty });
  if (mayBeEmpty && isNothing(body, kind)) return undefined;
  if (kind === 'empty') {
    parseWith(success, body, details);
    return undefined;
  }
  const envelope = wrap(body, operation.answer.flat ?? false);
  const { data, included, meta, links } = parseWith(schemaOf(operation, fields), envelope, details);
  const next = links.next ?? undefined;
  return { data, included, meta, ...(next === undefined ? {} : { next }) };
}

/** A file. @throws NotJsonError for a page of a proxy, which is no file of the API's. */
function readText({ body, status }: HttpResponse, details: ApiErrorDetails): string {
  if (!looksLikeHtml(body)) return body;
  throw new NotJsonError('a web page instead of a file, as of a proxy in front of the API', {
    ...details,
    status,
  });
}

const BESIDE_DATA = new Set(['data', 'included', 'links', 'meta']);

/**
 * Without the scope to read, a write is answered by an empty body; `null`, and a document without data, say the same.
 * An empty list is an answer where there may be several.
 */
function isNothing(body: unknown, kind: AnswerKind): boolean {
  if (!isObject(body)) return body === undefined || body === null;
  if (!Object.keys(body).every((key) => BESIDE_DATA.has(key))) return false;
  const data = body['data'] ?? {};
  if (Array.isArray(data)) return kind === 'oneOrEmpty' && data.length === 0;
  return isObject(data) && Object.keys(data).length === 0;
}

/** What nobody reads may say anything but that it failed. */
const success = z.looseObject({ errors: z.undefined().exactOptional() });

/** Some answers are a bare resource, and where the operation says so bare attributes, instead of a document. */
function wrap(body: unknown, flat: boolean): unknown {
  if (!isObject(body) || 'data' in body || 'errors' in body) return body;
  if ('type' in body && 'attributes' in body) return { data: body };
  return flat ? { data: { attributes: body } } : body;
}

function schemaOf(operation: AnyOperation, fields: AnyFieldsets): EnvelopeSchema {
  const known = schemas.get(operation) ?? new Map<string, EnvelopeSchema>();
  schemas.set(operation, known);
  const key = JSON.stringify(fields);
  const schema = known.get(key) ?? buildSchema(operation, fields);
  known.set(key, schema);
  return schema;
}

function buildSchema({ answer }: AnyOperation, fields: AnyFieldsets): EnvelopeSchema {
  const { kind, resource } = answer;
  const asked = resource === undefined ? undefined : fields[resource.type];
  const item =
    (asked === undefined ? undefined : resource?.sparse?.(asked)) ?? resource?.schema ?? z.unknown();
  const several = kind === 'page' || kind === 'many' || kind === 'manyOrEmpty';
  return z.object({
    data: several ? listOf(item, kind) : item,
    included: z.preprocess((value) => value ?? [], includedSchema(fields)),
    meta: z.preprocess((value) => value ?? {}, answer.meta ?? z.unknown()),
    links: z.preprocess((value) => value ?? {}, z.object({ next: z.string().nullable().exactOptional() })),
  });
}

/**
 * Where several are expected that are not paged, one of them may come bare: the document's example of an import is so,
 * and of command stats it calls a summary "a single result".
 */
function listOf(item: z.ZodType, kind: string): z.ZodType {
  const list = z.array(item);
  if (kind === 'page') return list;
  return z.preprocess((value) => (Array.isArray(value) ? value : [value]), list);
}

/** `included` holds resources of mixed types; nulls, and types that Squawk does not read, are left out. */
function includedSchema(fields: AnyFieldsets): z.ZodType<Envelope['included']> {
  const byType = new Map(
    Object.values(RESOURCE_TYPES).map((resource) => {
      const asked = fields[resource.type];
      const schema = asked === undefined ? resource.schema : resource.sparse(asked);
      return [resource.type as string, schema as z.ZodType];
    }),
  );
  const entry = z.unknown().transform((value, context) => {
    const schema =
      isObject(value) && typeof value['type'] === 'string' ? byType.get(value['type']) : undefined;
    const result = schema?.safeParse(value);
    for (const issue of result?.error?.issues ?? []) {
      // zod reports the schema's own issues under this entry's path; a union spread is no longer seen as that union.
      context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
    }
    return identified.safeParse(result?.data).data;
  });
  return z.array(entry).transform((entries) => entries.filter((item) => item !== undefined));
}

const identified = z.looseObject({ type: z.string(), id: z.string() });

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
