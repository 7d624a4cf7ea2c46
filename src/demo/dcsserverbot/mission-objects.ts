import type { LatLng } from './projection.ts';
import { theatreOf } from './theatres.ts';

export const GROUP_TYPES = ['plane', 'helicopter', 'vehicle', 'ship', 'static'] as const;
export type GroupType = (typeof GROUP_TYPES)[number];

/** Altitude in metres, speed in metres a second. */
export interface Waypoint extends LatLng {
  readonly alt: number;
  readonly speed: number;
}

export interface MissionGroup {
  readonly name: string;
  readonly type: GroupType;
  /** The DCS type of its units. */
  readonly unitType: string;
  readonly units: readonly string[];
  readonly waypoints: readonly Waypoint[];
  readonly tacan?: { readonly channel: number; readonly modeChannel: string };
  readonly icls?: number;
  readonly loadout?: Readonly<Record<string, { readonly displayName: string; readonly count: number }>>;
}

export interface Circle {
  readonly name: string;
  readonly layer: string;
  readonly centre: LatLng;
  /** Metres. */
  readonly radius: number;
}

export interface Line {
  readonly name: string;
  readonly layer: string;
  readonly points: readonly LatLng[];
}

/** What a mission of this theatre has placed on the map: the same every time. */
export interface MissionObjects {
  readonly groups: readonly MissionGroup[];
  readonly bullseyes: Readonly<Record<'blue' | 'red', LatLng>>;
  readonly circles: readonly Circle[];
  readonly lines: readonly Line[];
}

type Kind = Omit<MissionGroup, 'waypoints'> & {
  /** From which airfield to which, counted from 0; who stays has one. */
  readonly route: readonly number[];
  readonly alt: number;
  readonly speed: number;
};

const AMRAAM = { 'weapons.missiles.AIM_120C': { displayName: 'AIM-120C AMRAAM', count: 4 } };

const MODERN: readonly Kind[] = [
  {
    name: 'Tanker-1',
    type: 'plane',
    unitType: 'KC135MPRS',
    units: ['Tanker-1-1'],
    route: [0, 1, 0],
    alt: 6_706,
    speed: 160,
    tacan: { channel: 31, modeChannel: 'Y' },
  },
  {
    name: 'Magic-1',
    type: 'plane',
    unitType: 'E-3A',
    units: ['Magic-1-1'],
    route: [1, 2],
    alt: 9_144,
    speed: 180,
  },
  {
    name: 'CAP Red',
    type: 'plane',
    unitType: 'MiG-29S',
    units: ['CAP Red-1', 'CAP Red-2'],
    route: [4, 3, 2],
    alt: 7_620,
    speed: 220,
    loadout: AMRAAM,
  },
  {
    name: 'Dustoff',
    type: 'helicopter',
    unitType: 'UH-1H',
    units: ['Dustoff-1'],
    route: [0, 2],
    alt: 150,
    speed: 45,
  },
  {
    name: 'SA-6 Site',
    type: 'vehicle',
    unitType: 'Kub 2P25 ln',
    units: ['SA-6 Site-1', 'SA-6 Site-2'],
    route: [3],
    alt: 12,
    speed: 0,
  },
  {
    name: 'Carrier Strike Group',
    type: 'ship',
    unitType: 'CVN_73',
    units: ['CVN-73'],
    route: [0, 1],
    alt: 0,
    speed: 12,
    tacan: { channel: 73, modeChannel: 'X' },
    icls: 13,
  },
  {
    name: 'Fuel Depot',
    type: 'static',
    unitType: 'Fuel tank',
    units: ['Fuel Depot-1'],
    route: [2],
    alt: 20,
    speed: 0,
  },
];

const WARTIME: readonly Kind[] = [
  {
    name: 'Bomber Stream',
    type: 'plane',
    unitType: 'B-17G',
    units: ['Bomber Stream-1', 'Bomber Stream-2'],
    route: [3, 1, 5],
    alt: 6_096,
    speed: 90,
  },
  {
    name: 'Flak Battery',
    type: 'vehicle',
    unitType: 'flak36',
    units: ['Flak Battery-1', 'Flak Battery-2'],
    route: [4],
    alt: 5,
    speed: 0,
  },
  {
    name: 'Convoy CW-9',
    type: 'ship',
    unitType: 'USS_Samuel_Chase',
    units: ['Convoy CW-9-1'],
    route: [2, 1, 0],
    alt: 0,
    speed: 5,
  },
  {
    name: 'Radar Station',
    type: 'static',
    unitType: 'Freya-Shelter',
    units: ['Radar Station-1'],
    route: [5],
    alt: 40,
    speed: 0,
  },
];

const FRONT_LAYER = 'Common';

export function objectsOf(theatre: string): MissionObjects {
  const { airfields } = theatreOf(theatre);
  // Off the airfields, so that not everything is in one place.
  const near = (nth: number, by: number): LatLng => {
    const { lat, lng } = airfields[nth % Math.max(1, airfields.length)] ?? { lat: 42, lng: 42 };
    return { lat: roundDegrees(lat + by), lng: roundDegrees(lng - by) };
  };
  const kinds = theatre === 'TheChannel' ? WARTIME : MODERN;
  const blue = near(0, 0.2);
  const red = near(airfields.length - 1, -0.2);
  return {
    groups: kinds.map(({ route, alt, speed, ...group }) => ({
      ...group,
      waypoints: route.map((nth) => ({ ...near(nth, 0.1), alt, speed })),
    })),
    bullseyes: { blue, red },
    circles: [{ name: 'Engagement zone', layer: 'Red', centre: near(3, 0.1), radius: 24_000 }],
    lines: [{ name: 'Front line', layer: FRONT_LAYER, points: [near(1, 0.3), near(2, 0.3), near(3, 0.3)] }],
  };
}

export const roundDegrees = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
