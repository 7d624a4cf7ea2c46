import type { SimDescription, SimOutage, SimServerRecords } from './server-records.ts';
import { stableUuid } from './stable-uuid.ts';
import type { SimServer } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Days ago and minutes long; the last one is older than is told. */
const OUTAGES = [
  [3, 12],
  [9, 45],
  [31, 3],
  [64, 240],
  [120, 30],
] as const;

/** The first two servers are a group; every server had outages, and one that is not online has one now. */
export function seedServerRecords(
  servers: readonly SimServer[],
  organizationId: string,
  now: number,
): SimServerRecords {
  const group = { id: stableUuid('group 0'), rank: 57, serverIds: servers.slice(0, 2).map(({ id }) => id) };
  return {
    groups: [group],
    descriptions: [
      ...servers.slice(0, 1).map((server) => description('serverDescription', server.id, true)),
      // Nobody at BattleMetrics approved it yet.
      ...servers.slice(1, 2).map((server) => description('serverDescription', server.id, false)),
      description('orgDescription', organizationId, true),
      description('orgGroupDescription', group.id, true),
    ],
    outages: servers.flatMap((server, index) => outagesOf(server, index, now)),
    favoriteIds: servers.slice(1, 2).map(({ id }) => id),
  };
}

function description(type: SimDescription['type'], ownerId: string, shown: boolean): SimDescription {
  return {
    id: stableUuid(`${type} ${ownerId}`),
    type,
    ownerId,
    description: `About ${ownerId}:\n**be kind** & read <the rules>`,
    links: [{ name: 'Rules', url: 'https://rules.example.invalid' }],
    shown,
  };
}

function outagesOf({ id, status }: SimServer, index: number, now: number): SimOutage[] {
  const past = OUTAGES.map(([days, minutes], nth): SimOutage => {
    const start = now - days * DAY - index * HOUR;
    return { id: stableUuid(`outage ${id} ${nth}`), serverId: id, start, stop: start + minutes * MINUTE };
  });
  if (status === 'online') return past;
  return [
    { id: stableUuid(`outage ${id} now`), serverId: id, start: now - 7 * HOUR, stop: undefined },
    ...past,
  ];
}
