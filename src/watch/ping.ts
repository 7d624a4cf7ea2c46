import type { Logger } from 'pino';
import type { Channels } from '../message/channels.ts';
import { PostError, type Posts } from '../message/posts.ts';
import { busyMessage } from '../render/notification.ts';
import type { Notification, Notifications } from '../store/notifications.ts';
import type { Sighting } from './known-servers.ts';

/** A wish that has come true. */
export interface ComeTrue {
  readonly wish: Notification;
  readonly sighting: Sighting;
}

export interface PingOptions {
  readonly notifications: Pick<Notifications, 'of' | 'remove'>;
  readonly posts: Posts;
  readonly channels: Pick<Channels, 'isMember' | 'sees'>;
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Tells one person about all servers that got busy for them, in one direct message; where that surely did not arrive, in
 * the channels of the wishes, as far as they still see them. Whoever left the community is told nothing, and forgotten.
 * Never tried a second time after it may have arrived. Never rejects because of Discord.
 */
export async function ping(userId: string, come: readonly ComeTrue[], options: PingOptions): Promise<void> {
  const { posts, channels, now, log } = options;
  if (await hasLeft(userId, options)) {
    await forget(userId, options);
    return;
  }
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
      if (!(await channels.sees(userId, channelId))) {
        log.info(
          { userId, channelId },
          'A person who takes no direct messages does not see the channel of a wish',
        );
        continue;
      }
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

/** While Discord does not say so, nobody has. */
async function hasLeft(userId: string, { channels, log }: PingOptions): Promise<boolean> {
  try {
    return !(await channels.isMember(userId));
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    log.warn({ err: error, userId }, 'Discord does not say whether a person is in the community');
    return false;
  }
}

async function forget(userId: string, { notifications, log }: PingOptions): Promise<void> {
  const wishes = await notifications.of(userId);
  for (const { id } of wishes) await notifications.remove(id, userId);
  log.info({ userId, wishes: wishes.length }, 'Forgot what a person waited for who left the community');
}
