import { operation, same } from '../operation.ts';
import { oneOf, serverName, text } from '../parameters.ts';
import { wireBullseyes, wireCoordinates, wireGroupWaypoints } from '../wire/coordinates.ts';
import { wireDrawings } from '../wire/drawings.ts';
import { wireMissionUnit } from '../wire/units.ts';
import { GAME_MS } from './waits.ts';

const section = 'Utilities';
const versions = ['current'] as const;
const waitMs = GAME_MS;

/** The map and the running mission of a server, which must run: a ConflictError where it does not. */
export const utilities = {
  /** GET /convertCoordinates */
  convertCoordinates: operation({
    method: 'GET',
    path: '/convertCoordinates',
    section,
    summary: 'Writes coordinates in every notation.',
    versions,
    query: {
      serverName,
      coordinates: text(
        "Degrees with three decimals or more (`35.40556, 35.94889`), DMS (`N35°24'20\" E35°56'56\"`), DDM (`N35°24.33333 E35°56.93333`), MGRS, or DCS' metres (`42430, 5719`).",
      ),
    },
    answer: same(wireCoordinates),
    waitMs,
  }),

  /** GET /mission/group/waypoints */
  groupWaypoints: operation({
    method: 'GET',
    path: '/mission/group/waypoints',
    section,
    summary: 'Lists the waypoints of a group of the mission.',
    versions,
    query: {
      serverName,
      groupName: text('Name of the group in the mission.'),
      groupType: oneOf(['plane', 'helicopter', 'vehicle', 'ship', 'static'], 'Category of the group.'),
    },
    answer: same(wireGroupWaypoints),
    waitMs,
  }),

  /** GET /mission/bullseyes */
  bullseyes: operation({
    method: 'GET',
    path: '/mission/bullseyes',
    section,
    summary: 'Tells where the bullseyes of the coalitions are.',
    versions,
    query: { serverName },
    answer: same(wireBullseyes),
    waitMs,
  }),

  /** GET /mission/drawings */
  drawings: operation({
    method: 'GET',
    path: '/mission/drawings',
    section,
    summary: "Lists what is drawn on the mission's map, by layer.",
    versions,
    query: { serverName },
    answer: same(wireDrawings),
    waitMs,
  }),

  /** GET /mission/unit */
  unit: operation({
    method: 'GET',
    path: '/mission/unit',
    section,
    summary: 'Tells where a unit of the mission is, what it carries and where it goes.',
    versions,
    query: { serverName, unitName: text('Name of the unit in the mission.') },
    answer: same(wireMissionUnit),
    // It moves.
    ttlMs: 5_000,
    waitMs,
  }),
};
