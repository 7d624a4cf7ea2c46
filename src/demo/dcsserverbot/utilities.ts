import { type Answer, float, json } from './answer.ts';
import { parseCoordinates, writeCoordinates } from './coordinates.ts';
import { readServer } from './instances.ts';
import { type Circle, GROUP_TYPES, type Line, objectsOf } from './mission-objects.ts';
import { Parameters } from './parameters.ts';
import { type LatLng, toMeters } from './projection.ts';
import { type Route, type RouteRequest, refuse, ServerException, serverNamed } from './routes.ts';
import { theatreOf } from './theatres.ts';
import { unitNamed } from './units.ts';
import type { SimulatedMission, SimulatedServer } from './world.ts';

/** The endpoints of the tag Utilities: what the game itself is asked for. */
export const utilityRoutes: readonly Route[] = [
  { method: 'GET', path: '/convertCoordinates', answer: convertCoordinates },
  { method: 'GET', path: '/mission/group/waypoints', answer: waypoints },
  { method: 'GET', path: '/mission/bullseyes', answer: bullseyes },
  { method: 'GET', path: '/mission/drawings', answer: drawings },
  { method: 'GET', path: '/mission/unit', answer: unit },
];

/** @throws Refused with 409 where none is running */
function missionOn({ name, mission }: SimulatedServer): SimulatedMission {
  return mission ?? refuse(409, `Server '${name}' is not running or paused.`);
}

function convertCoordinates(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const serverName = parameters.text('query', 'server_name');
  const coordinates = parameters.text('query', 'coordinates').trim();
  parameters.check();
  const { mission } = serverNamed(request.world, serverName);
  const place = parseCoordinates(coordinates, theatreOf(mission?.theatre ?? '').projection);
  if (place === undefined) refuse(400, 'Coordinate string is not valid');
  if (place === 'MGRS') refuse(400, `Invalid MGRS coordinate: ${coordinates}. Error: invalid grid square`);
  // Only the game can tell where that is on its map.
  if (mission === undefined) throw new ServerException('no answer from DCS');
  return json(writeCoordinates(place));
}

function waypoints(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const serverName = parameters.text('query', 'server_name');
  const groupName = parameters.text('query', 'group_name');
  const groupType = parameters.choice('query', 'group_type', GROUP_TYPES);
  parameters.check();
  const { theatre } = missionOn(serverNamed(request.world, serverName));
  const { groups } = objectsOf(theatre);
  const group = groups.find(({ name, type }) => name === groupName && type === groupType);
  if (group === undefined) refuse(404, `Group '${groupName}' not found.`);
  return json({
    group_name: groupName,
    group_type: groupType,
    waypoints: Object.fromEntries(
      group.waypoints.map(({ lat, lng }, index) => [`wp${index + 1}`, { lat: float(lat), lon: float(lng) }]),
    ),
  });
}

const point = ({ lat, lng }: LatLng): { lat: unknown; lng: unknown } => ({
  lat: float(lat),
  lng: float(lng),
});

function bullseyes(request: RouteRequest): Answer {
  const { theatre } = missionOn(readServer(request));
  const { blue, red } = objectsOf(theatre).bullseyes;
  return json({
    bullseyes: [
      { coalition: 'blue', ...point(blue) },
      { coalition: 'red', ...point(red) },
    ],
  });
}

/** Everything that a drawing can have; what a form of drawing does not have is null. */
const BLANK = Object.fromEntries(
  [
    ...[
      'text',
      'layerName',
      'visible',
      'mapX',
      'mapY',
      'colorString',
      'fillColorString',
      'style',
      'thickness',
    ],
    ...['location', 'points', 'lineMode', 'closed', 'polygonMode', 'radius', 'r1', 'r2', 'width', 'height'],
    ...['length', 'angle', 'font', 'fontSize', 'borderThickness', 'file', 'scale'],
  ].map((key) => [key, null]),
);

/** As the response model has it: each entry of a layer is a map from the drawing's name to the drawing. */
function drawings(request: RouteRequest): Answer {
  const { theatre } = missionOn(readServer(request));
  const { circles, lines } = objectsOf(theatre);
  const layers: Record<string, unknown[]> = { Red: [], Blue: [], Neutral: [], Common: [], Author: [] };
  const draw = ({ name, layer }: Circle | Line, centre: LatLng, form: object): void => {
    const { x, y } = toMeters(centre, theatreOf(theatre).projection);
    const common = { layerName: layer, visible: true, style: 'solid', thickness: 4, location: point(centre) };
    const place = { mapX: float(Math.round(x)), mapY: float(Math.round(y)) };
    layers[layer]?.push({ [name]: { name, ...BLANK, ...common, ...place, ...form } });
  };
  for (const circle of circles) {
    const form = { polygonMode: 'circle', radius: float(circle.radius), fillColorString: '0xff000033' };
    draw(circle, circle.centre, { primitiveType: 'Polygon', colorString: '0xff0000ff', ...form });
  }
  for (const line of lines) {
    const form = { lineMode: 'segments', closed: false, points: line.points.map(point) };
    const [start] = line.points;
    if (start !== undefined) draw(line, start, { primitiveType: 'Line', colorString: '0x000000ff', ...form });
  }
  return json({ drawings: layers });
}

function unit(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const serverName = parameters.text('query', 'server_name');
  const unitName = parameters.text('query', 'unit_name');
  parameters.check();
  const { world } = request;
  const server = serverNamed(world, serverName);
  const mission = missionOn(server);
  const found =
    unitNamed(unitName, { server, mission, world }) ?? refuse(404, `Unit '${unitName}' not found.`);
  const { planned, at, player } = found;
  const flies = planned === undefined || planned.type === 'plane' || planned.type === 'helicopter';
  const tacan = planned?.tacan;
  return json({
    type: found.type,
    group_name: found.group,
    unit_name: found.name,
    current_location: { lat: float(at.lat), lon: float(at.lng), alt: float(at.alt) },
    speed: float(at.speed),
    fuel_percentage: flies ? 0.85 : null,
    life: 100,
    in_air: flies,
    player_name: player ?? null,
    loadout: planned?.loadout ?? {},
    tacan: {
      active: tacan !== undefined,
      channel: tacan?.channel ?? null,
      modeChannel: tacan?.modeChannel ?? null,
    },
    icls: { active: planned?.icls !== undefined, channel: planned?.icls ?? null, modeChannel: null },
    waypoints:
      planned?.waypoints.map((stop) => ({
        ...point(stop),
        alt: float(stop.alt),
        speed: float(stop.speed),
      })) ?? null,
  });
}
