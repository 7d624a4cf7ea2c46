import type { BanPreset, PresetFault } from '../../../config/ban-presets-file.ts';
import { UserError } from '../../message/user-error.ts';
import { fillReason } from './ban-rules.ts';
import { parseDuration } from './durations.ts';

/** Discord's longest name, so that `{{admin}}` fits whoever bans. */
const LONGEST_NAME = 'x'.repeat(32);

/** What would be refused whenever somebody picks the preset. */
export function checkPreset({ reason, duration }: BanPreset): readonly PresetFault[] {
  return [
    ...faultOf('reason', () => fillReason(reason, { id: '', name: LONGEST_NAME })),
    ...faultOf('duration', () => parseDuration(duration)),
  ];
}

function faultOf(field: PresetFault['field'], read: () => unknown): readonly PresetFault[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { identifier } = error;
    return [{ field, problem: PROBLEMS[identifier] ?? `cannot be used (${identifier})` }];
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  'ban-reason-too-long': "is longer than 255 characters with a moderator's name of 32 in it",
  'duration-unreadable': 'is no duration such as 30m, 12h, 7d, 2w, 1mo, 1d12h or perm',
  'duration-too-short': 'is less than a minute',
  'duration-too-long': 'is more than ten years; "perm" is for good',
};
