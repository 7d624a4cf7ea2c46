import type { Selectable } from 'kysely';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { toMessageRef } from './message-ref.ts';
import { SCHEDULE_MODES, type Schedule, ScheduleContentSchema, type ScheduleSettings } from './schedule.ts';
import type { Tables } from './schema.ts';

export type ScheduleRow = Selectable<Tables['schedules']>;
/** What the settings are in columns. */
type SettingsRow = Omit<
  ScheduleRow,
  | 'id'
  | 'source'
  | 'state'
  | 'rest_reason'
  | 'counts_from'
  | 'message_channel_id'
  | 'message_id'
  | 'created_by'
  | 'created_at'
  | 'updated_at'
>;

const ModeSchema = z.enum(SCHEDULE_MODES);
const SourceSchema = z.enum(['discord', 'file']);
const StateSchema = z.enum(['active', 'resting']);

export function toColumns(settings: ScheduleSettings): SettingsRow {
  return {
    content: canonicalJson(settings.content),
    channel_id: settings.channelId,
    when_text: settings.when,
    cron: settings.cron,
    timezone: settings.timezone,
    mode: settings.mode,
    pin: settings.pin ? 1 : 0,
    delete_previous: settings.deletePrevious ? 1 : 0,
    mention_role_id: settings.mentionRoleId,
  };
}

export function toSettings(row: SettingsRow): ScheduleSettings {
  return {
    content: ScheduleContentSchema.parse(JSON.parse(row.content)),
    channelId: row.channel_id,
    when: row.when_text,
    cron: row.cron,
    timezone: row.timezone,
    mode: ModeSchema.parse(row.mode),
    pin: row.pin === 1,
    deletePrevious: row.delete_previous === 1,
    mentionRoleId: row.mention_role_id,
  };
}

export function toSchedule(row: ScheduleRow): Schedule {
  return {
    ...toSettings(row),
    id: row.id,
    source: SourceSchema.parse(row.source),
    state: StateSchema.parse(row.state),
    restReason: row.rest_reason,
    countsFrom: row.counts_from,
    message: toMessageRef(row.message_channel_id, row.message_id),
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
