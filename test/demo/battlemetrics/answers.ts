import { z } from 'zod';
import type { Answer } from './harness.ts';

const resource = z.object({
  type: z.string(),
  id: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()),
  relationships: z.record(z.string(), z.unknown()).optional(),
});
const list = z.object({
  data: z.array(resource),
  included: z.array(resource).optional(),
  links: z.record(z.string(), z.string().nullable()).optional(),
});

/** A list that the simulator answered; anything else fails the test with what came instead. */
export function listOf({ text }: Answer) {
  return list.parse(JSON.parse(text));
}

/** The ids of a list, in its order. */
export function idsOf(answer: Answer): (string | undefined)[] {
  return listOf(answer).data.map(({ id }) => id);
}

/** One attribute of each resource of a list, in its order. */
export function valuesOf(answer: Answer, attribute: string): unknown[] {
  return listOf(answer).data.map(({ attributes }) => attributes[attribute]);
}

/** What came included, as `type id`. */
export function includedIn({ text }: Answer): string[] {
  const { included } = z.object({ included: z.array(resource) }).parse(JSON.parse(text));
  return included.map(({ type, id }) => `${type} ${id}`);
}

/** As the API spells times. @param time epoch milliseconds */
export function iso(time: number): string {
  return new Date(time).toISOString();
}
