import { z } from 'zod';
import { wireName } from '../wire-name.ts';

/** A field whose key on the wire is not the snake case of its name. */
export interface KeyedField<T> {
  readonly key: string;
  readonly schema: z.ZodType<T>;
}

/** Reads a field from another key: `frequencies: at('frequencyList', …)`. */
export const at = <T>(key: string, schema: z.ZodType<T>): KeyedField<T> => ({ key, schema });

type Fields = Readonly<Record<string, z.ZodType | KeyedField<unknown>>>;
type Read<F> = F extends KeyedField<infer T> ? T : F extends z.ZodType<infer T> ? T : never;

/** What the fields read; one that may be undefined is left out then. */
type RecordOf<S extends Fields> = {
  readonly [K in keyof S as undefined extends Read<S[K]> ? never : K]: Read<S[K]>;
} & {
  readonly [K in keyof S as undefined extends Read<S[K]> ? K : never]?: Exclude<Read<S[K]>, undefined>;
};

/**
 * An object of the wire with the client's names: `unitType` is read from `unit_type`, or from where `at` says. Keys
 * that are not named are dropped, and fields that come to undefined are absent.
 */
export function wireRecord<S extends Fields>(fields: S): z.ZodType<RecordOf<S>> {
  const entries = Object.entries(fields).map(([name, field]) =>
    field instanceof z.ZodType
      ? { name, key: wireName(name), schema: field }
      : { name, key: field.key, schema: field.schema },
  );
  const names = new Map(entries.map(({ key, name }) => [key, name]));
  const wire = z.object(Object.fromEntries(entries.map(({ key, schema }) => [key, schema])));
  return wire.transform((row) => {
    const read = Object.entries(row).filter(([, value]) => value !== undefined);
    // Each value is what its own schema read; no type can say that of entries that were walked.
    return Object.fromEntries(read.map(([key, value]) => [names.get(key), value])) as unknown as RecordOf<S>;
  });
}
