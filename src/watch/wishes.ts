import { UserError } from '../message/user-error.ts';
import { escapeText } from '../render/escape.ts';
import type { Notification, Notifications } from '../store/notifications.ts';
import type { PickedServer } from './known-servers.ts';
import { parseQuietHours, parseTimezone } from './quiet-hours.ts';

/** What a member says of a notification. */
export interface NotificationWish {
  readonly userId: string;
  /** Where the wish is made. */
  readonly channelId: string;
  /** Exact name of a server, or its id. */
  readonly server: string;
  /** Players from which on to ping, 1 to 1000. */
  readonly atLeast: number;
  /** `22:00-07:00`; without it there are no quiet hours. */
  readonly quiet?: string | undefined;
  /** IANA; default UTC. */
  readonly timezone?: string | undefined;
  /** Minutes after a ping without another, 10 to 10080; default 60. */
  readonly pauseMinutes?: number | undefined;
}

const MOST_WISHES = 10;
const PAUSE_MINUTES = { least: 10, most: 7 * 24 * 60, default: 60 } as const;
const MOST_PLAYERS = 1_000;
/** Servers that are suggested for a name that fits none. */
const MOST_SUGGESTED = 3;
/** Discord cuts the value of a choice, so a name that was picked may be the beginning of a longer one. */
const CHOICE_LENGTH = 99;

/** Checks a wish and keeps it. @throws UserError for an unknown server, too many wishes, or what a value may not be. */
export async function addWish(
  wish: NotificationWish,
  servers: readonly PickedServer[],
  notifications: Notifications,
): Promise<Notification> {
  const { userId, channelId, atLeast, quiet, timezone = 'UTC', pauseMinutes = PAUSE_MINUTES.default } = wish;
  if (!isWhole(atLeast, 1, MOST_PLAYERS)) {
    throw new UserError(
      'notification-players',
      `\`players\` must be a whole number from 1 to ${MOST_PLAYERS}.`,
    );
  }
  if (!isWhole(pauseMinutes, PAUSE_MINUTES.least, PAUSE_MINUTES.most)) {
    throw new UserError(
      'notification-pause',
      `\`pause\` must be from ${PAUSE_MINUTES.least} minutes to ${PAUSE_MINUTES.most} (a week), in whole minutes.`,
    );
  }
  const details = {
    quiet: quiet === undefined || quiet.trim() === '' ? null : parseQuietHours(quiet),
    timezone: parseTimezone(timezone),
  };
  const server = findServer(wish.server, servers);
  const others = (await notifications.of(userId)).filter(
    (one) => one.server.api !== server.api || one.server.id !== server.id,
  );
  if (others.length >= MOST_WISHES) {
    throw new UserError(
      'notifications-too-many',
      `You wait for ${MOST_WISHES} servers already, which is the most. Remove one first: \`/notify remove\`.`,
    );
  }
  return notifications.add({
    userId,
    channelId,
    server: { api: server.api, id: server.id, name: server.name },
    atLeast,
    pauseMs: pauseMinutes * 60_000,
    ...details,
  });
}

/** Servers whose name contains the text, those that begin with it first. */
export function matchingServers(
  text: string,
  servers: readonly PickedServer[],
  most: number,
): readonly PickedServer[] {
  const wanted = text.trim().toLowerCase();
  const begins = (server: PickedServer) => server.name.toLowerCase().startsWith(wanted);
  const found = servers.filter(({ name }) => name.toLowerCase().includes(wanted));
  return [...found.filter(begins), ...found.filter((server) => !begins(server))].slice(0, most);
}

/** @throws UserError when the text is neither the id nor the name of one server. */
function findServer(text: string, servers: readonly PickedServer[]): PickedServer {
  const wanted = text.trim();
  const byId = servers.find(({ id }) => id === wanted);
  if (byId !== undefined) return byId;
  const lower = wanted.toLowerCase();
  const named = servers.filter(
    ({ name }) =>
      name.trim().toLowerCase() === lower ||
      (wanted.length >= CHOICE_LENGTH && name.trim().toLowerCase().startsWith(lower)),
  );
  const [first, second] = named;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    throw new UserError(
      'server-ambiguous',
      'Several of our servers have that name. Pick one of the suggestions of `server` while you type.',
    );
  }
  if (servers.length === 0) {
    throw new UserError(
      'servers-not-known',
      'Our servers are not known at this moment. Try again in a minute.',
    );
  }
  const near = matchingServers(wanted, servers, MOST_SUGGESTED);
  const suggested = (near.length > 0 ? near : servers.slice(0, MOST_SUGGESTED)).map(
    ({ name }) => `**${escapeText(name, 100)}**`,
  );
  throw new UserError(
    'server-unknown',
    `None of our servers has that name. Did you mean ${suggested.join(', ')}? Pick one of the suggestions of \`server\` while you type.`,
  );
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
