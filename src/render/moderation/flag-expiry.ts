import { ButtonStyle } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import type { Message } from '../../message/message.ts';
import type { ModerationAction, Moderator } from '../../store/moderation-action.ts';
import type { FlagRequest } from '../../store/moderation-request.ts';
import { buttonRow } from '../buttons.ts';
import { COLOURS } from '../colours.ts';
import { relativeTime } from '../timestamps.ts';
import { fieldOf } from './lines.ts';
import { outcomeMessage } from './outcome-message.ts';
import { CHANNEL } from './readers.ts';
import { personText, subjectText } from './words.ts';

interface ExpiredFlag {
  /** That put the flag on. */
  readonly action: ModerationAction<FlagRequest>;
}

/** Asks in the audit channel what becomes of a flag whose time is over. */
export function flagExpiryQuestion({ action }: ExpiredFlag): Message {
  const button = (label: string, style: ButtonStyle.Primary | ButtonStyle.Secondary, name: string) => ({
    label,
    style,
    customId: formatCustomId({ command: 'flag', action: name, key: action.id }),
  });
  return {
    content: `<@${action.moderator.id}>`,
    embeds: [
      {
        title: '⏰ The time of a flag is over',
        color: COLOURS.warning,
        description: 'Does it go or stay? Any moderator can answer.',
        fields: fields(action),
      },
    ],
    components: [
      buttonRow([
        button('Remove it', ButtonStyle.Primary, 'expire-remove'),
        button('Keep it', ButtonStyle.Secondary, 'expire-keep'),
      ]),
    ],
  };
}

/** What the question shows once it was answered. */
export function flagExpiryAnswered({
  action,
  answer,
  by,
}: ExpiredFlag & { readonly answer: 'remove' | 'keep'; readonly by: Moderator }): Message {
  return {
    content: '',
    embeds: [
      {
        // The removal has a message of its own, which says what became of it.
        title: answer === 'remove' ? '🚩 Flag to be removed' : '🚩 Flag kept',
        color: COLOURS.quiet,
        fields: [...fields(action), { name: 'Answered by', value: personText(by) }],
      },
    ],
    components: [],
  };
}

/** What the moderator is told who answered. */
export function flagExpiryOutcome(outcome: ModerationAction | 'kept' | 'answered-already'): Message {
  if (typeof outcome !== 'string') return outcomeMessage(outcome);
  const kept = outcome === 'kept';
  return {
    embeds: [
      {
        title: kept ? '🚩 Flag kept' : 'Answered already',
        color: COLOURS.quiet,
        description: kept
          ? 'It stays until somebody takes it off. I do not ask again.'
          : 'Somebody was faster, or the flag is gone. Nothing was changed.',
      },
    ],
  };
}

function fields({ request, moderator, createdAt }: ModerationAction<FlagRequest>) {
  return [
    { name: 'Player', value: subjectText(request.subject, CHANNEL) },
    { name: 'Flag', value: CHANNEL.text(request.flagName, 200), inline: true },
    { name: 'Put on', value: `${relativeTime(createdAt)} by ${personText(moderator)}`, inline: true },
    ...fieldOf('Its time ended', request.expiry === undefined ? '' : relativeTime(request.expiry.at), true),
  ];
}
