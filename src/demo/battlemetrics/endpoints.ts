import { banEndpoints } from './ban-endpoints.ts';
import { banFileEndpoints } from './ban-file-endpoints.ts';
import { banListEndpoints } from './ban-list-endpoints.ts';
import { banListWriteEndpoints } from './ban-list-writes.ts';
import { banWriteEndpoints } from './ban-writes.ts';
import { commandStatEndpoints } from './command-stat-endpoints.ts';
import { consoleEndpoints } from './console-endpoints.ts';
import { coplayEndpoints } from './coplay-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { exemptionEndpoints } from './exemption-endpoints.ts';
import { flagDefinitionEndpoints } from './flag-definition-endpoints.ts';
import { flagEndpoints } from './flag-endpoints.ts';
import { friendEndpoints } from './friend-endpoints.ts';
import { friendWriteEndpoints } from './friend-writes.ts';
import { gameEndpoints } from './game-endpoints.ts';
import { gameFeatureEndpoints } from './game-feature-endpoints.ts';
import { inviteEndpoints } from './invite-endpoints.ts';
import { leaderboardEndpoints } from './leaderboard-endpoints.ts';
import { matchEndpoints } from './match-endpoints.ts';
import { metricEndpoints } from './metric-endpoints.ts';
import { nativeBanEndpoints } from './native-ban-endpoints.ts';
import { noteEndpoints } from './note-endpoints.ts';
import { organizationEndpoints } from './organization-endpoints.ts';
import { playerEndpoints } from './player-endpoints.ts';
import { playerTimeEndpoints } from './player-time-endpoint.ts';
import { relatedIdentifierEndpoints } from './related-identifier-endpoints.ts';
import { reservedSlotEndpoints } from './reserved-slot-endpoints.ts';
import { reservedSlotWriteEndpoints } from './reserved-slot-writes.ts';
import { serverDetailsEndpoints } from './server-details-endpoint.ts';
import { serverEndpoints } from './server-endpoints.ts';
import { serverHistoryEndpoints } from './server-history-endpoints.ts';
import { serverOutageEndpoints } from './server-outage-endpoint.ts';
import { serverRconEndpoints } from './server-rcon-endpoints.ts';
import { serverSessionEndpoints } from './server-session-endpoint.ts';
import { serverUpdateEndpoints } from './server-update-endpoint.ts';
import { serverWriteEndpoints } from './server-writes.ts';
import { sessionEndpoints } from './session-endpoints.ts';

/** Everything that the simulated API answers. Of several that a call fits, the first one counts. */
export const ENDPOINTS: readonly Endpoint[] = [
  // Before `/bans/{id}`, which its path would fit as well.
  ...banFileEndpoints,
  ...banEndpoints,
  ...banWriteEndpoints,
  ...banListEndpoints,
  ...banListWriteEndpoints,
  ...inviteEndpoints,
  ...nativeBanEndpoints,
  ...organizationEndpoints,
  ...commandStatEndpoints,
  ...friendEndpoints,
  ...friendWriteEndpoints,
  ...exemptionEndpoints,
  ...playerEndpoints,
  ...matchEndpoints,
  ...sessionEndpoints,
  ...flagEndpoints,
  ...flagDefinitionEndpoints,
  ...noteEndpoints,
  ...relatedIdentifierEndpoints,
  ...reservedSlotEndpoints,
  ...reservedSlotWriteEndpoints,
  ...consoleEndpoints,
  ...serverEndpoints,
  ...serverDetailsEndpoints,
  ...serverWriteEndpoints,
  ...serverRconEndpoints,
  ...serverUpdateEndpoints,
  ...serverHistoryEndpoints,
  ...serverOutageEndpoints,
  ...serverSessionEndpoints,
  ...playerTimeEndpoints,
  ...coplayEndpoints,
  ...gameEndpoints,
  ...gameFeatureEndpoints,
  ...metricEndpoints,
  ...leaderboardEndpoints,
];
