import type { Message } from '../message/message.ts';
import { COLOURS } from './colours.ts';
import { escapeText } from './escape.ts';
import { playersOf } from './server-line.ts';

/** A server that has as many players as somebody waited for. */
export interface BusyServer {
  /** Hostile text. */
  readonly name: string;
  readonly players: number;
  readonly maxPlayers?: number;
  /** Map or mission, as a rendered line. */
  readonly place?: string;
}

/** Servers that are named; of more only the number is told. */
const MOST_NAMED = 8;

/** The ping to one person about all servers that got busy for them. */
export function busyMessage(userId: string, servers: readonly BusyServer[]): Message {
  const [first] = servers;
  const lines = servers.slice(0, MOST_NAMED).map(serverLines);
  if (servers.length > MOST_NAMED) lines.push(`… and ${servers.length - MOST_NAMED} more`);
  return {
    content: `<@${userId}>`,
    embeds: [
      {
        title:
          servers.length === 1 && first !== undefined
            ? `🔔 ${escapeText(first.name, 200)} is busy`
            : '🔔 Servers are busy',
        description: `${lines.join('\n')}\n-# You asked for this with \`/notify add\`; \`/notify remove\` in our Discord server ends it.`,
        color: COLOURS.accent,
      },
    ],
  };
}

function serverLines({ name, place, ...occupancy }: BusyServer): string {
  const line = `**${escapeText(name, 100)}** · ${playersOf(occupancy) ?? ''}`;
  return place === undefined ? line : `${line}\n${place}`;
}
