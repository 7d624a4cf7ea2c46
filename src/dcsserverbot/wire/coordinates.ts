import { z } from 'zod';
import { at, wireRecord } from './record.ts';
import { wireList, wireMap, wireNumber, wireOptionalNumber, wireText, wireTextOrEmpty } from './values.ts';

/** One place in every notation: GET /convertCoordinates. */
export interface Coordinates {
  /** Degrees of latitude and longitude: `35.40556, 35.94889`. */
  readonly latlon: string;
  /** Military grid reference: `36S YE 67795 22013`. */
  readonly mgrs: string;
  /** Degrees, minutes, seconds. */
  readonly dms: string;
  /** Degrees and decimal minutes. */
  readonly ddm: string;
  /** DCS' own metres: x to the north, y to the east. */
  readonly meters: Readonly<Record<string, number>>;
}

export const wireCoordinates: z.ZodType<Coordinates> = wireRecord({
  latlon: wireTextOrEmpty,
  mgrs: wireTextOrEmpty,
  dms: wireTextOrEmpty,
  ddm: wireTextOrEmpty,
  meters: wireMap(wireNumber),
});

/** Degrees. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

export const wireGeoPoint: z.ZodType<GeoPoint> = wireRecord({
  latitude: at('lat', wireNumber),
  longitude: at('lng', wireNumber),
});

/** Group waypoints and unit locations call the longitude `lon`. */
const wireLatLon = {
  latitude: at('lat', wireNumber),
  longitude: at('lon', wireNumber),
};

/** Where a unit is; the altitude in metres. */
export interface UnitLocation extends GeoPoint {
  readonly altitude: number;
}

export const wireUnitLocation: z.ZodType<UnitLocation> = wireRecord({
  ...wireLatLon,
  altitude: at('alt', wireNumber),
});

/** Where a group of the mission goes: GET /mission/group/waypoints. */
export interface GroupWaypoints {
  readonly groupName: string;
  readonly groupType: string;
  /** By the server's own keys: `wp1`, `wp2`, … in their order. */
  readonly waypoints: Readonly<Record<string, GeoPoint>>;
}

export const wireGroupWaypoints: z.ZodType<GroupWaypoints> = wireRecord({
  groupName: wireText,
  groupType: wireTextOrEmpty,
  waypoints: wireMap(wireRecord(wireLatLon)),
});

/** A coalition's point of reference: GET /mission/bullseyes. */
export interface Bullseye extends GeoPoint {
  /** `blue` or `red`. */
  readonly coalition: string;
}

export const wireBullseyes: z.ZodType<readonly Bullseye[]> = z
  .object({
    bullseyes: wireList(
      wireRecord({
        coalition: wireText,
        latitude: at('lat', wireNumber),
        longitude: at('lng', wireNumber),
      }),
    ),
  })
  .transform(({ bullseyes }) => bullseyes);

/** A waypoint of a unit. */
export interface UnitWaypoint extends GeoPoint {
  /** Metres. */
  readonly altitude?: number;
  /** Metres per second. */
  readonly speed?: number;
}

export const wireUnitWaypoints: z.ZodType<readonly UnitWaypoint[]> = wireList(
  wireRecord({
    latitude: at('lat', wireNumber),
    longitude: at('lng', wireNumber),
    altitude: at('alt', wireOptionalNumber),
    speed: wireOptionalNumber,
  }),
);
