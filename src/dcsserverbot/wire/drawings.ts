import { z } from 'zod';
import { type GeoPoint, wireGeoPoint } from './coordinates.ts';
import { at, wireRecord } from './record.ts';
import {
  wireList,
  wireMap,
  wireMaybe,
  wireOptionalBoolean,
  wireOptionalNumber,
  wireOptionalText,
  wireText,
  wireTextOrEmpty,
} from './values.ts';

/** Something drawn on the mission's map: GET /mission/drawings. Each kind has fields of its own. */
export interface Drawing {
  readonly name: string;
  /** `Line`, `Polygon`, `TextBox`, `Icon`, … */
  readonly primitiveType: string;
  readonly text?: string;
  readonly layerName?: string;
  readonly visible?: boolean;
  /** Where it begins, in DCS' own metres: x to the north, y to the east. */
  readonly mapX?: number;
  readonly mapY?: number;
  /** ARGB: `0xFF0000FF`. */
  readonly colorString?: string;
  readonly fillColorString?: string;
  /** Of the line or the fill: `solid`. */
  readonly style?: string;
  readonly thickness?: number;
  readonly location?: GeoPoint;
  readonly points: readonly GeoPoint[];
  /** Of lines: `segment`, `segments`, `free`. */
  readonly lineMode?: string;
  readonly closed?: boolean;
  /** Of polygons: `free`, `circle`, `oval`, `rect`, `arrow`. */
  readonly polygonMode?: string;
  /** Of circles; the next two of ovals. DCS' metres, as all lengths below. */
  readonly radius?: number;
  readonly r1?: number;
  readonly r2?: number;
  /** Of rectangles. */
  readonly width?: number;
  readonly height?: number;
  /** Of arrows. */
  readonly length?: number;
  /** By how much it is turned, degrees. */
  readonly angle?: number;
  /** Of text boxes: file, size and border. */
  readonly font?: string;
  readonly fontSize?: number;
  readonly borderThickness?: number;
  /** Of icons: the picture's file, and its scale. */
  readonly file?: string;
  readonly scale?: number;
}

const wireDrawing: z.ZodType<Drawing> = wireRecord({
  name: wireText,
  primitiveType: at('primitiveType', wireTextOrEmpty),
  text: wireOptionalText,
  layerName: at('layerName', wireOptionalText),
  visible: wireOptionalBoolean,
  mapX: at('mapX', wireOptionalNumber),
  mapY: at('mapY', wireOptionalNumber),
  colorString: at('colorString', wireOptionalText),
  fillColorString: at('fillColorString', wireOptionalText),
  style: wireOptionalText,
  thickness: wireOptionalNumber,
  location: wireMaybe(wireGeoPoint),
  points: wireList(wireGeoPoint),
  lineMode: at('lineMode', wireOptionalText),
  closed: wireOptionalBoolean,
  polygonMode: at('polygonMode', wireOptionalText),
  radius: wireOptionalNumber,
  r1: wireOptionalNumber,
  r2: wireOptionalNumber,
  width: wireOptionalNumber,
  height: wireOptionalNumber,
  length: wireOptionalNumber,
  angle: wireOptionalNumber,
  font: wireOptionalText,
  fontSize: at('fontSize', wireOptionalNumber),
  borderThickness: at('borderThickness', wireOptionalNumber),
  file: wireOptionalText,
  scale: wireOptionalNumber,
});

/**
 * The drawings of each layer, by its name. The description says that a layer's items are maps of drawings by name; its
 * own example and servers have the drawings themselves. Both are read.
 */
export const wireDrawings: z.ZodType<Readonly<Record<string, readonly Drawing[]>>> = z
  .object({ drawings: wireMap(z.preprocess(flattened, wireList(wireDrawing))) })
  .transform(({ drawings }) => drawings);

function flattened(layer: unknown): unknown {
  if (!Array.isArray(layer)) return layer;
  return layer.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || 'primitiveType' in item) return [item];
    const inner: unknown[] = Object.values(item);
    return inner.length > 0 && inner.every((one) => typeof one === 'object' && one !== null) ? inner : [item];
  });
}
