import type { ResourceOf } from '../resource.ts';
import { ban } from './ban.ts';
import { banExemption } from './ban-exemption.ts';
import { banList } from './ban-list.ts';
import { banListInvite } from './ban-list-invite.ts';
import { banNative } from './ban-native.ts';
import { coplayRelation } from './coplay-relation.ts';
import { flagPlayer } from './flag-player.ts';
import { game } from './game.ts';
import { gameFeature } from './game-feature.ts';
import { gameFeatureOption } from './game-feature-option.ts';
import { identifier } from './identifier.ts';
import { leaderboardPlayer } from './leaderboard-player.ts';
import { organization } from './organization.ts';
import { organizationFriend } from './organization-friend.ts';
import { organizationStats } from './organization-stats.ts';
import { player } from './player.ts';
import { playerCounter } from './player-counter.ts';
import { playerFlag } from './player-flag.ts';
import { playerNote } from './player-note.ts';
import { relatedIdentifier } from './related-identifier.ts';
import { reservedSlot } from './reserved-slot.ts';
import { server } from './server.ts';
import {
  orgDescription,
  orgGroupDescription,
  serverDescription,
  serverEvent,
  serverUptime,
} from './server-extras.ts';
import { serverGroup } from './server-group.ts';
import { serverOutage } from './server-outage.ts';
import { session } from './session.ts';
import { user } from './user.ts';

/** The resource types that have an id, and may stand in `included`; others there are left out. */
export const RESOURCE_TYPES = {
  ban,
  banExemption,
  banList,
  banListInvite,
  banNative,
  coplayRelation,
  flagPlayer,
  game,
  gameFeature,
  gameFeatureOption,
  identifier,
  leaderboardPlayer,
  organization,
  organizationFriend,
  organizationStats,
  orgDescription,
  orgGroupDescription,
  player,
  playerCounter,
  playerFlag,
  playerNote,
  relatedIdentifier,
  reservedSlot,
  server,
  serverDescription,
  serverEvent,
  serverGroup,
  serverOutage,
  serverUptime,
  session,
  user,
};

export type ResourceTypes = {
  readonly [T in keyof typeof RESOURCE_TYPES]: ResourceOf<(typeof RESOURCE_TYPES)[T]>;
};
