import type { SimServer } from './world.ts';

/** What becomes of a server's RCON connection. Times: epoch milliseconds. */

/** A server that is down can not be reached; it is tried again by itself. */
export function connect(server: SimServer, now: number): void {
  const reached = server.status === 'online';
  server.rcon = {
    active: true,
    status: reached ? 'connected' : 'timeout',
    lastConnected: reached ? now : (server.rcon?.lastConnected ?? null),
    disconnected: server.rcon?.disconnected ?? null,
  };
}

/** "Disconnects the RCON connection until manually connected." */
export function disconnect(server: SimServer, now: number): void {
  const lastConnected = server.rcon === undefined ? server.createdAt : server.rcon.lastConnected;
  server.rcon = { active: false, status: 'disconnected', lastConnected, disconnected: now };
}

/** "Destroys the RCON connection and releases control of the server": it is nobody's then. */
export function release(server: SimServer): void {
  server.rcon = { active: false, status: null, lastConnected: null, disconnected: null };
  server.organizationId = undefined;
  server.unclaimed = true;
  delete server.metadata;
  delete server.defaultBanListId;
}
