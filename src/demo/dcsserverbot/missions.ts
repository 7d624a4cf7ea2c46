import { type Answer, json } from './answer.ts';
import { isUp, needSettled, readServer, success } from './instances.ts';
import { beginMission, isMissionFile, missionFilesOf, missionNameOf, nameOf } from './mission-files.ts';
import { Parameters } from './parameters.ts';
import { type Route, type RouteRequest, refuse, serverNamed } from './routes.ts';
import type { SimulatedServer } from './world.ts';

/** The endpoints of the tags Mission Control and Mission. Only an upload has a body. */
export const missionRoutes: readonly Route[] = [
  { method: 'GET', path: '/instance/missions', answer: missions },
  { method: 'POST', path: '/instance/mission/pause', answer: pause },
  { method: 'POST', path: '/instance/mission/unpause', answer: unpause },
  { method: 'POST', path: '/instance/mission/restart', answer: restart },
  { method: 'POST', path: '/instance/mission/load', answer: load },
  { method: 'POST', path: '/mission/upload', answer: upload },
];

function missions(request: RouteRequest): Answer {
  const files = missionFilesOf(readServer(request));
  return json({
    missions: files.map((file) => ({ name: nameOf(file), path: file.path, installed: file.installed })),
    count: files.length,
  });
}

function pause(request: RouteRequest): Answer {
  const server = readServer(request);
  if (server.status !== 'Running') refuse(409, `Server '${server.name}' is not running.`);
  server.status = 'Paused';
  server.held = true;
  return success(`Mission on server '${server.name}' paused.`);
}

function unpause(request: RouteRequest): Answer {
  const server = readServer(request);
  if (server.status !== 'Paused') refuse(409, `Server '${server.name}' is not paused.`);
  server.status = 'Running';
  delete server.held;
  return success(`Mission on server '${server.name}' resumed.`);
}

function restart(request: RouteRequest): Answer {
  const server = readServer(request);
  needSettled(server);
  const running = server.mission?.name;
  const files = missionFilesOf(server);
  const file =
    files.find((one) => missionNameOf(one) === running) ?? files.find(({ installed }) => installed);
  if (file !== undefined) beginMission(server, file);
  return success(`Mission on server '${server.name}' restarted.`);
}

/** By the end of its path, of those on the list alone: `Free Flight.miz`, and its name without `.miz` is none. */
function load(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const serverName = parameters.text('query', 'server_name');
  const missionName = parameters.text('query', 'mission_name');
  parameters.check();
  const server = serverNamed(request.world, serverName);
  needSettled(server);
  const file = missionFilesOf(server).find(({ installed, path }) => installed && path.endsWith(missionName));
  if (file === undefined) refuse(404, `Mission '${missionName}' not found in mission list.`);
  beginMission(server, file);
  return success(`Mission '${missionName}' loaded on server '${server.name}'.`);
}

function upload(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const serverName = parameters.text('query', 'server_name');
  parameters.file('file');
  const filename = parameters.text('body', 'filename');
  const loadAfter = parameters.flag('body', 'load_after');
  parameters.check();
  const server = serverNamed(request.world, serverName);
  needSettled(server);
  if (!isMissionFile(filename)) refuse(400, 'Only .miz files are allowed.');
  const message = `Mission '${filename}' uploaded to server '${server.name}'.`;
  keep(server, filename);
  if (!loadAfter) return success(message);
  const file = missionFilesOf(server).find(({ path }) => path === filename);
  if (file !== undefined) beginMission(server, file);
  return success(`${message} Mission loaded.`);
}

/** What is in a file is not looked at: it plays in the theatre of the server's other missions. */
function keep(server: SimulatedServer, path: string): void {
  const files = missionFilesOf(server);
  const known = files.find((file) => file.path === path);
  const theatre = (isUp(server) ? server.mission?.theatre : undefined) ?? files[0]?.theatre ?? 'Caucasus';
  if (known === undefined) files.push({ path, theatre, dateTime: '2016-06-21 12:00:00', installed: true });
  else known.installed = true;
}
