import type { z } from 'zod';
import { wireRecord } from './record.ts';
import { wireBoolean, wireCount, wireList, wireText, wireTextOrEmpty } from './values.ts';

/** What the server says of something it did: `success`, and a sentence. */
export interface Done {
  readonly status: string;
  readonly message: string;
}

export const wireDone: z.ZodType<Done> = wireRecord({ status: wireText, message: wireTextOrEmpty });

/** A mission file of a server. */
export interface MissionFile {
  /** Without its ending. */
  readonly name: string;
  /** Below the server's folder of missions; what `missions.load` takes. */
  readonly path: string;
  /** Whether it is in the list of missions that the server runs through. */
  readonly installed: boolean;
}

/** GET /instance/missions */
export interface MissionFiles {
  readonly missions: readonly MissionFile[];
  /** How many there are. */
  readonly count: number;
}

export const wireMissionFiles: z.ZodType<MissionFiles> = wireRecord({
  missions: wireList(wireRecord({ name: wireText, path: wireText, installed: wireBoolean })),
  count: wireCount,
});
