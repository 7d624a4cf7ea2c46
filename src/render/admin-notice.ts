import type { Message } from '../message/message.ts';
import { COLOURS } from './colours.ts';

/**
 * What the audit channel shows when the bot needs an admin.
 * @param text markdown of our own, in which names from outside are escaped already
 * @param at epoch milliseconds
 */
export function adminNotice(text: string, at: number): Message {
  return {
    embeds: [
      {
        title: '⚠️ This needs an admin',
        color: COLOURS.warning,
        description: text,
        timestamp: new Date(at).toISOString(),
      },
    ],
  };
}
