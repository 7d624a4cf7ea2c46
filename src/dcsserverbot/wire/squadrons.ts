import { z } from 'zod';
import type { CampaignCredits, Pilot, Squadron } from '../model.ts';
import { wirePilots } from './pilots.ts';
import { wireRecord } from './record.ts';
import { wireBoolean, wireCount, wireList, wireOptionalText, wireText } from './values.ts';

/** GET /squadrons; the current version adds members, which POST /squadron_members tells as well. */
export const wireSquadrons: z.ZodType<Squadron[]> = wireList(
  z
    .object({
      name: wireText,
      description: wireOptionalText,
      image_url: wireOptionalText,
      locked: wireBoolean,
      role: wireOptionalText,
    })
    .transform(
      (row): Squadron => ({
        name: row.name,
        locked: row.locked,
        ...(row.description !== undefined && { description: row.description }),
        ...(row.image_url !== undefined && { imageUrl: row.image_url }),
        ...(row.role !== undefined && { role: row.role }),
      }),
    ),
);

/**
 * POST /credits: one object from servers, a list in their document; `{}` for an unknown pilot and null without a
 * running campaign (documented), which are both an empty list here.
 */
export const wireCredits: z.ZodType<CampaignCredits[]> = wireList(
  z
    .object({ name: wireText, credits: wireCount })
    .transform((row): CampaignCredits => ({ campaign: row.name, credits: row.credits })),
);

/** A squadron with all that GET /squadrons tells. */
export interface SquadronInfo extends Squadron {
  /** Told by the current version alone; empty in the documented one. */
  readonly members: readonly Pilot[];
}

export const wireSquadronInfos: z.ZodType<readonly SquadronInfo[]> = wireList(
  wireRecord({
    name: wireText,
    description: wireOptionalText,
    imageUrl: wireOptionalText,
    locked: wireBoolean,
    /** Name of the Discord role of its members. */
    role: wireOptionalText,
    members: wirePilots,
  }),
);

/** A squadron in which a player is: POST /player_squadrons. */
export interface PlayerSquadron {
  readonly name: string;
  readonly imageUrl?: string;
}

export const wirePlayerSquadrons: z.ZodType<readonly PlayerSquadron[]> = wireList(
  wireRecord({ name: wireText, imageUrl: wireOptionalText }),
);
