import { forbidden, invalid } from './api-error.ts';
import { Body, DIGITS } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { readDefaultBanList, readRcon } from './server-body.ts';
import { readMetadata } from './server-metadata.ts';
import { connect, disconnect, release } from './server-rcon.ts';
import { findOwnServer, findServer, isOwn, rconOf } from './server-resource.ts';
import type { SimServer } from './world.ts';

const PATH = '/servers/{server}/rcon';

/** Setting up RCON connections, and ending them. The document names no scope for it. */
export const serverRconEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: PATH, answer: enable },
  {
    method: 'DELETE',
    path: PATH,
    answer: (call) => {
      release(findConnectable(call));
      return { status: 204 };
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/disconnect`,
    answer: (call) => {
      disconnect(findConnectable(call), call.now);
      return { status: 204 };
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/connect`,
    answer: (call) => {
      const server = findConnectable(call);
      refuseLocked(server);
      connect(server, call.now);
      return { status: 204 };
    },
  },
];

function enable(call: SimCall) {
  const { world, now } = call;
  const server = findServer(call, 'server');
  const keys = ['type', 'id', 'attributes', 'relationships'];
  const data = new Body(call.body, '', ['data'], ['data']).object('data', keys, keys);
  data.constant('type', 'server');
  data.constant('id', server.id);
  const needed = ['portRCON', 'rconPassword'];
  const attributes = data.object('attributes', [...needed, 'metadata'], needed);
  const rcon = readRcon(attributes, readMetadata(attributes));
  const related = data.object('relationships', ['defaultBanList', 'organization'], ['organization']);
  const organizationId = related.relation('organization', 'organization', DIGITS);
  const banListId = readDefaultBanList(world, related);
  if (organizationId !== world.organization.id) throw forbidden();
  if (!isOwn(world, server) && server.unclaimed !== true) throw forbidden();
  refuseLocked(server);
  server.organizationId = world.organization.id;
  delete server.unclaimed;
  if (rcon?.metadata !== undefined) server.metadata = rcon.metadata;
  if (banListId !== undefined) server.defaultBanListId = banListId ?? undefined;
  connect(server, now);
  return { status: 204 };
}

/** @throws SimError 403 when it is not the community's, 400 when no connection was ever set up */
function findConnectable(call: SimCall): SimServer {
  const server = findOwnServer(call, 'server');
  const rcon = rconOf(call.world, server);
  if (rcon?.status === null) throw invalid('RCON is not enabled');
  return server;
}

/** "If set to true RCON connection can not be enabled by the user." */
function refuseLocked({ metadata }: SimServer): void {
  if (metadata?.['disableLocked'] === true) throw forbidden('The RCON connection is locked.');
}
