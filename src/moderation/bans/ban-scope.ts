import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import type { BanScope } from '../../store/moderation-request.ts';
import type { ServerFinder } from '../servers/server-finder.ts';

/** Where a ban shall hold, as it was typed. */
export interface ScopeInput {
  readonly scope: 'organization' | 'server' | 'ban-list';
  /** With the scope `server`. */
  readonly server?: string | undefined;
}

/** @throws UserError when scope and server do not go together, or there is no such server or ban list. */
export async function readScope(
  { scope, server }: ScopeInput,
  { servers, banListId }: { readonly servers: ServerFinder; readonly banListId?: string | undefined },
  call: Call,
): Promise<BanScope> {
  if (scope !== 'server') {
    if (server !== undefined) {
      throw new UserError(
        'ban-scope-server',
        'A `server` was given, but the scope is not one server. Choose the scope `One server`, or leave `server` out.',
      );
    }
    if (scope === 'organization') return { kind: 'organization' };
    if (banListId === undefined) {
      throw new UserError(
        'ban-list-missing',
        'This bot knows no ban list: the operator can set `BATTLEMETRICS_BAN_LIST_ID`. Choose another scope.',
      );
    }
    return { kind: 'ban-list', banListId };
  }
  if (server === undefined) {
    throw new UserError('ban-server-missing', 'For a ban on one server, say which: fill in `server`.');
  }
  const { id, name } = await servers.resolve(server, call);
  return { kind: 'server', serverId: id, serverName: name };
}
