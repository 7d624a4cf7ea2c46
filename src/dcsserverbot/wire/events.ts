import type { z } from 'zod';
import { wireRecord } from './record.ts';
import {
  wireList,
  wireNumber,
  wireOptionalNumber,
  wireOptionalText,
  wireOptionalTime,
  wireText,
} from './values.ts';

/** Something that a player did or suffered in a mission: GET /events. */
export interface MissionEvent {
  readonly missionId: number;
  /** DCS' name: `S_EVENT_KILL`. */
  readonly event: string;
  /** UCID of who did it; absent for units of the game. */
  readonly initId?: string;
  /** Coalition: 0 neutral, 1 red, 2 blue. */
  readonly initSide?: number;
  /** DCS' name of the unit, and its category: `FA-18C_hornet`, `Airplanes`. */
  readonly initType?: string;
  readonly initCat?: string;
  /** The same of whom it was done to. */
  readonly targetId?: string;
  readonly targetSide?: number;
  readonly targetType?: string;
  readonly targetCat?: string;
  readonly weapon?: string;
  readonly place?: string;
  readonly comment?: string;
  /** Epoch milliseconds. */
  readonly time?: number;
}

export const wireEvents: z.ZodType<readonly MissionEvent[]> = wireList(
  wireRecord({
    missionId: wireNumber,
    event: wireText,
    initId: wireOptionalText,
    initSide: wireOptionalNumber,
    initType: wireOptionalText,
    initCat: wireOptionalText,
    targetId: wireOptionalText,
    targetSide: wireOptionalNumber,
    targetType: wireOptionalText,
    targetCat: wireOptionalText,
    weapon: wireOptionalText,
    place: wireOptionalText,
    comment: wireOptionalText,
    time: wireOptionalTime,
  }),
);
