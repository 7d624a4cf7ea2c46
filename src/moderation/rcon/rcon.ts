import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Server } from '../../battlemetrics/schemas/server.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText } from '../../render/escape.ts';
import { NOBODY, type RconRequest } from '../../store/moderation-request.ts';
import type { ServerFinder } from '../servers/server-finder.ts';
import { readConsoleCommand } from './console-command.ts';

/** Commands for the consoles of our servers: only those that the operator has allowed. */
export interface Rcon {
  /** Beginnings of commands; none are allowed when it is empty. */
  readonly allowed: readonly string[];
  /** @throws UserError for a command that is not allowed, and a server that is none of ours or has no RCON */
  request(input: { readonly server: string; readonly command: string }, call: Call): Promise<RconRequest>;
}

interface RconOptions {
  readonly battlemetrics: BattleMetrics;
  readonly servers: ServerFinder;
  readonly allowed: readonly string[];
}

const UNCONNECTED: readonly string[] = ['disconnected', 'refused'];

export function createRcon({ battlemetrics, servers, allowed }: RconOptions): Rcon {
  return {
    allowed,

    async request({ server: text, command: typed }, call) {
      const command = readConsoleCommand(typed, allowed);
      const { id, name } = await servers.resolve(text, call);
      const { data } = await battlemetrics.servers.get({ id }, call);
      mustHaveConsole(data.attributes, name);
      return { kind: 'rcon', subject: NOBODY, serverId: id, serverName: name, command };
    },
  };
}

/**
 * Only a definite word counts: without RCON access nothing is said of it, and the states are an open set.
 * @param name of the server; hostile text
 * @throws UserError when the server has no RCON, or BattleMetrics no connection to it
 */
export function mustHaveConsole(
  { rconActive, rconStatus }: Pick<Server['attributes'], 'rconActive' | 'rconStatus'>,
  name: string,
): void {
  if (rconActive === false) {
    throw new UserError(
      'rcon-server-without',
      `RCON is not set up for ${escapeText(name, 80)} at BattleMetrics. Whoever runs the server can do that there.`,
    );
  }
  if (rconStatus !== null && UNCONNECTED.includes(rconStatus)) {
    throw new UserError(
      'rcon-not-connected',
      `BattleMetrics has no RCON connection to ${escapeText(name, 80)} now: nothing would arrive. Try again once the server is up.`,
      { rconStatus },
    );
  }
}
