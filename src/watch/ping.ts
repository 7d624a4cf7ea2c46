import type { Logger } from 'pino';
import { PostError, type Posts } from '../message/posts.ts';
import { busyMessage } from '../render/notification.ts';
import type { Notification } from '../store/notifications.ts';
import type { Sighting } from './known-servers.ts';

/** A wish that has come true. */
export interface ComeTrue {
  readonly wish: Notification;
  readonly sighting: Sighting;
}

interface PingOptions {
  readonly posts: Posts;
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Tells one person about all servers that got busy for them, in one direct message; where that surely did not arrive, in
 * the channels of the wishes. Never tried a second time after it may have arrived. Never rejects because of Discord.
 */
export async function ping(
  userId: string,
  come: readonly ComeTrue[],
  { posts, now, log }: PingOptions,
): Promise<void> {
  const send = async (channelId: string, some: readonly ComeTrue[]) => {
    const message = busyMessage(
      userId,
      some.map(({ sighting }) => sighting),
    );
    await posts.send(channelId, message, `np-${some[0]?.wish.id}-${now().toString(36)}`, {
      userIds: [userId],
    });
  };
  try {
    await send(await posts.openDirect(userId), come);
    return;
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    if (error.failure === 'unavailable') {
      log.warn({ err: error, userId }, 'A ping may not have arrived');
      return;
    }
  }
  for (const channelId of new Set(come.map(({ wish }) => wish.channelId))) {
    try {
      await send(
        channelId,
        come.filter(({ wish }) => wish.channelId === channelId),
      );
    } catch (error) {
      if (!(error instanceof PostError)) throw error;
      log.warn({ err: error, userId, channelId }, 'A ping reached neither the person nor the channel');
    }
  }
}
