import { z } from 'zod';
import { ConfigError, type ConfigFault } from './config-error.ts';

/** Variables and their texts, as process.env has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables by their names, each with what it may hold. */
type Variables = Readonly<Record<string, { readonly schema: z.ZodType; readonly example: string }>>;

/** The values of variables. */
export type Settings<V extends Variables> = { readonly [K in keyof V]: z.output<V[K]['schema']> };

/** The texts of the variables that are set. */
type Given<V extends Variables> = Readonly<Partial<Record<keyof V, string>>>;

/**
 * Reads variables. What is empty or blank counts as not set.
 * @param together tells what is wrong with several of them together
 * @throws ConfigError with every fault at once.
 */
export function readSettings<V extends Variables>(
  variables: V,
  environment: Environment,
  together: (given: Given<V>) => readonly ConfigFault[],
): Settings<V> {
  const given = trimmed(variables, environment);
  const result = z.object(schemasOf(variables)).safeParse(given);
  const faults = new Map<string, ConfigFault>();
  for (const { path, message } of result.error?.issues ?? []) {
    const variable = String(path[0]);
    const example = variables[variable]?.example ?? '';
    if (!faults.has(variable)) faults.set(variable, { variable, problem: message, example });
  }
  for (const fault of together(given)) {
    // A variable that is wrong by itself is one fault; what follows from it may be gone once that is mended.
    if (!faults.has(fault.variable)) faults.set(fault.variable, fault);
  }
  if (!result.success || faults.size > 0) throw new ConfigError([...faults.values()]);
  // The keys of V with the outputs of their own schemas; TypeScript does not see through the mapped shape.
  return result.data as Settings<V>;
}

function trimmed<V extends Variables>(variables: V, environment: Environment): Given<V> {
  const texts = Object.keys(variables).map((name) => [name, environment[name]?.trim() ?? ''] as const);
  // Some of the keys of V.
  return Object.fromEntries(texts.filter(([, text]) => text !== '')) as Given<V>;
}

/** The schema of each variable by its name. */
function schemasOf<V extends Variables>(variables: V): { [K in keyof V]: V[K]['schema'] } {
  const schemas = Object.entries(variables).map(([name, { schema }]) => [name, schema]);
  // Every key of V is there with its own schema; TypeScript loses that through Object.entries.
  return Object.fromEntries(schemas) as { [K in keyof V]: V[K]['schema'] };
}
