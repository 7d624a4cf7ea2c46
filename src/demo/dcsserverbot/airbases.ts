import { type Answer, float, json } from './answer.ts';
import { atisOf } from './atis.ts';
import { createAirbases, type SimulatedAirbase, type Warehouse } from './create-airbases.ts';
import { toMgrs } from './mgrs.ts';
import { Parameters } from './parameters.ts';
import { toMeters } from './projection.ts';
import { type Route, type RouteRequest, refuse, ServerException, serverNamed } from './routes.ts';
import { theatreOf } from './theatres.ts';
import type { SimulatedServer } from './world.ts';

/** The endpoints of the tag Airbase. What no recording shows is as the plugin's source has it. */
export const airbaseRoutes: readonly Route[] = [
  { method: 'GET', path: '/airbases', answer: airbases },
  { method: 'GET', path: '/airbase', answer: airbase },
  { method: 'GET', path: '/airbase/atis', answer: atis },
  { method: 'GET', path: '/airbase/warehouse', answer: warehouse },
  { method: 'POST', path: '/airbase/warehouse/item', answer: setWarehouseItem },
  { method: 'POST', path: '/airbase/capture', answer: capture },
];

const airbasesOf = ({ mission }: SimulatedServer): SimulatedAirbase[] => {
  if (mission === undefined) return [];
  mission.airbases ??= createAirbases(mission.theatre);
  return mission.airbases;
};

const airbaseNamed = (server: SimulatedServer, name: string): SimulatedAirbase | undefined =>
  airbasesOf(server).find(({ field }) => field.name === name);

/** @throws ServerException where the game does not run: the server waits for its answer in vain. */
function needGame({ mission }: SimulatedServer): string {
  if (mission === undefined) throw new ServerException('no answer from DCS');
  return mission.theatre;
}

function positionOf({ field }: SimulatedAirbase, theatre: string): unknown {
  const { x, y } = toMeters(field, theatreOf(theatre).projection);
  // In three dimensions y is the height, and z is what the flat map calls y.
  return { x: float(x), y: float(field.alt), z: float(y) };
}

function airbases(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const name = parameters.text('query', 'server_name');
  parameters.check();
  const server = serverNamed(request.world, name);
  const theatre = server.mission?.theatre ?? '';
  return json({
    airbases: airbasesOf(server).map((one, index) => ({
      alt: float(one.field.alt),
      code: one.field.code,
      id: one.field.name,
      lat: float(one.field.lat),
      rwy_heading: one.field.heading,
      lng: float(one.field.lng),
      name: one.field.name,
      position: positionOf(one, theatre),
      frequencyList: [38_400_000, 121_000_000, 250_000_000].map((base) => [base + index * 50_000, 0]),
      dynamic: { dynamicSpawnAvailable: index % 2 === 0, allowHotSpawn: false },
      runwayList: one.field.runways,
      coalition: one.coalition,
    })),
  });
}

interface Asked {
  readonly server: SimulatedServer;
  readonly serverName: string;
  readonly airbaseName: string;
}

function readAirbase(request: RouteRequest): Asked {
  const parameters = new Parameters(request);
  const serverName = parameters.text('query', 'server_name');
  const airbaseName = parameters.text('query', 'airbase_name');
  parameters.check();
  return { server: serverNamed(request.world, serverName), serverName, airbaseName };
}

/** Its bug: an airbase that is none is no error, but an answer that says so within. */
function airbase(request: RouteRequest): Answer {
  const { server, serverName, airbaseName } = readAirbase(request);
  const theatre = needGame(server);
  const one = airbaseNamed(server, airbaseName);
  const head = { command: 'getAirbase', server_name: serverName, name: airbaseName };
  if (one === undefined) return json({ airbase: { ...head, error: 'Not found.' } });
  const { field, coalition } = one;
  return json({
    airbase: {
      ...head,
      position: positionOf(one, theatre),
      lat: float(field.lat),
      lng: float(field.lng),
      alt: float(field.alt),
      coalition,
      radio_silent: false,
      auto_capture: true,
      runways: field.runways.slice(0, 1).map((runway) => ({
        Name: Number.parseInt(runway, 10),
        course: float((field.heading * Math.PI) / 180),
        length: float(2_400),
        width: 45,
        position: positionOf(one, theatre),
      })),
      parking: [1, 2, 3].map((index) => ({
        TO_AC: false,
        Term_Index: index,
        Term_Index_0: -1,
        Term_Type: 104,
        fDistToRW: float(400 + 60 * index),
        vTerminalPos: positionOf(one, theatre),
      })),
      ...stock(one.warehouse),
      mgrs: toMgrs(field),
      magVar: float(theatreOf(theatre).magVar),
    },
  });
}

function stock({ aircraft, weapon, liquids }: Warehouse): object {
  return {
    warehouse: {
      aircraft: Object.fromEntries(aircraft),
      weapon: Object.fromEntries(weapon),
      liquids: Object.fromEntries(liquids),
    },
    unlimited: { aircraft: false, liquids: false, weapon: false },
  };
}

/** Its bug: it fails for an airbase that is none. */
function atis(request: RouteRequest): Answer {
  const { server, serverName, airbaseName } = readAirbase(request);
  if (server.mission === undefined) refuse(404, `Server '${serverName}' not running.`);
  const one = airbaseNamed(server, airbaseName);
  if (one === undefined) throw new ServerException('no position in an error');
  return json(atisOf(one, server));
}

function warehouse(request: RouteRequest): Answer {
  const { server, airbaseName } = readAirbase(request);
  needGame(server);
  const one = airbaseNamed(server, airbaseName);
  const missing = `Airbase '${airbaseName}' not found or has no warehouse data.`;
  return json(stock((one ?? refuse(404, missing)).warehouse));
}

/** Its bug: for an airbase that is none, the script in the game dies and the server waits in vain. */
function setWarehouseItem(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const serverName = parameters.text('body', 'server_name');
  const airbaseName = parameters.text('body', 'airbase_name');
  const item = parameters.text('body', 'item');
  const value = parameters.integer('body', 'value');
  parameters.check();
  const server = serverNamed(request.world, serverName);
  needGame(server);
  const one = airbaseNamed(server, airbaseName);
  if (one === undefined) throw new ServerException('no answer from DCS');
  const { weapon, aircraft } = one.warehouse;
  (item.startsWith('weapons.') ? weapon : aircraft).set(item, value);
  return json({ item, server_name: serverName, value });
}

function capture(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const serverName = parameters.text('body', 'server_name');
  const airbaseName = parameters.text('body', 'airbase_name');
  const coalition = parameters.integer('body', 'coalition');
  parameters.check();
  const server = serverNamed(request.world, serverName);
  if (server.mission === undefined) refuse(404, `Server '${serverName}' not running.`);
  const one = airbaseNamed(server, airbaseName) ?? refuse(404, `Airbase '${airbaseName}' not found.`);
  one.coalition = coalition;
  return json({ server_name: serverName, airbase_name: airbaseName, coalition });
}
