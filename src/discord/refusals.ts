import { UserError } from '../message/user-error.ts';
import type { AccessLevel } from './command.ts';
import type { Asker } from './context.ts';
import { OUTDATED } from './failure.ts';

/** The interaction came from another guild or a direct message. */
export function elsewhere(): UserError {
  return new UserError('elsewhere', 'Squawk serves one community, and this is not its Discord server.');
}

export function restarting(): UserError {
  return new UserError('restarting', 'Squawk is restarting. Try again in a minute.');
}

/** The grace time of a shutdown ended before the command did. */
export function cutShort(): UserError {
  return new UserError('cut-short', `Squawk is restarting and could not finish this. ${LOOK_FIRST}`);
}

/** The interaction's own time is over. */
export function tookTooLong(): UserError {
  return new UserError('took-too-long', `That took longer than Discord waits for an answer. ${LOOK_FIRST}`);
}

/** What was given up may be a write that is on its way. */
const LOOK_FIRST =
  'If it was to change something, look whether it was done before you try again in a minute.';

export function outdatedCommand(): UserError {
  return new UserError('outdated-command', OUTDATED);
}

export function outdatedComponent(): UserError {
  return new UserError(
    'outdated-component',
    'This button or form is from another version of Squawk, or its command is switched off. Run the command again.',
  );
}

/** The person may not do this; says which level it takes and how one gets it. */
export function refusal(needed: AccessLevel, asker: Asker): UserError {
  const who =
    needed === 'admin'
      ? 'admins: it takes one of the admin roles that Squawk is set up with, or the Administrator permission'
      : 'moderators: it takes one of the moderator or admin roles that Squawk is set up with, or the Administrator permission';
  return new UserError('access-denied', `🔒 This is for ${who}.`, { needed, level: asker.level });
}
