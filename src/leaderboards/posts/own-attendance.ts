import { boardOf } from '../../render/board-catalogue.ts';
import type { Attendance, AttendanceHour } from '../../store/attendance.ts';
import type { BoardSpec } from '../../store/board.ts';
import { averageOf } from './busiest-hour.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
/** Of the 168 hours of a week; less is known too little of to be compared. */
const COMPLETE_HOURS = 160;

/** What the bot itself saw on the servers that a board is about, in the two weeks before a moment, in full hours. */
export interface OwnAttendance {
  readonly week: readonly AttendanceHour[];
  readonly weekBefore: readonly AttendanceHour[];
}

/** @param now epoch milliseconds */
export async function readOwnAttendance(
  attendance: Pick<Attendance, 'between'>,
  spec: BoardSpec,
  now: number,
): Promise<OwnAttendance> {
  const to = Math.floor(now / HOUR) * HOUR;
  const { api } = boardOf(spec);
  const ofBoard = (hours: readonly AttendanceHour[]): readonly AttendanceHour[] =>
    hours.filter((one) => one.api === api && (spec.server === null || one.serverId === spec.server.id));
  return {
    week: ofBoard(await attendance.between(to - WEEK, to)),
    weekBefore: ofBoard(await attendance.between(to - 2 * WEEK, to - WEEK)),
  };
}

/** Hours that people spent on the servers; undefined where too much of the week is missing. */
export function playerHours(week: readonly AttendanceHour[]): number | undefined {
  const known = new Set(week.map(({ hour }) => hour));
  if (known.size < COMPLETE_HOURS) return undefined;
  return week.reduce((sum, hour) => sum + averageOf(hour), 0);
}
