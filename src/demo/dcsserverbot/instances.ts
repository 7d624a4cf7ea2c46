import { type Answer, json } from './answer.ts';
import { beginMission, missionFilesOf } from './mission-files.ts';
import { Parameters } from './parameters.ts';
import { type Route, type RouteRequest, refuse, ServerException, serverNamed } from './routes.ts';
import type { SimulatedServer, SimulatedWorld } from './world.ts';

/** The endpoints of the tag Instance Control: POST, with their parameters in the query. */
export const instanceRoutes: readonly Route[] = [
  { method: 'POST', path: '/instance/start', answer: start },
  { method: 'POST', path: '/instance/stop', answer: stop },
  { method: 'POST', path: '/instance/restart', answer: restart },
];

/** The server that the query names. */
export function readServer(request: RouteRequest): SimulatedServer {
  const parameters = new Parameters(request);
  const name = parameters.text('query', 'server_name');
  parameters.check();
  return serverNamed(request.world, name);
}

export const success = (message: string): Answer => json({ status: 'success', message });

export const isUp = ({ status }: SimulatedServer): boolean => status === 'Running' || status === 'Paused';

const isDown = ({ status }: SimulatedServer): boolean => status === 'Stopped' || status === 'Shutdown';

/** @throws Refused with 409 in the states between up and down */
export function needSettled(server: SimulatedServer): void {
  if (isUp(server) || isDown(server)) return;
  refuse(409, `Server '${server.name}' is in ${server.status.toUpperCase()} state.`);
}

function start(request: RouteRequest): Answer {
  const server = readServer(request);
  if (!isDown(server)) refuse(409, `Server '${server.name}' is not stopped.`);
  run(server);
  return success(`Server '${server.name}' started.`);
}

function stop(request: RouteRequest): Answer {
  const server = readServer(request);
  if (!isUp(server)) refuse(409, `Server '${server.name}' is not running or paused.`);
  shutDown(server, request.world);
  return success(`Server '${server.name}' stopped.`);
}

function restart(request: RouteRequest): Answer {
  const server = readServer(request);
  needSettled(server);
  const mission = server.mission?.name;
  if (mission !== undefined) shutDown(server, request.world);
  run(server, mission);
  return success(`Server '${server.name}' restarted.`);
}

/** Lets a server begin the mission of that name, or the first on its list. */
function run(server: SimulatedServer, mission?: string): void {
  const files = missionFilesOf(server).filter(({ installed }) => installed);
  const file = files.find(({ path }) => path === `${mission}.miz`) ?? files[0];
  if (file === undefined) throw new ServerException('no mission to run');
  beginMission(server, file);
}

/** The mission ends, and everybody who was on it is gone. */
function shutDown(server: SimulatedServer, { pilots }: SimulatedWorld): void {
  // While the mission is still there to be noted as one that the server has.
  missionFilesOf(server);
  server.status = 'Shutdown';
  server.held = true;
  delete server.mission;
  delete server.restartAt;
  for (const pilot of pilots) if (pilot.online === server.name) delete pilot.online;
}
