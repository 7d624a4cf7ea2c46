import { ButtonStyle } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import type { Message } from '../../message/message.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import { buttonRow } from '../buttons.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { banLink, scopeText, subjectText, untilText } from './words.ts';

/** The command whose buttons belong to an action. */
const COMMANDS = { ban: 'ban', unban: 'unban', 'flag-add': 'flag', 'flag-remove': 'flag' } as const;

/** The button that looks once more what became of an action. */
export function lookAgainRow({ id, request }: ModerationAction) {
  const command = COMMANDS[request.kind];
  return buttonRow([
    {
      label: 'Look again',
      style: ButtonStyle.Primary,
      customId: formatCustomId({ command, action: 'look', key: id }),
    },
  ]);
}

/** While an action is sent: no buttons, so that nothing can be pressed twice. */
export function sendingMessage(): Message {
  return plain(COLOURS.quiet, 'Being carried out…', 'BattleMetrics is being told.');
}

/** After a failure that says nothing about what happened. */
export function lookingMessage(): Message {
  return plain(
    COLOURS.warning,
    'Looking whether it happened…',
    'BattleMetrics did not answer properly, so it may or may not have been carried out. Nothing is sent again; I look for it for about three minutes. You need not wait: the audit channel will tell as well.',
  );
}

/** What a moderator is told about an action in the state that it is in. */
export function outcomeMessage(action: ModerationAction): Message {
  switch (action.state) {
    case 'done':
      return doneMessage(action);
    case 'failed':
      return plain(
        COLOURS.quiet,
        '❌ Nothing was changed',
        `${action.error ?? ''}\nTo try again, use the command anew.`,
      );
    case 'unknown':
      return {
        ...plain(
          COLOURS.warning,
          '⚠️ It is unknown whether this happened',
          `${action.error ?? ''}\nDo not repeat it before you have looked: on BattleMetrics, or with the button in a while.`,
        ),
        components: [lookAgainRow(action)],
      };
    case 'sending':
      return plain(
        COLOURS.warning,
        'Still being carried out',
        'It is not known yet what became of it. The audit channel will tell; nothing is sent twice.',
      );
    case 'cancelled':
      return plain(COLOURS.quiet, 'Cancelled', 'Nothing was changed.');
    case 'lapsed':
      return plain(
        COLOURS.quiet,
        'This question has lapsed',
        'It was open for too long to still be right. Nothing was changed; use the command anew.',
      );
    case 'draft':
      return plain(COLOURS.quiet, 'Not confirmed yet', 'Nothing was changed.');
  }
}

function doneMessage(action: ModerationAction): Message {
  const { request, result } = action;
  const already = result?.alreadySo === true;
  switch (request.kind) {
    case 'ban': {
      const lines = [
        subjectText(request.subject),
        `Ban ${result?.banId === undefined ? `with the uid \`${action.uid ?? ''}\`` : banLink(result.banId)}`,
        scopeText(request.scope),
        `Until: ${untilText(request.durationMs, action.timestamp ?? action.createdAt)}`,
        `Reason: ${escapeText(request.reason, 1000)}`,
        '-# DCS servers are not covered.',
      ];
      return plain(COLOURS.bad, '✅ Banned', lines.join('\n'));
    }
    case 'unban': {
      const what = request.mode === 'delete' ? 'Deleted' : 'Ended';
      const text = already ? 'There was no such ban any more.' : `${what}: ban ${banLink(request.banId)}`;
      return plain(COLOURS.good, '✅ Ban lifted', `${subjectText(request.subject)}\n${text}`);
    }
    case 'flag-add':
    case 'flag-remove': {
      const flag = `**${escapeText(request.flagName, 200)}**`;
      const text =
        request.kind === 'flag-add'
          ? `${already ? 'has had the flag already' : 'now has the flag'} ${flag}`
          : `${already ? 'did not have the flag' : 'no longer has the flag'} ${flag}`;
      return plain(COLOURS.good, '✅ Done', `${subjectText(request.subject)} ${text}.`);
    }
  }
}

function plain(color: number, title: string, description: string): Message {
  return { embeds: [{ title, color, description: description.trim() }], components: [] };
}
