import { type MissionGroup, objectsOf, roundDegrees, type Waypoint } from './mission-objects.ts';
import type { SimulatedMission, SimulatedServer, SimulatedWorld } from './world.ts';

/** The seat of a player on a server, as `/servers` and `/mission/unit` name it. */
export interface Seat {
  readonly nick: string;
  readonly side: 'BLUE' | 'RED';
  readonly unitType: string;
  readonly callsign: string;
}

export function seatsOn({ name }: SimulatedServer, { pilots }: SimulatedWorld): Seat[] {
  return pilots
    .filter(({ online }) => online === name)
    .map((pilot, index) => ({
      nick: pilot.name,
      side: index % 2 === 0 ? 'BLUE' : 'RED',
      unitType: pilot.sorties[0]?.module ?? '',
      callsign: `Enfield${index + 1}1`,
    }));
}

export interface Unit {
  readonly name: string;
  readonly type: string;
  readonly group: string;
  readonly at: Waypoint;
  readonly player?: string;
  /** What the mission says about it; players come without. */
  readonly planned?: MissionGroup;
}

/** A unit that the mission placed, or the aircraft of a player, which goes by the callsign. */
export function unitNamed(
  name: string,
  { server, mission, world }: { server: SimulatedServer; mission: SimulatedMission; world: SimulatedWorld },
): Unit | undefined {
  const { groups, bullseyes } = objectsOf(mission.theatre);
  const planned = groups.find(({ units }) => units.includes(name));
  if (planned !== undefined) {
    const at = positionAfter(planned, mission.uptime);
    return { name, type: planned.unitType, group: planned.name, at, planned };
  }
  const seat = seatsOn(server, world).find(({ callsign }) => callsign === name);
  if (seat === undefined) return undefined;
  const home = seat.side === 'BLUE' ? bullseyes.blue : bullseyes.red;
  const group = name.slice(0, -1);
  return { name, type: seat.unitType, group, at: { ...home, alt: 4_572, speed: 205.8 }, player: seat.nick };
}

/** Where a group is after so many seconds: from waypoint to waypoint, an hour for each leg, and round again. */
function positionAfter({ waypoints }: MissionGroup, seconds: number): Waypoint {
  const [first] = waypoints;
  if (first === undefined) throw new RangeError('a group has a waypoint');
  const legs = seconds / 3_600;
  const from = waypoints[Math.floor(legs) % waypoints.length] ?? first;
  const to = waypoints[(Math.floor(legs) + 1) % waypoints.length] ?? first;
  const part = legs % 1;
  return {
    ...from,
    lat: roundDegrees(from.lat + part * (to.lat - from.lat)),
    lng: roundDegrees(from.lng + part * (to.lng - from.lng)),
  };
}
