import { z } from 'zod';
import { ConfigError, type ConfigFault } from './config-error.ts';
import { problemOf, readJsonFile, wrong } from './json-file.ts';

/** Messages continue a sentence that starts with the field's name. */
const text = (most: number) =>
  z
    .string({ error: wrong('is not a text in quotes') })
    .trim()
    .min(1, 'is empty')
    .max(most, `is longer than ${most} characters`);
const snowflake = z
  .string({ error: wrong('is not a Discord id in quotes') })
  .regex(/^\d{17,20}$/u, 'is not a Discord id, which has 17 to 20 digits');
const choice = z.boolean({ error: wrong('is neither true nor false') });
const wholeNumber = z.int({ error: wrong('is not a whole number') }).min(0, 'is less than 0');

const entrySchema = z.strictObject({
  id: z
    .string({ error: wrong('is not a text in quotes') })
    .regex(/^[a-z0-9-]{1,32}$/u, 'does not consist of 1 to 32 small letters, digits and hyphens'),
  /** Which board is posted; or, as `digest`, on which the week's digest is based. */
  board: text(40).exactOptional(),
  digest: text(40).exactOptional(),
  channel: snowflake,
  when: text(100),
  timezone: text(60).exactOptional(),
  mode: z.enum(['edit', 'post'], { error: wrong('is neither "edit" nor "post"') }).exactOptional(),
  pin: choice.exactOptional(),
  deletePrevious: choice.exactOptional(),
  mentionRole: snowflake.exactOptional(),
  period: text(20).exactOptional(),
  order: text(20).exactOptional(),
  minimum: wholeNumber.exactOptional(),
  top: wholeNumber.exactOptional(),
  /** Of DCS its name. Of BattleMetrics its id and the name to show. */
  server: z
    .union([text(200), z.strictObject({ id: text(200), name: text(200) })], {
      error: wrong('is neither the name of a server nor { "id": …, "name": … }'),
    })
    .exactOptional(),
});

/** A schedule as the operator wrote it. What boards and times there are is not checked yet. */
export type FileSchedule = z.infer<typeof entrySchema>;

const fileSchema = z.strictObject({
  schedules: z.array(z.unknown(), { error: wrong('is not a list in brackets') }),
});

/** Where faults of this file are mended. */
export const SCHEDULES_FILE_ADVICE =
  'Mend the file that SCHEDULES_FILE names; config/schedules.example.json shows how one looks.';

/**
 * Reads the operator's schedules.
 * @param guildId of the community; it is the id of everybody's role, too
 * @throws ConfigError with every fault at once: no such file, no JSON, or which field of which entry is wrong.
 */
export function loadSchedulesFile(path: string, guildId: string): readonly FileSchedule[] {
  const faults: ConfigFault[] = [];
  const add = (place: readonly string[], problem: string) =>
    faults.push({ variable: [path, ...place].join(', '), problem, example: undefined });
  const refuse = () => new ConfigError(faults, SCHEDULES_FILE_ADVICE);

  const file = fileSchema.safeParse(readJsonFile(path, SCHEDULES_FILE_ADVICE));
  if (!file.success) {
    for (const issue of file.error.issues)
      add(issue.path.map(String), problemOf(issue, 'is no object with "schedules"'));
    throw refuse();
  }
  const entries: FileSchedule[] = [];
  const ids = new Set<string>();
  for (const [index, value] of file.data.schedules.entries()) {
    const entry = entrySchema.safeParse(value);
    const name = nameOf(value, index);
    for (const issue of entry.error?.issues ?? []) {
      add([name, ...issue.path.slice(0, 1).map(String)], problemOf(issue, 'is no object in braces'));
    }
    if (!entry.success) continue;
    const { id, board, digest, mentionRole } = entry.data;
    if (board === undefined && digest === undefined) add([name], 'has neither "board" nor "digest"');
    if (board !== undefined && digest !== undefined) add([name], 'has both "board" and "digest"');
    if (mentionRole === guildId) {
      add(
        [name, 'mentionRole'],
        'is the id of your Discord server, whose role is everybody: name another role',
      );
    }
    if (ids.has(id)) add([name, 'id'], 'is that of another schedule in the file, too');
    ids.add(id);
    entries.push(entry.data);
  }
  if (faults.length > 0) throw refuse();
  return entries;
}

/** `schedule 2 ("daily-kdr")`. */
function nameOf(value: unknown, index: number): string {
  const parsed = z.object({ id: z.string().max(40) }).safeParse(value);
  return `schedule ${index + 1}${parsed.success ? ` ("${parsed.data.id}")` : ''}`;
}
