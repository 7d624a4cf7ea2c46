import { z } from 'zod';
import { ConfigError, type ConfigFault } from './config-error.ts';
import { problemOf, readJsonFile, wrong } from './json-file.ts';

/** A reason that moderators pick, with the duration that goes with it. */
export interface BanPreset {
  /** By which it is picked; no two are called the same. */
  readonly name: string;
  /** 1 to 255 characters, templates included. Players see it. */
  readonly reason: string;
  /** As it is typed in `/ban`: `7d`, `1d12h`, `perm`. */
  readonly duration: string;
}

/** What `/ban` offers when the operator names no file. */
export const DEFAULT_BAN_PRESETS: readonly BanPreset[] = [
  {
    name: 'Team killing',
    reason: 'Team killing. Banned for {{duration}}, {{timeLeft}} left.',
    duration: '3d',
  },
  {
    name: 'Team killing, again',
    reason: 'Repeated team killing. Banned for {{duration}}, {{timeLeft}} left.',
    duration: '1mo',
  },
  {
    name: 'Attack on parked or spawning players',
    reason: 'Attacking parked or spawning players. Banned for {{duration}}, {{timeLeft}} left.',
    duration: '7d',
  },
  {
    name: 'Insults',
    reason: 'Insults or harassment. Banned for {{duration}}, {{timeLeft}} left.',
    duration: '7d',
  },
  {
    name: 'Spam',
    reason: 'Spam in chat or voice. Banned for {{duration}}, {{timeLeft}} left.',
    duration: '1d',
  },
  {
    name: 'Forbidden name',
    reason: 'Your name breaks our rules: change it. Banned for {{duration}}.',
    duration: '1h',
  },
  {
    name: 'Ban evasion',
    reason: 'Evading a ban. {{uid}}',
    duration: 'perm',
  },
  { name: 'Cheating', reason: 'Cheating. {{uid}}', duration: 'perm' },
];

/** Where faults of this file are mended. */
export const BAN_PRESETS_ADVICE =
  'Mend the file that BAN_PRESETS_FILE names; config/ban-presets.example.json shows how one looks.';

const text = (most: number) =>
  z
    .string({ error: wrong('is not a text in quotes') })
    .trim()
    .min(1, 'is empty')
    .refine((value) => [...value].length <= most, `is longer than ${most} characters`);

const presetSchema = z.strictObject({
  // Discord counts the value of a choice in UTF-16 units, and takes 100.
  name: text(80).refine((name) => name.length <= 100, 'is longer than 100 UTF-16 units'),
  reason: text(255),
  duration: text(40),
});

/** A field of a preset, and what is wrong with it: the end of a sentence that begins with the field. */
export interface PresetFault {
  readonly field: keyof BanPreset;
  readonly problem: string;
}

const fileSchema = z.strictObject({
  presets: z.array(z.unknown(), { error: wrong('is not a list in brackets') }),
});

/**
 * Reads the operator's presets.
 * @param check what is wrong with a preset by moderation's own rules, which are not known here
 * @throws ConfigError with every fault at once: no such file, no JSON, or which field of which preset is wrong.
 */
export function loadBanPresetsFile(
  path: string,
  check: (preset: BanPreset) => readonly PresetFault[],
): readonly BanPreset[] {
  const faults: ConfigFault[] = [];
  const add = (place: readonly string[], problem: string) =>
    faults.push({ variable: [path, ...place].join(', '), problem, example: undefined });
  const file = fileSchema.safeParse(readJsonFile(path, BAN_PRESETS_ADVICE));
  for (const issue of file.error?.issues ?? []) {
    add(issue.path.map(String), problemOf(issue, 'is no object with "presets"'));
  }
  const presets: BanPreset[] = [];
  const names = new Set<string>();
  for (const [index, value] of (file.data?.presets ?? []).entries()) {
    const place = `preset ${index + 1}`;
    const preset = presetSchema.safeParse(value);
    for (const issue of preset.error?.issues ?? []) {
      add([place, ...issue.path.slice(0, 1).map(String)], problemOf(issue, 'is no object in braces'));
    }
    const name = nameOf(value);
    if (name !== undefined && names.has(name)) {
      add([place, 'name'], 'is that of another preset in the file, too');
    }
    if (name !== undefined) names.add(name);
    if (!preset.success) continue;
    for (const { field, problem } of check(preset.data)) add([place, field], problem);
    presets.push(preset.data);
  }
  if (faults.length > 0) throw new ConfigError(faults, BAN_PRESETS_ADVICE);
  return presets;
}

/** As names are compared; also of a preset in which something else is wrong. */
function nameOf(value: unknown): string | undefined {
  const named = z.object({ name: presetSchema.shape.name }).safeParse(value);
  return named.data?.name.toLowerCase();
}
