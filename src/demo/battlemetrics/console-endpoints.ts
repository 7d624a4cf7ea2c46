import { forbidden, invalid } from './api-error.ts';
import { Body } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { rconOf } from './server-resource.ts';
import type { SimServer } from './world.ts';

/** The consoles of the community's servers. Not in the document. */
export const consoleEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/servers/{id}/command', scope: 'rcon', answer: command },
];

function command(call: SimCall) {
  const { world, now } = call;
  const keys = ['type', 'attributes'];
  const data = new Body(call.body, '', ['data'], ['data']).object('data', keys, keys);
  data.constant('type', 'rconCommand');
  const attributes = data.object('attributes', ['command', 'options'], ['command', 'options']);
  attributes.constant('command', 'raw');
  const raw = attributes.object('options', ['raw'], ['raw']).text('raw', 1, 1_000);
  const server = world.servers.find(({ id }) => id === call.path['id']);
  if (server === undefined) throw invalid('Unknown server');
  if (server.organizationId !== world.organization.id) throw forbidden();
  if (server.status !== 'online' || rconOf(world, server)?.status !== 'connected') {
    throw invalid('RCON is not connected');
  }
  world.consoleCommands.push({ serverId: server.id, raw, at: now });
  const result = answerOf(call, server, raw);
  return {
    status: 200,
    body: { data: { type: 'rconCommand', attributes: { command: 'raw', options: { raw }, result } } },
  };
}

function answerOf({ world }: SimCall, server: SimServer, raw: string): string {
  const [word = '', ...rest] = raw.trim().split(/\s+/);
  switch (word.toLowerCase()) {
    case 'say':
      return `[CHAT] SERVER: ${rest.join(' ')}`;
    case 'status': {
      const present = world.players.filter(({ visits }) =>
        visits.some(({ serverId, online }) => online && serverId === server.id),
      );
      return [
        `hostname: ${server.name}`,
        `players : ${server.players} (${server.maxPlayers} max)`,
        ...present.map(({ name }, index) => `#${index + 1} "${name}"`),
      ].join('\n');
    }
    default:
      return `Command '${word}' not found`;
  }
}
