import type { REST } from 'discord.js';
import {
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPICurrentUserCreateDMChannelJSONBody,
  Routes,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Posts } from '../message/posts.ts';
import { createBotUser } from './bot-user.ts';
import { ownMessages } from './own-messages.ts';
import { newMessage, pinging, replacement } from './payload.ts';
import { explained, isMessageGone } from './post-failure.ts';

const withId = z.object({ id: z.string() });

/** Channel messages through Discord's REST API, with a bot token set on `rest`. */
export function createPosts(rest: REST): Posts {
  const botUser = createBotUser(rest);
  return {
    send: (channelId, message, nonce, pings = {}) =>
      explained(channelId, async () => {
        const { body, files } = newMessage(message, 'public');
        // discord.js repeats a POST that got no answer; the nonce makes Discord give back the first message.
        const once: RESTPostAPIChannelMessageJSONBody = {
          ...body,
          allowed_mentions: pinging(pings),
          nonce,
          enforce_nonce: true,
        };
        const sent = await rest.post(Routes.channelMessages(channelId), { body: once, files: [...files] });
        return withId.parse(sent).id;
      }),
    edit: (channelId, messageId, message) =>
      explained(channelId, async () => {
        const { body, files } = replacement(message);
        const whole: RESTPatchAPIChannelMessageJSONBody = body;
        await rest.patch(Routes.channelMessage(channelId, messageId), { body: whole, files: [...files] });
      }),
    delete: (channelId, messageId) =>
      explained(channelId, () => unlessGone(() => rest.delete(Routes.channelMessage(channelId, messageId)))),
    pin: (channelId, messageId) =>
      explained(channelId, async () => {
        await rest.put(Routes.channelMessagesPin(channelId, messageId));
      }),
    unpin: (channelId, messageId) =>
      explained(channelId, () =>
        unlessGone(() => rest.delete(Routes.channelMessagesPin(channelId, messageId))),
      ),
    own: (channelId, since) =>
      explained(channelId, async () => ownMessages(rest, channelId, await botUser(), since)),
    openDirect: (userId) =>
      explained(userId, async () => {
        const body: RESTPostAPICurrentUserCreateDMChannelJSONBody = { recipient_id: userId };
        return withId.parse(await rest.post(Routes.userChannels(), { body })).id;
      }),
  };
}

async function unlessGone(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!isMessageGone(error)) throw error;
  }
}
