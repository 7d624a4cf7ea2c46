import { digits } from '../arguments/params.ts';
import { empty, oneOrEmpty, operation } from '../operation.ts';
import { rconAnswer, rconCommand } from '../schemas/rcon-command.ts';
import { rconConnection } from '../schemas/server-bodies.ts';

const params = { id: digits('id of the server') };
const touches = ['/servers/{id}', '/servers?'];

/** `servers`: the RCON connection. */
export const serverRcon = {
  /** Takes control of a server by RCON; wants a subscription and an organization. */
  enableRcon: operation({
    method: 'POST',
    path: '/servers/{id}/rcon',
    params,
    section: 'Server Enable RCON',
    summary: 'Takes control of a server by RCON.',
    body: rconConnection,
    answer: empty,
    touches,
  }),
  /** Ends the RCON connection and gives up control of the server. */
  disableRcon: operation({
    method: 'DELETE',
    path: '/servers/{id}/rcon',
    params,
    section: 'Server',
    summary: 'Gives up control of a server.',
    answer: empty,
    touches,
  }),
  /** Disconnects until somebody connects again. */
  disconnectRcon: operation({
    method: 'DELETE',
    path: '/servers/{id}/rcon/disconnect',
    params,
    section: 'Server',
    summary: 'Disconnects RCON until somebody connects it again.',
    answer: empty,
    touches,
  }),
  /** Connects until somebody disconnects. A DELETE in the document too. */
  connectRcon: operation({
    method: 'DELETE',
    path: '/servers/{id}/rcon/connect',
    params,
    section: 'Server',
    summary: 'Connects RCON until somebody disconnects it.',
    answer: empty,
    touches,
  }),
  /**
   * Sends a line to the server's console. Not in the document: clients do it so. Sent once, whatever happens: nothing
   * tells afterwards whether it was carried out, and a line that comes late may be wrong by then.
   */
  command: operation({
    method: 'POST',
    path: '/servers/{id}/command',
    params,
    section: 'Server',
    summary: "Sends a line to a server's console.",
    likelyScope: 'rcon',
    body: rconCommand,
    answer: oneOrEmpty(rconAnswer),
    once: true,
    undocumented: true,
  }),
};
