import { forbidden, invalid } from './api-error.ts';
import { Body, DIGITS, UUID } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { GAMES } from './seed-games.ts';
import { readDefaultBanList, readIp, readPort, readRcon } from './server-body.ts';
import { readMetadata } from './server-metadata.ts';
import { connect } from './server-rcon.ts';
import { serverRecordsOf } from './server-records.ts';
import { findOwnServer, serverResource } from './server-resource.ts';
import { newId, type SimServer } from './world.ts';

/** Adding and changing servers. */
export const serverWriteEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/servers', answer: createServer },
  { method: 'PATCH', path: '/servers/{server}', answer: updateServer },
];

const GAME_ID = /^[a-z0-9]+$/;
const RCON = ['portRCON', 'rconPassword', 'metadata'];

function createServer(call: SimCall) {
  const { world, now } = call;
  const keys = ['type', 'attributes', 'relationships'];
  const data = new Body(call.body, '', ['data'], ['data']).object('data', keys, keys);
  data.constant('type', 'server');
  const needed = ['ip', 'port', 'portQuery'];
  const attributes = data.object('attributes', [...needed, ...RCON], needed);
  const address = {
    address: null,
    ip: readIp(attributes),
    port: readPort(attributes, 'port'),
    portQuery: readPort(attributes, 'portQuery'),
  };
  const rcon = readRcon(attributes, readMetadata(attributes));
  const related = readRelations(call, data);
  const owned = rcon !== undefined || related.organizationId !== undefined;
  const banListId = related.banListId ?? undefined;
  const server: SimServer = {
    ...address,
    id: newId(world),
    // All that is known until it answers.
    name: `${address.ip}:${address.port}`,
    game: related.game,
    organizationId: owned ? world.organization.id : undefined,
    ...(!owned && { unclaimed: true }),
    players: 0,
    maxPlayers: 0,
    rank: 1_000_000,
    unranked: true,
    country: 'DE',
    location: [8.68, 50.11],
    status: 'online',
    details: {},
    ...(rcon?.metadata && { metadata: rcon.metadata }),
    ...(owned &&
      rcon === undefined && {
        rcon: { active: false, status: null, lastConnected: null, disconnected: null },
      }),
    ...(banListId !== undefined && { defaultBanListId: banListId }),
    createdAt: now,
  };
  if (rcon !== undefined) connect(server, now);
  world.servers.push(server);
  related.group?.serverIds.push(server.id);
  return { status: 201, body: { data: serverResource(call, server) } };
}

function readRelations(call: SimCall, data: Body) {
  const { world } = call;
  const related = data.object(
    'relationships',
    ['defaultBanList', 'game', 'gsp', 'organization', 'serverGroup'],
    ['game'],
  );
  const game = related.relation('game', 'game', GAME_ID) ?? '';
  if (!GAMES.some(({ id }) => id === game)) {
    throw invalid('Unknown game', { pointer: related.pointer('game') });
  }
  related.relation('gsp', 'gsp', /^.+$/);
  const organizationId = related.relation('organization', 'organization', DIGITS);
  if (organizationId !== undefined && organizationId !== world.organization.id) throw forbidden();
  return {
    game,
    organizationId,
    banListId: readDefaultBanList(world, related),
    group: readGroup(call, related),
  };
}

function readGroup({ world }: SimCall, related: Body) {
  if (!related.has('serverGroup')) return undefined;
  const relation = related.object('serverGroup', ['data', 'meta'], ['data']);
  relation.optional('meta', ['leader']);
  const data = relation.object('data', ['type', 'id'], ['type', 'id']);
  data.constant('type', 'serverGroup');
  const id = data.raw('id');
  if (typeof id !== 'string' || !UUID.test(id)) {
    throw invalid(`must match pattern "${UUID.source}"`, { pointer: data.pointer('id') });
  }
  const group = serverRecordsOf(world).groups.find((one) => one.id === id);
  if (group === undefined) throw invalid('Unknown server group', { pointer: data.pointer('id') });
  return group;
}

function updateServer(call: SimCall) {
  const { world, now } = call;
  const server = findOwnServer(call, 'server');
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'id', 'attributes', 'relationships'],
    ['type', 'id'],
  );
  data.constant('type', 'server');
  data.constant('id', server.id);
  const attributes = data.optional('attributes', ['address', 'ip', 'port', 'portQuery', 'private', ...RCON]);
  // Everything is read before anything is changed, so that a refused request changes nothing.
  const address = attributes && readAddress(attributes);
  const rcon = attributes && readRcon(attributes, readMetadata(attributes));
  const banListId = readDefaultBanList(world, data.optional('relationships', ['defaultBanList']));
  if (attributes?.has('private') === true && attributes.boolean('private')) {
    throw forbidden('The ability to change a server to private is limited to enterprise users.');
  }
  Object.assign(server, address, rcon?.metadata && { metadata: rcon.metadata });
  if (rcon !== undefined) connect(server, now);
  if (banListId !== undefined) server.defaultBanListId = banListId ?? undefined;
  return { status: 200, body: { data: serverResource(call, server) } };
}

/** "To change the server IPs you must provide the following: ip/address, port and portQuery." */
function readAddress(attributes: Body): Partial<SimServer> | undefined {
  if (!['address', 'ip', 'port', 'portQuery'].some((key) => attributes.has(key))) return undefined;
  const pointer = '/data/attributes';
  if (!attributes.has('ip') && !attributes.has('address')) {
    throw invalid("must have required property 'ip'", { pointer });
  }
  for (const key of ['port', 'portQuery']) {
    if (!attributes.has(key)) throw invalid(`must have required property '${key}'`, { pointer });
  }
  return {
    ...(attributes.has('ip') && { ip: readIp(attributes) }),
    ...(attributes.has('address') && {
      address: attributes.nullable('address', () => attributes.text('address', 1, 255)),
    }),
    port: readPort(attributes, 'port'),
    portQuery: readPort(attributes, 'portQuery'),
  };
}
