import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** How many faults are told; one schema change shows in every row of a list. */
const MOST = 3;

/**
 * Where a body differs from its schema: `data[0].attributes.name: expected string, got null; …`. Made from the path and
 * the types alone: zod's own messages may repeat what was received, which may be private.
 * @param value what was checked
 */
export function describeMismatch(error: z.ZodError, value: unknown): string {
  const faults = error.issues.map((issue) => describeIssue(issue, [], value));
  const distinct = [...new Set(faults)];
  const rest = distinct.length - MOST;
  return distinct.slice(0, MOST).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

function describeIssue(issue: Issue, above: readonly PropertyKey[], value: unknown): string {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const inner = deepest(issue.errors);
    if (inner !== undefined) return describeIssue(inner, path, value);
  }
  return `${printPath(path)}: expected ${expectation(issue)}, got ${typeAt(value, path)}`;
}

/** The fault of the branch of a union that fits furthest, if one does; else the value is of none of its types. */
function deepest(branches: readonly (readonly Issue[])[]): Issue | undefined {
  const firsts = branches.flatMap((issues) => issues.slice(0, 1)).filter(({ path }) => path.length > 0);
  return firsts.sort((a, b) => b.path.length - a.path.length)[0];
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value) ?? String(value)).join(' or ');
    case 'too_small':
      return `${issue.origin} of at least ${issue.minimum}`;
    case 'too_big':
      return `${issue.origin} of at most ${issue.maximum}`;
    case 'not_multiple_of':
      return `multiple of ${issue.divisor}`;
    case 'invalid_format':
      return `string in the format ${issue.format}`;
    case 'unrecognized_keys':
      return 'no further keys';
    case 'invalid_union': {
      const types = issue.errors.flatMap((branch) => branch.slice(0, 1)).map(expectation);
      return types.length > 0 ? [...new Set(types)].join(' or ') : 'one of the known forms';
    }
    case 'invalid_key':
      return `another kind of key in the ${issue.origin}`;
    case 'invalid_element':
      return `another kind of element in the ${issue.origin}`;
    case 'custom':
      return 'a valid value';
  }
}

/** Keys that do not look like a field's name may be data, such as a pilot's name, and are shown as `*`. */
function printPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the body';
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      const name = typeof key === 'string' && /^[A-Za-z_][\w-]{0,39}$/.test(key) ? key : '*';
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

function typeAt(value: unknown, path: readonly PropertyKey[]): string {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return 'nothing';
    here = Object.getOwnPropertyDescriptor(here, key)?.value;
  }
  if (here === undefined) return 'nothing';
  if (here === null) return 'null';
  return Array.isArray(here) ? 'array' : typeof here;
}
