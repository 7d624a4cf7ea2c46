import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { CommandPayload } from './command-payload.ts';

/** Texts in other languages, which Squawk does not set: null, {} and left out are the same. */
const localizations = z
  .record(z.string(), z.string())
  .nullish()
  .transform((texts) => Object.entries(texts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

const head = {
  name: z.string(),
  name_localizations: localizations,
  description: z.string().default(''),
  description_localizations: localizations,
};

const choice = z.object({
  name: z.string(),
  name_localizations: localizations,
  value: z.union([z.string(), z.number()]),
});

const optionShape = {
  ...head,
  type: z.number(),
  required: z.boolean().nullish().transform(orFalse),
  autocomplete: z.boolean().nullish().transform(orFalse),
  choices: z.array(choice).nullish().transform(orEmpty),
  min_value: z.number().nullish().transform(orNull),
  max_value: z.number().nullish().transform(orNull),
  min_length: z.number().nullish().transform(orNull),
  max_length: z.number().nullish().transform(orNull),
  channel_types: z
    .array(z.number())
    .nullish()
    .transform((types) => orEmpty(types).sort((a, b) => a - b)),
};

// Options nest three levels deep: groups of subcommands, subcommands, their options.
const leaf = z.object(optionShape);
const branch = z.object({ ...optionShape, options: z.array(leaf).nullish().transform(orEmpty) });
const option = z.object({ ...optionShape, options: z.array(branch).nullish().transform(orEmpty) });

/**
 * What makes a command what it is. Discord adds ids, versions and defaults to what was registered; those are
 * dropped or filled in here on both sides, so that they are no difference.
 */
const command = z.object({
  ...head,
  type: z.number().default(1),
  options: z.array(option).nullish().transform(orEmpty),
  default_member_permissions: z.string().nullish().transform(orNull),
  nsfw: z.boolean().nullish().transform(orFalse),
});

const registered = z.array(command);

/** The names of commands that Discord has otherwise than they should be, lacks, or has beyond. */
export function differingCommands(wanted: readonly CommandPayload[], found: unknown): readonly string[] {
  const want = byName(registered.parse(wanted));
  const have = byName(registered.parse(found));
  const names = new Set([...want.keys(), ...have.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(want.get(name), have.get(name))).sort();
}

/** Commands of different types may share a name. The order of commands is of no account. */
function byName(commands: z.output<typeof registered>): Map<string, z.output<typeof command>> {
  return new Map(
    commands.map((entry) => [entry.type === 1 ? entry.name : `${entry.name} (type ${entry.type})`, entry]),
  );
}

function orFalse(value: boolean | null | undefined): boolean {
  return value ?? false;
}

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}

function orEmpty<T>(value: T[] | null | undefined): T[] {
  return value ?? [];
}
