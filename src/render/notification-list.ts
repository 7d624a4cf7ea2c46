import type { Message } from '../message/message.ts';
import type { Notification } from '../store/notifications.ts';
import { COLOURS } from './colours.ts';
import { escapeText, plainText } from './escape.ts';
import { counted } from './numbers.ts';
import { duration } from './timestamps.ts';

/** The answer to `/notify add`. */
export function notificationAdded(wish: Notification): Message {
  return {
    embeds: [
      {
        title: '🔔 You will be told',
        description: `${wishText(wish)}\n-# You get a direct message, or are pinged in <#${wish.channelId}> if yours are closed. \`/notify remove\` ends it.`,
        color: COLOURS.good,
      },
    ],
  };
}

/** The answer to `/notify remove`. */
export function notificationRemoved({ server }: Notification): Message {
  return {
    embeds: [
      {
        title: '🔕 No more pings for this server',
        description: escapeText(server.name, 200),
        color: COLOURS.quiet,
      },
    ],
  };
}

/** The answer to `/notify list`. */
export function notificationList(wishes: readonly Notification[]): Message {
  return {
    embeds: [
      {
        title: '🔔 When you are pinged',
        description:
          wishes.length === 0
            ? 'Never so far. `/notify add` pings you when a server has as many players as you like.'
            : wishes.map((wish) => `• ${wishText(wish)}`).join('\n'),
        color: COLOURS.accent,
      },
    ],
  };
}

/** What the button below the server board says. */
export function notificationHelp(): Message {
  return {
    embeds: [
      {
        title: '🔔 Be told when a server is busy',
        description:
          'Type `/notify add`, pick a server and say how many players must be on. You get one message when there are as many, and no other until there were fewer in between; quiet hours and the pause after a ping are yours to set.',
        color: COLOURS.accent,
      },
    ],
  };
}

/** "Falcon's Nest · at least 8 players": the name of a choice, 100 characters at most. */
export function notificationChoiceName({ server, atLeast }: Notification): string {
  const rest = ` · at least ${counted(atLeast, 'player')}`;
  return `${plainText(server.name, 100 - rest.length)}${rest}`;
}

function wishText({ server, atLeast, quiet, timezone, pauseMs }: Notification): string {
  const parts = [
    `**${escapeText(server.name, 150)}** has at least **${counted(atLeast, 'player')}**`,
    ...(quiet === null ? [] : [`never from ${clock(quiet.from)} to ${clock(quiet.to)} (${timezone})`]),
    `at most once in ${duration(pauseMs / 1000)}`,
  ];
  return parts.join(' · ');
}

/** Minutes since midnight as `22:30`. */
function clock(minutes: number): string {
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`;
}
