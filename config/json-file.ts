import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ConfigError } from './config-error.ts';

/**
 * Reads a JSON file of the operator.
 * @param advice where its faults are mended
 * @throws ConfigError when it is not there, cannot be read, or holds no JSON.
 */
export function readJsonFile(path: string, advice: string): unknown {
  const fail = (problem: string) =>
    new ConfigError([{ variable: `The file ${path}`, problem, example: undefined }], advice);
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw fail(code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`);
  }
  try {
    // Some editors begin a file with a mark that JSON does not know.
    return JSON.parse(content.replace(/^\ufeff/u, ''));
  } catch (error) {
    throw fail(`is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** The message of a field that is of another kind; one that is not there is said to be missing, whatever it should be. */
export function wrong(problem: string): (issue: { readonly input?: unknown }) => string {
  return ({ input }) => (input === undefined ? 'is missing' : problem);
}

/** What is wrong with an entry, as a sentence that begins with its place. */
export function problemOf(issue: z.core.$ZodIssue, notAnObject: string): string {
  if (issue.code === 'unrecognized_keys') {
    return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which I do not know`;
  }
  return issue.path.length === 0 ? notAnObject : issue.message;
}
