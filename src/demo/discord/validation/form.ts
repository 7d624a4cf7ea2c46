import { z } from 'zod';
import { DiscordError, type FormErrorTree } from '../rest/discord-error.ts';

/** Adds one of Discord's own form errors to the field that is being checked. */
export function refuse(
  context: z.RefinementCtx,
  code: string,
  message: string,
  path: readonly (string | number)[] = [],
): void {
  context.addIssue({ code: 'custom', message, params: { code }, path: [...path] });
}

/** A text whose length Discord limits; surrounding white space does not count, as Discord takes it away. */
export function text(limits: { readonly min?: number; readonly max: number }) {
  const { min = 0, max } = limits;
  return z.string({ error: 'Could not interpret the value as string.' }).transform((value, context) => {
    const trimmed = value.trim();
    if (min > 0 && trimmed.length === 0) {
      refuse(context, 'BASE_TYPE_REQUIRED', 'This field is required');
    } else if (trimmed.length < min || value.length > max) {
      if (min > 0) {
        refuse(context, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
      } else {
        refuse(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
      }
    }
    return trimmed;
  });
}

/** A list whose length Discord limits. */
export function list<T extends z.ZodType>(item: T, limits: { readonly min?: number; readonly max: number }) {
  const { min = 0, max } = limits;
  return z.array(item).superRefine((values, context) => {
    if (values.length >= min && values.length <= max) return;
    if (min > 0) {
      refuse(context, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    } else {
      refuse(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    }
  });
}

/** A field that may be left out or null; both are the same to Discord. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value): z.output<T> | undefined => value ?? undefined);
}

/** One of Discord's ids, as text or number. */
export const snowflake = z.union([z.string(), z.number()]).transform((value, context) => {
  const id = String(value);
  if (!/^\d{1,20}$/.test(id)) refuse(context, 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
  return id;
});

export function integer(min: number, max: number) {
  return z.number().transform((value, context) => {
    if (!Number.isInteger(value)) refuse(context, 'NUMBER_TYPE_COERCE', `Value "${value}" is not int.`);
    if (value < min) {
      refuse(context, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    }
    if (value > max) refuse(context, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
    return value;
  });
}

/** Discord's answer to a schema's complaints: 50035 with an error at each faulty field. */
export function formError(issues: readonly z.core.$ZodIssue[], prefix: readonly string[]): DiscordError {
  const tree: FormErrorTree = {};
  for (const issue of issues) {
    let node = tree;
    for (const key of [...prefix, ...issue.path.map(String)]) {
      const next = node[key];
      if (next !== undefined && !Array.isArray(next)) {
        node = next;
      } else {
        const child: FormErrorTree = {};
        node[key] = child;
        node = child;
      }
    }
    const errors = node['_errors'];
    const error = describe(issue);
    if (Array.isArray(errors)) errors.push(error);
    else node['_errors'] = [error];
  }
  return new DiscordError(400, 50035, 'Invalid Form Body', tree);
}

/**
 * Checks a body as Discord's form does; unknown keys pass and are dropped.
 * @param prefix where the form stands in the body: `['data']` for an interaction callback.
 * @throws DiscordError 50035.
 */
export function parseForm<T extends z.ZodType>(
  schema: T,
  body: unknown,
  prefix: readonly string[] = [],
): z.output<T> {
  const result = schema.safeParse(body, { reportInput: true });
  if (!result.success) throw formError(result.error.issues, prefix);
  return result.data;
}

/** A refusal of one field. */
export function fieldError(path: readonly string[], code: string, message: string): DiscordError {
  return formError([{ code: 'custom', message, params: { code }, path: [] }], path);
}

const EXPECTED: Readonly<Record<string, { code: string; message: string }>> = {
  array: { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' },
  object: { code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' },
  string: { code: 'STRING_TYPE_CONVERT', message: 'Could not interpret the value as string.' },
  number: { code: 'NUMBER_TYPE_COERCE', message: 'Value is not int.' },
  boolean: { code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.' },
};

function describe(issue: z.core.$ZodIssue): { code: string; message: string } {
  if (issue.code === 'custom') {
    const code: unknown = issue.params?.['code'];
    return { code: typeof code === 'string' ? code : 'BASE_TYPE_INVALID', message: issue.message };
  }
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
    const expected = EXPECTED[issue.expected];
    if (expected !== undefined) return expected;
  }
  if (issue.code === 'invalid_value') {
    return {
      code: 'BASE_TYPE_CHOICES',
      message: `Value must be one of {${issue.values.map(String).join(', ')}}.`,
    };
  }
  if (issue.code === 'invalid_union' && 'discriminator' in issue) {
    return { code: 'BASE_TYPE_CHOICES', message: 'Value must be one of the known types.' };
  }
  return { code: 'BASE_TYPE_INVALID', message: issue.message };
}
