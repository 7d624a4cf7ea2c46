import type { z } from 'zod';
import { at, wireRecord } from './record.ts';
import { wireCount, wireList, wireNumber, wireOptionalName, wireOptionalText, wireText } from './values.ts';

/** What a player has earned in a campaign: POST /credits. */
export interface PlayerCredits {
  /** The server's own number of the campaign. */
  readonly campaignId: number;
  readonly campaign: string;
  /** Fractions are possible. */
  readonly credits: number;
  /** Name of the player's badge in the campaign; the current version alone tells it, and the next one. */
  readonly rank?: string;
  /** URL of its picture. */
  readonly badge?: string;
}

export const wirePlayerCredit: z.ZodType<PlayerCredits> = wireRecord({
  campaignId: at('id', wireNumber),
  campaign: at('name', wireText),
  credits: wireCount,
  rank: wireOptionalText,
  badge: wireOptionalText,
});

/** One object from servers, a list in their document; `{}` (unknown player) and null (no campaign) are empty. */
export const wirePlayerCredits: z.ZodType<readonly PlayerCredits[]> = wireList(wirePlayerCredit);

/** What a squadron has earned in a campaign: POST /squadron_credits. */
export interface SquadronCredits {
  readonly campaign?: string;
  readonly credits: number;
}

/** A list from the documented version, one object from the current one. */
export const wireSquadronCredits: z.ZodType<readonly SquadronCredits[]> = wireList(
  wireRecord({ campaign: wireOptionalName, credits: wireCount }),
);
