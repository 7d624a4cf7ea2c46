import type { z } from 'zod';
import { at, wireRecord } from './record.ts';
import {
  wireBoolean,
  wireCount,
  wireList,
  wireNumber,
  wireOptionalNumber,
  wireOptionalTime,
  wireText,
  wireTextOrEmpty,
} from './values.ts';

/** A landing on a carrier: POST /traps. */
export interface Trap {
  /** What `statistics.trapImage` asks for. */
  readonly id: number;
  /** DCS' name of the aircraft. */
  readonly unitType: string;
  /** Of the landing signal officer: `OK`, `(OK)`, `--`, `C`, … */
  readonly grade: string;
  readonly comment: string;
  /** Name of the ship. */
  readonly place: string;
  /** Of recovery: 1 by day, 2 in bad weather, 3 by night; nought if unknown. */
  readonly trapCase: number;
  /** Wire that was caught, 1 to 4. */
  readonly wire?: number;
  readonly night: boolean;
  /** A landing without points counts nought. */
  readonly points: number;
  /** Epoch milliseconds. */
  readonly time?: number;
}

export const wireTraps: z.ZodType<readonly Trap[]> = wireList(
  wireRecord({
    id: wireNumber,
    unitType: wireTextOrEmpty,
    grade: wireTextOrEmpty,
    comment: wireTextOrEmpty,
    place: wireTextOrEmpty,
    trapCase: at('trapcase', wireCount),
    wire: wireOptionalNumber,
    night: wireBoolean,
    points: wireCount,
    time: wireOptionalTime,
  }),
);

/** All landings of the players of one name: POST /greenieboard. */
export interface GreenieboardRow {
  readonly nick: string;
  /** The latest first. */
  readonly traps: readonly Trap[];
}

/** POST /greenieboard, by name. */
export const wireGreenieboard: z.ZodType<readonly GreenieboardRow[]> = wireRecord({
  players: wireList(wireRecord({ nick: wireText, traps: wireTraps })),
}).transform(({ players }) => players);
