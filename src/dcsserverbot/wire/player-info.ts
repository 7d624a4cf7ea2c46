import type { z } from 'zod';
import { type PlayerCredits, wirePlayerCredit } from './credits.ts';
import {
  type PlayerModule,
  type PlayerStatistics,
  wirePlayerModules,
  wirePlayerStatistics,
} from './player-statistics.ts';
import { at, wireRecord } from './record.ts';
import { type PlayerSquadron, wirePlayerSquadrons } from './squadrons.ts';
import { wireMaybe, wireOptionalName } from './values.ts';

/** All that the server knows of a player: POST /player_info. */
export interface PlayerInfo {
  /** Name of the server on which the player is now. */
  readonly currentServer?: string;
  readonly overall: PlayerStatistics;
  readonly lastSession: PlayerStatistics;
  readonly modules: readonly PlayerModule[];
  /** Of the campaign that runs, if one does. */
  readonly credits?: PlayerCredits;
  readonly squadrons: readonly PlayerSquadron[];
}

export const wirePlayerInfo: z.ZodType<PlayerInfo> = wireRecord({
  currentServer: wireOptionalName,
  overall: wirePlayerStatistics,
  lastSession: wirePlayerStatistics,
  modules: at('module_stats', wirePlayerModules),
  credits: wireMaybe(wirePlayerCredit),
  squadrons: wirePlayerSquadrons,
});
