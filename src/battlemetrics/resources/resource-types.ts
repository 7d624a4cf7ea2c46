import type { ResourceOf } from '../resource.ts';
import { banExemption } from './ban-exemptions.ts';
import { banList } from './ban-lists.ts';
import { ban } from './bans.ts';
import { flagPlayer } from './flag-players.ts';
import { identifier } from './identifiers.ts';
import { leaderboardPlayer } from './leaderboards.ts';
import { organization } from './organizations.ts';
import { playerFlag } from './player-flags.ts';
import { playerNote } from './player-notes.ts';
import { player } from './players.ts';
import { relatedIdentifier } from './related-identifiers.ts';
import { reservedSlot } from './reserved-slots.ts';
import { server } from './servers.ts';
import { session } from './sessions.ts';
import { user } from './users.ts';

/** The resource types that Squawk reads; included resources of other types are left out. */
export const RESOURCE_TYPES = {
  ban,
  banExemption,
  banList,
  flagPlayer,
  identifier,
  leaderboardPlayer,
  organization,
  player,
  playerFlag,
  playerNote,
  relatedIdentifier,
  reservedSlot,
  server,
  session,
  user,
};

export type ResourceTypes = {
  readonly [T in keyof typeof RESOURCE_TYPES]: ResourceOf<(typeof RESOURCE_TYPES)[T]>;
};
