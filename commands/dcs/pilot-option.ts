import type { Pilot } from '../../src/dcsserverbot/model.ts';
import type { Context } from '../../src/discord/context.ts';

const CHOICES = 25;
/** Discord's limit for the value of a choice. */
export const PILOT_LENGTH = 100;

/** Which pilot is meant. `date` tells apart those of one name. */
export interface PilotReference {
  readonly nick: string;
  readonly date?: string;
  readonly ucid?: string;
}

/** Pilots whose name contains what was typed, those of exactly this name first; at most as many as Discord shows. */
export async function findPilotChoices(text: string, { dcs, call }: Context): Promise<readonly Pilot[]> {
  const typed = readPilot(text).nick.trim();
  if (dcs === undefined || typed === '') return [];
  return sameNameFirst(typed, await dcs.findPilots(typed, call)).slice(0, CHOICES);
}

/** Else many who were seen since would leave no place for the one whose whole name was typed. */
export function sameNameFirst(name: string, pilots: readonly Pilot[]): readonly Pilot[] {
  const isSame = ({ nick }: Pilot): boolean => foldName(nick) === foldName(name);
  return [...pilots.filter(isSame), ...pilots.filter((pilot) => !isSame(pilot))];
}

export function foldName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/**
 * The value of a choice: `date|nick`, for names are not unique. It is sent to Discord and seen by others, so it holds
 * no ucid. Where a long name leaves no room for the date, or the date is none, the name alone.
 */
export function writePilot({ nick, date }: Pilot): string {
  const value = `${date}|${nick}`;
  if (value.length <= PILOT_LENGTH && readPilot(value).date === date) return value;
  // Not inside a surrogate pair: Discord would refuse all choices for one with half a character.
  return nick.slice(0, PILOT_LENGTH).replace(/\p{Surrogate}$/u, '');
}

/** Reads the value of a choice, or a name that was typed without picking one. */
export function readPilot(value: string): PilotReference {
  const [, date, nick] = /^(\d{4}-\d\d-\d\d[T ][\d:.+Z-]+)\|([\s\S]+)$/u.exec(value) ?? [];
  return date === undefined || nick === undefined ? { nick: value } : { nick, date };
}
