import type { Channels } from '../../message/channels.ts';
import type { Message } from '../../message/message.ts';
import { PostError, type Posts } from '../../message/posts.ts';
import type { Occurrence, Schedule } from '../../store/schedule.ts';
import type { Schedules } from '../../store/schedules.ts';

type MessageRef = NonNullable<Schedule['message']>;

export interface DeliveryDependencies {
  readonly posts: Posts;
  readonly schedules: Pick<Schedules, 'forgetMessage'>;
  /** Whether this process is still the one that may post, asked right before. */
  readonly mayWrite: () => Promise<boolean>;
}

/**
 * How a message was brought to its channel. `unclear`: Discord did not answer, so that it may be there or not.
 * `out-of-reach`: the channel is gone or closed to the bot. `forgone`: this process may not post any more.
 */
export type Delivery =
  | { readonly kind: 'posted'; readonly message: MessageRef }
  | { readonly kind: 'unclear' | 'out-of-reach' | 'refused'; readonly error: PostError }
  | { readonly kind: 'forgone' };

/** How far Discord's clock, which its messages carry, may be from ours. First what is likely, for busy channels. */
const CLOCK_SKEWS_MS = [60_000, 15 * 60_000] as const;
const DAY_MS = 86_400_000;

/** The message that is to be edited; null where a new one is sent. */
export function messageToEdit({ mode, message, channelId }: Schedule): MessageRef | null {
  return mode === 'edit' && message?.channelId === channelId ? message : null;
}

/** Edits the schedule's message, or sends a new one where there is none to edit. Sends once at most. */
export async function deliver(
  schedule: Schedule,
  occurrence: Occurrence,
  message: Message,
  deps: DeliveryDependencies,
): Promise<Delivery> {
  const { posts, schedules, mayWrite } = deps;
  const standing = messageToEdit(schedule);
  try {
    if (standing !== null) {
      if (!(await mayWrite())) return { kind: 'forgone' };
      if (await edited(standing, message, posts)) return { kind: 'posted', message: standing };
      // Before the new one is sent: who takes this up after a crash must look for it, and not edit the old one.
      await schedules.forgetMessage(schedule.id, standing.messageId);
    }
    if (!(await mayWrite())) return { kind: 'forgone' };
    const { channelId, mentionRoleId } = schedule;
    const pings = mentionRoleId === null ? undefined : { roleIds: [mentionRoleId] };
    const messageId = await posts.send(channelId, mentioning(message, mentionRoleId), occurrence.id, pings);
    return { kind: 'posted', message: { channelId, messageId } };
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    return { kind: KINDS[error.failure], error };
  }
}

export interface SearchDependencies {
  readonly posts: Posts;
  readonly channels: Pick<Channels, 'check'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Looks in the channel for a message of this occurrence, which an earlier attempt may have sent: by the ends of its
 * buttons' ids. Undefined only when it is surely not there.
 */
export async function findPosted(
  schedule: Schedule,
  occurrence: Occurrence,
  { posts, channels, now }: SearchDependencies,
): Promise<Delivery | undefined> {
  const { channelId } = schedule;
  const ending = `.${occurrence.id}`;
  try {
    for (const since of searchedFrom(occurrence, now())) {
      const own = await posts.own(channelId, since);
      const found = own.find(({ customIds }) => customIds.some((id) => id.endsWith(ending)));
      if (found !== undefined) return { kind: 'posted', message: { channelId, messageId: found.id } };
    }
    // Who may not read the history is shown an empty channel, which proves nothing.
    const { kind: access } = await channels.check(channelId, ['Read Message History']);
    if (access === 'ok') return undefined;
    const error = new PostError('forbidden', channelId, 'The history of the channel may not be read');
    return { kind: 'out-of-reach', error };
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    const kind = KINDS[error.failure];
    return { kind: kind === 'refused' ? 'unclear' : kind, error };
  }
}

function searchedFrom({ sentAt, claimedAt }: Occurrence, now: number): readonly number[] {
  const at = sentAt ?? claimedAt;
  const likely = CLOCK_SKEWS_MS.map((skew) => at - skew);
  // Sent later than now, by a clock that was set back since: it tells nothing about the time.
  return at > now ? [...likely, now - DAY_MS] : likely;
}

const KINDS = {
  gone: 'out-of-reach',
  forbidden: 'out-of-reach',
  refused: 'refused',
  unavailable: 'unclear',
} as const;

/** False when somebody deleted the message. */
async function edited(standing: MessageRef, message: Message, posts: Posts): Promise<boolean> {
  try {
    await posts.edit(standing.channelId, standing.messageId, message);
    return true;
  } catch (error) {
    if (error instanceof PostError && error.messageGone) return false;
    throw error;
  }
}

/** Discord pings only who is named in the text. */
function mentioning(message: Message, roleId: string | null): Message {
  if (roleId === null) return message;
  const mention = `<@&${roleId}>`;
  const { content = '' } = message;
  return content.includes(mention) ? message : { ...message, content: `${mention} ${content}`.trim() };
}
