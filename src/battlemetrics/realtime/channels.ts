/**
 * Channels of BattleMetrics' real-time connection, which BattleMetrics does not document: these are the ones that its
 * own example client joins, with what that says of them.
 */

/** What happens to a server's state and who is on it; private parts only for a token that may see them. */
export type ServerUpdatesChannel = `server:updates:${string}`;
/** Players who come and go, and queries. Public. */
export type ServerEventsChannel = `server:events:${string}`;
/** All that the activity feed of a server shows, such as chat and kills. */
export type ServerActivityChannel = `server:activity:${string}`;

export type Channel = ServerUpdatesChannel | ServerEventsChannel | ServerActivityChannel;

export type ChannelTopic = 'updates' | 'events' | 'activity';

/** @throws TypeError for what is no id of a server: a mistake of the caller. */
export function serverUpdates(serverId: string): ServerUpdatesChannel {
  return `server:updates:${requireId(serverId)}`;
}

/** @throws TypeError for what is no id of a server: a mistake of the caller. */
export function serverEvents(serverId: string): ServerEventsChannel {
  return `server:events:${requireId(serverId)}`;
}

/** @throws TypeError for what is no id of a server: a mistake of the caller. */
export function serverActivity(serverId: string): ServerActivityChannel {
  return `server:activity:${requireId(serverId)}`;
}

/** What a channel is about; undefined for one of another form, which BattleMetrics may well have. */
export function parseChannel(
  name: string,
): { readonly topic: ChannelTopic; readonly serverId: string } | undefined {
  const groups = /^server:(?<topic>updates|events|activity):(?<serverId>[1-9]\d{0,18})$/.exec(name)?.groups;
  const { topic, serverId } = groups ?? {};
  if (serverId === undefined) return undefined;
  return topic === 'updates' || topic === 'events' || topic === 'activity' ? { topic, serverId } : undefined;
}

function requireId(serverId: string): string {
  if (!/^[1-9]\d{0,18}$/.test(serverId)) throw new TypeError('the id of a server is a number');
  return serverId;
}
