import { z } from 'zod';
import type { CarrierPilot } from '../model.ts';
import { wireCount, wireList, wireText } from './values.ts';

const wireCarrierPilot = z
  .object({ nick: wireText, traps: wireList(z.object({ points: wireCount })) })
  .transform(
    ({ nick, traps }): CarrierPilot => ({
      nick,
      landings: traps.length,
      // Half points exist, and a sum of fractions shall not show the error of doubles.
      points: Math.round(traps.reduce((sum, { points }) => sum + points, 0) * 100) / 100,
    }),
  );

/** POST /greenieboard, which comes by name: most points first, and of equals who needed fewer landings. */
export const wireCarrierPilots: z.ZodType<CarrierPilot[]> = z
  .object({ players: wireList(wireCarrierPilot) })
  .transform(({ players }) =>
    players
      .filter(({ landings }) => landings > 0)
      .sort((a, b) => b.points - a.points || a.landings - b.landings),
  );
