import type { ChannelPermission, Channels } from '../../message/channels.ts';
import { PostError } from '../../message/posts.ts';
import { UserError } from '../../message/user-error.ts';
import type { ScheduleSettings } from '../../store/schedule.ts';

/** What a post needs; the history, to look whether one went out whose answer was lost. */
const NEEDED: readonly ChannelPermission[] = [
  'View Channel',
  'Send Messages',
  'Embed Links',
  'Read Message History',
];

type Target = Pick<ScheduleSettings, 'channelId' | 'pin' | 'mentionRoleId'>;

/** Whether something could be posted there now, and kept current. @throws UserError that says what is missing */
export async function checkChannel(target: Target, channels: Channels): Promise<void> {
  const { channelId, pin, mentionRoleId } = target;
  const where = `<#${channelId}>`;
  await asked(async () => {
    const check = await channels.check(channelId, pin ? [...NEEDED, 'Pin Messages'] : NEEDED);
    switch (check.kind) {
      case 'ok':
        break;
      case 'unknown':
        throw new UserError(
          'channel-unknown',
          `I cannot see ${where}. Give me View Channel there, or choose another channel.`,
        );
      case 'wrong-type':
        throw new UserError(
          'channel-wrong-type',
          `${where} takes no messages of mine. Choose a text or announcement channel.`,
        );
      case 'lacks':
        throw new UserError(
          'channel-permissions',
          `In ${where} I lack ${check.permissions.join(', ')}. Give me that in the channel's settings under Permissions, then try again.`,
        );
    }
    if (mentionRoleId === null || (await channels.canPing(channelId, mentionRoleId))) return;
    throw new UserError(
      'role-not-mentionable',
      `I cannot ping <@&${mentionRoleId}> in ${where}. Allow everyone to mention the role in its settings, or give me Mention Everyone in the channel.`,
    );
  });
}

async function asked(check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    throw new UserError(
      'channel-unchecked',
      'Discord does not tell me what I may do in that channel. Nothing was changed; try again in a minute.',
    );
  }
}
