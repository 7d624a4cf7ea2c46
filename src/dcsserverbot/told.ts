import type { z } from 'zod';
import { SchemaMismatchError } from '../http/errors.ts';
import { parseWith } from '../http/json.ts';
import type { WireVersion } from './model.ts';
import type { DcsAnswer } from './requests.ts';
import type { VersionMemory } from './version.ts';
import { recognise, type TellingEndpoint } from './wire/recognise.ts';

type Body = Extract<DcsAnswer, { kind: 'body' }>;

/** What a reading came from; undefined where its shape does not say. */
export interface Told<T> {
  readonly version: WireVersion | undefined;
  readonly value: T;
}

/**
 * Reads an answer as that of the version that it gives away, whatever was believed before, and remembers the version.
 * @throws SchemaMismatchError for the answer of no known version.
 */
export function told<T>(
  memory: VersionMemory,
  endpoint: TellingEndpoint,
  { body, details }: Body,
  schemaOf: (version: WireVersion) => z.ZodType<T>,
): Told<T> {
  const version = recognise(endpoint, body);
  memory.learn(version);
  if (version === undefined && !isEmptyAnswer(body)) {
    throw new SchemaMismatchError('not as documented: the answer has the keys of no known version', details);
  }
  const schema = schemaOf(version ?? memory.version ?? 'documented');
  return { version, value: parseWith(schema, body, details) };
}

/** @throws NotFoundError where the server has nothing of the kind. */
export function bodyOf(answer: DcsAnswer): Body {
  if (answer.kind === 'body') return answer;
  throw answer.error;
}

const isEmptyAnswer = (body: unknown): boolean =>
  body === null || (typeof body === 'object' && Object.keys(body).length === 0);
