import { COMMANDS } from '../../commands/index.ts';
import type { Action } from '../../src/discord/command.ts';

/** What a person runs by that name: `ban`, `flag add`, `leaderboard schedule add`. */
export function actionOf(name: string): Action {
  const [command, ...rest] = name.split(' ');
  const body = COMMANDS.find((candidate) => candidate.name === command)?.body;
  const action = body?.kind === 'action' ? body.action : body?.actions[rest.join(' ')];
  if (action === undefined) throw new Error(`there is no command /${name}`);
  return action;
}
