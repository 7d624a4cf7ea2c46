import { ConfigError, type ConfigFault } from '../../../config/config-error.ts';
import { type FileSchedule, SCHEDULES_FILE_ADVICE } from '../../../config/schedules-file.ts';
import { UserError } from '../../message/user-error.ts';
import { BOARD_IDS, type BoardId, type BoardSpec } from '../../store/board.ts';
import type { ScheduleSettings } from '../../store/schedule.ts';
import type { Schedules } from '../../store/schedules.ts';
import { type SpecOptions, specOfKnown } from '../boards/spec-of.ts';
import { type RuleOptions, settingsOf } from './schedule-rules.ts';

export interface FileSettings {
  readonly id: string;
  readonly settings: ScheduleSettings;
}

export interface FileScheduleOptions extends RuleOptions {
  /** Which APIs are configured. */
  readonly apis: SpecOptions;
}

/**
 * What the schedules of the file mean: boards, times and zones. Asks neither Discord nor an API, for the bot must start
 * without them.
 * @throws ConfigError with the faults of all entries
 */
export function fileSettings(
  entries: readonly FileSchedule[],
  { apis, ...rules }: FileScheduleOptions,
): readonly FileSettings[] {
  const faults: ConfigFault[] = [];
  const all: FileSettings[] = [];
  for (const entry of entries) {
    try {
      all.push({ id: entry.id, settings: settingsOfEntry(entry, apis, rules) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const problem = `is not possible: ${error.message.replace(/\.$/u, '')}`;
      faults.push({ variable: `Schedule "${entry.id}" of the schedules file`, problem, example: undefined });
    }
  }
  if (faults.length > 0) throw new ConfigError(faults, SCHEDULES_FILE_ADVICE);
  return all;
}

/**
 * Brings the database in step with the file. One that rests wakes, for the operator has no other way to wake it.
 * @returns what has changed, for the log
 */
export async function syncFile(
  schedules: Schedules,
  all: readonly FileSettings[],
): Promise<Readonly<Record<'added' | 'changed' | 'removed' | 'woken', readonly string[]>>> {
  const changes = await schedules.syncFile(all);
  const woken: string[] = [];
  for (const { id, settings } of all) {
    if ((await schedules.get(id))?.state !== 'resting') continue;
    await schedules.change(id, settings);
    woken.push(id);
  }
  return { ...changes, woken };
}

function settingsOfEntry(entry: FileSchedule, apis: SpecOptions, rules: RuleOptions): ScheduleSettings {
  const { channel: channelId, mentionRole: mentionRoleId, period, order, minimum, top, ...rest } = entry;
  const board = boardId(entry.board ?? entry.digest ?? '');
  const spec = specOfKnown(apis, { board, period, order, minimum, top }, serverOf(entry.server));
  const { when, timezone, mode, pin, deletePrevious } = rest;
  const kind = entry.digest === undefined ? 'board' : 'digest';
  return settingsOf(
    { kind, channelId, when, timezone, mode, pin, deletePrevious, mentionRoleId },
    spec,
    rules,
  );
}

function boardId(text: string): BoardId {
  const known = BOARD_IDS.find((id) => id === text);
  if (known !== undefined) return known;
  throw new UserError('board-unknown', `There is no such board. Boards are ${BOARD_IDS.join(', ')}.`);
}

/** Of DCS the name is the id. */
function serverOf(server: FileSchedule['server']): BoardSpec['server'] {
  if (server === undefined) return null;
  return typeof server === 'string' ? { id: server, name: server } : server;
}
